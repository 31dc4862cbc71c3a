// g++: aside: a transaction is one thread's: its body cannot be a coroutine
// clang: aside: a transaction is one thread's: its body cannot be a coroutine
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() {
    (void)aside::aatomic({.durable = true}, [] { return Item::objects.count(); });
}
#else
void program() {
    (void)aside::aatomic({.durable = true},
                         []() -> aside::Task<> { (void)co_await Item::objects.acount(); });
}
#endif
}  // namespace shop
