// g++: a relation's key has the type of the other model's
// clang: a relation's key has the type of the other model's
// of any length
#include "pizzeria.hpp"
namespace pizzeria {
struct Country : aside::Model<Country> {
    std::string code;
    static constexpr auto meta = aside::meta("code"_f.primary_key());
};
struct Region : aside::Model<Region> {
    std::int64_t id = 0;
#ifdef FIXED
    aside::ForeignKey<Country, aside::cascade, std::string> country;
#else
    aside::ForeignKey<Country, aside::cascade> country;
#endif
};
void program() { (void)Region::objects.count(); }
}  // namespace pizzeria
