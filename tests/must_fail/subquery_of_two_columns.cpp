// g++: subquery_takes_one_column<aside::Record<
// clang: subquery_takes_one_column<aside::Record<
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Subquery(Item::objects.values("id"_f)); }
#else
void program() { (void)Subquery(Item::objects.values("id"_f, "name"_f)); }
#endif
}  // namespace shop
