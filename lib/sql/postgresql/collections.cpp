#include "sql/postgresql/collections.hpp"

namespace aside::sql::postgresql {

using detail::Aggregation;

namespace {

std::string_view name_of(Aggregation aggregation) {
    switch (aggregation) {
        case Aggregation::string_agg:
            return "STRING_AGG";
        case Aggregation::json_agg:
            return "JSONB_AGG";
        case Aggregation::array:
            return "ARRAY_AGG";
        default:
            return {};
    }
}

}  // namespace

bool collection(SqlWriter& writer, const AggregateCall& call) {
    const std::string_view name = name_of(call.aggregation);
    if (name.empty()) return false;
    const bool of_text = call.aggregation == Aggregation::string_agg;
    writer.sql += name;
    writer.sql += call.distinct ? "(DISTINCT " : "(";
    writer.append(call.argument.sql);
    if (of_text) {
        writer.sql += ", ";
        writer.constant(*call.delimiter);
    }
    for (const OrderKey& key : call.order) {
        writer.sql += &key == &call.order.front() ? " ORDER BY " : ", ";
        writer.append(key.sql);
        direction(writer, key.descending, key.nulls);
    }
    writer.sql += ')';
    // What is distinct has to be what it is ordered by, before the server knows any value.
    writer.shares = writer.shares || call.distinct;
    return true;
}

}  // namespace aside::sql::postgresql
