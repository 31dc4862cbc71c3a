// g++: argument_is_no_parameter<std::vector<std::vector<int
// clang: argument_is_no_parameter<std::vector<std::vector<int
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Item::objects.raw("SELECT ?", 5); }
#else
void program() { (void)Item::objects.raw("SELECT ?", std::vector<std::vector<int>>{}); }
#endif
}  // namespace shop
