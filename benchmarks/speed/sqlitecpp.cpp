// The same by SQLiteCpp, with statements that are prepared once.
#include <SQLiteCpp/SQLiteCpp.h>

#include <tuple>

#include "data.hpp"
#include "hand.hpp"
#include "measure.hpp"
#include "written.hpp"

namespace speed {
namespace {

/// With the pragmas of the others.
struct Database {
    explicit Database(const std::string& file)
        : database(file, SQLite::OPEN_READWRITE | SQLite::OPEN_NOMUTEX) {
        database.exec("PRAGMA journal_mode = WAL");
        database.exec("PRAGMA foreign_keys = ON");
    }
    SQLite::Database database;
};

SQLite::Database& books() {
    static Database opened(books_file());
    return opened.database;
}

hand::Book row_of(SQLite::Statement& statement) {
    return {statement.getColumn(0).getInt64(), statement.getColumn(1).getString(),
            statement.getColumn(2).getString(), statement.getColumn(3).getDouble(),
            statement.getColumn(4).getInt64()};
}

void get(benchmark::State& state) {
    SQLite::Statement statement(books(), std::string(hand::one_book));
    const auto keys = some_keys(10'000);
    for (auto _ : state) {
        for (const auto key : keys) {
            statement.bind(1, key);
            if (!statement.executeStep()) std::abort();
            benchmark::DoNotOptimize(row_of(statement));
            statement.reset();
        }
    }
    operations(state, static_cast<std::int64_t>(keys.size()));
}

void list(benchmark::State& state) {
    SQLite::Statement statement(books(), std::string(hand::all_books));
    for (auto _ : state) {
        std::vector<hand::Book> rows;
        while (statement.executeStep()) rows.emplace_back(row_of(statement));
        statement.reset();
        benchmark::DoNotOptimize(rows.data());
    }
}

void tuples(benchmark::State& state) {
    SQLite::Statement statement(books(), "SELECT id, name FROM book");
    for (auto _ : state) {
        std::vector<std::tuple<std::int64_t, std::string>> rows;
        while (statement.executeStep())
            rows.emplace_back(statement.getColumn(0).getInt64(),
                              statement.getColumn(1).getString());
        statement.reset();
        benchmark::DoNotOptimize(rows.data());
    }
}

void insert(benchmark::State& state) {
    const auto rows = new_books<hand::Book>(book_count);
    Database written(written_file());
    SQLite::Statement statement(written.database, std::string(hand::insert_book));
    for (auto _ : state) {
        empty_books(state);
        state.ResumeTiming();
        SQLite::Transaction transaction(written.database);
        for (const hand::Book& row : rows) {
            statement.bindNoCopy(1, row.name);
            statement.bindNoCopy(2, row.author);
            statement.bind(3, row.price);
            statement.bind(4, row.pages);
            statement.exec();
            statement.reset();
        }
        transaction.commit();
    }
}

SPEED("get/sqlitecpp", get, 1);
SPEED("list/sqlitecpp", list, 1);
SPEED("values_list/sqlitecpp", tuples, 1);
SPEED("bulk_create/sqlitecpp", insert, 1);

}  // namespace
}  // namespace speed
