// g++: member_has_the_wrong_type<pizzeria::Wrong.*'b'.*'o'.*'x'.*Named.*optional
// clang: member_has_the_wrong_type<pizzeria::Wrong.*'b'.*'o'.*'x'.*Named.*optional
#include "pizzeria.hpp"
namespace pizzeria {
struct Named {
    std::string name;
};
struct Right {
    std::optional<Named> box;
};
struct Wrong {
    Named box;
};
#ifdef FIXED
void program() { (void)Pizza::objects.values_into<Right>(); }
#else
void program() { (void)Pizza::objects.values_into<Wrong>(); }
#endif
}  // namespace pizzeria
