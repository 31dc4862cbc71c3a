// The same by SOCI, with statements that are prepared once.
#include <soci/soci.h>
#include <soci/sqlite3/soci-sqlite3.h>

#include <tuple>

#include "data.hpp"
#include "measure.hpp"
#include "sql.hpp"
#include "written.hpp"

namespace speed {
namespace {

/// With the pragmas of the others.
class Session {
public:
    explicit Session(const std::string& file) : session_(soci::sqlite3, "db=" + file) {
        session_ << "PRAGMA journal_mode = WAL";
        session_ << "PRAGMA foreign_keys = ON";
    }
    soci::session* operator->() { return &session_; }

private:
    soci::session session_;
};

// SOCI knows `long long` and not `long`.
struct Row {
    long long id = 0;
    std::string name;
    std::string author;
    double price = 0;
    long long pages = 0;
};

Session& books() {
    static Session session(books_file());
    return session;
}

void get(benchmark::State& state) {
    Row row;
    long long wanted = 0;
    soci::statement statement =
        (books()->prepare << hand::one_book, soci::into(row.id), soci::into(row.name),
         soci::into(row.author), soci::into(row.price), soci::into(row.pages), soci::use(wanted));
    const auto keys = some_keys(10'000);
    for (auto _ : state) {
        for (const auto key : keys) {
            wanted = key;
            statement.execute(true);
            benchmark::DoNotOptimize(Row(row));
        }
    }
    operations(state, static_cast<std::int64_t>(keys.size()));
}

void list(benchmark::State& state) {
    Row row;
    soci::statement statement =
        (books()->prepare << hand::all_books, soci::into(row.id), soci::into(row.name),
         soci::into(row.author), soci::into(row.price), soci::into(row.pages));
    for (auto _ : state) {
        std::vector<Row> rows;
        statement.execute();
        while (statement.fetch()) rows.push_back(row);
        benchmark::DoNotOptimize(rows.data());
    }
}

void tuples(benchmark::State& state) {
    long long id = 0;
    std::string name;
    soci::statement statement =
        (books()->prepare << "SELECT id, name FROM book", soci::into(id), soci::into(name));
    for (auto _ : state) {
        std::vector<std::tuple<std::int64_t, std::string>> rows;
        statement.execute();
        while (statement.fetch()) rows.emplace_back(id, name);
        benchmark::DoNotOptimize(rows.data());
    }
}

void insert(benchmark::State& state) {
    const auto rows = new_books<Row>(book_count);
    Session session(written_file());
    Row row;
    soci::statement statement = (session->prepare << hand::insert_book, soci::use(row.name),
                                 soci::use(row.author), soci::use(row.price), soci::use(row.pages));
    for (auto _ : state) {
        empty_books(state);
        state.ResumeTiming();
        session->begin();
        for (const Row& each : rows) {
            row = each;
            statement.execute(true);
        }
        session->commit();
    }
}

SPEED("get/soci", get, 1);
SPEED("list/soci", list, 1);
SPEED("values_list/soci", tuples, 1);
SPEED("bulk_create/soci", insert, 1);

}  // namespace
}  // namespace speed
