// g++: model_has_no_such_field<shop::Item, aside::detail::path<'n', 'a', 'm'>
// clang: model_has_no_such_field<shop::Item, aside::detail::path<'n', 'a', 'm'>
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() {
    (void)Item::objects.aggregate("all"_f = StringAgg("name"_f, ", ").order_by("name"_f));
}
#else
void program() {
    (void)Item::objects.aggregate("all"_f = StringAgg("name"_f, ", ").order_by("nam"_f));
}
#endif
}  // namespace shop
