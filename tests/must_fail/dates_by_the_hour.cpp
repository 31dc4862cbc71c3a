// g++: date_part_is_one_of_year_quarter_month_week_day|DatePart
// clang: date_part_is_one_of_year_quarter_month_week_day|DatePart
// of any length
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.dates("added"_f, "week"); }
#else
void program() { (void)Item::objects.dates("added"_f, "hour"); }
#endif
}  // namespace shop
