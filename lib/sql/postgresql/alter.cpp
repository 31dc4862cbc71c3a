#include "sql/postgresql/alter.hpp"

#include <algorithm>
#include <utility>

#include "schema/names.hpp"
#include "sql/alter_words.hpp"
#include "sql/ddl.hpp"
#include "sql/postgresql/dialect.hpp"
#include "sql/postgresql/names.hpp"
#include "sql/table_writer.hpp"

namespace aside::sql::postgresql {
namespace {

using detail::FieldKind;
using schema::Check;
using schema::Column;
using schema::ForeignKey;
using schema::Index;
using schema::Key;
using schema::Table;

using Statements = std::vector<std::string>;

std::string quote(std::string_view name) { return dialect().quoted(name); }

std::string altered(const Table& table, const std::string& action) {
    return alter_table(dialect(), table.name, action);
}
std::string altered(const Table& table, const std::string& column, const std::string& action) {
    return altered(table, "ALTER COLUMN " + quote(column) + ' ' + action);
}
std::string dropped(const Table& table, const std::string& constraint) {
    return altered(table, "DROP CONSTRAINT " + quote(constraint));
}

std::string name_of(const Table& table, const Key& key, bool primary) {
    if (!key.name.empty()) return key.name;
    std::string columns;
    for (const schema::KeyPart& part : key.parts)
        columns += (columns.empty() ? "" : "_") + part.column;
    return primary ? given_name(table.name, {}, "pkey") : given_name(table.name, columns, "key");
}

template <class T>
bool has(const std::vector<T>& list, const T& one) {
    return std::ranges::find(list, one) != list.end();
}

/// Whether a column is added, and its key is written behind it.
bool comes_with_column(const TableAlteration& table, const Key& key, bool primary) {
    return is_behind_column(key, primary) &&
           find_column(*table.renamed, key.parts[0].column) == nullptr;
}
/// A column that is added without a value holds NULL, so that its foreign key need not be checked.
bool comes_with_column(const TableAlteration& table, const ForeignKey& key) {
    if (key.columns.size() != 1 || find_column(*table.renamed, key.columns[0]) != nullptr)
        return false;
    const Column& column = *find_column(*table.to, key.columns[0]);
    return std::holds_alternative<std::monostate>(column.default_value) &&
           fill_of(table, column.name) == nullptr;
}

/// Whether a column stays, and has another type.
bool changes_type(const TableAlteration& table, const std::string& column) {
    const Column* const from = find_column(*table.renamed, column);
    const Column* const to = find_column(*table.to, column);
    return from != nullptr && to != nullptr &&
           dialect().column_type(*from) != dialect().column_type(*to);
}
/// Whether a foreign key is as before, and may stay while the columns change.
bool stays(const TableAlteration& table, const ForeignKey& key) {
    return has(table.renamed->foreign_keys, key) && has(table.to->foreign_keys, key) &&
           std::ranges::none_of(key.columns,
                                [&](const auto& each) { return changes_type(table, each); });
}

/// The statements, in the phases that follow each other.
class Alteration {
public:
    /// `validates`: keys and checks are held against the rows that are there.
    Alteration(std::span<const TableAlteration> tables, bool validates)
        : tables_(tables), validates_(validates) {}

    Statements statements() {
        each(&Alteration::rename);
        for (const TableAlteration& table : tables_)
            if (!table.to) drop_foreign_keys_between_dropped(*table.from);
        each(&Alteration::drop_foreign_keys);
        each(&Alteration::drop_constraints);
        create();
        each(&Alteration::drop_columns);
        each(&Alteration::change_columns);
        fill();
        each(&Alteration::add_keys);
        each(&Alteration::add_checks);
        each(&Alteration::add_foreign_keys);
        each(&Alteration::add_indexes);
        for (auto table = tables_.rbegin(); table != tables_.rend(); ++table)
            if (!table->to) add(drop_table(dialect(), table->from->name));
        return std::move(statements_);
    }

private:
    void add(std::string statement) { statements_.push_back(std::move(statement)); }
    void each(void (Alteration::*phase)(const TableAlteration&)) {
        for (const TableAlteration& table : tables_)
            if (table.from && table.to) (this->*phase)(table);
    }

