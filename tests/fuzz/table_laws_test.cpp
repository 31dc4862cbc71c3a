// Tables in all that SQLite's CREATE TABLE takes: what it has made is understood, and made again.
#include "fuzz/fuzz.hpp"
#include "sql/ddl.hpp"
#include "sql/sqlite/create_text.hpp"
#include "sql/sqlite/dialect.hpp"
#include "sql/sqlite/tokens.hpp"
#include "support/sqlite.hpp"
#include "support/tables.hpp"

using aside::testing::Chance;
using aside::testing::fuzz;
using aside::testing::ScratchDatabase;

namespace {

using Words = std::vector<std::string_view>;

/// The names of a table's columns, each in another form.
const Words columns{"a", "\"b c\"", "[d']", "`e``f`", "'g'", "\"h\"\"i\"", "ü", "\"check\"", "_1"};
const Words names{"n", "\"n, 1\"", "'n)'", "[constraint]"};
const Words types{"",       "int",     "INTEGER",    "integer",  "varchar(10)",      "text",
                  "TEXT",   "real",    "\"x, y\"",   "big int",  "decimal(5, 2)",    "string",
                  "blob",   "json",    "char(32)",   "datetime", "integer unsigned", "bool",
                  "[not ]", "float64", "double (3)", "ANY",      "generated",        "numeric"};
const Words expressions{"1", "'x)'", "((2))", "length('a,b') > 0", "NULL IS 1", "-1 -- (\n"};
const Words defaults{"1",     "-2.5",  "+3",   "'it''s'",           "NULL", "word",   "(1 + 2)",
                     "X'0A'", "\"q\"", "TRUE", "current_timestamp", "0x1F", "(9e999)"};
const Words collations{"nocase", "RTRIM", "binary", "\"NOCASE\""};
const Words conflicts{"", " ON CONFLICT REPLACE", " on conflict ignore", " ON CONFLICT ABORT"};
const Words deferrables{"",
                        " NOT DEFERRABLE",
                        " DEFERRABLE",
                        " DEFERRABLE INITIALLY DEFERRED",
                        " deferrable initially immediate",
                        " NOT DEFERRABLE INITIALLY DEFERRED"};
const Words actions{"", " ON DELETE CASCADE", " ON UPDATE SET NULL ON DELETE NO ACTION",
                    " MATCH full ON DELETE SET DEFAULT", " ON DELETE RESTRICT"};
const Words blanks{" ", " ", " ", "\n", "\t ", " /* ) ' */ ", " -- ( \"\n"};

/// One random table.
class RandomTable {
public:
    explicit RandomTable(Chance& chance) : chance_(chance), count_(1 + chance.below(5)) {}

