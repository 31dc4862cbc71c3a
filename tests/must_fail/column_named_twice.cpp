// g++: column_is_named_twice<pizzeria::Pizza.*'n'.*'a'.*'m'.*'e'
// clang: column_is_named_twice<pizzeria::Pizza.*'n'.*'a'.*'m'.*'e'
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { (void)Pizza::objects.values("name"_f); }
#else
void program() { (void)Pizza::objects.values("name"_f, "id"_f, "name"_f); }
#endif
}  // namespace pizzeria
