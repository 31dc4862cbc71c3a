// Tables that other programs have made in SQLite's words, read as plain data and written again.
#include <doctest/doctest.h>

#include <algorithm>

#include "sql/ddl.hpp"
#include "sql/sqlite/dialect.hpp"
#include "support/sqlite.hpp"
#include "support/tables.hpp"

using namespace aside::schema;
using aside::SqlValue;
using aside::detail::FieldKind;
using aside::testing::ScratchDatabase;
using aside::testing::tables_of_database;

namespace {

/// All tables of a database that these statements make.
std::vector<Table> made_by(const std::vector<std::string>& statements) {
    const ScratchDatabase database("sqlite::memory:", {});
    for (const std::string& sql : statements) aside::connection().execute(sql);
    return tables_of_database();
}

Table only_made_by(const std::vector<std::string>& statements) {
    auto tables = made_by(statements);
    REQUIRE(tables.size() == 1);
    return tables.front();
}

/// The statements that make these tables, as they were read.
std::vector<std::string> written(const std::vector<Table>& tables) {
    return aside::sql::create_tables(tables, {}, aside::sql::sqlite::dialect());
}

/// What is written of a table that was read makes the same table.
void check_round_trip(const std::vector<std::string>& statements) {
    const auto tables = made_by(statements);
    REQUIRE_FALSE(tables.empty());
    const auto again = made_by(written(tables));
    CHECK(aside::testing::shown(differences(tables, again)) == "");
    const bool is_equal = tables == again;
    CHECK(is_equal);
    for (const Table& table : tables) CHECK(table.definition.empty());
}

const Column& column(const Table& table, std::string_view name) {
    return *std::ranges::find(table.columns, name, &Column::name);
}

/// What a column is taken for that is declared so.
Type type(const std::string& declared) {
    return only_made_by({"CREATE TABLE t (c " + declared + ")"}).columns[0].type;
}

Default default_value(const std::string& text) {
    return only_made_by({"CREATE TABLE t (c text DEFAULT " + text + ")"}).columns[0].default_value;
}

}  // namespace

TEST_CASE("types that mean what the library's do are of its kinds, however they are spelled") {
    CHECK(type("INTEGER") == Type{.kind = FieldKind::integer, .bytes = 4});
    CHECK(type("varchar(10)") == Type{.kind = FieldKind::text, .max_length = 10});
    CHECK(type("VarChar(10)") == Type{.kind = FieldKind::text, .max_length = 10});
    CHECK(type("char(32)") == Type{.kind = FieldKind::uuid});
    CHECK(type("datetime") == Type{.kind = FieldKind::date_time});
    CHECK(type("bool") == Type{.kind = FieldKind::boolean});
    CHECK(type("decimal") == Type{.kind = FieldKind::decimal});
    // Those of others keep their words.
    CHECK(type("NUMERIC(10, 2)") == Type{.kind = FieldKind::decimal,
                                         .max_digits = 10,
                                         .decimal_places = 2,
                                         .declared = "NUMERIC(10, 2)"});
    CHECK(type("double precision") ==
          Type{.kind = FieldKind::real, .declared = "double precision"});
    CHECK(type("integer /* of */ unsigned") == Type{.kind = FieldKind::integer,
                                                    .bytes = 4,
                                                    .is_signed = false,
                                                    .declared = "integer unsigned"});
    CHECK(type("nvarchar(7)").max_length == 7);
}

TEST_CASE("types that mean nothing here, or something else to SQLite, are kept as text") {
    for (const std::string declared : {"", "string", "uuid", "json", "point", "varchar(3, 4)",
                                       "bool(1)", "text unsigned", "varchar(99999999999)"}) {
        INFO(declared);
        const Type read = type(declared);
        CHECK_FALSE(read.kind.has_value());
        CHECK(read.declared == declared);
        check_round_trip({"CREATE TABLE t (c " + declared + ")"});
    }
    CHECK(type("\"primary key, d\"").declared == "primary key, d");
    check_round_trip(
        {"CREATE TABLE t (c \"primary key, d\", e [it's], f 'x'' y', g \"not null\")"});
}

