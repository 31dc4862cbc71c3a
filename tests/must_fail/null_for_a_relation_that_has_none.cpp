// g++: value_has_the_wrong_type<pizzeria::Pizza.*'p', 'r', 'i', 'c', 'e'.*nullptr_t
// clang: value_has_the_wrong_type<pizzeria::Pizza.*'p', 'r', 'i', 'c', 'e'.*nullptr_t
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { Pizza::objects.update("box"_f = nullptr); }
#else
void program() { Pizza::objects.update("price"_f = nullptr); }
#endif
}  // namespace pizzeria
