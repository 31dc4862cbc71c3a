// g++: rows_are_not_read_into<pizzeria::Wrong
// clang: rows_are_not_read_into<pizzeria::Wrong
#include "pizzeria.hpp"
namespace pizzeria {
struct Right {
    std::string name;
};
struct Wrong {
    Wrong() {}
    std::string name;
};
#ifdef FIXED
void program() { (void)Pizza::objects.values_into<Right>(); }
#else
void program() { (void)Pizza::objects.values_into<Wrong>(); }
#endif
}  // namespace pizzeria
