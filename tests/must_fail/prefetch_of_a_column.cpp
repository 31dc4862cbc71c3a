// g++: model_has_no_such_relation<pizzeria::Pizza.*'n', 'a', 'm', 'e'
// clang: model_has_no_such_relation<pizzeria::Pizza.*'n', 'a', 'm', 'e'
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { (void)Pizza::objects.prefetch_related("toppings"_f); }
#else
void program() { (void)Pizza::objects.prefetch_related("name"_f); }
#endif
}  // namespace pizzeria
