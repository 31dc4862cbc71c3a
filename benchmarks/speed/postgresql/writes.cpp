// Many rows inserted, and many changed, each in one transaction.
#include "../library.hpp"
#include "server.hpp"

namespace speed {
namespace {

constexpr std::int64_t changed_one_by_one = 10'000;

// The keys first, then rows that have them.
void insert_hand(benchmark::State& state) {
    const hand_pq::Database database(written_url());
    hand_pq::Statement keys(database, "keys",
                            "SELECT nextval('book_id_seq') FROM generate_series(1::bigint, $1)");
    hand_pq::Values values;
    values.add(book_count);
    library::insert_copies<hand_pq::Book>(
        state, empty_table, [&](std::vector<hand_pq::Book> books) {
            database.run("BEGIN");
            auto next = books.begin();
            keys.stream(values, [&](const hand_pq::Row& row) { (next++)->id = row.integer(0); });
            hand_pq::Copy copy(
                database, "COPY book (id, name, author, price, pages) FROM STDIN (FORMAT binary)");
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
    written_url();
    library::insert_copies<Book>(state, empty_table, library::bulk_create);
}

void update_hand(benchmark::State& state) {
    fill_table(library::changed);
    const hand_pq::Database database(written_url());
    hand_pq::Statement update(database, "change",
                              "UPDATE book SET price = price * $1 WHERE pages > $2");
    hand_pq::Values values;
    values.add(1.001);
    values.add(std::int64_t{100});
    for (auto _ : state) benchmark::DoNotOptimize(update.run(values, [](const hand_pq::Row&) {}));
}

void update_aside(benchmark::State& state) {
    fill_table(library::changed);
    library::update(state);
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
