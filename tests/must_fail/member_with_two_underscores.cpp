// g++: static assertion failed: aside: a member's name contains no "__"
// clang: static.assert(ion)? failed.*a member's name contains no
// of any length
#include <aside/aside.hpp>

namespace shop {
struct Receipt : aside::Model<Receipt> {
    std::int64_t id = 0;
#ifdef FIXED
    std::string paid_by;
#else
    std::string paid__by;
#endif
};
std::int64_t program() { return Receipt::objects.count(); }
}  // namespace shop
