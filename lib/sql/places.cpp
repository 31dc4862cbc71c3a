#include "sql/places.hpp"

#include <string>

#include "aside/detail/arithmetic.hpp"
#include "aside/error.hpp"
#include "query/kinds.hpp"

namespace aside::sql {

using detail::FieldInfo;

namespace {

bool has_room(DecimalValue value, int places) {
    if (value.places() <= places) return true;
    return value.units() % detail::power_of_ten<detail::Int128>(value.places() - places) == 0;
}

}  // namespace

void require_room(const query::Node& literal, const FieldInfo* field) {
    const DecimalValue* value = literal.value.decimal();
    if (literal.kind != detail::ExprKind::value || value == nullptr ||
        literal.type != &detail::decimal_literal_type)
        return;
    if (field == nullptr || field->type->kind != detail::FieldKind::decimal) return;
    if (has_room(*value, field->type->decimal_places)) return;
    const std::string digits = value->to_string();
    throw DataError(digits + " has more than the " + std::to_string(field->type->decimal_places) +
                    " places of the decimal that it becomes: write it as one that has them, such "
                    "as Decimal<18, " +
                    std::to_string(value->places()) + ">(" + digits + "_dec)");
}

void require_room_in(const FieldInfo& column, const query::Node& assigned) {
    using detail::ExprKind;
    require_room(assigned, &column);
    const bool chooses = assigned.kind == ExprKind::choice ||
                         (assigned.kind == ExprKind::function &&
                          query::is_alternative(static_cast<detail::Function>(assigned.op)));
    if (!chooses) return;
    for (const query::Node& child : query::children(assigned))
        require_room_in(
            column, child.kind == ExprKind::when ? query::children(child).rest().front() : child);
}

}  // namespace aside::sql
