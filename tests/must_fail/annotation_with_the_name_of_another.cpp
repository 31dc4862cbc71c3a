// g++: annotation_name_is_taken<pizzeria::Pizza.*'n'
// clang: annotation_name_is_taken<pizzeria::Pizza.*'n'
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { (void)Pizza::objects.alias("n"_f = Count("toppings"_f)).annotate("n"_f = "n"_f); }
#else
void program() {
    (void)Pizza::objects.alias("n"_f = Count("toppings"_f)).annotate("n"_f = "name"_f);
}
#endif
}  // namespace pizzeria
