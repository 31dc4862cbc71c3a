#include "backend/sqlite/functions/casts.hpp"

#include <charconv>
#include <cmath>

#include "aside/detail/field_type.hpp"

namespace aside::backend::sqlite {

namespace {

void to_integer(const Call& call) {
    if (call.is_integer(0)) return call.give_integer(call.integer(0));
    const double whole = std::trunc(call.real(0));
    if (!(whole >= -0x1p63 && whole < 0x1p63))
        throw FunctionError("the number is too large for an integer");
    call.give_integer(static_cast<std::int64_t>(whole));
}

void to_boolean(const Call& call) {
    if (const auto named = detail::boolean_of(call.text(0))) return call.give_integer(*named);
    call.give_integer(call.real(0) != 0);
}

void to_text(const Call& call) {
    if (!call.is_real(0)) return call.give_text(call.text(0));
    char text[32];
    const auto end = std::to_chars(text, text + sizeof text, call.real(0)).ptr;
    call.give_text({text, static_cast<std::size_t>(end - text)});
}

constexpr Scalar functions[] = {
    {"to_integer", 1, to_integer},
    {"to_real", 1, [](const Call& call) { call.give_real(call.real(0)); }},
    {"to_boolean", 1, to_boolean},
    {"to_text", 1, to_text},
};

}  // namespace

std::span<const Scalar> cast_functions() { return functions; }

}  // namespace aside::backend::sqlite
