// PostgreSQL converts nothing where a value is written, and refuses what does not fit.
#include "sql/postgresql/fit.hpp"

#include <string>

#include "schema/table.hpp"
#include "sql/postgresql/schema.hpp"

namespace aside::sql::postgresql {
namespace {

using detail::FieldKind;

Fit badly(std::string why) { return {Fit::Degree::badly, std::move(why)}; }

Fit fit_integers(const schema::Type& wanted, const schema::Type& found) {
    if (wanted.bytes > found.bytes) return badly("larger numbers are refused");
    if (wanted.bytes < found.bytes) return badly("larger numbers cannot be read");
    return {};
}
Fit fit_text(const schema::Type& wanted, const schema::Type& found) {
    if (found.max_length == 0 || found.max_length == wanted.max_length) return {};
    if (wanted.max_length == 0 || wanted.max_length > found.max_length)
        return badly("longer text is refused");
    return {Fit::Degree::loosely, "it may hold longer text"};
}
Fit fit_decimals(const schema::Type& wanted, const schema::Type& found) {
    if (found.max_digits == 0) return {};  // it holds every number
    if (wanted.max_digits == 0) return badly("it holds other numbers");
    if (found.decimal_places > wanted.decimal_places)
        return badly("numbers with more places cannot be read");
    if (found.decimal_places < wanted.decimal_places) return badly("numbers are rounded there");
    if (found.max_digits < wanted.max_digits) return badly("larger numbers are refused");
    if (found.max_digits > wanted.max_digits)
        return {Fit::Degree::loosely, "it may hold larger numbers"};
    return {};
}

}  // namespace

Fit fit(const schema::Column& wanted, const schema::Column& found) {
    const schema::Type& to = found.type;
    const schema::Type& from = wanted.type;
    if (!from.kind) return {};
    if (!to.kind) return badly("this library does not read such values");
    if (*to.kind != *from.kind || to.element != from.element)
        return badly("values of the one are no values of the other");
    switch (from.element.value_or(*from.kind)) {
        case FieldKind::integer:
            return fit_integers(from, to);
        case FieldKind::text:
            return fit_text(from, to);
        case FieldKind::decimal:
            return fit_decimals(from, to);
        default:
            return {};
    }
}

}  // namespace aside::sql::postgresql
