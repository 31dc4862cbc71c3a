// g++: prefetch_of_another_model<pizzeria::Pizza.*pizzeria::Box
// clang: prefetch_of_another_model<pizzeria::Pizza.*pizzeria::Box
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() {
    (void)Pizza::objects.prefetch_related(Prefetch("toppings"_f, Topping::objects.all()));
}
#else
void program() {
    (void)Pizza::objects.prefetch_related(Prefetch("toppings"_f, Box::objects.all()));
}
#endif
}  // namespace pizzeria
