// g++: static assertion failed: aside: a model is an aggregate: .*no private members
// clang: static.assert(ion)? failed .*aside: a model is an aggregate: .*no private members
// of any length
#include <aside/aside.hpp>
namespace shop {
struct Hidden : aside::Model<Hidden> {
    std::int64_t id = 0;
#ifndef FIXED
private:
#endif
    std::string name;
};
void program() { (void)Hidden::objects.count(); }
}  // namespace shop
