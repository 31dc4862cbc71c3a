// g++: value_has_no_type<std::nullptr_t>
// clang: value_has_no_type<(std::)?nullptr_t>
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)aside::Value(std::optional<int>()); }
#else
void program() { (void)aside::Value(nullptr); }
#endif
}  // namespace shop
