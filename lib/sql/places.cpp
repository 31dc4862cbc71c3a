#include "sql/places.hpp"

#include <string>

#include "aside/detail/arithmetic.hpp"
#include "aside/error.hpp"
#include "query/kinds.hpp"

namespace aside::sql {
namespace {

/// Whether so many places are enough to write the number.
bool has_room(const SqlValue& value, int places) {
    const DecimalValue* decimal = value.decimal();
    if (decimal == nullptr || decimal->places() <= places) return true;
    return decimal->units() % detail::power_of_ten<detail::Int128>(decimal->places() - places) == 0;
}

void require_places_of(const Operand& literal, const Operand& beside) {
    if (literal.value == nullptr || literal.field == nullptr || beside.field == nullptr) return;
    if (!is_decimal_literal(*literal.field) || !is_exact_decimal(*beside.field)) return;
    if (has_room(*literal.value, beside.field->type->decimal_places)) return;
    throw DataError(literal.value->to_string() + " has more than the " +
                    std::to_string(beside.field->type->decimal_places) +
                    " places of the decimal that it stands beside");
}

}  // namespace

void require_places(const Operand& left, const Operand& right) {
    require_places_of(left, right);
    require_places_of(right, left);
}

}  // namespace aside::sql
