// g++: value_has_the_wrong_type<shop::Order, .*'c', 'o', 'l', 'o', 'r'>, std::optional<aside::Json>, shop::Color
// clang: value_has_the_wrong_type<shop::Order, .*'c', 'o', 'l', 'o', 'r'>, std::optional<aside::Json>, shop::Color
#include "json.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Order::objects.filter("data__color"_f == static_cast<int>(Color::red)); }
#else
void program() { (void)Order::objects.filter("data__color"_f == Color::red); }
#endif
}  // namespace shop
