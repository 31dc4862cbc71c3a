#include <doctest/doctest.h>
#include <sqlite3.h>

#include <random>

#include "aside/error.hpp"
#include "exec/helpers.hpp"

using namespace aside::testing;
using aside::connection;
using aside::SqlValue;

namespace {

/// What SQLite's own function gives.
class Engine {
public:
    Engine() {
        sqlite3_open(":memory:", &database_);
        prepare("SELECT ? LIKE ? ESCAPE '!'", &like_);
        prepare("SELECT instr(?, ?)", &instr_);
    }
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;
    ~Engine() {
        sqlite3_finalize(like_);
        sqlite3_finalize(instr_);
        sqlite3_close(database_);
    }
    [[nodiscard]] std::int64_t like(const std::string& a, const std::string& b) const {
        return run(like_, a, b);
    }
    [[nodiscard]] std::int64_t instr(const std::string& a, const std::string& b) const {
        return run(instr_, a, b);
    }

private:
    void prepare(const char* sql, sqlite3_stmt** statement) {
        sqlite3_prepare_v2(database_, sql, -1, statement, nullptr);
    }
    static std::int64_t run(sqlite3_stmt* statement, const std::string& a, const std::string& b) {
        sqlite3_bind_text(statement, 1, a.c_str(), -1, SQLITE_TRANSIENT);
        sqlite3_bind_text(statement, 2, b.c_str(), -1, SQLITE_TRANSIENT);
        sqlite3_step(statement);
        const auto result = sqlite3_column_int64(statement, 0);
        sqlite3_reset(statement);
        return result;
    }

    sqlite3* database_ = nullptr;
    sqlite3_stmt* like_ = nullptr;
    sqlite3_stmt* instr_ = nullptr;
};

SqlValue value(const std::string& sql, const SqlValue& a, const SqlValue& b) {
    return connection().query(sql, a, b).front()[0];
}

}  // namespace

TEST_CASE("LIKE and INSTR give what the engine's own give") {
    const ScratchDatabase database("sqlite::memory:", {});
    const Engine engine;
    const std::string letters[] = {"a", "A", "b", "ż", "Ż", "\xF0\x9F\x8D\x95", "%", "_", "!", "a%", "!%"};
    std::mt19937 random(7);
    const auto text_of = [&](unsigned longest) {
        std::string text;
        for (unsigned left = random() % (longest + 1); left > 0; --left)
            text += letters[random() % std::size(letters)];
        return text;
    };
    for (int i = 0; i < 3000; ++i) {
        const std::string text = text_of(9);
        const std::string part = text_of(5);
        CAPTURE(text);
        CAPTURE(part);
        CHECK(value("SELECT ? LIKE ? ESCAPE '!'", text, part) == SqlValue(engine.like(text, part)));
        CHECK(value("SELECT instr(?, ?)", text, part) == SqlValue(engine.instr(text, part)));
    }
}

TEST_CASE("LIKE and INSTR of NULL are NULL, and numbers are text to them") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(value("SELECT ? LIKE ?", nullptr, "a").is_null());
    CHECK(value("SELECT ? LIKE ?", "a", nullptr).is_null());
    CHECK(value("SELECT instr(?, ?)", "a", nullptr).is_null());
    CHECK(value("SELECT ? LIKE ?", 1984, "19%") == SqlValue(1));
    CHECK(value("SELECT instr(?, ?)", 1984, 8) == SqlValue(3));
    CHECK(value("SELECT instr(x'c5bc61', ?) + instr(CAST(? AS BLOB), x'61')", "a", "ża") == SqlValue(5));
    CHECK_THROWS_AS((void)value("SELECT ? LIKE ? ESCAPE 'ab'", "a", "a"), aside::DataError);
}

TEST_CASE("LIKE and INSTR look behind a NUL character") {
    const ScratchDatabase database("sqlite::memory:", {});
    const std::string text("a\0b", 3);
    CHECK(value("SELECT ? LIKE ?", text, "a%B") == SqlValue(1));
    CHECK(value("SELECT instr(?, ?)", text, "b") == SqlValue(3));
}
