// g++: columns_are_not_as_many_as_members<pizzeria::Named, 1, 2>
// clang: columns_are_not_as_many_as_members<pizzeria::Named, 1, 2>
#include "pizzeria.hpp"
namespace pizzeria {
struct Named {
    std::string name;
};
#ifdef FIXED
void program() { (void)Pizza::objects.values_into<Named>("name"_f); }
#else
void program() { (void)Pizza::objects.values_into<Named>("name"_f, "id"_f); }
#endif
}  // namespace pizzeria
