// Many rows inserted, and many changed, each in one transaction.
#include "data.hpp"
#include "hand.hpp"
#include "measure.hpp"
#include "written.hpp"

namespace speed {
namespace {

constexpr std::int64_t changed = 100'000;

void insert_hand(benchmark::State& state) {
    const auto books = new_books<hand::Book>(book_count);
    hand::Database database(written_file());
    hand::Statement insert(database,
                           "INSERT INTO book (name, author, price, pages) VALUES (?, ?, ?, ?)");
    for (auto _ : state) {
        empty_books(state);
        auto made = books;
        state.ResumeTiming();
        database.run("BEGIN IMMEDIATE");
        for (hand::Book& book : made) {
            insert.bind(1, book.name);
            insert.bind(2, book.author);
            insert.bind(3, book.price);
            insert.bind(4, book.pages);
            insert.run();
            book.id = sqlite3_last_insert_rowid(database.get());
        }
        database.run("COMMIT");
        state.PauseTiming();
        benchmark::DoNotOptimize(made.data());
        made = {};
        state.ResumeTiming();
    }
}

void insert_aside(benchmark::State& state) {
    const auto books = new_books<Book>(book_count);
    written_file();
    for (auto _ : state) {
        empty_books(state);
        auto given = books;
        state.ResumeTiming();
        auto made = Book::objects.using_("written").bulk_create(std::move(given));
        state.PauseTiming();
        benchmark::DoNotOptimize(made.data());
        made = {};
        state.ResumeTiming();
    }
}

void update_hand(benchmark::State& state) {
    fill_books(changed);
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
    fill_books(changed);
    const auto books = Book::objects.using_("written");
    for (auto _ : state)
        benchmark::DoNotOptimize(
            books.filter("pages"_f > 100).update("price"_f = "price"_f * 1.001));
}

SPEED("bulk_create/hand", insert_hand, 1);
SPEED("bulk_create/aside", insert_aside, 1);
SPEED("update/hand", update_hand, 1);
SPEED("update/aside", update_aside, 1);

}  // namespace
}  // namespace speed
