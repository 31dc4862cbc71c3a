// g++: value_has_the_wrong_type<shop::Post, .*'t', 'a', 'g', 's'.*std::vector<int>, .*owned_texts
// clang: value_has_the_wrong_type<shop::Post, .*'t', 'a', 'g', 's'.*std::vector<int>, .*owned_texts
#include "arrays.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Post::objects.filter("tags"_f.contains({1, 2})); }
#else
void program() { (void)Post::objects.filter("tags"_f.contains({"a", "b"})); }
#endif
}  // namespace shop
