// g++: static assertion failed: aside: a model that is a template names its table
// clang: static.assert(ion)? failed.*a model that is a template names its table
// of any length
#include <aside/aside.hpp>

namespace shop {
template <class Payload>
struct Message : aside::Model<Message<Payload>> {
    std::int64_t id = 0;
    Payload payload;
#ifdef FIXED
    static constexpr auto meta = aside::meta(aside::table("shop_message"));
#endif
};
std::int64_t program() { return Message<std::string>::objects.count(); }
}  // namespace shop
