#include "sql/sqlite/introspection.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "sql/catalogue_rows.hpp"
#include "sql/sqlite/create_text.hpp"
#include "sql/sqlite/dialect.hpp"
#include "sql/sqlite/schema.hpp"
#include "sql/sqlite/tokens.hpp"

namespace aside::sql::sqlite {
namespace {

using detail::FieldKind;
using schema::Action;
using schema::Column;
using schema::ForeignKey;
using schema::Index;
using schema::Key;
using schema::KeyPart;
using schema::Table;
using schema::TableKind;

using Row = CatalogueRow;

/// A UNIQUE or PRIMARY KEY constraint, or an index by itself.
struct FoundKey {
    std::string name{};
    std::string origin{};  ///< `pk`, `u` or `c`
    bool unique = false;
    std::vector<KeyPart> parts{};
};

/// What the answers tell of one table.
struct Found {
    Table table{};
    std::string sql{};
    /// The columns' names, by their place in the key.
    std::map<std::int64_t, std::string> primary_key{};
    std::vector<FoundKey> keys{};  ///< in the order in which they were made
    std::optional<TableText> text{};
};

/// How many answers come before those about single tables, and how many there are about each.
constexpr std::size_t about_all(ReadTables wanted) { return wanted == ReadTables::tables ? 2 : 3; }
constexpr std::size_t about_each = 3;

/// The kind of what `PRAGMA table_list` calls so; nothing for what is not to be read, such as the
/// tables in which a virtual one keeps its rows.
std::optional<TableKind> kind_of(const std::string& type, ReadTables wanted) {
    if (type == "table") return TableKind::table;
    if (wanted == ReadTables::tables) return std::nullopt;
    if (type == "view") return TableKind::view;
    if (type == "virtual") return TableKind::foreign;
    return std::nullopt;
}

/// The tables of a database, less what belongs to each.
std::vector<Found> listed(std::string_view schema, const Answers& answers, ReadTables wanted) {
    std::map<std::string, Found> tables;
    for (const Row& row : answers[1]) {
        // A virtual table has no page, and asking one whose module is missing would be an error.
        const bool is_plain = text(row, 0) == "table" && integer(row, 3) > 0;
        if (is_plain || (wanted == ReadTables::everything && text(row, 0) != "index"))
            tables[text(row, 1)].sql = text(row, 2);
    }
    std::vector<Found> all;
    for (const Row& row : answers[0]) {
        const std::string& name = text(row, 1);
        const auto table = tables.find(name);
        const auto kind = kind_of(text(row, 2), wanted);
        if (table == tables.end() || !kind || same_name(name.substr(0, 7), "sqlite_")) continue;
        table->second.table = {.name = name,
                               .schema = std::string(schema),
                               .strict = integer(row, 5) != 0,
                               .without_rowid = integer(row, 4) != 0,
                               .kind = *kind};
        all.push_back(std::move(table->second));
    }
    std::ranges::sort(all, {}, [](const Found& found) { return found.table.name; });
    return all;
}

Action action_of(std::string_view words) {
    if (words == "CASCADE") return Action::cascade;
    if (words == "SET NULL") return Action::set_null;
    if (words == "SET DEFAULT") return Action::set_default;
    if (words == "RESTRICT") return Action::restrict;
    return Action::no_action;
}

Column column_of(const Row& row) {
    Column column{.name = text(row, 1),
                  .type = type_of(text(row, 2)),
                  .nullable = integer(row, 3) == 0,
                  .default_value = default_of(text(row, 4))};
    constexpr std::int64_t computed_when_read = 2;
    constexpr std::int64_t computed_when_written = 3;
    const std::int64_t hidden = integer(row, 6);
    if (hidden == computed_when_read || hidden == computed_when_written)
        column.generated = {.stored = hidden == computed_when_written};
    return column;
}

/// Adds what the text of the table says of its columns; false if it speaks of others.
bool add_column_texts(Table& table, const TableText& said) {
    if (!std::ranges::equal(table.columns, said.columns, same_name, &Column::name,
                            &ColumnText::name))
        return false;
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        Column& column = table.columns[i];
        const ColumnText& other = said.columns[i];
        if (column.generated.has_value() != other.generated.has_value()) return false;
        if (column.generated) column.generated->expression = other.generated->expression;
        column.collation = collation_of(other.collation);
        column.null_conflict = other.null_conflict;
    }
    return true;
}

/// The collation of a part of a key; empty if it is the column's own.
std::string collation_in(const Table& table, const KeyPart& part) {
    if (!part.collation.empty()) return collation_of(part.collation);
    const auto column = std::ranges::find_if(
        table.columns, [&](const Column& each) { return same_name(each.name, part.column); });
    return column == table.columns.end() ? std::string() : column->collation;
}

/// The name and the conflict clause that the text gives the constraint over these columns.
void add_key_text(Key& key, bool primary, const Table& table, const TableText& said) {
    const auto is_same = [&](const KeyPart& part, const KeyPart& other) {
        return same_name(part.column, other.column) &&
               same_name(collation_in(table, part), collation_in(table, other));
    };
    const auto found = std::ranges::find_if(said.keys, [&](const KeyText& other) {
        return other.primary == primary && std::ranges::equal(key.parts, other.key.parts, is_same);
    });
    if (found == said.keys.end()) return;
    key.name = found->key.name;
    key.conflict = found->key.conflict;
}

/// Leaves the collations out that the columns have anyway.
void leave_out_collations(std::vector<KeyPart>& parts, const Table& table) {
    for (KeyPart& part : parts) {
        part.collation = collation_of(part.collation);
        const auto column = std::ranges::find(table.columns, part.column, &Column::name);
        if (column != table.columns.end() && same_name(column->collation, part.collation))
            part.collation.clear();
        // What other columns have where nothing is said has to be said of this one.
        else if (column != table.columns.end() && part.collation.empty())
            part.collation = "BINARY";
    }
}

/// The primary key. One of a single INTEGER is the number of the row, and has no index of its own.
/// That is not so if its column is said to be in descending order.
void add_primary_key(Table& table, const Found& found) {
    if (found.primary_key.empty()) return;
    Key key;
    for (const auto& [place, name] : found.primary_key) key.parts.push_back({.column = name});
    const auto column = std::ranges::find(table.columns, key.parts[0].column, &Column::name);
    const bool is_single = key.parts.size() == 1;
    const auto index = std::ranges::find(found.keys, "pk", &FoundKey::origin);
    if (index != found.keys.end()) {
        key.parts = index->parts;
        leave_out_collations(key.parts, table);
        // The index may be that of a UNIQUE constraint.
        if (is_single && !table.without_rowid && column->type == type_of("INTEGER"))
            key.parts[0].descending = true;
    } else if (is_single) {
        const bool counts_on = found.text && found.text->autoincrement;
        column->identity = counts_on ? schema::Identity::by_default : schema::Identity::row_number;
        column->nullable = false;
        column->type.bytes = 8;
    }
    if (found.text) add_key_text(key, true, table, *found.text);
    table.primary_key = std::move(key);
}

Index index_of(const FoundKey& key, const std::string& sql) {
    Index index{.name = key.name, .unique = key.unique, .parts = key.parts};
    const auto said = read_create_index(sql);
    const bool understood = said && said->parts.size() == index.parts.size();
    if (!understood) {
        index.definition = sql;
        return index;
    }
    index.condition = said->condition;
    for (std::size_t i = 0; i < index.parts.size(); ++i)
        if (index.parts[i].column.empty()) {
            index.parts[i].expression = said->parts[i].expression;
            index.parts[i].collation = said->parts[i].collation;
        }
    return index;
}

/// The place of a constraint of `count` columns, the first of which is `first`: that of the column
/// if it is the only one, else behind all columns, where the constraint is written.
std::size_t place_of(const Table& table, const std::string& first, std::size_t count) {
    const auto column = std::ranges::find(table.columns, first, &Column::name);
    return count == 1 ? static_cast<std::size_t>(column - table.columns.begin())
                      : table.columns.size();
}

void add_keys(Table& table, const Found& found,
              const std::map<std::string, std::string>& index_texts) {
    for (const FoundKey& each : found.keys) {
        std::vector<KeyPart> parts = each.parts;
        leave_out_collations(parts, table);
        if (each.origin == "c") {
            const auto sql = index_texts.find(each.name);
            table.indexes.push_back(
                index_of({each.name, each.origin, each.unique, std::move(parts)},
                         sql == index_texts.end() ? "" : sql->second));
        } else if (each.origin == "u") {
            Key key{.parts = std::move(parts)};
            if (found.text) add_key_text(key, false, table, *found.text);
            table.unique.push_back(std::move(key));
        }
    }
    std::ranges::stable_sort(table.unique, {}, [&](const Key& key) {
        const KeyPart& first = key.parts.front();
        const bool is_plain = !first.descending && first.collation.empty();
        return place_of(table, first.column, is_plain ? key.parts.size() : 2);
    });
}

/// Adds what the text says of the foreign keys, which stand in the order of the text.
void add_foreign_key_texts(Table& table, const Found& found) {
    if (found.text && found.text->foreign_keys.size() == table.foreign_keys.size())
        for (std::size_t i = 0; i < table.foreign_keys.size(); ++i) {
            table.foreign_keys[i].name = found.text->foreign_keys[i].name;
            table.foreign_keys[i].deferrable = found.text->foreign_keys[i].deferrable;
        }
    std::ranges::stable_sort(table.foreign_keys, {}, [&](const ForeignKey& key) {
        return place_of(table, key.columns.front(), key.columns.size());
    });
}

/// Takes the check that goes with JSON for what it says of the column's type.
void find_json(Table& table) {
    for (Column& column : table.columns) {
        if (!(column.type == type_of("text"))) continue;
        Column json = column;
        json.type = {.kind = FieldKind::json};
        const auto check =
            std::ranges::find(table.checks, schema::Check{.condition = column_check(json)});
        if (check == table.checks.end()) continue;
        column = std::move(json);
        table.checks.erase(check);
    }
}

/// The tables and what belongs to them, in the order of their names.
class Database {
public:
    Database(std::string_view schema, const Answers& answers, ReadTables wanted)
        : found_(listed(schema, answers, wanted)) {
        std::size_t next = about_all(wanted);
        for (const Row& row : answers[1])
            if (text(row, 0) == "index") index_texts_[text(row, 1)] = text(row, 2);
        for (Found& found : found_) {
            for (const Row& row : answers[next++]) add_column(found, row);
            for (const Row& row : answers[next++]) add_key(found, row);
            add_foreign_keys(found.table, answers[next++]);
        }
        for (Found& found : found_) {
            for (FoundKey& key : found.keys) add_parts(key, answers[next++]);
            std::ranges::reverse(found.keys);  // they were told from the last one to the first
        }
        if (wanted == ReadTables::everything)
            for (const Row& row : answers[2]) add_trigger(row);
        std::erase_if(found_, [](const Found& found) { return found.table.columns.empty(); });
    }

