// g++: static assertion failed: aside: no field has this type: use bool
// clang: static.assert(ion)? failed .*aside: no field has this type: use bool
// of any length
#include <aside/aside.hpp>
namespace shop {
struct Counter : aside::Model<Counter> {
    std::int64_t id = 0;
#ifdef FIXED
    std::int32_t hits = 0;
#else
    unsigned hits = 0;
#endif
};
void program() { (void)Counter::objects.count(); }
}  // namespace shop
