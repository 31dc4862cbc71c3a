// SQLite keeps any value in any column, but may change it on the way: by the affinity that it
// derives from the words of the column's type.
#include "sql/sqlite/fit.hpp"

#include <algorithm>
#include <initializer_list>

#include "schema/table.hpp"
#include "sql/sqlite/schema.hpp"

namespace aside::sql::sqlite {
namespace {

using detail::FieldKind;

bool is_text(FieldKind kind) {
    return kind == FieldKind::text || kind == FieldKind::json || kind == FieldKind::uuid;
}
bool is_number(FieldKind kind) {
    return kind == FieldKind::boolean || kind == FieldKind::integer || kind == FieldKind::real ||
           kind == FieldKind::decimal || kind == FieldKind::duration;
}
bool is_moment(FieldKind kind) {
    return kind == FieldKind::date || kind == FieldKind::date_time || kind == FieldKind::time;
}
/// Text that looks like a number becomes one there.
bool makes_numbers(Affinity affinity) {
    return affinity == Affinity::integer || affinity == Affinity::real ||
           affinity == Affinity::numeric;
}

/// Into a column whose words this library does not know. What it is meant for is not known either.
Fit fit_unknown(FieldKind kind, Affinity affinity) {
    if (makes_numbers(affinity) && is_text(kind))
        return {Fit::Degree::loosely, "text that looks like a number becomes one there"};
    if (affinity == Affinity::text && is_number(kind))
        return {Fit::Degree::loosely, "numbers become text there, which is ordered as text"};
    return {};
}

}  // namespace

Fit fit(const schema::Column& wanted, const schema::Column& found) {
    const std::string declared = column_type(found);
    // Types of other programs keep their words, and a column without a type changes nothing.
    if (!wanted.type.kind || found.type.kind == wanted.type.kind || declared.empty()) return {};
    if (!found.type.kind) return fit_unknown(*wanted.type.kind, affinity_of(declared));
    const FieldKind kind = *wanted.type.kind;
    const Affinity affinity = affinity_of(declared);
    const bool of_moments = is_moment(*found.type.kind);
    if (affinity == Affinity::text && is_number(kind))
        return {Fit::Degree::badly, "numbers become text there, which is ordered as text"};
    if (makes_numbers(affinity) && is_text(kind))
        return {kind == FieldKind::uuid || of_moments ? Fit::Degree::loosely : Fit::Degree::badly,
                "text that looks like a number becomes one there"};
    if (is_moment(kind) && is_number(*found.type.kind))
        return {Fit::Degree::badly, "numbers are no dates or times"};
    if (is_moment(kind) != of_moments || (is_moment(kind) && kind != *found.type.kind))
        return {Fit::Degree::loosely, "the two are not meant alike"};
    return {};
}

}  // namespace aside::sql::sqlite