    /// The names of keys and indexes have those of tables and columns in them, and go along.
    void rename(const TableAlteration& table) {
        const Table& from = *table.from;
        const Table& to = *table.renamed;
        if (from.name != to.name) add(rename_table(dialect(), from.name, to.name));
        for (const auto& [old_name, new_name] : table.columns)
            add(rename_column(dialect(), to.name, old_name, new_name));
        if (from.primary_key)
            rename_constraint(to, name_of(from, *from.primary_key, true),
                              name_of(to, *to.primary_key, true));
        for (std::size_t i = 0; i < from.unique.size(); ++i)
            rename_constraint(to, name_of(from, from.unique[i], false),
                              name_of(to, to.unique[i], false));
        for (std::size_t i = 0; i < from.foreign_keys.size(); ++i)
            rename_constraint(to, from.foreign_keys[i].name, to.foreign_keys[i].name);
        for (std::size_t i = 0; i < from.indexes.size(); ++i)
            if (from.indexes[i].name != to.indexes[i].name)
                add("ALTER INDEX " + quote(from.indexes[i].name) + " RENAME TO " +
                    quote(to.indexes[i].name));
    }
    void rename_constraint(const Table& table, const std::string& from, const std::string& to) {
        if (from != to)
            add(altered(table, "RENAME CONSTRAINT " + quote(from) + " TO " + quote(to)));
    }

    void drop_foreign_keys_between_dropped(const Table& table) {
        const auto is_dropped = [&](const TableAlteration& other, const std::string& name) {
            return !other.to && other.from->name == name && name != table.name;
        };
        for (const ForeignKey& key : table.foreign_keys)
            if (std::ranges::any_of(tables_,
                                    [&](const auto& each) { return is_dropped(each, key.table); }))
                add(dropped(table, key.name));
    }
    void drop_foreign_keys(const TableAlteration& table) {
        for (const ForeignKey& key : table.renamed->foreign_keys)
            if (!stays(table, key)) add(dropped(*table.to, key.name));
    }
    void drop_constraints(const TableAlteration& table) {
        const Table& from = *table.renamed;
        for (const Check& check : from.checks)
            if (!has(table.to->checks, check)) add(dropped(*table.to, check.name));
        for (const Key& key : from.unique)
            if (!has(table.to->unique, key)) add(dropped(*table.to, name_of(from, key, false)));
        if (from.primary_key && from.primary_key != table.to->primary_key)
            add(dropped(*table.to, name_of(from, *from.primary_key, true)));
        for (const Index& index : from.indexes)
            if (!has(table.to->indexes, index)) add(drop_index(dialect(), index.name));
    }

    void create() {
        std::vector<Table> created;
        for (const TableAlteration& table : tables_)
            if (!table.from) created.push_back(*table.to);
        for (std::string& sql : create_tables(created, {}, dialect(), IfThere::fails))
            add(std::move(sql));
    }

    void drop_columns(const TableAlteration& table) {
        for (const Column& column : table.renamed->columns)
            if (find_column(*table.to, column.name) == nullptr)
                add(drop_column(dialect(), table.to->name, column.name));
    }
    void change_columns(const TableAlteration& table) {
        for (const Column& column : table.to->columns) {
            const Column* const from = find_column(*table.renamed, column.name);
            if (from == nullptr)
                add_new(table, column);
            else
                change(table, *from, column);
        }
    }
    /// Rows that are there get the fill as their default, which PostgreSQL does at once.
    void add_new(const TableAlteration& table, const Column& column) {
        Table with = *table.to;
        std::erase_if(with.foreign_keys,
                      [&](const ForeignKey& key) { return !comes_with_column(table, key); });
        const SqlValue* const fill = fill_of(table, column.name);
        if (fill == nullptr) return add(add_column(dialect(), with, column));
        Column filled = column;
        filled.default_value = *fill;
        add(add_column(dialect(), with, filled));
        set_default(*table.to, column);
    }
    void change(const TableAlteration& table, const Column& from, const Column& to) {
        const bool retyped = changes_type(table, to.name);
        const bool had_default = !std::holds_alternative<std::monostate>(from.default_value);
        if (from.identity != to.identity && to.identity == schema::Identity::none)
            add(altered(*table.to, to.name, "DROP IDENTITY"));
        if (retyped) {
            if (had_default) add(altered(*table.to, to.name, "DROP DEFAULT"));
            add(altered(*table.to, to.name,
                        "TYPE " + dialect().column_type(to) + conversion(from, to)));
        }
        if (from.default_value != to.default_value || (retyped && had_default))
            set_default(*table.to, to);
        if (from.nullable && !to.nullable && fill_of(table, to.name) == nullptr)
            add(altered(*table.to, to.name, "SET NOT NULL"));
        if (!from.nullable && to.nullable && to.identity == schema::Identity::none)
            add(altered(*table.to, to.name, "DROP NOT NULL"));
        if (from.identity != to.identity && to.identity != schema::Identity::none)
            add_identity(*table.to, to.name);
    }
    void set_default(const Table& table, const Column& column) {
        std::string value;
        if (const SqlValue* plain = std::get_if<SqlValue>(&column.default_value))
            dialect().literal(value, *plain);
        else if (const schema::Sql* sql = std::get_if<schema::Sql>(&column.default_value))
            value = '(' + sql->text + ')';
        add(altered(table, column.name, value.empty() ? "DROP DEFAULT" : "SET DEFAULT " + value));
    }
    static std::string conversion(const Column& from, const Column& to) {
        const std::string column = quote(to.name);
        const std::string type = dialect().column_type(to);
        const std::string number = "CAST(" + column + " AS integer)";
        if (to.type.kind == FieldKind::boolean && from.type.kind == FieldKind::integer)
            return " USING CAST(" + number + " AS boolean)";
        if (to.type.kind != FieldKind::integer) return {};
        if (from.type.kind == FieldKind::real)
            return " USING CAST(TRUNC(" + column + ") AS " + type + ')';
        if (from.type.kind == FieldKind::boolean)
            return " USING CAST(" + number + " AS " + type + ')';
        if (from.type.kind == FieldKind::text) return " USING CAST(" + column + " AS " + type + ')';
        return {};
    }
    /// The next key is one that no row has.
    void add_identity(const Table& table, const std::string& column) {
        add(altered(table, column, "ADD GENERATED BY DEFAULT AS IDENTITY"));
        std::string names;
        dialect().literal(names, SqlValue(quote(table.name)));
        names += ", ";
        dialect().literal(names, SqlValue(column));
        add("SELECT pg_catalog.setval(pg_catalog.pg_get_serial_sequence(" + names +
            "), COALESCE(MAX(" + quote(column) + "), 0) + 1, FALSE) FROM " + quote(table.name));
    }

