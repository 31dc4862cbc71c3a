// g++: model_has_no_such_field<pizzeria::Pizza.*'n'.*'o'.*'m'.*'e'
// clang: model_has_no_such_field<pizzeria::Pizza.*'n'.*'o'.*'m'.*'e'
#include "pizzeria.hpp"
namespace pizzeria {
struct Right {
    std::string name;
};
struct Wrong {
    std::string nome;
};
#ifdef FIXED
void program() { (void)Pizza::objects.values_into<Right>(); }
#else
void program() { (void)Pizza::objects.values_into<Wrong>(); }
#endif
}  // namespace pizzeria