TEST_CASE("defaults are values where they are some, and expressions else") {
    CHECK(default_value("3") == Default(SqlValue(3)));
    CHECK(default_value("(+3)") == Default(SqlValue(3)));
    CHECK(default_value("-3.5") == Default(SqlValue(-3.5)));
    CHECK(default_value("1e3") == Default(SqlValue(1000.0)));
    CHECK(default_value("'it''s'") == Default(SqlValue("it's")));
    CHECK(default_value("\"it\"") == Default(SqlValue("it")));
    CHECK(default_value("word") == Default(SqlValue("word")));
    CHECK(default_value("X'0aFF'") ==
          Default(SqlValue(aside::Blob{std::byte{0x0A}, std::byte{0xFF}})));
    CHECK(default_value("TRUE") == Default(SqlValue(1)));
    CHECK(default_value("NULL") == Default());
    CHECK(default_value("current_timestamp") == Default(Sql{"CURRENT_TIMESTAMP"}));
    CHECK(default_value("(1 +  2 -- three\n)") == Default(Sql{"1 + 2"}));
    CHECK(default_value("9223372036854775808") == Default(Sql{"9223372036854775808"}));
    CHECK(default_value("0x10") == Default(Sql{"0x10"}));
    CHECK(default_value("9e999") == Default(Sql{"9e999"}));
    check_round_trip(
        {"CREATE TABLE t (a DEFAULT (1+2), b DEFAULT CURRENT_DATE, c DEFAULT -9e999, d DEFAULT"
         " (upper('x')), e DEFAULT 0x10, f DEFAULT '', g DEFAULT X'')"});
}

TEST_CASE("a key says how the database gives it") {
    const auto identity = [](const std::string& columns) {
        const Table table = only_made_by({"CREATE TABLE t (" + columns});
        check_round_trip({"CREATE TABLE t (" + columns});
        return column(table, "id").identity;
    };
    CHECK(identity("id integer PRIMARY KEY AUTOINCREMENT)") == Identity::by_default);
    CHECK(identity("id INTEGER, PRIMARY KEY (id AUTOINCREMENT))") == Identity::by_default);
    CHECK(identity("id integer PRIMARY KEY)") == Identity::row_number);
    CHECK(identity("a, id integer, PRIMARY KEY (id DESC))") == Identity::row_number);
    CHECK(identity("id integer PRIMARY KEY DESC)") == Identity::none);
    CHECK(identity("id integer UNIQUE PRIMARY KEY DESC)") == Identity::none);
    CHECK(identity("id int PRIMARY KEY)") == Identity::none);
    CHECK(identity("id integer, b, PRIMARY KEY (id, b))") == Identity::none);
    CHECK(identity("id integer PRIMARY KEY) WITHOUT ROWID") == Identity::none);
    CHECK(identity("id integer)") == Identity::none);
}

TEST_CASE("keys have the columns, names, collations and conflict clauses that they were given") {
    const std::vector<std::string> statements{
        "CREATE TABLE t (a text COLLATE nocase CONSTRAINT ua UNIQUE ON CONFLICT REPLACE, b text, c "
        "int NOT"
        " NULL ON CONFLICT IGNORE, CONSTRAINT \"p k\" PRIMARY KEY (b COLLATE rtrim, c DESC) ON "
        "CONFLICT"
        " FAIL, CONSTRAINT u2 UNIQUE (a COLLATE BINARY), UNIQUE (c, b))"};
    const Table table = only_made_by(statements);
    REQUIRE(table.primary_key.has_value());
    CHECK(*table.primary_key ==
          Key{.name = "p k",
              .parts = {{.column = "b", .collation = "RTRIM"}, {.column = "c", .descending = true}},
              .conflict = "FAIL"});
    REQUIRE(table.unique.size() == 3);
    CHECK(table.unique[0] == Key{.name = "ua", .parts = {{.column = "a"}}, .conflict = "REPLACE"});
    CHECK(table.unique[1] == Key{.name = "u2", .parts = {{.column = "a", .collation = "BINARY"}}});
    CHECK(table.unique[2].parts == std::vector<KeyPart>{{.column = "c"}, {.column = "b"}});
    CHECK(column(table, "a").collation == "NOCASE");
    CHECK(column(table, "c").null_conflict == "IGNORE");
    check_round_trip(statements);
}

