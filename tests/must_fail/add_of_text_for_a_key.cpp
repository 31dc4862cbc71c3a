// g++: argument_names_no_row<shop::Tag, std::__cxx11::basic_string<char>|argument_names_no_row<shop::Tag, .*string
// clang: argument_names_no_row<shop::Tag, .*string
#include "related.hpp"
namespace shop {
#ifdef FIXED
void program(const Product& product) { product.tags.add(std::vector{1, 2}); }
#else
void program(const Product& product) { product.tags.add(std::vector<std::string>{"1"}); }
#endif
}  // namespace shop
