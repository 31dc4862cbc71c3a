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
        for (std::size_t i = 0; i < std::size(texts); ++i) prepare(texts[i], &texts_[i]);
    }
    Engine(const Engine&) = delete;
    Engine& operator=(const Engine&) = delete;
    ~Engine() {
        sqlite3_finalize(like_);
        sqlite3_finalize(instr_);
        for (sqlite3_stmt* each : texts_) sqlite3_finalize(each);
        sqlite3_close(database_);
    }
    [[nodiscard]] std::int64_t like(const std::string& a, const std::string& b) const {
        return run(like_, a, b);
    }
    [[nodiscard]] std::int64_t instr(const std::string& a, const std::string& b) const {
        return run(instr_, a, b);
    }

    static constexpr const char* texts[] = {"SELECT replace(?, ?, 'xy')",
                                            "SELECT replace(?, ?, '')", "SELECT trim(?, ?)",
                                            "SELECT ltrim(?, ?)", "SELECT rtrim(?, ?)"};
    /// What the `which`th of these gives.
    [[nodiscard]] std::string text(std::size_t which, const std::string& a,
                                   const std::string& b) const {
        sqlite3_bind_text(texts_[which], 1, a.c_str(), -1, SQLITE_TRANSIENT);
        sqlite3_bind_text(texts_[which], 2, b.c_str(), -1, SQLITE_TRANSIENT);
        sqlite3_step(texts_[which]);
        const auto* given = reinterpret_cast<const char*>(sqlite3_column_text(texts_[which], 0));
        std::string result = given;
        sqlite3_reset(texts_[which]);
        return result;
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
    sqlite3_stmt* texts_[std::size(texts)] = {};
};

SqlValue value(const std::string& sql, const SqlValue& a, const SqlValue& b) {
    return connection().query(sql, a, b).front()[0];
}

}  // namespace

TEST_CASE("LIKE, INSTR, REPLACE and TRIM give what the engine's own give") {
    const ScratchDatabase database("sqlite::memory:", {});
    const Engine engine;
    const std::string letters[] = {"a", "A", "b", "ż",  "Ż", "\xF0\x9F\x8D\x95",
                                   "%", "_", "!", "a%", "!%"};
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
        for (std::size_t which = 0; which < std::size(Engine::texts); ++which)
            CHECK(value(Engine::texts[which], text, part) ==
                  SqlValue(engine.text(which, text, part)));
    }
}

TEST_CASE("LIKE, INSTR, REPLACE and TRIM of NULL are NULL, and numbers are text to them") {
    const ScratchDatabase database("sqlite::memory:", {});
    CHECK(value("SELECT replace(?, ?, 'a')", "a", nullptr).is_null());
    CHECK(value("SELECT trim(?, ?)", nullptr, "a").is_null());
    CHECK(value("SELECT replace(?, ?, 0)", 1984, 98) == SqlValue("104"));
    CHECK(value("SELECT rtrim(?, ?)", 1984, 84) == SqlValue("19"));
    CHECK(value("SELECT ? LIKE ?", nullptr, "a").is_null());
    CHECK(value("SELECT ? LIKE ?", "a", nullptr).is_null());
    CHECK(value("SELECT instr(?, ?)", "a", nullptr).is_null());
    CHECK(value("SELECT ? LIKE ?", 1984, "19%") == SqlValue(1));
    CHECK(value("SELECT instr(?, ?)", 1984, 8) == SqlValue(3));
    CHECK(value("SELECT instr(x'c5bc61', ?) + instr(CAST(? AS BLOB), x'61')", "a", "ża") ==
          SqlValue(5));
    CHECK_THROWS_AS((void)value("SELECT ? LIKE ? ESCAPE 'ab'", "a", "a"), aside::DataError);
}

TEST_CASE("LIKE and INSTR look behind a NUL character") {
    const ScratchDatabase database("sqlite::memory:", {});
    const std::string text("a\0b", 3);
    CHECK(value("SELECT ? LIKE ?", text, "a%B") == SqlValue(1));
    CHECK(value("SELECT instr(?, ?)", text, "b") == SqlValue(3));
}