    /// Gives values to rows that have none. Nothing may be left to be checked at the commit, since
    /// a table of which that is true cannot be altered.
    void fill() {
        bool filled = false;
        for (const TableAlteration& table : tables_) {
            if (!table.from || !table.to) continue;
            for (const auto& [column, value] : table.fills) {
                if (find_column(*table.renamed, column) == nullptr) continue;
                std::string sql =
                    "UPDATE " + quote(table.to->name) + " SET " + quote(column) + " = ";
                dialect().literal(sql, value);
                add(sql + " WHERE " + quote(column) + " IS NULL");
                filled = true;
            }
        }
        if (!filled) return;
        add("SET CONSTRAINTS ALL IMMEDIATE");
        add("SET CONSTRAINTS ALL DEFERRED");
        for (const TableAlteration& table : tables_)
            for (const auto& [column, value] : table.fills)
                if (table.from && table.to && find_column(*table.renamed, column) != nullptr &&
                    !find_column(*table.to, column)->nullable)
                    add(altered(*table.to, column, "SET NOT NULL"));
    }

    [[nodiscard]] std::string unvalidated(const std::string& constraint) const {
        return "ADD " + constraint + (validates_ ? "" : " NOT VALID");
    }
    void add_keys(const TableAlteration& table) {
        TableWriter writer(*table.to, dialect());
        const auto& primary = table.to->primary_key;
        if (primary && primary != table.renamed->primary_key &&
            !comes_with_column(table, *primary, true))
            add(altered(*table.to, "ADD " + writer.constraint(*primary, true)));
        for (const Key& key : table.to->unique)
            if (!has(table.renamed->unique, key) && !comes_with_column(table, key, false))
                add(altered(*table.to, "ADD " + writer.constraint(key, false)));
    }
    void add_checks(const TableAlteration& table) {
        TableWriter writer(*table.to, dialect());
        for (const Check& check : table.to->checks)
            if (!has(table.renamed->checks, check))
                add(altered(*table.to, unvalidated(writer.constraint(check))));
    }
    void add_foreign_keys(const TableAlteration& table) {
        TableWriter writer(*table.to, dialect());
        for (const ForeignKey& key : table.to->foreign_keys)
            if (!stays(table, key) && !comes_with_column(table, key))
                add(altered(*table.to, unvalidated(writer.constraint(key))));
    }
    void add_indexes(const TableAlteration& table) {
        TableWriter writer(*table.to, dialect(), IfThere::fails);
        for (const Index& index : table.to->indexes)
            if (!has(table.renamed->indexes, index)) add(writer.create(index));
    }

    std::span<const TableAlteration> tables_;
    bool validates_;
    Statements statements_;
};

std::vector<AlterationStep> steps(Statements statements) {
    std::vector<AlterationStep> steps;
    for (std::string& each : statements) steps.push_back({.statements = {std::move(each)}});
    return steps;
}

/// `CREATE INDEX` with the word that has it lock nothing.
std::string concurrently(const std::string& sql) {
    const std::string_view word = "INDEX ";
    const std::size_t at = sql.find(word) + word.size();
    return sql.substr(0, at) + "CONCURRENTLY " + sql.substr(at);
}

/// A column that is to be NOT NULL, which rows of it are to be proved of.
struct NotNull {
    std::string table{};
    std::string column{};
    Check check{};
};

NotNull not_null(const Table& table, const Column& column) {
    return {
        .table = table.name,
        .column = column.name,
        .check = {.name = schema::constraint_name(table.name, std::vector{column.name}, "_not_null",
                                                  dialect().limits().identifier_bytes),
                  .condition = quote(column.name) + " IS NOT NULL"}};
}

/// Parts the alterations of tables that are there by what they do to programs that run.
class Parts {
public:
    Parts(std::span<const TableAlteration> up, std::span<const TableAlteration> down)
        : up_(up.begin(), up.end()), down_(down.begin(), down.end()) {
        for (TableAlteration& table : up_)
            if (table.from && table.to) part(table, reverse_of(table));
    }

