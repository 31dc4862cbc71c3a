// g++: model_has_no_such_field<shop::Place, .*'a', 'm', 'u', 'o', 'n', 't'>
// clang: model_has_no_such_field<shop::Place, .*'a', 'm', 'u', 'o', 'n', 't'>
#include "related.hpp"
namespace shop {
#ifdef FIXED
void program(const Product& product) {
    product.shelves.add(1, aside::through_defaults("amount"_f = 3));
}
#else
void program(const Product& product) {
    product.shelves.add(1, aside::through_defaults("amuont"_f = 3));
}
#endif
}  // namespace shop
