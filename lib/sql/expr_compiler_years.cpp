// The part of ExprCompiler that compares a year with a number. It compares the whole date with the
// year's first and last moment, so that an index on the column is used.
#include <chrono>
#include <optional>

#include "aside/temporal.hpp"
#include "sql/expr_compiler.hpp"

namespace aside::sql {

using detail::ExprKind;
using detail::FieldKind;
using detail::Function;
using detail::Lookup;

namespace {

using std::chrono::sys_days;

struct Days {
    Date first;
    Date last;
};

/// The Monday of the week in which the year's 4th of January lies.
sys_days first_monday(int year) {
    const sys_days day = std::chrono::year(year) / 1 / 4;
    return day - std::chrono::days(std::chrono::weekday(day).iso_encoding() - 1);
}

Days days_of(int year, bool iso) {
    const Date last = std::chrono::year(year) / 12 / 31;
    if (!iso) return {std::chrono::year(year) / 1 / 1, last};
    // The last of all dates that can be stored is in the middle of a week.
    return {first_monday(year),
            year == 9999 ? last : Date(first_monday(year + 1) - std::chrono::days(1))};
}

DateTime first_moment(Date day) { return sys_days(day); }
DateTime last_moment(Date day) { return sys_days(day) + std::chrono::days(1) - Duration(1); }

/// A path's ending without the year that it ends in, or nothing if it ends in none.
std::optional<std::string_view> before_year(std::string_view ending, std::string_view year) {
    if (ending == year) return std::string_view();
    if (!ending.ends_with(year)) return std::nullopt;
    ending.remove_suffix(year.size());
    if (!ending.ends_with("__")) return std::nullopt;
    ending.remove_suffix(2);
    return ending;
}

/// The operator of a comparison of a year; nothing if it is none.
std::optional<std::string_view> operator_of(Lookup lookup) {
    switch (lookup) {
        case Lookup::exact:
            return " BETWEEN ";
        case Lookup::not_equal:
            return " NOT BETWEEN ";
        case Lookup::gt:
        case Lookup::gte:
        case Lookup::lt:
        case Lookup::lte:
            return comparison_operator(lookup);
        default:
            return std::nullopt;
    }
}

}  // namespace

/// The date whose year an expression gives, and whether the year is ISO 8601's. The SQL is empty if
/// the expression is no year of a date.
std::optional<ExprCompiler::Dated> ExprCompiler::dated(const SqlWriter& of,
                                                       const Node& node) const {
    Dated dated{.sql = of.part()};
    const detail::FieldInfo* field = nullptr;
    if (node.kind == ExprKind::function) {
        const auto function = static_cast<Function>(node.op);
        if (function != Function::year && function != Function::iso_year) return std::nullopt;
        dated.iso = function == Function::iso_year;
        field = field_of(children(node).front());
        expression(dated.sql, children(node).front());
    } else if (node.kind == ExprKind::path) {
        Meaning whole = meaning_of(node);
        // The longer name first: "iso_year" ends in "year", too.
        auto before = before_year(whole.ending, "iso_year");
        dated.iso = before.has_value();
        if (!before) before = before_year(whole.ending, "year");
        if (!before) return std::nullopt;
        whole.ending = *before;
        field = field_of(whole);
        if (field == nullptr) return std::nullopt;
        meaning(dated.sql, whole);
    }
    if (field == nullptr) return std::nullopt;
    dated.kind = field->type->kind;
    if (dated.kind != FieldKind::date && dated.kind != FieldKind::date_time) return std::nullopt;
    return dated;
}

bool ExprCompiler::year_operation(SqlWriter& writer, const Node& node, Lookup lookup) const {
    const auto relation = operator_of(lookup);
    if (!relation) return false;
    const Node& right = children(node).rest().front();
    const std::int64_t* year = right.kind == ExprKind::value ? right.value.integer() : nullptr;
    if (year == nullptr || *year < 1 || *year > 9999) return false;
    const auto of = dated(writer, children(node).front());
    if (!of) return false;

    const bool moments = of->kind == FieldKind::date_time;
    const Days days = days_of(static_cast<int>(*year), of->iso);
    const SqlValue first = moments ? SqlValue(first_moment(days.first)) : SqlValue(days.first);
    const SqlValue last = moments ? SqlValue(last_moment(days.last)) : SqlValue(days.last);
    writer.append(of->sql);
    writer.sql += *relation;
    writer.param(lookup == Lookup::gt || lookup == Lookup::lte ? last : first);
    if (lookup != Lookup::exact && lookup != Lookup::not_equal) return true;
    writer.sql += " AND ";
    writer.param(last);
    return true;
}

}  // namespace aside::sql
