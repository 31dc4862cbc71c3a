// g++: argument_names_no_row<shop::Tag, shop::Shelf>
// clang: argument_names_no_row<shop::Tag, shop::Shelf>
#include "related.hpp"
namespace shop {
#ifdef FIXED
void program(const Product& product, const Tag& tag) { product.tags.add(tag); }
#else
void program(const Product& product, const Shelf& shelf) { product.tags.add(shelf); }
#endif
}  // namespace shop
