// g++: value_has_the_wrong_type<shop::Item, .*'s', 't', 'o', 'c', 'k'>, std::optional<long int>, .*string_literal>
// clang: value_has_the_wrong_type<shop::Item, .*'s', 't', 'o', 'c', 'k'>, std::optional<long>, .*string_literal>
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.filter("stock"_f == 3); }
#else
void program() { (void)Item::objects.filter("stock"_f == "three"); }
#endif
}  // namespace shop
