// g++: model_has_no_such_field<pizzeria::Box.*'n'.*'o'.*'m'.*'e'
// clang: model_has_no_such_field<pizzeria::Box.*'n'.*'o'.*'m'.*'e'
#include "pizzeria.hpp"
namespace pizzeria {
struct Named {
    std::string name;
};
struct Nomed {
    std::string nome;
};
struct Right {
    std::optional<Named> box;
};
struct Wrong {
    std::optional<Nomed> box;
};
#ifdef FIXED
void program() { (void)Pizza::objects.values_into<Right>(); }
#else
void program() { (void)Pizza::objects.values_into<Wrong>(); }
#endif
}  // namespace pizzeria