TEST_CASE("foreign keys have their names, actions, and when they are checked") {
    const std::vector<std::string> statements{
        "CREATE TABLE p (x int, y int, PRIMARY KEY (x, y))",
        "CREATE TABLE \"other's\" (\"K\" text PRIMARY KEY)",
        "CREATE TABLE t (a int, b int, c text CONSTRAINT fk REFERENCES \"OTHER'S\" (k) ON DELETE "
        "SET "
        "NULL ON"
        " UPDATE CASCADE NOT DEFERRABLE, d text REFERENCES nowhere MATCH FULL DEFERRABLE, "
        "CONSTRAINT two"
        " FOREIGN KEY (a, b) REFERENCES p ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED)"};
    const auto tables = made_by(statements);
    REQUIRE(tables.size() == 3);
    const auto& keys = tables[2].foreign_keys;
    REQUIRE(keys.size() == 3);
    CHECK(keys[0] == ForeignKey{.name = "fk",
                                .columns = {"c"},
                                .table = "other's",
                                .to = {"K"},
                                .on_delete = Action::set_null,
                                .on_update = Action::cascade});
    CHECK(keys[1] == ForeignKey{.columns = {"d"},
                                .table = "nowhere",
                                .deferrable = Deferrable::initially_immediate});
    CHECK(keys[2] == ForeignKey{.name = "two",
                                .columns = {"a", "b"},
                                .table = "p",
                                .to = {"x", "y"},
                                .on_delete = Action::restrict,
                                .deferrable = Deferrable::initially_deferred});
    check_round_trip(statements);
}

TEST_CASE("checks and computed columns are kept as their text, less comments and blanks") {
    const std::vector<std::string> statements{
        "CREATE TABLE t (a int CHECK (a\n > /* ) */ 0), b int AS (a * 2), c text GENERATED ALWAYS "
        "AS (a ||"
        " ', -- b') STORED, CONSTRAINT named CHECK (b <> ')' /* ( */) CHECK (c IN ('CHECK (', "
        "')')))"};
    const Table table = only_made_by(statements);
    CHECK(table.checks == std::vector<Check>{{.condition = "a > 0"},
                                             {.name = "named", .condition = "b <> ')'"},
                                             {.condition = "c IN ('CHECK (', ')')"}});
    CHECK(column(table, "b").generated == Generated{.expression = "a * 2"});
    CHECK(column(table, "c").generated == Generated{.expression = "a || ', -- b'", .stored = true});
    CHECK(column(table, "c").type == Type{.kind = FieldKind::text});
    check_round_trip(statements);
}

TEST_CASE("indexes have their columns and expressions, orders, collations and conditions") {
    const std::vector<std::string> statements{
        "CREATE TABLE t (a text, b text COLLATE NOCASE, c int)",
        "CREATE UNIQUE INDEX \"i 1\" ON t (a DESC, lower(b) COLLATE rtrim DESC, c + max(c, 2))"
        " WHERE c > 0 AND a <> ')' -- all",
        "CREATE INDEX [i 2] ON t(a COLLATE nocase, b COLLATE binary, b || a ASC)",
        "CREATE INDEX i0 ON t (c)"};
    const Table table = only_made_by(statements);
    REQUIRE(table.indexes.size() == 3);
    CHECK(table.indexes[0].unique);
    CHECK(table.indexes[0].parts ==
          std::vector<KeyPart>{{.column = "a", .descending = true},
                               {.expression = "lower(b)", .descending = true, .collation = "rtrim"},
                               {.expression = "c + max(c, 2)"}});
    CHECK(table.indexes[0].condition == "c > 0 AND a <> ')'");
    CHECK(table.indexes[1].name == "i 2");
    CHECK(table.indexes[1].parts == std::vector<KeyPart>{{.column = "a", .collation = "NOCASE"},
                                                         {.column = "b", .collation = "BINARY"},
                                                         {.expression = "b || a"}});
    CHECK(table.indexes[2] == Index{.name = "i0", .parts = {{.column = "c"}}});
    check_round_trip(statements);
}

TEST_CASE("a table has its options") {
    const std::vector<std::string> statements{
        "CREATE TABLE a (i INT PRIMARY KEY, t ANY) STRICT",
        "CREATE TABLE b (i int, t text NOT NULL, PRIMARY KEY (t, i)) WITHOUT ROWID, STRICT",
        "CREATE TABLE c (i text PRIMARY KEY) without rowid"};
    const auto tables = made_by(statements);
    REQUIRE(tables.size() == 3);
    CHECK((tables[0].strict && !tables[0].without_rowid));
    CHECK((tables[1].strict && tables[1].without_rowid));
    CHECK((!tables[2].strict && tables[2].without_rowid));
    check_round_trip(statements);
}

