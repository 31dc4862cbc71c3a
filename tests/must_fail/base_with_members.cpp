// g++: static assertion failed: aside: .*it has no base but aside::Model
// clang: static.assert(ion)? failed .*aside: .*it has no base but aside::Model
// of any length
#include <aside/aside.hpp>
namespace shop {
struct Named {
#ifndef FIXED
    std::string name;
#endif
};
#ifdef FIXED
struct Thing : aside::Model<Thing> {
#else
struct Thing : aside::Model<Thing>, Named {
#endif
    std::int64_t id = 0;
};
void program() { (void)Thing::objects.count(); }
}  // namespace shop
