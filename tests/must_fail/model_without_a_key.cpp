// g++: static assertion failed: aside: a model has a primary key
// clang: static.assert(ion)? failed.*a model has a primary key
// of any length
#include <aside/aside.hpp>

namespace shop {
struct Receipt : aside::Model<Receipt> {
#ifdef FIXED
    std::int64_t id = 0;
#endif
    std::string number;
};
std::int64_t program() { return Receipt::objects.count(); }
}  // namespace shop
