// g++: value_has_the_wrong_type<pizzeria::Pizza.*'b', 'o', 'x'.*pizzeria::Price
// clang: value_has_the_wrong_type<pizzeria::Pizza.*'b', 'o', 'x'.*pizzeria::Price
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program(const Box& box) { (void)Pizza::objects.filter("box"_f == box); }
#else
void program(const Price& price) { (void)Pizza::objects.filter("box"_f == price); }
#endif
}  // namespace pizzeria
