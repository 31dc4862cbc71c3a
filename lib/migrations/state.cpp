#include "migrations/state.hpp"

#include <algorithm>
#include <utility>

#include "aside/error.hpp"
#include "sql/schema_of.hpp"

namespace aside::migrations {

using schema::DeclaredColumn;
using schema::DeclaredTable;

const DeclaredTable* State::find(std::string_view table) const {
    const auto found = std::ranges::find(tables, table, &DeclaredTable::name);
    return found == tables.end() ? nullptr : &*found;
}

namespace {

/// Puts columns into the order that they have in another table.
void order_columns(std::vector<DeclaredColumn>& columns, const DeclaredTable& as) {
    std::ranges::sort(columns, {}, [&](const DeclaredColumn& column) {
        return std::ranges::find(as.columns, column.name, &DeclaredColumn::name);
    });
}

/// Throws `NotSupportedError` for what the file of a state cannot tell.
void require_told(const DeclaredTable& table) {
    const auto refuse = [&](const char* what) {
        throw NotSupportedError("aside: migrations do not make " + std::string(what) +
                                ", as the table \"" + table.name +
                                "\" wants: write its SQL into a migration by hand, and say "
                                "aside::managed(false) in its meta");
    };
    if (!table.schema.empty()) refuse("tables in schemas");
    if (!table.distribution.empty()) refuse("distributed tables");
    for (const DeclaredColumn& column : table.columns)
        if (column.references && !column.references->schema.empty())
            refuse("foreign keys into schemas");
}

}  // namespace

State state_of(std::span<const detail::ModelInfo* const> models,
               std::span<const sql::Dialect* const> dialects) {
    State declared;
    for (const detail::ModelInfo* model : models)
        for (DeclaredTable& table : sql::declared_by(*model, dialects)) {
            if (declared.find(table.name) != nullptr)
                throw ImproperlyConfigured("two models have the table \"" + table.name + '"');
            require_told(table);
            declared.tables.push_back(std::move(table));
        }
    // What the file cannot tell is no difference: values are read back as columns hold them.
    State state = state_from(to_text(declared), "the state of the models");
    for (DeclaredTable& table : state.tables)
        order_columns(table.columns, *declared.find(table.name));
    return state;
}

}  // namespace aside::migrations