    std::vector<Table> all() {
        std::vector<Table> all;
        for (Found& found : found_) {
            complete(found);
            resolve(found.table);
            all.push_back(found.table);
        }
        return all;
    }

private:
    static void add_column(Found& found, const Row& row) {
        constexpr std::int64_t hidden_in_virtual_table = 1;
        if (integer(row, 6) == hidden_in_virtual_table) return;
        found.table.columns.push_back(column_of(row));
        const std::int64_t place = integer(row, 5);
        if (place > 0) found.primary_key[place] = text(row, 1);
    }
    static void add_key(Found& found, const Row& row) {
        found.keys.push_back(
            {.name = text(row, 1), .origin = text(row, 3), .unique = integer(row, 2) != 0});
    }
    static void add_parts(FoundKey& key, const Rows& rows) {
        for (const Row& row : rows)
            if (integer(row, 5) != 0)  // else it is there to find the row
                key.parts.push_back({.column = text(row, 2),
                                     .descending = integer(row, 3) != 0,
                                     .collation = text(row, 4)});
    }
    void add_trigger(const Row& row) {
        const auto found = std::ranges::find_if(
            found_, [&](const Found& each) { return same_name(each.table.name, text(row, 0)); });
        if (found != found_.end()) found->table.triggers.push_back(text(row, 1));
    }
    /// They are told from the last one to the first.
    static void add_foreign_keys(Table& table, const Rows& rows) {
        for (const Row& row : rows) {
            const bool begins = integer(row, 1) == 0;
            if (begins)
                table.foreign_keys.insert(table.foreign_keys.begin(),
                                          {.schema = table.schema,
                                           .table = text(row, 2),
                                           .on_delete = action_of(text(row, 6)),
                                           .on_update = action_of(text(row, 5))});
            ForeignKey& key = table.foreign_keys.front();
            key.columns.push_back(text(row, 3));
            if (!row[4].is_null()) key.to.push_back(text(row, 4));
        }
    }

