#include "sql/ddl.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace aside::sql {
namespace {

using schema::Action;
using schema::Column;
using schema::Deferrable;
using schema::ForeignKey;
using schema::Index;
using schema::Key;
using schema::KeyPart;
using schema::Table;

using ForeignKeys = std::vector<const ForeignKey*>;

std::string_view words_of(Action action) {
    switch (action) {
        case Action::cascade:
            return "CASCADE";
        case Action::restrict:
            return "RESTRICT";
        case Action::set_null:
            return "SET NULL";
        case Action::set_default:
            return "SET DEFAULT";
        case Action::no_action:
            break;
    }
    return {};
}

/// One CREATE TABLE.
class TableWriter {
public:
    /// `foreign_keys`: those of the table that are written with it.
    TableWriter(const Table& table, const ForeignKeys& foreign_keys, const Dialect& dialect)
        : table_(table), foreign_keys_(foreign_keys), dialect_(dialect) {}

    std::string write() {
        sql_ = "CREATE TABLE IF NOT EXISTS ";
        dialect_.quote(sql_, table_.name);
        sql_ += " (";
        for (const Column& each : table_.columns) {
            comma(&each != &table_.columns.front());
            column(each);
        }
        if (table_.primary_key && !is_behind_column(*table_.primary_key, true)) {
            comma();
            key(*table_.primary_key, "PRIMARY KEY");
        }
        for (const Key& each : table_.unique)
            if (!is_behind_column(each, false)) {
                comma();
                key(each, "UNIQUE");
            }
        for (const ForeignKey* each : foreign_keys_)
            if (each->columns.size() > 1) {
                comma();
                foreign_key(*each);
            }
        for (const schema::Check& each : table_.checks) {
            comma();
            constraint_name(each.name);
            sql_ += "CHECK (" + each.condition + ')';
        }
        return std::move(sql_ += ')' + dialect_.table_options(table_));
    }
    /// The ALTER TABLE that adds a foreign key to a table which is there.
    std::string add(const ForeignKey& added) {
        sql_ = "ALTER TABLE ";
        dialect_.quote(sql_, table_.name);
        sql_ += " ADD ";
        foreign_key(added);
        return std::move(sql_);
    }
    std::string create(const Index& index) {
        if (!index.definition.empty()) return index.definition;
        sql_ = index.unique ? "CREATE UNIQUE INDEX IF NOT EXISTS " : "CREATE INDEX IF NOT EXISTS ";
        dialect_.quote(sql_, index.name);
        sql_ += " ON ";
        dialect_.quote(sql_, table_.name);
        sql_ += ' ';
        parts(index.parts);
        if (!index.condition.empty()) sql_ += " WHERE " + index.condition;
        return std::move(sql_);
    }

private:
    void comma(bool wanted = true) {
        if (wanted) sql_ += ", ";
    }
    void constraint_name(const std::string& name) {
        if (name.empty()) return;
        sql_ += "CONSTRAINT ";
        dialect_.quote(sql_, name);
        sql_ += ' ';
    }
    void conflict(const std::string& action) {
        if (!action.empty()) sql_ += " ON CONFLICT " + action;
    }
    void collation(const std::string& name) {
        if (name.empty()) return;
        sql_ += " COLLATE ";
        dialect_.quote(sql_, name);
    }
    void names(const std::vector<std::string>& columns) {
        sql_ += '(';
        for (const std::string& column : columns) {
            comma(&column != &columns.front());
            dialect_.quote(sql_, column);
        }
        sql_ += ')';
    }
    void parts(const std::vector<KeyPart>& parts) {
        sql_ += '(';
        for (const KeyPart& part : parts) {
            comma(&part != &parts.front());
            if (part.expression.empty())
                dialect_.quote(sql_, part.column);
            else
                sql_ += part.expression;
            collation(part.collation);
            if (!part.operator_class.empty()) sql_ += ' ' + part.operator_class;
            if (part.descending) sql_ += " DESC";
        }
        sql_ += ')';
    }

