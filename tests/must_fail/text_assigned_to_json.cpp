// g++: value_has_the_wrong_type<shop::Order, .*'d', 'a', 't', 'a'>, aside::Json, aside::detail::string_literal
// clang: value_has_the_wrong_type<shop::Order, .*'d', 'a', 't', 'a'>, aside::Json, aside::detail::string_literal
#include "json.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Order::objects.all().update("data"_f = aside::Json::parse("{}")); }
#else
void program() { (void)Order::objects.all().update("data"_f = "{}"); }
#endif
}  // namespace shop