    void complete(Found& found) const {
        Table& table = found.table;
        if (table.kind != TableKind::table) {
            table.definition = found.sql;
            return;
        }
        found.text = read_create_table(found.sql);
        if (found.text && !add_column_texts(table, *found.text)) found.text.reset();
        if (found.text)
            table.checks = found.text->checks;
        else
            table.definition = found.sql;
        add_primary_key(table, found);
        add_keys(table, found, index_texts_);
        add_foreign_key_texts(table, found);
        find_json(table);
    }
    /// Names what a foreign key refers to as it is called where it was made.
    void resolve(Table& table) const {
        for (ForeignKey& key : table.foreign_keys) {
            const auto other = std::ranges::find_if(
                found_, [&](const Found& each) { return same_name(each.table.name, key.table); });
            if (other == found_.end()) continue;
            key.table = other->table.name;
            for (std::string& name : key.to)
                for (const Column& column : other->table.columns)
                    if (same_name(column.name, name)) name = column.name;
            const auto& primary = other->primary_key;
            if (key.to.empty() && primary.size() == key.columns.size())
                for (const auto& [place, name] : primary) key.to.push_back(name);
        }
    }

    std::vector<Found> found_;
    std::map<std::string, std::string> index_texts_;
};

/// The name of a database as it stands in front of a point.
std::string quoted(std::string_view schema) {
    std::string name;
    dialect().quote(name, schema.empty() ? "main" : schema);
    return name;
}

std::string pragma(std::string_view schema, std::string_view name, const std::string& of) {
    std::string sql = "PRAGMA " + quoted(schema) + '.' + std::string(name) + '(';
    dialect().quote(sql, of);
    return sql + ')';
}

std::vector<std::string> questions_about_each(std::string_view schema,
                                              const std::vector<Found>& tables) {
    std::vector<std::string> questions;
    for (const Found& found : tables)
        for (const std::string_view name : {"table_xinfo", "index_list", "foreign_key_list"})
            questions.push_back(pragma(schema, name, found.table.name));
    return questions;
}

std::vector<std::string> questions_about_keys(std::string_view schema, const Answers& answers,
                                              std::size_t tables, std::size_t before) {
    std::vector<std::string> questions;
    for (std::size_t i = 0; i < tables; ++i)
        for (const Row& row : answers[before + i * about_each + 1])
            questions.push_back(pragma(schema, "index_xinfo", text(row, 1)));
    return questions;
}

}  // namespace

