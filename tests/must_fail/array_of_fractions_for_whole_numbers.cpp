// g++: value_has_the_wrong_type<shop::Post, .*'t', 'a', 'g', 's'.*vector<int>, .*vector<double
// clang: value_has_the_wrong_type<shop::Post, .*'t', 'a', 'g', 's'.*vector<int>, .*vector<double
#include "arrays.hpp"
namespace shop {
#ifdef FIXED
void program() { (void)Post::objects.update("tags"_f = {1, 2}); }
#else
void program() { (void)Post::objects.update("tags"_f = {1.5, 2.5}); }
#endif
}  // namespace shop
