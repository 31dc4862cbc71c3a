// Random tables, made into others and back: they are then as if they had always been so, and the
// rows are still there.
#include <doctest/doctest.h>

#include "fuzz/fuzz.hpp"
#include "migrations/changes.hpp"
#include "migrations/effects.hpp"
#include "migrations/first_values.hpp"
#include "migrations/make.hpp"
#include "migrations/run.hpp"
#include "sql/ddl.hpp"
#include "support/tables.hpp"

using aside::SqlValue;
using aside::detail::FieldKind;
using aside::migrations::find_column;
using aside::migrations::Migration;
using aside::migrations::NewFile;
using aside::migrations::Plan;
using aside::migrations::Renames;
using aside::migrations::State;
using aside::schema::DeclaredColumn;
using aside::schema::DeclaredTable;
using aside::schema::Type;
using aside::testing::Chance;
using aside::testing::TestDatabase;

namespace {

/// The kind of a column by its number, so that columns of one name may become each other.
Type random_type(Chance& chance, std::size_t number) {
    switch (number % 6) {
        case 0:
            return {.kind = FieldKind::integer, .bytes = chance.one_in(2) ? 4 : 8};
        case 1:
            return {.kind = FieldKind::text, .max_length = static_cast<int>(chance.below(3)) * 50};
        case 2:
            return {.kind = chance.one_in(3) ? FieldKind::integer : FieldKind::boolean, .bytes = 0};
        case 3:
            return {.kind = FieldKind::decimal,
                    .max_digits = 10 + 2 * static_cast<int>(chance.below(2)),
                    .decimal_places = 2};
        case 4:
            return {.kind = FieldKind::date};
        default:
            return {.kind = chance.one_in(2) ? FieldKind::json : FieldKind::json};
    }
}

SqlValue value_of(const DeclaredColumn& column, int number) {
    switch (*column.type.kind) {
        case FieldKind::boolean:
            return number % 2 == 0;
        case FieldKind::integer:
            return number;
        case FieldKind::text:
            return "x" + std::to_string(number);
        case FieldKind::decimal:
            return aside::DecimalValue(aside::Decimal<10, 2>(number));
        case FieldKind::date:
            return aside::Date(std::chrono::year(2000 + number) / 1 / 1);
        default:
            return aside::Json::parse(std::to_string(number));
    }
}

const std::vector<std::string> table_names{"album", "Band \"x\"", "ünder", "order"};
const std::vector<std::string> column_names{"count", "na me",   "flag", "price", "day",  "data",
                                            "group", "ti\"tle", "Done", "cost",  "über", "more"};

/// One random state. References are to tables that it has.
class RandomState {
public:
    explicit RandomState(Chance& chance) : chance_(chance) {}