// No functions like pragma_table_xinfo(), which are gone where a table has their name.
std::vector<std::string> questions_about_tables(std::string_view schema, const Answers& answers,
                                                ReadTables wanted) {
    const std::string of = quoted(schema);
    if (answers.empty()) {
        // The pragma is first: it says of a database that is not there that this is what is unknown.
        std::vector<std::string> first{
            "PRAGMA " + of + ".table_list",
            "SELECT type, name, sql, rootpage FROM " + of + ".sqlite_master ORDER BY rowid"};
        if (wanted == ReadTables::everything)
            first.push_back("SELECT tbl_name, sql FROM " + of +
                            ".sqlite_master WHERE type = 'trigger' ORDER BY name");
        return first;
    }
    const std::vector<Found> tables = listed(schema, answers, wanted);
    const std::size_t before = about_all(wanted);
    if (answers.size() == before) return questions_about_each(schema, tables);
    if (answers.size() == before + about_each * tables.size())
        return questions_about_keys(schema, answers, tables.size(), before);
    return {};
}

std::vector<Table> tables_in(std::string_view schema, const Answers& answers, ReadTables wanted) {
    return Database(schema, answers, wanted).all();
}

std::string_view hidden_row_number(const Table& table) {
    if (table.kind == TableKind::view || table.without_rowid) return {};
    for (const std::string_view name : {"rowid", "_rowid_", "oid"})
        if (std::ranges::none_of(
                table.columns, [&](const Column& column) { return same_name(column.name, name); }))
            return name;
    return {};
}

}  // namespace aside::sql::sqlite
