#include "sql/postgresql/collections.hpp"

namespace aside::sql::postgresql {

using detail::Aggregation;

bool collection(SqlWriter& writer, const AggregateCall& call) {
    const bool of_text = call.aggregation == Aggregation::string_agg;
    if (!of_text && call.aggregation != Aggregation::json_agg) return false;
    writer.sql += of_text ? "STRING_AGG" : "JSONB_AGG";
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
