// g++: every model that a relation names must be complete
// clang: every model that a relation names must be complete
// of any length
#include "pizzeria.hpp"
namespace pizzeria {
#ifdef FIXED
struct Oven : aside::Model<Oven> {
    std::int64_t id = 0;
};
#else
struct Oven;
#endif
struct Baker : aside::Model<Baker> {
    std::int64_t id = 0;
    aside::ForeignKey<Oven, aside::cascade> oven;
};
void program() { (void)Baker::objects.count(); }
}  // namespace pizzeria
