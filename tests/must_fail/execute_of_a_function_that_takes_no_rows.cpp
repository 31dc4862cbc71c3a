// g++: continuation_does_not_take<shop::program\(\)::<lambda\(int\)>, aside::Rows<shop::Item> >
// clang: continuation_does_not_take<\(lambda at .*\), aside::Rows<shop::Item>>
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() {
    Item::objects.execute([](aside::Rows<Item>) {}, [](std::exception_ptr) {});
}
#else
void program() {
    Item::objects.execute([](int) {}, [](std::exception_ptr) {});
}
#endif
}  // namespace shop
