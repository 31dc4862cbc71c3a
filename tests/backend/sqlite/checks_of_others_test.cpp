// Conditions of a table that other programs evaluate as well.
#include <doctest/doctest.h>
#include <sqlite3.h>

#include "support/sqlite.hpp"

using namespace aside::literals;

namespace {

struct Invoice : aside::Model<Invoice> {
    std::int64_t id = 0;
    std::string number;
    aside::Decimal<10, 2> net;
    aside::Decimal<10, 2> tax;
    aside::Decimal<10, 2> total;
    std::int32_t parts = 1;

    static constexpr auto meta = aside::meta(
        aside::check("adds_up", "total"_f == "net"_f + "tax"_f),
        aside::check("in_parts", "total"_f / "parts"_f >= 1 && "net"_f - "tax"_f * 2 <= "total"_f),
        aside::check("rounded", aside::Round("total"_f, 1) <= "net"_f * "parts"_f + "tax"_f),
        aside::check("numbered", aside::Length("number"_f) >= 3));
};

/// What SQLite itself says of a statement, with no function of ours.
int result_elsewhere(const std::string& file, const std::string& statement) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &database) == SQLITE_OK);
    sqlite3_exec(database, statement.c_str(), nullptr, nullptr, nullptr);
    const int result = sqlite3_extended_errcode(database);
    sqlite3_close(database);
    return result;
}

int inserted_elsewhere(const std::string& file, const std::string& values) {
    return result_elsewhere(file, "INSERT INTO " + aside::detail::model_info<Invoice>().table +
                                      " (number, net, tax, total, parts) VALUES " + values);
}

}  // namespace

TEST_CASE("a check that calculates with decimals holds for programs without our functions") {
    const aside::testing::SqliteFile<Invoice> database;
    const auto insert = [&](const std::string& row) {
        return inserted_elsewhere(database.path(), row);
    };
    // As doubles, 0.1 + 0.2 is not 0.3.
    CHECK(insert("('100', 10.1, 0.2, 10.3, 1), ('101', '1.10', '2.20', '3.30', 3)") == SQLITE_OK);
    CHECK(insert("('102', 10.1, 0.2, 10.31, 1)") == SQLITE_CONSTRAINT_CHECK);
    CHECK(insert("('103', 1, 1, 2, 3)") == SQLITE_CONSTRAINT_CHECK);
    CHECK(insert("('ab', 1, 1, 2, 1)") == SQLITE_CONSTRAINT_CHECK);
    Invoice::objects.create("number"_f = "104", "net"_f = 0.10_dec, "tax"_f = 0.90_dec,
                            "total"_f = 1.00_dec);
    CHECK(Invoice::objects.count() == 3);
}
