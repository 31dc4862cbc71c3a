#include <doctest/doctest.h>
#include <sqlite3.h>

#include <algorithm>
#include <set>
#include <string>

#include "aside/aside.hpp"
#include "exec/helpers.hpp"
#include "sql/compiler.hpp"
#include "sql/sqlite/dialect.hpp"
#include "sql/sqlite/own_functions.hpp"

namespace own_functions_test {

using namespace aside::literals;
namespace sqlite = aside::sql::sqlite;

struct Reading : aside::Model<Reading> {
    std::int64_t id = 0;
    std::string name;
    std::int64_t count = 0;
    double value = 0;
    aside::Date day;
    aside::Decimal<10, 2> price;
    aside::Json data;
};

constexpr auto functions_of_others =
    "SELECT DISTINCT upper(name) FROM pragma_function_list WHERE NOT builtin";

/// Of extensions that this SQLite is built with.
std::set<std::string> functions_of_extensions() {
    sqlite3* database = nullptr;
    sqlite3_stmt* statement = nullptr;
    std::set<std::string> names;
    CHECK(sqlite3_open(":memory:", &database) == SQLITE_OK);
    CHECK(sqlite3_prepare_v2(database, functions_of_others, -1, &statement, nullptr) == SQLITE_OK);
    while (sqlite3_step(statement) == SQLITE_ROW)
        names.insert(reinterpret_cast<const char*>(sqlite3_column_text(statement, 0)));
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return names;
}

/// Those that a connection of ours has besides.
std::set<std::string> brought_functions() {
    const auto extensions = functions_of_extensions();
    std::set<std::string> names;
    for (const auto& row : aside::connection().query(functions_of_others))
        if (!extensions.contains(*row[0].text())) names.insert(*row[0].text());
    return names;
}

const aside::sql::Dialect& dialect_without_functions() {
    static const auto dialect =
        sqlite::make_dialect({.own_functions = false}, sqlite::dialect().limits());
    return *dialect;
}

template <class Rows>
std::string refusal_of(const Rows& rows) {
    try {
        (void)aside::sql::select(rows.query(), dialect_without_functions());
    } catch (const aside::NotSupportedError& error) {
        return error.what();
    }
    return "none";
}

TEST_CASE("all functions that connections bring are known by name") {
    const aside::testing::ScratchDatabase database;
    const auto names = sqlite::own_functions();
    const std::set<std::string> known(names.begin(), names.end());
    // What SQLite has as well, and ours does better.
    const std::set<std::string> replaced = {"INSTR", "LIKE", "LTRIM", "REPLACE", "RTRIM", "TRIM"};
    const auto brought = brought_functions();
    CHECK(brought.size() > 60);
    for (const auto& name : brought)
        CHECK_MESSAGE(known.contains(name) + replaced.contains(name) == 1, name);
}

TEST_CASE("without them a statement is refused that needs one, by its name") {
    const auto& all = Reading::objects;
    CHECK(refusal_of(all.filter("name__regex"_f = "a")).find("function REGEXP,") !=
          std::string::npos);
    CHECK(refusal_of(all.filter("day__year"_f = 2024)) == "none");  // is a range
    CHECK(refusal_of(all.filter("day__month"_f = 2)).find(" DATE_PART,") != std::string::npos);
    CHECK(refusal_of(all.filter("price"_f + "price"_f > "price"_f)).find(" EXACT_ADD,") !=
          std::string::npos);
    CHECK(refusal_of(all.filter("data__a"_f = 1)).find(" JSON_") != std::string::npos);
    CHECK(refusal_of(all.values_list(aside::Length("name"_f))).find(" CHAR_LENGTH,") !=
          std::string::npos);
    CHECK(refusal_of(all.values_list(aside::MD5("name"_f))).find(" MD5,") != std::string::npos);
    CHECK(refusal_of(all.values_list(aside::TruncYear("day"_f))).find(" DATE_TRUNC,") !=
          std::string::npos);
    CHECK(refusal_of(all.values("id"_f).annotate("s"_f = aside::StdDev("value"_f)))
              .find(" STDDEV_POP,") != std::string::npos);
}

TEST_CASE("without them a statement is written that needs none") {
    const auto rows = Reading::objects.filter("name__contains"_f = "a", "count__gt"_f = 3)
                          .order_by("-value"_f)
                          .annotate("twice"_f = "count"_f * 2);
    CHECK(refusal_of(rows) == "none");
    CHECK(aside::sql::select(rows.query(), dialect_without_functions()).sql ==
          aside::sql::select(rows.query(), sqlite::dialect()).sql);
}

}  // namespace own_functions_test
