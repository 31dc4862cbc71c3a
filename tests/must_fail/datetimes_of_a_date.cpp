// g++: argument_is_no_date<shop::Item.*'a'.*year_month_day
// clang: argument_is_no_date<shop::Item.*'a'.*year_month_day
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.dates("added"_f, "year"); }
#else
void program() { (void)Item::objects.datetimes("added"_f, "year"); }
#endif
}  // namespace shop
