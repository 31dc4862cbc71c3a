// g++: model_has_no_such_field<pizzeria::Pizza.*'n'.*'o'.*'m'.*'e'
// clang: model_has_no_such_field<pizzeria::Pizza.*'n'.*'o'.*'m'.*'e'
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
void program() { (void)Pizza::objects.defer("name"_f); }
#else
void program() { (void)Pizza::objects.defer("nome"_f); }
#endif
}  // namespace pizzeria
