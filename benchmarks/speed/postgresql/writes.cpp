// Many rows inserted, and many changed, each in one transaction.
#include "../data.hpp"
#include "../measure.hpp"
#include "../written.hpp"
#include "server.hpp"

namespace speed {
namespace {

constexpr std::int64_t changed = 100'000;
constexpr std::int64_t changed_one_by_one = 10'000;

/// `insert(books)` writes copies of the same books each time, and gives them their keys.
template <class Row, class Insert>
void insert_copies(benchmark::State& state, Insert insert) {
    const auto books = new_books<Row>(book_count);
    written_url();
    for (auto _ : state) {
        empty_table(state);
        auto given = books;
        state.ResumeTiming();
        auto made = insert(std::move(given));
        state.PauseTiming();
        benchmark::DoNotOptimize(made.data());
        made = {};
        state.ResumeTiming();
    }
}

// The keys first, then rows that have them.
void insert_hand(benchmark::State& state) {
    const hand_pq::Database database(written_url());
    hand_pq::Statement keys(database, "keys",
                            "SELECT nextval('book_id_seq') FROM generate_series(1::bigint, $1)");
    hand_pq::Values values;
    values.add(book_count);
    insert_copies<hand_pq::Book>(state, [&](std::vector<hand_pq::Book> books) {
        database.run("BEGIN");
        auto next = books.begin();
        keys.stream(values, [&](const hand_pq::Row& row) { (next++)->id = row.integer(0); });
        hand_pq::Copy copy(database,
                           "COPY book (id, name, author, price, pages) FROM STDIN (FORMAT binary)");
        for (const hand_pq::Book& book : books) {
            copy.begin_row(5);
            copy.add(book.id);
            copy.add(book.name);
            copy.add(book.author);
            copy.add(book.price);
            copy.add(book.pages);
        }
        copy.end();
        database.run("COMMIT");
        return books;
    });
}

void insert_aside(benchmark::State& state) {
    insert_copies<Book>(state, [](std::vector<Book> books) {
        return Book::objects.using_("written").bulk_create(std::move(books));
    });
}

void update_hand(benchmark::State& state) {
    fill_table(changed);
    const hand_pq::Database database(written_url());
    hand_pq::Statement update(database, "change",
                              "UPDATE book SET price = price * $1 WHERE pages > $2");
    hand_pq::Values values;
    values.add(1.001);
    values.add(std::int64_t{100});
    for (auto _ : state) benchmark::DoNotOptimize(update.run(values, [](const hand_pq::Row&) {}));
}

void update_aside(benchmark::State& state) {
    fill_table(changed);
    const auto books = Book::objects.using_("written");
    for (auto _ : state)
        benchmark::DoNotOptimize(
            books.filter("pages"_f > 100).update("price"_f = "price"_f * 1.001));
}

// A value of its own for each row, by one statement.
void update_rows_hand(benchmark::State& state) {
    fill_table(changed_one_by_one);
    const hand_pq::Database database(written_url());
    hand_pq::Statement update(
        database, "change_rows",
        "UPDATE book SET pages = rows.pages FROM unnest($1::bigint[], $2::bigint[]) "
        "AS rows (id, pages) WHERE book.id = rows.id");
    std::vector<std::int64_t> keys;
    for (std::int64_t key = 1; key <= changed_one_by_one; ++key) keys.push_back(key);
    hand_pq::Values values;
    for (auto _ : state) {
        values.clear();
        values.add(keys);
        values.add(keys);
        benchmark::DoNotOptimize(update.run(values, [](const hand_pq::Row&) {}));
    }
}

void update_rows_aside(benchmark::State& state) {
    fill_table(changed_one_by_one);
    std::vector<Book> books = new_books<Book>(changed_one_by_one);
    for (std::size_t i = 0; i < books.size(); ++i)
        books[i].id = books[i].pages = static_cast<std::int64_t>(i) + 1;
    for (auto _ : state)
        benchmark::DoNotOptimize(Book::objects.using_("written").bulk_update(books, {"pages"_f}));
}

SPEED("bulk_create/hand", insert_hand, 1);
SPEED("bulk_create/aside", insert_aside, 1);
SPEED("update/hand", update_hand, 1);
SPEED("update/aside", update_aside, 1);
SPEED("bulk_update/hand", update_rows_hand, 3);
SPEED("bulk_update/aside", update_rows_aside, 3);

}  // namespace
}  // namespace speed
