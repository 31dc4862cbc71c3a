// g++: model_has_no_such_field<shop::Receipt, aside::detail::path<'p', 'a', 'y', 'd'>
// clang: model_has_no_such_field<shop::Receipt, aside::detail::path<'p', 'a', 'y', 'd'>
// of any length
#include <aside/aside.hpp>

namespace shop {
using namespace aside::literals;

struct Receipt : aside::Model<Receipt> {
    std::int64_t id = 0;
    std::int64_t paid = 0;
#ifdef FIXED
    static constexpr auto meta = aside::meta(aside::check("paid_up", "paid"_f >= 0));
#else
    static constexpr auto meta = aside::meta(aside::check("paid_up", "payd"_f >= 0));
#endif
};
std::int64_t program() { return Receipt::objects.count(); }
}  // namespace shop
