// g++: model_has_no_such_field<aside::Partial<.*'b'.*'o'.*'x'
// clang: model_has_no_such_field<aside::Partial<.*'b'.*'o'.*'x'
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { (void)Pizza::objects.only("box"_f).get("id"_f = 1)["box"_f]; }
#else
void program() { (void)Pizza::objects.only("name"_f).get("id"_f = 1)["box"_f]; }
#endif
}  // namespace pizzeria