    std::vector<AlterationPart> parts() {
        std::vector<AlterationPart> all;
        all.push_back({.up = steps(Alteration(up_, false).statements()),
                       .down = steps(Alteration(down_, true).statements())});
        if (!validated_.empty()) {
            Statements up = validated_;
            Statements down;
            for (const NotNull& each : not_null_) {
                const Table table{.name = each.table};
                up.push_back(altered(table, each.column, "SET NOT NULL"));
                up.push_back(dropped(table, each.check.name));
                down.push_back(altered(
                    table,
                    "ADD " + TableWriter(table, dialect()).constraint(each.check) + " NOT VALID"));
                down.push_back(altered(table, each.column, "DROP NOT NULL"));
            }
            all.push_back({.suffix = "validate", .up = steps(up), .down = steps(down)});
        }
        for (auto& [create, drop] : indexes_)
            all.push_back({.suffix = "index",
                           .in_transaction = false,
                           .up = steps({create}),
                           .down = steps({drop})});
        // What is but an index needs no file beside its own.
        if (all.size() > 1 && all[0].up.empty() && all[0].down.empty()) all.erase(all.begin());
        return all;
    }

private:
    TableAlteration& reverse_of(const TableAlteration& table) {
        return *std::ranges::find_if(down_, [&](const TableAlteration& each) {
            return each.from && each.from->name == table.to->name;
        });
    }
    void part(TableAlteration& up, TableAlteration& down) {
        part_indexes(up, down);
        for (std::size_t i = 0; i < up.to->columns.size(); ++i) {
            Column& to = up.to->columns[i];
            const Column* const from = find_column(*up.renamed, to.name);
            if (from == nullptr || !from->nullable || to.nullable) continue;
            const NotNull wanted = not_null(*up.to, to);
            to.nullable = true;
            up.to->checks.push_back(wanted.check);
            not_null_.push_back(wanted);
            leave_nullable(down, i, wanted);
        }
        for (const Check& check : up.to->checks)
            if (!has(up.renamed->checks, check)) validate(*up.to, check.name);
        for (const ForeignKey& key : up.to->foreign_keys)
            if (!stays(up, key) && !comes_with_column(up, key)) validate(*up.to, key.name);
    }
    /// The way back begins where the second part was undone, too.
    static void leave_nullable(TableAlteration& down, std::size_t column, const NotNull& wanted) {
        down.from->columns[column].nullable = true;
        down.from->checks.push_back(wanted.check);
        Column& renamed = down.renamed->columns[column];
        renamed.nullable = true;
        Check check = wanted.check;
        check.condition = quote(renamed.name) + " IS NOT NULL";
        down.renamed->checks.push_back(check);
    }
    void part_indexes(TableAlteration& up, TableAlteration& down) {
        TableWriter writer(*up.to, dialect(), IfThere::fails);
        for (std::size_t i = 0; i < up.to->indexes.size();) {
            const Index& index = up.to->indexes[i];
            if (has(up.renamed->indexes, index)) {
                ++i;
                continue;
            }
            indexes_.emplace_back(concurrently(writer.create(index)),
                                  concurrently(drop_index(dialect(), index.name)));
            const auto place = static_cast<std::ptrdiff_t>(i);
            up.to->indexes.erase(up.to->indexes.begin() + place);
            down.from->indexes.erase(down.from->indexes.begin() + place);
            down.renamed->indexes.erase(down.renamed->indexes.begin() + place);
        }
    }
    void validate(const Table& table, const std::string& constraint) {
        validated_.push_back(altered(table, "VALIDATE CONSTRAINT " + quote(constraint)));
    }

    std::vector<TableAlteration> up_;
    std::vector<TableAlteration> down_;
    Statements validated_;
    std::vector<NotNull> not_null_;
    std::vector<std::pair<std::string, std::string>> indexes_;
};

}  // namespace

std::vector<AlterationPart> alter(std::span<const TableAlteration> up,
                                  std::span<const TableAlteration> down) {
    return Parts(up, down).parts();
}

}  // namespace aside::sql::postgresql
