#include "sql/postgresql/refusals.hpp"

#include "model/conversions.hpp"
#include "query/kinds.hpp"
#include "schema/types.hpp"
#include "sql/postgresql/schema.hpp"
#include "sql/postgresql/values.hpp"
#include "sql/spelling.hpp"

namespace aside::sql::postgresql {

using detail::FieldInfo;
using detail::FieldKind;

namespace {

/// What the server says of a text that is no number has that text in it: this, the column, and behind
/// `between` the words for people, which end in a full stop.
constexpr std::string_view mark = "aside refuses: ";
constexpr std::string_view between = "|";

/// What a value has to be for its field to read it.
struct Demand {
    std::string type{};  ///< that it is looked at as
    std::string
        test{};  ///< a condition on `computed`, or nothing: all that the column stores is fine
    std::string_view otherwise{};  ///< what it is if the condition does not hold
};

constexpr std::string_view computed = "\"computed\"";

std::string computed_is(std::string_view what) {
    return std::string(computed) + ' ' + std::string(what);
}

Demand demand_of_choices(const FieldInfo& column) {
    std::string texts;
    for (const detail::Choice& choice : column.choices) {
        texts += texts.empty() ? "" : ", ";
        quote_text(texts, choice.text);
    }
    return {"text", computed_is("IN (" + texts + ')'), "none of its choices"};
}

/// An enumeration's column holds more numbers than its type, if that is a narrow one.
Demand demand_of_enumerators(const FieldInfo& column) {
    const auto [least, greatest] = model::integer_range(*column.type);
    return {"bigint",
            computed_is("BETWEEN " + std::to_string(least) + " AND " + std::to_string(greatest)),
            "out of its range"};
}

Demand demand_of_text(const FieldInfo& column) {
    const int most = schema::type_of(column).max_length;
    if (most == 0) return {};
    return {"text", "CHAR_LENGTH(" + std::string(computed) + ") <= " + std::to_string(most),
            "longer than its max_length"};
}

constexpr std::string_view no_year = "of no year from 1 to 9999";

Demand demand_of(const FieldInfo& column, bool operation) {
    switch (column.type->kind) {
        case FieldKind::integer:
            if (column.text_choices) return demand_of_choices(column);
            return column.type->enumeration ? demand_of_enumerators(column) : Demand();
        case FieldKind::text:
            return demand_of_text(column);
        case FieldKind::date:
            return {"date", computed_is("BETWEEN DATE '0001-01-01' AND DATE '9999-12-31'"),
                    no_year};
        case FieldKind::date_time:
            return {"timestamp with time zone",
                    computed_is(">= TIMESTAMPTZ '0001-01-01 00:00:00+00' AND ") +
                        computed_is("< TIMESTAMPTZ '10000-01-01 00:00:00+00'"),
                    no_year};
        case FieldKind::time:
            return {"time", computed_is("< TIME '24:00'"), "24:00, which is no time of a day"};
        case FieldKind::decimal:  // what is no number comes of doubles only
            return operation ? Demand() : Demand{"numeric", computed_is("<> 'NaN'"), "no number"};
        default:
            return {};
    }
}

/// A text that no cast makes a number of. The value's own text is not told, but has to stand there: what
/// does not depend on a row is calculated when the statement is planned.
void refusal(SqlWriter& writer, const FieldInfo& column, const Demand& demand) {
    writer.sql += "CAST(CAST(CAST(";
    quote_text(writer.sql, std::string(mark) + column.column + std::string(between) +
                               column.full_name() +
                               " cannot hold what was computed for it, which is " +
                               std::string(demand.otherwise) + '.');
    writer.sql += " || LEFT(CAST(" + std::string(computed) +
                  " AS text), 0) AS integer) AS text) AS " + demand.type + ')';
}

}  // namespace

void guarded(SqlWriter& writer, const FieldInfo& column, const SqlWriter& value, bool operation) {
    const Demand demand = demand_of(column, operation);
    if (demand.test.empty()) return writer.append(value);
    const std::string name(computed);
    writer.sql +=
        "(SELECT CASE WHEN " + demand.test + " OR " + name + " IS NULL THEN " + name + " ELSE ";
    refusal(writer, column, demand);
    // OFFSET keeps the value from being calculated in each of the places where it is named.
    writer.sql += " END FROM (SELECT ";
    cast(writer, value, demand.type);
    writer.sql += " AS " + name + " OFFSET 0) AS \"values\")";
}

// The column's name may have `between` in it, which the name of a member has not.
std::optional<Refusal> refusal_in(std::string_view message) {
    const std::size_t begin = message.find(mark);
    if (begin == message.npos) return std::nullopt;
    const std::string_view told = message.substr(begin + mark.size());
    const std::size_t end = told.rfind('.');
    const std::size_t apart = told.rfind(between, end);
    if (end == told.npos || apart == told.npos) return std::nullopt;
    const std::size_t text = apart + between.size();
    return Refusal{.column = std::string(told.substr(0, apart)),
                   .text = std::string(told.substr(text, end - text))};
}

}  // namespace aside::sql::postgresql
