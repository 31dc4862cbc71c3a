// g++: model_has_no_such_field<aside::Record<.*'b'.*'o'.*'x'
// clang: model_has_no_such_field<aside::Record<.*'b'.*'o'.*'x'
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { (void)Pizza::objects.values("name"_f, "box"_f)[0]["box"_f]; }
#else
void program() { (void)Pizza::objects.values("name"_f)[0]["box"_f]; }
#endif
}  // namespace pizzeria
