#pragma once
// What who writes by hand on sqlite3.h writes first: a connection and a statement that close
// themselves. Everything is inline, as it would be in one file.
#include <sqlite3.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "sql.hpp"

namespace speed::hand {

class Database {
public:
    /// With the pragmas that the library sets. A connection is one thread's.
    explicit Database(const std::string& file) {
        check(sqlite3_open_v2(file.c_str(), &database_,
                              SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX,
                              nullptr));
        sqlite3_busy_timeout(database_, 5000);
        run("PRAGMA journal_mode = WAL");
        run("PRAGMA foreign_keys = ON");
    }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database() { sqlite3_close_v2(database_); }

    void run(const std::string& sql) {
        check(sqlite3_exec(database_, sql.c_str(), nullptr, nullptr, nullptr));
    }
    [[nodiscard]] sqlite3* get() const { return database_; }

    void check(int code) const {
        if (code == SQLITE_OK) return;
        std::fprintf(stderr, "%s\n", sqlite3_errmsg(database_));
        std::abort();
    }

private:
    sqlite3* database_ = nullptr;
};

/// What is bound must live until the statement is reset.
class Statement {
public:
    Statement(Database& database, std::string_view sql) : database_(database) {
        database_.check(sqlite3_prepare_v3(database_.get(), sql.data(),
                                           static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                           &statement_, nullptr));
    }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement() { sqlite3_finalize(statement_); }

    void bind(int place, std::int64_t value) { sqlite3_bind_int64(statement_, place, value); }
    void bind(int place, double value) { sqlite3_bind_double(statement_, place, value); }
    void bind(int place, const std::string& value) {
        sqlite3_bind_text(statement_, place, value.data(), static_cast<int>(value.size()),
                          SQLITE_STATIC);
    }

    /// Whether there is another row.
    bool step() {
        const int code = sqlite3_step(statement_);
        if (code == SQLITE_ROW) return true;
        if (code != SQLITE_DONE) database_.check(code);
        return false;
    }
    void reset() { sqlite3_reset(statement_); }
    void run() {
        step();
        reset();
    }

    [[nodiscard]] std::int64_t integer(int column) const {
        return sqlite3_column_int64(statement_, column);
    }
    [[nodiscard]] double real(int column) const {
        return sqlite3_column_double(statement_, column);
    }
    [[nodiscard]] std::string text(int column) const {
        const auto* data = sqlite3_column_text(statement_, column);
        return std::string(reinterpret_cast<const char*>(data),
                           static_cast<std::size_t>(sqlite3_column_bytes(statement_, column)));
    }

private:
    Database& database_;
    sqlite3_stmt* statement_ = nullptr;
};

/// A book's columns, for the places behind `before` of an INSERT.
inline void bind(Statement& insert, int before, const Book& book) {
    insert.bind(before + 1, book.name);
    insert.bind(before + 2, book.author);
    insert.bind(before + 3, book.price);
    insert.bind(before + 4, book.pages);
}

inline void add(Statement& insert, const Book& book) {
    bind(insert, 0, book);
    insert.run();
}

inline Book book_of(const Statement& row) {
    return {row.integer(0), row.text(1), row.text(2), row.real(3), row.integer(4)};
}

/// The book of that key by `one_book`, which is there.
inline Book get(Statement& statement, std::int64_t key) {
    statement.bind(1, key);
    if (!statement.step()) std::abort();
    Book book = book_of(statement);
    statement.reset();
    return book;
}

/// A connection to the file of books that stays open, as the library's do.
inline Database& books(const std::string& file) {
    static Database database(file);
    return database;
}

}  // namespace speed::hand
