#include "sql/table_writer.hpp"

#include <utility>

#include "sql/spelling.hpp"

namespace aside::sql {

using schema::Action;
using schema::Column;
using schema::Deferrable;
using schema::ForeignKey;
using schema::Index;
using schema::Key;
using schema::KeyPart;

namespace {

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

TableWriter::ForeignKeys all_foreign_keys(const schema::Table& table) {
    TableWriter::ForeignKeys all;
    for (const ForeignKey& key : table.foreign_keys) all.push_back(&key);
    return all;
}

}  // namespace

bool is_behind_column(const Key& key, bool primary) {
    return key.parts.size() == 1 && key.parts[0].collation.empty() &&
           (primary || !key.parts[0].descending);
}

TableWriter::TableWriter(const schema::Table& table, const Dialect& dialect, IfThere if_there)
    : TableWriter(table, all_foreign_keys(table), dialect, if_there) {}

std::string TableWriter::create() {
    sql_ = if_there_ == IfThere::nothing ? "CREATE TABLE IF NOT EXISTS " : "CREATE TABLE ";
    dialect_.quote_table(sql_, table_.schema, table_.name);
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
        check(each);
    }
    return std::move(sql_ += ')' + dialect_.table_options(table_));
}

std::string TableWriter::create(const Index& index) {
    if (!index.definition.empty()) return index.definition;
    sql_ = index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
    if (if_there_ == IfThere::nothing) sql_ += "IF NOT EXISTS ";
    dialect_.index_on(sql_, index.name, table_);
    if (!index.method.empty()) sql_ += " USING " + index.method;
    sql_ += ' ';
    parts(index.parts);
    if (!index.condition.empty()) sql_ += " WHERE " + index.condition;
    return std::move(sql_);
}

std::string TableWriter::add(const ForeignKey& added) {
    sql_ = "ALTER TABLE ";
    dialect_.quote_table(sql_, table_.schema, table_.name);
    sql_ += " ADD ";
    foreign_key(added);
    return std::move(sql_);
}

std::string TableWriter::definition(const Column& of) {
    sql_.clear();
    column(of);
    return std::move(sql_);
}

std::string TableWriter::constraint(const Key& of, bool primary) {
    sql_.clear();
    key(of, primary ? "PRIMARY KEY" : "UNIQUE");
    return std::move(sql_);
}

std::string TableWriter::constraint(const ForeignKey& of) {
    sql_.clear();
    foreign_key(of);
    return std::move(sql_);
}

std::string TableWriter::constraint(const schema::Check& of) {
    sql_.clear();
    check(of);
    return std::move(sql_);
}

void TableWriter::check(const schema::Check& check) {
    constraint_name(check.name);
    sql_ += "CHECK (" + check.condition + ')';
}

void TableWriter::comma(bool wanted) {
    if (wanted) sql_ += ", ";
}

void TableWriter::constraint_name(const std::string& name) {
    if (name.empty()) return;
    sql_ += "CONSTRAINT ";
    dialect_.quote(sql_, name);
    sql_ += ' ';
}

void TableWriter::conflict(const std::string& action) {
    if (!action.empty()) sql_ += " ON CONFLICT " + action;
}

void TableWriter::collation(const std::string& name) {
    if (name.empty()) return;
    sql_ += " COLLATE ";
    dialect_.quote(sql_, name);
}

void TableWriter::names(const std::vector<std::string>& columns) {
    sql_ += '(';
    sql::columns(sql_, columns, dialect_);
    sql_ += ')';
}

void TableWriter::parts(const std::vector<KeyPart>& parts) {
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

void TableWriter::column(const Column& column) {
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

void TableWriter::keys_behind(const Column& column) {
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

void TableWriter::default_of(const Column& column) {
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

void TableWriter::key(const Key& key, std::string_view kind) {
    constraint_name(key.name);
    sql_ += kind;
    sql_ += ' ';
    parts(key.parts);
    conflict(key.conflict);
}

void TableWriter::foreign_key(const ForeignKey& key) {
    constraint_name(key.name);
    sql_ += "FOREIGN KEY ";
    names(key.columns);
    sql_ += ' ';
    references(key);
}

void TableWriter::references(const ForeignKey& key) {
    sql_ += "REFERENCES ";
    dialect_.referenced_table(sql_, table_, key);
    if (!key.to.empty()) {
        sql_ += ' ';
        names(key.to);
    }
    action(" ON DELETE ", key.on_delete);
    if (!key.sets.empty()) {
        sql_ += ' ';
        names(key.sets);
    }
    action(" ON UPDATE ", key.on_update);
    if (key.deferrable != Deferrable::no) sql_ += " DEFERRABLE";
    if (key.deferrable == Deferrable::initially_deferred) sql_ += " INITIALLY DEFERRED";
}

void TableWriter::action(std::string_view on, Action action) {
    if (action == Action::no_action) return;
    sql_ += on;
    sql_ += words_of(action);
}

}  // namespace aside::sql
