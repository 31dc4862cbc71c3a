// g++: model_has_no_such_relation<pizzeria::Box.*'p', 'i', 'z', 'z', 'a', '_', 's', 'e', 't'
// clang: model_has_no_such_relation<pizzeria::Box.*'p', 'i', 'z', 'z', 'a', '_', 's', 'e', 't'
#include "pizzeria.hpp"
namespace pizzeria {
using Pairs = std::vector<std::pair<int, int>>;
#ifdef FIXED
void program() { Pizza::objects.bulk_add("toppings"_f, Pairs{{1, 2}}); }
#else
void program() { Box::objects.bulk_add("pizza_set"_f, Pairs{{1, 2}}); }
#endif
}  // namespace pizzeria
