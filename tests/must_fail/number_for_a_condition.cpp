// g++: argument_is_no_condition<aside::FunctionOf<aside::detail::coalesce_function
// clang: argument_is_no_condition<aside::FunctionOf<aside::detail::coalesce_function
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.filter(Coalesce("listed"_f, true)); }
#else
void program() { (void)Item::objects.filter(Coalesce("stock"_f, 1)); }
#endif
}  // namespace shop
