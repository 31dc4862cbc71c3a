// g++: annotation_name_is_taken<pizzeria::Pizza.*'n'.*'a'.*'m'.*'e'
// clang: annotation_name_is_taken<pizzeria::Pizza.*'n'.*'a'.*'m'.*'e'
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { (void)Pizza::objects.annotate("n"_f = Count("toppings"_f)); }
#else
void program() { (void)Pizza::objects.annotate("name"_f = Count("toppings"_f)); }
#endif
}  // namespace pizzeria