    std::string text() {
        std::string sql = "CREATE TABLE " + word(names) + blank() + '(';
        for (std::size_t i = 0; i < count_; ++i) sql += (i == 0 ? "" : ", ") + column(i);
        for (std::size_t i = chance_.below(3); i > 0; --i)
            sql += (chance_.one_in(4) ? " CONSTRAINT x, " : ", ") + name() + table_constraint();
        return sql + ')' +
               word({"", "", "", " WITHOUT ROWID", " STRICT", " STRICT, WITHOUT ROWID"});
    }
    std::string index(const std::string& table) {
        std::string sql = word({"CREATE INDEX ", "CREATE UNIQUE INDEX "}) + "i" +
                          std::to_string(chance_.bits()) + " ON " + table + blank() + '(' +
                          parts(true) + ')';
        if (chance_.one_in(3)) sql += " WHERE" + blank() + word(columns) + " > 0";
        return sql;
    }

private:
    std::string word(const Words& words) { return std::string(chance_.of(words)); }
    std::string blank() { return word(blanks); }
    std::string name() { return chance_.one_in(3) ? "CONSTRAINT " + word(names) + blank() : ""; }
    std::string column_name() { return std::string(columns[chance_.below(count_)]); }
    /// One part or two, of two columns: of a key that names one twice SQLite keeps less than it
    /// says.
    std::string parts(bool of_index) {
        const std::size_t first = chance_.below(count_);
        std::string sql = part(first, of_index);
        if (count_ > 1 && chance_.one_in(2))
            sql += "," + part((first + 1 + chance_.below(count_ - 1)) % count_, of_index);
        return sql;
    }
    std::string part(std::size_t column, bool of_index) {
        std::string sql(columns[column]);
        if (of_index && chance_.one_in(4)) sql = "max(" + sql + ", 1)";
        if (chance_.one_in(3)) sql += blank() + "COLLATE " + word(collations);
        return sql + word({"", "", " ASC", " desc"});
    }
    std::string references() {
        return "REFERENCES " + word(names) +
               (chance_.one_in(2) ? "" : blank() + "(" + column_name() + ')') + word(actions) +
               word(deferrables);
    }
    std::string column(std::size_t number) {
        std::string sql = std::string(columns[number]) + blank() + word(types);
        for (std::size_t i = chance_.below(4); i > 0; --i)
            sql += blank() + name() + column_constraint();
        return sql;
    }
    std::string column_constraint() {
        switch (chance_.below(9)) {
            case 0:
                return "NOT" + blank() + "NULL" + word(conflicts);
            case 1:
                return "PRIMARY KEY" + word({"", " DESC", " asc"}) + word(conflicts) +
                       word({"", "", " AUTOINCREMENT"});
            case 2:
                return "UNIQUE" + word(conflicts);
            case 3:
                return "CHECK" + blank() + '(' + word(expressions) + ')';
            case 4:
                return "DEFAULT" + blank() + word(defaults);
            case 5:
                return "COLLATE " + word(collations);
            case 6:
                return references();
            case 7:
                return word({"", "GENERATED ALWAYS "}) + "AS (" + word(expressions) + ')' +
                       word({"", " STORED", " virtual"});
            default:
                return "NULL";
        }
    }
    std::string table_constraint() {
        switch (chance_.below(4)) {
            case 0:
                return "PRIMARY KEY" + blank() + '(' + parts(false) + ')' + word(conflicts);
            case 1:
                return "UNIQUE (" + parts(false) + ')' + word(conflicts);
            case 2:
                return "CHECK (" + word(expressions) + ')' + word(conflicts);
            default:
                return "FOREIGN KEY (" + column_name() + ')' + blank() + references();
        }
    }

    Chance& chance_;
    const std::size_t count_;
};

bool runs(const std::string& sql) {
    try {
        aside::connection().execute(sql);
        return true;
    } catch (const aside::DatabaseError&) {
        return false;
    }
}

}  // namespace

TEST_CASE("a table that SQLite has made is understood, and what is written of it makes the same") {
    std::size_t made = 0;
    fuzz(600, [&](Chance& chance) {
        RandomTable random(chance);
        const std::string sql = random.text();
        CAPTURE(sql);
        std::vector<aside::schema::Table> tables;
        {
            const ScratchDatabase database("sqlite::memory:", {});
            if (!runs(sql)) return;
            const auto name = aside::sql::sqlite::tokens_of(sql)[2].text;
            for (std::size_t i = chance.below(3); i > 0; --i)
                (void)runs(random.index(std::string(name)));
            tables = aside::testing::tables_of_database();
        }
        ++made;
        REQUIRE(tables.size() == 1);
        CHECK(tables.front().definition.empty());
        for (const auto& index : tables.front().indexes) CHECK(index.definition.empty());
        const ScratchDatabase again("sqlite::memory:", {});
        for (const std::string& each :
             aside::sql::create_tables(tables, {}, aside::sql::sqlite::dialect())) {
            INFO(each);
            aside::connection().execute(each);
        }
        const auto read = aside::testing::tables_of_database();
        CHECK(aside::testing::shown(differences(tables, read)) == "");
        const bool is_equal = tables == read;
        CHECK(is_equal);
    });
    CHECK(made > 0);
}

TEST_CASE("any text is cut into tokens, and read or not") {
    const std::vector<std::string_view> samples{
        "CREATE TABLE t (a int NOT NULL, b text DEFAULT 'x' CHECK (b <> ''), PRIMARY KEY (a, b "
        "DESC))",
        "CREATE TABLE \"t\" ([a] int REFERENCES x (y) ON DELETE SET NULL) WITHOUT ROWID, STRICT",
        "CREATE UNIQUE INDEX i ON t (a COLLATE nocase, lower(b) DESC) WHERE a > 0"};
    fuzz(20'000, [&](Chance& chance) {
        const std::string sql = aside::testing::mutated(chance, samples);
        CAPTURE(sql);
        (void)aside::sql::sqlite::read_create_table(sql);
        (void)aside::sql::sqlite::read_create_index(sql);
        const std::string tidy = aside::sql::sqlite::tidy(sql);
        CHECK(aside::sql::sqlite::tidy(tidy) == tidy);
    });
}
