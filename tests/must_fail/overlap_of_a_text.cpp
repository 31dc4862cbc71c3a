// g++: value_has_the_wrong_type<shop::Post, .*'t', 'i', 't', 'l', 'e'.*string
// clang: value_has_the_wrong_type<shop::Post, .*'t', 'i', 't', 'l', 'e'.*string
#include "arrays.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Post::objects.filter("title"_f.contains("a")); }
#else
void program() { (void)Post::objects.filter("title"_f.overlap("a")); }
#endif
}  // namespace shop
