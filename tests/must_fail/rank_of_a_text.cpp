// g++: argument_has_the_wrong_type<.*SearchRankOf.*string
// clang: argument_has_the_wrong_type<.*SearchRankOf.*string
#include "arrays.hpp"
namespace shop {
#ifdef FIXED
void program() {
    (void)Post::objects.annotate("rank"_f = SearchRank(SearchVector("title"_f), "a"));
}
#else
void program() { (void)Post::objects.annotate("rank"_f = SearchRank("title"_f, "a")); }
#endif
}  // namespace shop
