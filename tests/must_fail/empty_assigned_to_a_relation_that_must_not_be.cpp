// g++: this relation is never empty
// clang: this relation is never empty
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program(Pizza& pizza) { pizza.box = nullptr; }
#else
void program(Pizza& pizza) { pizza.price = nullptr; }
#endif
}  // namespace pizzeria
