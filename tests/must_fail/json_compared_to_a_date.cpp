// g++: value_has_the_wrong_type<shop::Order, .*'d', 'u', 'e'>, std::optional<aside::Json>, std::chrono::year_month_day
// clang: value_has_the_wrong_type<shop::Order, .*'d', 'u', 'e'>, std::optional<aside::Json>, std::chrono::year_month_day
#include "json.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Order::objects.filter("day"_f == aside::Date()); }
#else
void program() { (void)Order::objects.filter("data__due"_f == aside::Date()); }
#endif
}  // namespace shop
