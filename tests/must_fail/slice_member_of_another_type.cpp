// g++: member_has_the_wrong_type<pizzeria::Wrong.*'n'.*'a'.*'m'.*'e'.*(int|long).*string
// clang: member_has_the_wrong_type<pizzeria::Wrong.*'n'.*'a'.*'m'.*'e'.*(int|long).*string
#include "pizzeria.hpp"
namespace pizzeria {
struct Right {
    std::string name;
};
struct Wrong {
    std::int64_t name;
};
#ifdef FIXED
void program() { (void)Pizza::objects.values_into<Right>(); }
#else
void program() { (void)Pizza::objects.values_into<Wrong>(); }
#endif
}  // namespace pizzeria
