// g++: model_has_no_such_field<pizzeria::Pizza.*'b', 'o', 'x', '_', '_', 'n'
// clang: model_has_no_such_field<pizzeria::Pizza.*'b', 'o', 'x', '_', '_', 'n'
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { Pizza::objects.update("name"_f = "x"); }
#else
void program() { Pizza::objects.update("box__name"_f = "x"); }
#endif
}  // namespace pizzeria
