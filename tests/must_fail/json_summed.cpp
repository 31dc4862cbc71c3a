// g++: argument_has_the_wrong_type<.*sum_function, .*Json
// clang: argument_has_the_wrong_type<.*sum_function, .*Json
#include "json.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Order::objects.aggregate("n"_f = aside::Count("data__n"_f)); }
#else
void program() { (void)Order::objects.aggregate("n"_f = aside::Sum("data__n"_f)); }
#endif
}  // namespace shop
