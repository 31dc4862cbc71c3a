// g++: rows_are_not_read_into<pizzeria::Wrong
// clang: rows_are_not_read_into<pizzeria::Wrong
#include "pizzeria.hpp"
namespace pizzeria {
struct Named {
    std::string name;
};
struct Wrong : Named {
    std::int64_t id;
};
#ifdef FIXED
void program() { (void)Pizza::objects.values_into<Named>(); }
#else
void program() { (void)Pizza::objects.values_into<Wrong>(); }
#endif
}  // namespace pizzeria
