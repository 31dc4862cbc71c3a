// g++: argument_has_the_wrong_type<aside::detail::cast_function<std::chrono::year_month_day>, long int>
// clang: argument_has_the_wrong_type<aside::detail::cast_function<std::chrono::year_month_day>, long>
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.filter(Cast<aside::Date>("name"_f) == "added"_f); }
#else
void program() { (void)Item::objects.filter(Cast<aside::Date>("stock"_f) == "added"_f); }
#endif
}  // namespace shop