    State state() {
        State state;
        for (const std::string& name : table_names)
            if (!chance_.one_in(4)) state.tables.push_back({.name = name});
        for (DeclaredTable& table : state.tables) fill(table, state);
        return state;
    }

private:
    void fill(DeclaredTable& table, const State& state) {
        table.columns.push_back({.name = "id",
                                 .member = "id",
                                 .type = {.kind = FieldKind::integer, .bytes = 8},
                                 .primary_key = true,
                                 .automatic = true});
        for (std::size_t i = 0; i < column_names.size(); ++i)
            if (chance_.one_in(2)) table.columns.push_back(column(i));
        for (std::size_t i = 0; i < 2; ++i)
            if (chance_.one_in(2)) table.columns.push_back(reference(i, state));
        for (DeclaredColumn& column : table.columns) column.member = column.name;
        constrain(table);
    }
    DeclaredColumn column(std::size_t number) {
        DeclaredColumn column{.name = column_names[number], .type = random_type(chance_, number)};
        if (column.type.kind == FieldKind::integer && column.type.bytes == 0) column.type.bytes = 2;
        column.nullable = chance_.one_in(2);
        const bool may_be_key = column.type.kind != FieldKind::json;
        column.unique = may_be_key && chance_.one_in(6);
        column.index = may_be_key && !column.unique && chance_.one_in(5);
        if (chance_.one_in(3)) column.default_value = value_of(column, 1);
        return column;
    }
    DeclaredColumn reference(std::size_t number, const State& state) {
        DeclaredColumn column{.name = "other" + std::to_string(number) + "_id",
                              .type = {.kind = FieldKind::integer, .bytes = 8},
                              .nullable = chance_.one_in(2),
                              .index = true};
        const aside::schema::Action actions[] = {
            aside::schema::Action::cascade, aside::schema::Action::no_action,
            column.nullable ? aside::schema::Action::set_null : aside::schema::Action::restrict};
        column.references = {.table = chance_.of(state.tables).name,
                             .column = "id",
                             .on_delete = chance_.of(actions)};
        return column;
    }
    void constrain(DeclaredTable& table) {
        const auto some = [&] { return chance_.of(table.columns).name; };
        // Not over the key alone: PostgreSQL makes one constraint of both.
        const auto together = distinct(some(), some(), "id");
        if (chance_.one_in(3) && together != std::vector<std::string>{"id"})
            table.unique_together.push_back(together);
        if (chance_.one_in(3))
            table.indexes.push_back({.parts = {{.column = "id", .descending = chance_.one_in(2)}}});
        if (chance_.one_in(3)) {
            const std::string expression = '(' + in_quotes(some()) + " IS NULL)";
            const std::vector<aside::schema::KeyPart> terms{
                {.expression = expression, .descending = chance_.one_in(2)}, {.column = some()}};
            table.indexes.push_back({.name = table.name + " by what is known",
                                     .expressions = {{"sqlite", terms}, {"postgresql", terms}}});
        }
        const DeclaredColumn& column = chance_.of(table.columns);
        if (chance_.one_in(3) && column.type.kind == FieldKind::integer) {
            const std::string condition =
                in_quotes(column.name) + " > " + std::to_string(chance_.one_in(2) ? -1 : -2);
            table.checks.push_back(
                {.name = "big enough",
                 .conditions = {{"sqlite", condition}, {"postgresql", condition}}});
        }
    }
    static std::string in_quotes(const std::string& name) {
        std::string text = "\"";
        for (const char c : name) text += c == '"' ? std::string("\"\"") : std::string(1, c);
        return text + '"';
    }
    static std::vector<std::string> distinct(std::string a, std::string b, std::string c) {
        if (a == b) b = c;
        if (a == b) return {a};
        return {a, b};
    }

