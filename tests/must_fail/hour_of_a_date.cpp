// g++: argument_has_the_wrong_type<aside::detail::hour_function, std::chrono::year_month_day>
// clang: argument_has_the_wrong_type<aside::detail::hour_function, std::chrono::year_month_day>
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.filter(ExtractDay("added"_f) == 3); }
#else
void program() { (void)Item::objects.filter(ExtractHour("added"_f) == 3); }
#endif
}  // namespace shop