TEST_CASE("tables and columns may have any name") {
    const std::vector<std::string> statements{
        R"(CREATE TABLE "a ""b"".c; -- ü" ("1 ""st" int, [x y] int, `sel``ect` text, 'te''xt', "" int))",
        R"(CREATE INDEX "i "".x" ON "a ""b"".c; -- ü" ("1 ""st", "" DESC))",
        "CREATE TABLE pragma_table_xinfo (a)",
        R"(CREATE TABLE "pragma_table_list" ("check" int, "CONSTRAINT" int UNIQUE))",
        R"(CREATE TABLE "it's" (id integer PRIMARY KEY, "a,b" REFERENCES "a ""b"".c; -- ü" ("1 ""st")))"};
    const auto tables = made_by(statements);
    REQUIRE(tables.size() == 4);
    CHECK(tables[0].name == R"(a "b".c; -- ü)");
    CHECK(tables[0].columns[0].name == R"(1 "st)");
    CHECK(tables[0].columns[1].name == "x y");
    CHECK(tables[0].columns[2].name == "sel`ect");
    CHECK(tables[0].columns[3].name == "te'xt");
    check_round_trip(statements);
}

TEST_CASE("a table that ALTER TABLE has changed is read as it is now") {
    const std::vector<std::string> statements{
        "CREATE TABLE p (id integer PRIMARY KEY)",
        "CREATE TABLE old (a int CHECK (a > 0), b int REFERENCES p DEFERRABLE INITIALLY "
        "DEFERRED, gone)",
        "ALTER TABLE old RENAME TO new",
        "ALTER TABLE new RENAME COLUMN a TO \"A 1\"",
        "ALTER TABLE new ADD COLUMN c text COLLATE nocase DEFAULT ',' CONSTRAINT k "
        "REFERENCES p ON DELETE"
        " CASCADE",
        "ALTER TABLE new DROP COLUMN gone"};
    const auto tables = made_by(statements);
    REQUIRE(tables.size() == 2);
    const Table& table = tables[0];
    CHECK(table.name == "new");
    REQUIRE(table.columns.size() == 3);
    CHECK(table.checks[0].condition == "\"A 1\" > 0");
    CHECK(table.columns[2].collation == "NOCASE");
    CHECK(table.foreign_keys[0].deferrable == Deferrable::initially_deferred);
    CHECK(table.foreign_keys[1].name == "k");
    check_round_trip(statements);
}

TEST_CASE("tables of Django are those of the library's models, but for what these say more") {
    const std::vector<std::string> statements{
        R"(CREATE TABLE "shop_box" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(30) NOT NULL UNIQUE, )"
        R"("data" text NOT NULL CHECK ((JSON_VALID("data") OR "data" IS NULL)), "code" char(32) NOT NULL, )"
        R"("n" integer unsigned NOT NULL CHECK ("n" >= 0), "owner_id" bigint NULL REFERENCES "shop_box" ("id") )"
        R"(DEFERRABLE INITIALLY DEFERRED))",
        R"(CREATE INDEX "shop_box_owner_id_1b2c3d4e" ON "shop_box" ("owner_id"))"};
    const Table table = only_made_by(statements);
    CHECK(column(table, "id").identity == Identity::by_default);
    CHECK(column(table, "data").type == Type{.kind = FieldKind::json});
    CHECK(column(table, "code").type == Type{.kind = FieldKind::uuid});
    CHECK(table.checks == std::vector<Check>{{.condition = "\"n\" >= 0"}});
    CHECK(table.foreign_keys[0].deferrable == Deferrable::initially_deferred);
    check_round_trip(statements);
}

TEST_CASE("views, virtual tables with theirs, and tables of other schemas are none") {
    const ScratchDatabase database("sqlite::memory:", {});
    auto sql = aside::connection();
    sql.execute("CREATE TABLE t (a integer PRIMARY KEY AUTOINCREMENT)");
    sql.execute("CREATE TEMP TABLE t (b, c)");
    sql.execute("CREATE TEMP TABLE other (b)");
    sql.execute("ATTACH ':memory:' AS x");
    sql.execute("CREATE TABLE x.t (d)");
    sql.execute("CREATE TABLE x.far (d)");
    sql.execute("CREATE VIEW v AS SELECT * FROM nowhere");
    sql.execute("CREATE VIRTUAL TABLE words USING fts5(word)");
    sql.execute("ANALYZE");
    const auto tables = tables_of_database();
    REQUIRE(tables.size() == 1);
    CHECK(tables[0].name == "t");
    REQUIRE(tables[0].columns.size() == 1);
    CHECK(tables[0].columns[0].name == "a");
}