    /// Whether a key is written behind its one column. In SQLite an integer that is said there to
    /// be a key in descending order is not the number of the row.
    static bool is_behind_column(const Key& key, bool primary) {
        return key.parts.size() == 1 && key.parts[0].collation.empty() &&
               (primary || !key.parts[0].descending);
    }
    void column(const Column& column) {
        dialect_.quote(sql_, column.name);
        const std::string type = dialect_.column_type(column);
        if (!type.empty()) sql_ += ' ' + type;
        collation(column.collation);
        sql_ += column.nullable ? " NULL" : " NOT NULL";
        conflict(column.null_conflict);
        keys_behind(column);
        default_of(column);
        const std::string check = dialect_.column_check(column);
        if (!check.empty()) sql_ += " CHECK (" + check + ')';
        for (const ForeignKey* key : foreign_keys_)
            if (key->columns.size() == 1 && key->columns[0] == column.name) {
                sql_ += ' ';
                constraint_name(key->name);
                references(*key);
            }
    }
    void keys_behind(const Column& column) {
        const std::optional<Key>& primary = table_.primary_key;
        const auto is_of_column = [&](const Key& key, bool is_primary) {
            return is_behind_column(key, is_primary) && key.parts[0].column == column.name;
        };
        if (primary && is_of_column(*primary, true)) {
            sql_ += ' ';
            constraint_name(primary->name);
            sql_ += primary->parts[0].descending ? "PRIMARY KEY DESC" : "PRIMARY KEY";
            conflict(primary->conflict);
        }
        sql_ += dialect_.identity(column);
        for (const Key& unique : table_.unique)
            if (is_of_column(unique, false)) {
                sql_ += ' ';
                constraint_name(unique.name);
                sql_ += "UNIQUE";
                conflict(unique.conflict);
            }
    }
    void default_of(const Column& column) {
        if (const SqlValue* value = std::get_if<SqlValue>(&column.default_value)) {
            sql_ += " DEFAULT ";
            dialect_.literal(sql_, *value);
        } else if (const schema::Sql* sql = std::get_if<schema::Sql>(&column.default_value)) {
            sql_ += " DEFAULT (" + sql->text + ')';
        }
        if (!column.generated) return;
        sql_ += " GENERATED ALWAYS AS (" + column.generated->expression + ')';
        sql_ += column.generated->stored ? " STORED" : " VIRTUAL";
    }

    void key(const Key& key, std::string_view kind) {
        constraint_name(key.name);
        sql_ += kind;
        sql_ += ' ';
        parts(key.parts);
        conflict(key.conflict);
    }
    void foreign_key(const ForeignKey& key) {
        constraint_name(key.name);
        sql_ += "FOREIGN KEY ";
        names(key.columns);
        sql_ += ' ';
        references(key);
    }
    void references(const ForeignKey& key) {
        sql_ += "REFERENCES ";
        dialect_.quote(sql_, key.table);
        if (!key.to.empty()) {
            sql_ += ' ';
            names(key.to);
        }
        action(" ON DELETE ", key.on_delete);
        action(" ON UPDATE ", key.on_update);
        if (key.deferrable != Deferrable::no) sql_ += " DEFERRABLE";
        if (key.deferrable == Deferrable::initially_deferred) sql_ += " INITIALLY DEFERRED";
    }
    void action(std::string_view on, Action action) {
        if (action == Action::no_action) return;
        sql_ += on;
        sql_ += words_of(action);
    }

    const Table& table_;
    const ForeignKeys& foreign_keys_;
    const Dialect& dialect_;
    std::string sql_;
};

std::vector<std::string> create(const Table& table, const ForeignKeys& foreign_keys,
                                const Dialect& dialect) {
    TableWriter writer(table, foreign_keys, dialect);
    std::vector<std::string> statements{table.definition.empty() ? writer.write()
                                                                 : table.definition};
    for (const Index& index : table.indexes) statements.push_back(writer.create(index));
    return statements;
}

bool is_among(std::span<const Table> tables, const std::string& name) {
    return std::ranges::find(tables, name, &Table::name) != tables.end();
}

}  // namespace

std::vector<std::string> create_table(const Table& table, const Dialect& dialect) {
    ForeignKeys all;
    for (const ForeignKey& key : table.foreign_keys) all.push_back(&key);
    return create(table, all, dialect);
}

std::vector<std::string> create_tables(std::span<const Table> tables,
                                       std::span<const std::string> existing,
                                       const Dialect& dialect) {
    std::vector<std::string> statements;
    std::vector<std::string> last;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        const Table& table = tables[i];
        const auto is_there = [&](const std::string& name) {
            return is_among(tables.first(i), name) || std::ranges::count(existing, name) > 0;
        };
        ForeignKeys now;
        ForeignKeys later;
        for (const ForeignKey& key : table.foreign_keys) {
            const bool waits = !dialect.features().references_ahead && key.table != table.name &&
                               !is_there(key.table) && is_among(tables, key.table);
            (waits ? later : now).push_back(&key);
        }
        for (std::string& sql : create(table, now, dialect)) statements.push_back(std::move(sql));
        if (is_there(table.name)) continue;
        for (const ForeignKey* key : later)
            last.push_back(TableWriter(table, now, dialect).add(*key));
    }
    statements.insert(statements.end(), last.begin(), last.end());
    return statements;
}

}  // namespace aside::sql
