#include "migrations/changes.hpp"

#include <algorithm>

#include "sql/schema_of.hpp"

namespace aside::migrations {

using detail::FieldKind;
using schema::DeclaredCheck;
using schema::DeclaredColumn;
using schema::DeclaredIndex;
using schema::DeclaredTable;
using schema::Type;

Renames Renames::reversed() const {
    Renames back;
    for (const auto& [from, to] : tables) back.tables[to] = from;
    const auto old_name = [&](const std::string& table) { return back.table(table); };
    for (const auto& [of, to] : columns) back.columns[{old_name(of.first), to}] = of.second;
    return back;
}

std::string Renames::table(const std::string& name) const {
    const auto found = tables.find(name);
    return found == tables.end() ? name : found->second;
}

std::string Renames::column(const std::string& new_table, const std::string& name) const {
    const auto found = columns.find({new_table, name});
    return found == columns.end() ? name : found->second;
}

const DeclaredColumn* find_column(const DeclaredTable& table, std::string_view name) {
    const auto found = std::ranges::find(table.columns, name, &DeclaredColumn::name);
    return found == table.columns.end() ? nullptr : &*found;
}

namespace {

std::string quoted(std::string_view name) {
    std::string text = "\"";
    for (const char c : name) text += c == '"' ? std::string("\"\"") : std::string(1, c);
    return text + '"';
}

/// A condition or another expression by the new names of columns. Names stand in double quotes,
/// which are in text no names.
std::string renamed_expression(const std::string& expression, const std::string& table,
                               const Renames& renames) {
    std::string text;
    for (std::size_t at = 0; at < expression.size();) {
        const char quote = expression[at];
        std::size_t end = at + 1;
        if (quote == '"' || quote == '\'') {
            end = std::min(expression.find(quote, at + 1), expression.size() - 1) + 1;
        }
        std::string part = expression.substr(at, end - at);
        if (quote == '"')
            for (const auto& [of, to] : renames.columns)
                if (of.first == table && part == quoted(of.second)) {
                    part = quoted(to);
                    break;
                }
        text += part;
        at = end;
    }
    return text;
}

DeclaredTable renamed(DeclaredTable table, const Renames& renames) {
    table.name = renames.table(table.name);
    const auto rename = [&](std::string& column) { column = renames.column(table.name, column); };
    for (DeclaredColumn& column : table.columns) {
        rename(column.name);
        if (!column.references) continue;
        column.references->table = renames.table(column.references->table);
        column.references->column =
            renames.column(column.references->table, column.references->column);
    }
    for (auto& columns : table.unique_together) std::ranges::for_each(columns, rename);
    for (DeclaredIndex& index : table.indexes) {
        for (schema::KeyPart& part : index.parts) rename(part.column);
        for (auto& [engine, parts] : index.expressions)
            for (schema::KeyPart& part : parts) {
                rename(part.column);
                part.expression = renamed_expression(part.expression, table.name, renames);
            }
    }
    for (DeclaredCheck& check : table.checks)
        for (auto& [engine, condition] : check.conditions)
            condition = renamed_expression(condition, table.name, renames);
    return table;
}

/// Whether what is said to each engine is equal for those that are in both.
template <class OfEngines>
bool agree(const OfEngines& a, const OfEngines& b) {
    return std::ranges::all_of(a, [&](const auto& each) {
        const auto other = b.find(each.first);
        return other == b.end() || other->second == each.second;
    });
}

bool equal(const DeclaredCheck& a, const DeclaredCheck& b) {
    return a.name == b.name && agree(a.conditions, b.conditions);
}
bool equal(const DeclaredColumn& a, const DeclaredColumn& b) {
    DeclaredColumn same = a;
    same.member = b.member;
    return same == b;
}
bool equal(const DeclaredIndex& a, const DeclaredIndex& b) {
    return a.name == b.name && a.parts == b.parts && a.method == b.method &&
           agree(a.expressions, b.expressions);
}
bool equal(const std::vector<std::string>& a, const std::vector<std::string>& b) { return a == b; }

/// Whether each of one list is once in the other, and none is left.
template <class T>
bool equal_in_any_order(const std::vector<T>& a, std::vector<T> b) {
    for (const T& each : a) {
        const auto found = std::ranges::find_if(b, [&](const T& one) { return equal(each, one); });
        if (found == b.end()) return false;
        b.erase(found);
    }
    return b.empty();
}

bool equal(const DeclaredTable& a, const DeclaredTable& b) {
    return a.name == b.name && equal_in_any_order(a.columns, b.columns) &&
           equal_in_any_order(a.unique_together, b.unique_together) &&
           equal_in_any_order(a.indexes, b.indexes) && equal_in_any_order(a.checks, b.checks);
}

/// How many of a decimal's digits stand before the point.
int whole_digits(const Type& type) { return type.max_digits - type.decimal_places; }

/// Checks and expressions of an engine that a state does not know of are those of the other state.
void complete(DeclaredTable& table, const DeclaredTable& other) {
    for (DeclaredCheck& check : table.checks)
        for (const DeclaredCheck& same : other.checks)
            if (same.name == check.name)
                check.conditions.insert(same.conditions.begin(), same.conditions.end());
    for (DeclaredIndex& index : table.indexes)
        for (const DeclaredIndex& same : other.indexes)
            if (same.name == index.name && !index.expressions.empty())
                index.expressions.insert(same.expressions.begin(), same.expressions.end());
}

/// Tables behind those that they name, where they do not name each other.
std::vector<const DeclaredTable*> by_dependency(std::vector<const DeclaredTable*> left) {
    std::vector<const DeclaredTable*> sorted;
    while (!left.empty()) {
        const auto waits = [&](const DeclaredTable* table) {
            return std::ranges::any_of(table->columns, [&](const DeclaredColumn& column) {
                return column.references && column.references->table != table->name &&
                       std::ranges::any_of(left, [&](const DeclaredTable* other) {
                           return other->name == column.references->table;
                       });
            });
        };
        auto next = std::ranges::find_if_not(left, waits);
        if (next == left.end()) next = left.begin();
        sorted.push_back(*next);
        left.erase(next);
    }
    return sorted;
}

}  // namespace

State renamed(const State& state, const Renames& renames) {
    State result{.after = state.after};
    for (const DeclaredTable& table : state.tables)
        result.tables.push_back(renamed(table, renames));
    return result;
}

std::vector<TableChange> changes(const State& from, const State& to, const Renames& renames) {
    std::vector<TableChange> all;
    for (const DeclaredTable& table : from.tables) {
        TableChange change{.from = table, .renamed = renamed(table, renames)};
        if (const DeclaredTable* becomes = to.find(change.renamed->name)) {
            complete(*change.from, *becomes);
            complete(*change.renamed, *becomes);
            if (equal(table, *change.renamed) && equal(*change.renamed, *becomes)) continue;
            change.to = *becomes;
            complete(*change.to, *change.renamed);
        }
        for (const DeclaredColumn& column : table.columns) {
            const std::string name = renames.column(change.renamed->name, column.name);
            if (name != column.name) change.columns.emplace_back(column.name, name);
        }
        all.push_back(std::move(change));
    }
    std::vector<const DeclaredTable*> created;
    for (const DeclaredTable& table : to.tables) {
        const auto is_it = [&](const DeclaredTable& old) {
            return renames.table(old.name) == table.name;
        };
        if (std::ranges::none_of(from.tables, is_it)) created.push_back(&table);
    }
    for (const DeclaredTable* table : by_dependency(std::move(created)))
        all.push_back({.to = *table});
    return all;
}

void keep_first_defaults(State& to, const State& renamed) {
    for (DeclaredTable& table : to.tables) {
        const DeclaredTable* const old = renamed.find(table.name);
        for (DeclaredColumn& column : table.columns) {
            const DeclaredColumn* const before =
                old == nullptr ? nullptr : find_column(*old, column.name);
            if (before != nullptr && !column.default_value && before->type.kind == column.type.kind)
                column.first_default = before->first_default;
        }
    }
}

std::vector<sql::TableAlteration> alterations(std::span<const TableChange> changes,
                                              const Fills& fills, const sql::Dialect& dialect) {
    std::vector<sql::TableAlteration> all;
    for (const TableChange& change : changes) {
        sql::TableAlteration& table = all.emplace_back();
        table.columns = change.columns;
        if (change.from) table.from = sql::table_of(*change.from, dialect);
        if (change.renamed) table.renamed = sql::table_of(*change.renamed, dialect);
        if (!change.to) continue;
        table.to = sql::table_of(*change.to, dialect);
        for (const auto& [of, value] : fills)
            if (of.first == change.to->name) table.fills.emplace_back(of.second, value);
    }
    return all;
}

FieldKind kind_of_values(const Type& type) { return type.element.value_or(*type.kind); }

Conversion conversion(const Type& from, const Type& to) {
    const auto may = [](bool all) { return all ? Conversion::all : Conversion::some; };
    if (from.element != to.element) return Conversion::none;
    const FieldKind kind = kind_of_values(from);
    if (from.kind == to.kind) {
        if (from.max_length != to.max_length)
            return may(to.max_length == 0 ||
                       (from.max_length != 0 && from.max_length < to.max_length));
        if (kind == FieldKind::integer)
            return may(from.is_signed == to.is_signed ? from.bytes <= to.bytes
                                                      : !from.is_signed && from.bytes < to.bytes);
        if (kind == FieldKind::decimal)
            return may(from.decimal_places <= to.decimal_places &&
                       whole_digits(from) <= whole_digits(to));
        return Conversion::all;
    }
    if (from.kind == FieldKind::boolean && to.kind == FieldKind::integer) return Conversion::all;
    if (from.kind == FieldKind::integer && to.kind == FieldKind::real) return may(from.bytes < 8);
    if (from.kind == FieldKind::real && to.kind == FieldKind::integer) return Conversion::some;
    if (from.kind == FieldKind::integer && to.kind == FieldKind::text)
        return may(to.max_length == 0 || to.max_length >= 20);
    return Conversion::none;
}

std::string_view lost(const Type& from, const Type& to) {
    const FieldKind before = kind_of_values(from);
    const FieldKind after = kind_of_values(to);
    if (before == FieldKind::real && after == FieldKind::integer) return "the fractions";
    if (before == FieldKind::integer && after == FieldKind::real && from.bytes == 8)
        return "the digits behind the first fifteen";
    if (before == FieldKind::decimal && after == FieldKind::decimal &&
        to.decimal_places < from.decimal_places)
        return "the last places";
    return {};
}

}  // namespace aside::migrations
