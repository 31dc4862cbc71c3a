// Rows with what they are related to: by a join, and by a second statement.
#include <unordered_map>

#include "../data.hpp"
#include "../measure.hpp"
#include "server.hpp"

namespace speed {
namespace {

constexpr std::int64_t joined = 100'000;

struct HandAuthor {
    std::int64_t id = 0;
    std::string name;
};
struct HandBook {
    std::int64_t id = 0;
    std::string name;
    std::int64_t author_id = 0;
    double price = 0;
    std::int64_t pages = 0;
};
struct HandJoined {
    HandBook book;
    HandAuthor author;
};
struct HandShelf {
    HandAuthor author;
    std::vector<HandBook> books;
};

HandBook shelf_book(const hand_pq::Row& row) {
    return {row.integer(0), row.text(1), row.integer(2), row.real(3), row.integer(4)};
}

void join_hand(benchmark::State& state) {
    static hand_pq::Statement statement(
        hand_books(), "joined",
        "SELECT b.id, b.name, b.author_id, b.price, b.pages, a.id, a.name FROM shelf_book b "
        "INNER JOIN shelf_author a ON b.author_id = a.id WHERE b.id <= $1");
    hand_pq::Values values;
    values.add(joined);
    for (auto _ : state) {
        std::vector<HandJoined> rows;
        statement.stream(values, [&](const hand_pq::Row& row) {
            rows.emplace_back(HandJoined{shelf_book(row), {row.integer(5), row.text(6)}});
        });
        benchmark::DoNotOptimize(rows.data());
    }
}

void join_aside(benchmark::State& state) {
    books_url();
    const auto books = shelf::Book::objects.select_related("author"_f).filter("id"_f <= joined);
    for (auto _ : state) benchmark::DoNotOptimize(books.all().list().data());
}

void merge_hand(benchmark::State& state) {
    static hand_pq::Statement authors(hand_books(), "authors", "SELECT id, name FROM shelf_author");
    static hand_pq::Statement books(hand_books(), "books",
                                    "SELECT id, name, author_id, price, pages FROM shelf_book "
                                    "WHERE author_id = ANY($1::bigint[])");
    for (auto _ : state) {
        std::vector<HandShelf> shelves;
        std::vector<std::int64_t> keys;
        authors.stream({}, [&](const hand_pq::Row& row) {
            keys.push_back(row.integer(0));
            shelves.emplace_back(HandShelf{{keys.back(), row.text(1)}, {}});
        });
        std::unordered_map<std::int64_t, std::vector<HandBook>*> by_key;
        by_key.reserve(shelves.size());
        for (auto& shelf : shelves) by_key.emplace(shelf.author.id, &shelf.books);
        hand_pq::Values values;
        values.add(keys);
        books.stream(values, [&](const hand_pq::Row& row) {
            HandBook book = shelf_book(row);
            by_key.find(book.author_id)->second->push_back(std::move(book));
        });
        benchmark::DoNotOptimize(shelves.data());
    }
}

void merge_aside(benchmark::State& state) {
    books_url();
    for (auto _ : state)
        benchmark::DoNotOptimize(shelf::Author::objects.prefetch_related("books"_f).list().data());
}

SPEED("select_related/hand", join_hand, 1);
SPEED("select_related/aside", join_aside, 1);
SPEED("prefetch_related/hand", merge_hand, 1);
SPEED("prefetch_related/aside", merge_aside, 1);

}  // namespace
}  // namespace speed
