#include "sql/ddl.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace aside::sql {
namespace {

using schema::ForeignKey;
using schema::Index;
using schema::Table;

using ForeignKeys = TableWriter::ForeignKeys;

std::vector<std::string> create(const Table& table, TableWriter writer) {
    std::vector<std::string> statements{table.definition.empty() ? writer.create()
                                                                 : table.definition};
    for (const Index& index : table.indexes) statements.push_back(writer.create(index));
    return statements;
}

bool is_among(std::span<const Table> tables, const std::string& schema, const std::string& name) {
    return std::ranges::any_of(
        tables, [&](const Table& each) { return each.name == name && each.schema == schema; });
}

}  // namespace

std::vector<std::string> create_table(const Table& table, const Dialect& dialect,
                                      IfThere if_there) {
    return create(table, TableWriter(table, dialect, if_there));
}

std::vector<std::string> create_tables(std::span<const Table> tables,
                                       std::span<const Table> existing, const Dialect& dialect,
                                       IfThere if_there) {
    std::vector<std::string> statements;
    std::vector<std::string> last;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        const Table& table = tables[i];
        const auto is_there = [&](const std::string& schema, const std::string& name) {
            return is_among(tables.first(i), schema, name) || is_among(existing, schema, name);
        };
        ForeignKeys now;
        ForeignKeys later;
        for (const ForeignKey& key : table.foreign_keys) {
            const bool to_itself = key.table == table.name && key.schema == table.schema;
            const bool waits = !dialect.features().references_ahead && !to_itself &&
                               !is_there(key.schema, key.table) &&
                               is_among(tables, key.schema, key.table);
            (waits ? later : now).push_back(&key);
        }
        for (std::string& sql : create(table, {table, now, dialect, if_there}))
            statements.push_back(std::move(sql));
        if (is_there(table.schema, table.name)) continue;
        for (const ForeignKey* key : later) last.push_back(TableWriter(table, dialect).add(*key));
    }
    statements.insert(statements.end(), last.begin(), last.end());
    return statements;
}

}  // namespace aside::sql
