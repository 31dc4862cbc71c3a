// Many rows inserted, and many changed, each in one transaction.
#include "hand.hpp"
#include "library.hpp"

namespace speed {
namespace {

/// `empty_books` that stops the clock.
void empty(benchmark::State& state) { empty_books(state); }

/// `insert(books)` gives them their keys, in a transaction.
template <class Insert>
void insert_by_hand(benchmark::State& state, hand::Database& database, Insert insert) {
    library::insert_copies<hand::Book>(state, empty, [&](std::vector<hand::Book> books) {
        database.run("BEGIN IMMEDIATE");
        insert(books);
        database.run("COMMIT");
        return books;
    });
}

void insert_hand(benchmark::State& state) {
    hand::Database database(written_file());
    hand::Statement statement(database, hand::insert_book);
    insert_by_hand(state, database, [&](std::vector<hand::Book>& books) {
        for (hand::Book& book : books) {
            hand::add(statement, book);
            book.id = sqlite3_last_insert_rowid(database.get());
        }
    });
}

constexpr std::int64_t batch = 100;
static_assert(book_count % batch == 0);

// Many rows a statement, whose keys follow each other.
void insert_batches(benchmark::State& state) {
    hand::Database database(written_file());
    std::string sql(hand::insert_book);
    for (std::int64_t i = 1; i < batch; ++i) sql += ", (?, ?, ?, ?)";
    hand::Statement statement(database, sql);
    insert_by_hand(state, database, [&](std::vector<hand::Book>& books) {
        for (std::size_t first = 0; first < books.size(); first += batch) {
            for (std::size_t i = 0; i < batch; ++i)
                hand::bind(statement, static_cast<int>(i) * 4, books[first + i]);
            statement.run();
            const std::int64_t last = sqlite3_last_insert_rowid(database.get());
            for (std::size_t i = 0; i < batch; ++i)
                books[first + i].id = last - batch + 1 + static_cast<std::int64_t>(i);
        }
    });
}

void insert_aside(benchmark::State& state) {
    written_file();
    library::insert_copies<Book>(state, empty, library::bulk_create);
}

void update_hand(benchmark::State& state) {
    fill_books(library::changed);
    hand::Database database(written_file());
    hand::Statement update(database, "UPDATE book SET price = price * ? WHERE pages > ?");
    for (auto _ : state) {
        update.bind(1, 1.001);
        update.bind(2, std::int64_t{100});
        update.run();
        benchmark::DoNotOptimize(sqlite3_changes64(database.get()));
    }
}

void update_aside(benchmark::State& state) {
    fill_books(library::changed);
    library::update(state);
}

SPEED("bulk_create/hand", insert_hand, 1);
SPEED("bulk_create/hand_batches", insert_batches, 1);
SPEED("bulk_create/aside", insert_aside, 1);
SPEED("update/hand", update_hand, 1);
SPEED("update/aside", update_aside, 1);

}  // namespace
}  // namespace speed
