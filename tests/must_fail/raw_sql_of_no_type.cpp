// g++: value_has_no_type<char>
// clang: value_has_no_type<char>
#include "shop.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)aside::RawSQL<std::int64_t>("1"); }
#else
void program() { (void)aside::RawSQL<char>("1"); }
#endif
}  // namespace shop
