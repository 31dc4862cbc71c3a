// Rows with what they are related to: by a join, and by a second statement.
#include "../library.hpp"
#include "../shelf.hpp"
#include "server.hpp"

namespace speed {
namespace {

void join_hand(benchmark::State& state) {
    static hand_pq::Statement statement(
        hand_books(), "joined",
        "SELECT b.id, b.name, b.author_id, b.price, b.pages, a.id, a.name FROM shelf_book b "
        "INNER JOIN shelf_author a ON b.author_id = a.id WHERE b.id <= $1");
    hand_pq::Values values;
    values.add(library::joined);
    for (auto _ : state) {
        std::vector<hand::Joined> rows;
        statement.stream(values,
                         [&](const hand_pq::Row& row) { rows.emplace_back(hand::joined_of(row)); });
        benchmark::DoNotOptimize(rows.data());
    }
}

void merge_hand(benchmark::State& state) {
    static hand_pq::Statement authors(hand_books(), "authors", "SELECT id, name FROM shelf_author");
    static hand_pq::Statement books(hand_books(), "books",
                                    "SELECT id, name, author_id, price, pages FROM shelf_book "
                                    "WHERE author_id = ANY($1::bigint[])");
    for (auto _ : state) {
        std::vector<hand::Shelf> shelves;
        std::vector<std::int64_t> keys;
        authors.stream({}, [&](const hand_pq::Row& row) {
            keys.push_back(row.integer(0));
            shelves.emplace_back(hand::Shelf{{keys.back(), row.text(1)}, {}});
        });
        hand::Merge merge(shelves);
        hand_pq::Values values;
        values.add(keys);
        books.stream(values, [&](const hand_pq::Row& row) { merge.add(hand::shelf_book_of(row)); });
        benchmark::DoNotOptimize(shelves.data());
    }
}

SPEED("select_related/hand", join_hand, 1);
SPEED("select_related/aside", library::join<books_url>, 1);
SPEED("prefetch_related/hand", merge_hand, 1);
SPEED("prefetch_related/aside", library::merge<books_url>, 1);

}  // namespace
}  // namespace speed
