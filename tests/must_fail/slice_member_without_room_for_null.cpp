// g++: member_has_the_wrong_type<pizzeria::Wrong.*'b'.*'o'.*'x'.*optional
// clang: member_has_the_wrong_type<pizzeria::Wrong.*'b'.*'o'.*'x'.*optional
#include "pizzeria.hpp"
namespace pizzeria {
struct Right {
    std::optional<std::int64_t> box;
};
struct Wrong {
    std::int64_t box;
};
#ifdef FIXED
void program() { (void)Pizza::objects.values_into<Right>(); }
#else
void program() { (void)Pizza::objects.values_into<Wrong>(); }
#endif
}  // namespace pizzeria
