// g++: operands_do_not_combine<std::chrono::year_month_day, '\+', std::chrono::year_month_day>
// clang: operands_do_not_combine<std::chrono::year_month_day, '\+', std::chrono::year_month_day>
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.filter("added"_f - "added"_f == std::chrono::hours(0)); }
#else
void program() { (void)Item::objects.filter("added"_f + "added"_f == std::chrono::hours(0)); }
#endif
}  // namespace shop