    Chance& chance_;
};

/// Renames one that is gone to one of its kind that is new, where there are such.
Renames random_renames(Chance& chance, const State& from, const State& to) {
    Renames renames;
    for (const DeclaredTable& table : from.tables)
        for (const DeclaredTable& other : to.tables)
            if (to.find(table.name) == nullptr && from.find(other.name) == nullptr &&
                renames.reversed().tables.count(other.name) == 0 && chance.one_in(2)) {
                renames.tables[table.name] = other.name;
                break;
            }
    for (const DeclaredTable& table : from.tables)
        if (const DeclaredTable* other = to.find(renames.table(table.name)))
            for (const DeclaredColumn& gone : table.columns)
                for (const DeclaredColumn& fresh : other->columns) {
                    const bool is_pair = find_column(*other, gone.name) == nullptr &&
                                         find_column(table, fresh.name) == nullptr &&
                                         !gone.references && !fresh.references &&
                                         gone.type.kind == fresh.type.kind;
                    const auto is_taken = [&](const auto& each) {
                        return each.first.first == other->name && each.second == fresh.name;
                    };
                    if (is_pair && std::ranges::none_of(renames.columns, is_taken) &&
                        !renames.columns.contains({other->name, gone.name}) && chance.one_in(2))
                        renames.columns[{other->name, gone.name}] = fresh.name;
                }
    return renames;
}

/// Columns of one name whose values cannot become each other have another name in the second.
void avoid_the_impossible(const State& from, State& to) {
    for (DeclaredTable& table : to.tables)
        if (const DeclaredTable* before = from.find(table.name))
            for (DeclaredColumn& column : table.columns) {
                const DeclaredColumn* const old = find_column(*before, column.name);
                if (old != nullptr && aside::migrations::conversion(old->type, column.type) !=
                                          aside::migrations::Conversion::all)
                    column.type = old->type;
                if (old != nullptr && column.default_value)
                    column.default_value = value_of(column, 1);
            }
}

/// New columns that need it get a default that stays, as `makemigrations` gives them.
void give_first_defaults(const State& from_renamed, State& to) {
    for (DeclaredTable& table : to.tables)
        if (const DeclaredTable* before = from_renamed.find(table.name))
            for (DeclaredColumn& column : table.columns)
                if (find_column(*before, column.name) == nullptr && !column.nullable &&
                    !column.default_value && !column.references)
                    column.first_default = value_of(column, 1);
}

std::vector<Migration> history_of(const std::vector<NewFile>& files,
                                  const aside::sql::Dialect& dialect) {
    std::vector<aside::migrations::NamedText> texts;
    for (const NewFile& each : files)
        texts.push_back({each.file_name(), aside::migrations::write(each.file)});
    return aside::migrations::history_of(texts, dialect);
}

/// The tables of a database in which these were created at once.
std::vector<aside::schema::Table> created(const State& state) {
    const TestDatabase<> fresh({.alias = "fresh"});
    const aside::sql::Dialect& dialect = aside::exec::database("fresh")->dialect();
    std::vector<aside::schema::Table> tables;
    for (const DeclaredTable& table : state.tables)
        tables.push_back(aside::sql::table_of(table, dialect));
    for (const std::string& sql : aside::sql::create_tables(tables, {}, dialect))
        aside::connection("fresh").execute(sql);
    return aside::testing::tables_of_database("fresh");
}

/// What differs between the database and one in which these tables were created at once. The order
/// of columns means nothing, nor does the length of text where the engine does not look at it.
std::string unlike(std::vector<aside::schema::Table> fresh) {
    std::vector<aside::schema::Table> read = aside::testing::tables_of_database();
    std::erase_if(read, [](const auto& table) { return table.name == "aside_migrations"; });
    if (!aside::testing::features().bounds_text)
        for (auto* tables : {&read, &fresh})
            for (aside::schema::Table& table : *tables)
                for (aside::schema::Column& column : table.columns) column.type.max_length = 0;
    std::vector<aside::schema::Difference> found = aside::schema::differences(read, fresh);
    for (auto& each : found) std::erase(each.attributes, aside::schema::Attribute::order);
    std::erase_if(found, [](const auto& each) {
        return each.change == aside::schema::Change::changed && each.attributes.empty();
    });
    return aside::testing::shown(found);
}

std::string quoted(const std::string& name) {
    std::string sql;
    aside::exec::database("default")->dialect().quote(sql, name);
    return sql;
}

/// Puts rows into tables that name no others, and counts the rows of those.
std::map<std::string, std::int64_t> add_rows(const State& state) {
    std::map<std::string, std::int64_t> counts;
    for (const DeclaredTable& table : state.tables) {
        const bool refers = std::ranges::any_of(table.columns, [](const DeclaredColumn& column) {
            return column.references && !column.nullable;
        });
        if (refers) continue;
        for (int number = 1; number <= 3; ++number) {
            std::string columns;
            std::string marks;
            std::vector<SqlValue> values;
            for (const DeclaredColumn& column : table.columns) {
                if (column.references) continue;
                columns += (columns.empty() ? "" : ", ") + quoted(column.name);
                marks += marks.empty() ? "?" : ", ?";
                values.push_back(value_of(column, number));
            }
            try {
                aside::connection().execute("INSERT INTO " + quoted(table.name) + " (" + columns +
                                                ") VALUES (" + marks + ')',
                                            values);
                ++counts[table.name];
            } catch (const aside::UniqueViolation&) {  // of a boolean there are but two
            }
        }
    }
    return counts;
}
std::int64_t count(const std::string& table) {
    return *aside::connection().query("SELECT COUNT(*) FROM " + quoted(table))[0][0].integer();
}

Plan plan_of(const State& from, const State& to, const Renames& renames) {
    Plan plan;
    plan.to = to;
    plan.up = aside::migrations::changes(from, to, renames);
    plan.down = aside::migrations::changes(to, from, renames.reversed());
    plan.fills_back = aside::migrations::zero_fills(plan.down);
    plan.effects = aside::migrations::effects_of(plan.up, plan.fills, {}, true);
    plan.effects_back = aside::migrations::effects_of(plan.down, plan.fills_back, {}, true);
    return plan;
}

bool on_server() {
    const TestDatabase<> database;
    return aside::exec::database("default")->dialect().vendor() != "sqlite";
}

void check_there_and_back(Chance& chance) {
    const TestDatabase<> database;
    const aside::sql::Dialect& dialect = aside::exec::database("default")->dialect();
    const aside::sql::Dialect* const dialects[] = {&dialect};
    const State from = RandomState(chance).state();
    State to = RandomState(chance).state();
    const Renames renames = random_renames(chance, from, to);
    const State by_new_names = aside::migrations::renamed(from, renames);
    avoid_the_impossible(by_new_names, to);
    give_first_defaults(by_new_names, to);
    const Plan initial = plan_of({}, from, {});
    const Plan changing = plan_of(from, to, renames);
    std::vector<NewFile> files = aside::migrations::files_of(initial, "a", dialects, {});
    const auto place = aside::migrations::behind(files);
    for (NewFile& each : aside::migrations::files_of(changing, "b", dialects, place))
        files.push_back(std::move(each));
    INFO(to_text(from));
    INFO(to_text(to));
    std::string texts;
    for (const NewFile& each : files) texts += aside::migrations::write(each.file) + '\n';
    INFO(texts);

    const std::vector<aside::schema::Table> tables_before = created(from);
    const std::vector<aside::schema::Table> tables_after = created(to);
    const std::vector<Migration> history = history_of(files, dialect);
    aside::migrations::run(history, {.target = "0001_a"});
    REQUIRE(unlike(tables_before) == "");
    // Where rows may stand against it, there are none.
    const bool takes_all = changing.effects.fails_where.empty();
    const bool takes_all_back = changing.effects_back.fails_where.empty();
    const auto rows = takes_all ? add_rows(from) : std::map<std::string, std::int64_t>();
    aside::migrations::run(history, {});
    REQUIRE(unlike(tables_after) == "");
    for (const auto& [table, number] : rows)
        if (to.find(renames.table(table)) != nullptr) CHECK(count(renames.table(table)) == number);
    if (!takes_all_back)
        for (const auto& [table, number] : rows)
            if (to.find(renames.table(table)) != nullptr)
                aside::connection().execute("DELETE FROM " + quoted(renames.table(table)));
    aside::migrations::run(history, {.target = "0001_a"});
    REQUIRE(unlike(tables_before) == "");
    for (const auto& [table, number] : rows)
        if (takes_all_back && to.find(renames.table(table)) != nullptr)
            CHECK(count(table) == number);
    aside::migrations::run(history, {.target = "zero"});
    CHECK(unlike({}) == "");
}

}  // namespace

TEST_CASE("random tables become others and themselves again, with their rows") {
    // A server takes about a second for each.
    aside::testing::fuzz(on_server() ? 100 : 500, check_there_and_back);
}

TEST_CASE("a state has no changes from itself") {
    aside::testing::fuzz(500, [](Chance& chance) {
        const State state = RandomState(chance).state();
        CHECK(aside::migrations::changes(state, state, {}).empty());
        const State again = aside::migrations::state_from(to_text(state), "state.json");
        CHECK(aside::migrations::changes(state, again, {}).empty());
        CHECK(aside::migrations::changes(again, state, {}).empty());
    });
}
