// g++: querysets_have_different_rows<aside::Record<.*"id".*, aside::Record<.*"name".*
// clang: querysets_have_different_rows<aside::Record<.*long>>, aside::Record<.*string
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.values("id"_f).intersection(Other::objects.values("id"_f)); }
#else
void program() { (void)Item::objects.values("id"_f).intersection(Other::objects.values("name"_f)); }
#endif
}  // namespace shop
