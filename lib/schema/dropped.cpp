#include "schema/dropped.hpp"

#include <algorithm>
#include <variant>

#include "model/ascii.hpp"
#include "model/joined.hpp"
#include "schema/differences.hpp"

namespace aside::schema {
namespace {

bool same(const std::string& a, const std::string& b) { return model::lower(a) == model::lower(b); }

/// Whether a table keeps rows apart by these, in whichever way.
bool keeps_apart(const Table& table, const std::string& columns) {
    const auto is_it = [&](const auto& each) { return same(listed(each.parts), columns); };
    return (table.primary_key && is_it(*table.primary_key)) ||
           std::ranges::any_of(table.unique, is_it) ||
           std::ranges::any_of(table.indexes, [&](const Index& index) {
               return index.unique && index.condition.empty() && is_it(index);
           });
}

bool has(const Table& table, const Check& check) {
    return std::ranges::any_of(table.checks, [&](const Check& other) {
        return check.name.empty() ? other.condition == check.condition
                                  : same(other.name, check.name);
    });
}

bool has_default(const Column& column) {
    return !std::holds_alternative<std::monostate>(meaning(column.default_value));
}

std::string on_one_line(std::string text) {
    std::ranges::replace(text, '\n', ' ');
    return text;
}

}  // namespace

std::vector<std::string> dropped(const Table& from, const Table& to) {
    std::vector<std::string> all;
    for (const Key& key : from.unique)
        if (const std::string columns = listed(key.parts); !keeps_apart(to, columns))
            all.push_back("unique " + columns);
    for (const ForeignKey& key : from.foreign_keys) {
        const std::string columns = model::joined(key.columns);
        if (std::ranges::none_of(to.foreign_keys, [&](const ForeignKey& other) {
                return same(model::joined(other.columns), columns);
            }))
            all.push_back("foreign key " + columns);
    }
    for (const Check& check : from.checks)
        if (!has(to, check))
            all.push_back("check " +
                          on_one_line(check.name.empty() ? check.condition : check.name));
    for (const Column& column : from.columns) {
        const auto kept = std::ranges::find_if(
            to.columns, [&](const Column& other) { return same(other.name, column.name); });
        if (kept == to.columns.end()) continue;
        if (!column.nullable && kept->nullable) all.push_back("not null of " + column.name);
        if (has_default(column) && !has_default(*kept)) all.push_back("default of " + column.name);
        if (column.identity == Identity::by_default && kept->identity != column.identity)
            all.push_back("autoincrement of " + column.name);
    }
    return all;
}

}  // namespace aside::schema
