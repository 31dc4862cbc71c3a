// g++: continuation_does_not_take<shop::program\(\)::<lambda\(int\*\)>, shop::Item>
// clang: continuation_does_not_take<\(lambda at .*\), shop::Item>
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() {
    Item::objects.aget("id"_f = 3).then([](const Item&) {});
}
#else
void program() {
    Item::objects.aget("id"_f = 3).then([](int*) {});
}
#endif
}  // namespace shop
