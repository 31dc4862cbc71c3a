#include <doctest/doctest.h>

#include <chrono>

#include "aside/error.hpp"
#include "exec/helpers.hpp"

using namespace aside::testing;
using aside::SqlValue;

namespace {

SqlValue found(const SqlValue& text, const SqlValue& pattern) {
    return aside::connection().query("SELECT ? REGEXP ?", text, pattern).front()[0];
}

}  // namespace

TEST_CASE("REGEXP finds a pattern anywhere in a text") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(found("margherita", "gh") == SqlValue(1));
    CHECK(found("margherita", "^gh") == SqlValue(0));
    CHECK(found("Margherita", "(?i)^m.*A$") == SqlValue(1));
    CHECK(found("żółć", "^....$") == SqlValue(1));
    CHECK(found("ŻÓŁĆ", "(?i)^żółć$") == SqlValue(1));
    CHECK(found(std::string("a\0b", 3), "^a.b$") == SqlValue(1));
    CHECK(found("", "") == SqlValue(1));
    CHECK(found(1984, "^19") == SqlValue(1));
    CHECK(found(std::string("\xff"
                            "ok"),
                "ok") == SqlValue(1));
}

TEST_CASE("REGEXP of NULL is NULL") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(found(nullptr, "a").is_null());
    CHECK(found("a", nullptr).is_null());
}

TEST_CASE("a wrong regular expression is an error that does not quote it") {
    const ScratchDatabase database("sqlite::memory:", {});
    try {
        (void)found("a", "(secret");
        FAIL("no error");
    } catch (const aside::DataError& error) {
        const std::string message = error.message();
        CHECK(message.starts_with("invalid regular expression: "));
        CHECK(message.find("secret") == std::string::npos);
    }
}

TEST_CASE("a regular expression that backtracks without end is an error and no hang") {
    const ScratchDatabase database("sqlite::memory:", {});
    const auto start = std::chrono::steady_clock::now();
    CHECK_THROWS_AS((void)found(std::string(40, 'a') + "b", "^(a+)+$"), aside::DataError);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}

TEST_CASE("one pattern over many rows, and a pattern of each row's own, give the same") {
    const ScratchDatabase database("sqlite::memory:", {});
    const auto connection = aside::connection();
    connection.execute("CREATE TABLE t (text TEXT, pattern TEXT)");
    for (int i = 0; i < 100; ++i)
        connection.execute("INSERT INTO t VALUES (?, ?)", std::to_string(i),
                           std::to_string(i % 10) + "$");
    CHECK(connection.query("SELECT count(*) FROM t WHERE text REGEXP '^1'").front()[0] ==
          SqlValue(11));
    CHECK(connection.query("SELECT count(*) FROM t WHERE text REGEXP pattern").front()[0] ==
          SqlValue(100));
}
