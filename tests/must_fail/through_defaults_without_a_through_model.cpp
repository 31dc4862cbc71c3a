// g++: through_defaults_need_a_through_model<.*shop::Tag
// clang: through_defaults_need_a_through_model<.*
#include "related.hpp"
namespace shop {
#ifdef FIXED
void program(const Product& product) {
    product.shelves.add(1, aside::through_defaults("amount"_f = 3));
}
#else
void program(const Product& product) {
    product.tags.add(1, aside::through_defaults("amount"_f = 3));
}
#endif
}  // namespace shop
