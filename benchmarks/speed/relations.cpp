// Rows with what they are related to: by a join, and by a second statement.
#include <unordered_map>

#include "data.hpp"
#include "hand.hpp"
#include "measure.hpp"

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

HandBook shelf_book(const hand::Statement& row) {
    return {row.integer(0), row.text(1), row.integer(2), row.real(3), row.integer(4)};
}

void join_hand(benchmark::State& state) {
    hand::Statement statement(
        hand::books(books_file()),
        "SELECT b.id, b.name, b.author_id, b.price, b.pages, a.id, a.name FROM shelf_book b "
        "INNER JOIN shelf_author a ON b.author_id = a.id WHERE b.id <= ?");
    statement.bind(1, joined);
    for (auto _ : state) {
        std::vector<HandJoined> rows;
        while (statement.step())
            rows.emplace_back(
                HandJoined{shelf_book(statement), {statement.integer(5), statement.text(6)}});
        statement.reset();
        benchmark::DoNotOptimize(rows.data());
    }
}

void join_aside(benchmark::State& state) {
    books_file();
    const auto books = shelf::Book::objects.select_related("author"_f).filter("id"_f <= joined);
    for (auto _ : state) benchmark::DoNotOptimize(books.all().list().data());
}

std::vector<HandShelf> all_authors(hand::Statement& statement) {
    std::vector<HandShelf> shelves;
    while (statement.step())
        shelves.emplace_back(HandShelf{{statement.integer(0), statement.text(1)}, {}});
    statement.reset();
    return shelves;
}

/// Binds the authors' keys, where the statement has places for them, and merges its books in.
void merge(std::vector<HandShelf>& shelves, hand::Statement& statement) {
    std::unordered_map<std::int64_t, std::vector<HandBook>*> by_key;
    by_key.reserve(shelves.size());
    for (auto& shelf : shelves) by_key.emplace(shelf.author.id, &shelf.books);
    while (statement.step()) {
        HandBook book = shelf_book(statement);
        by_key.find(book.author_id)->second->push_back(std::move(book));
    }
    statement.reset();
}

constexpr std::string_view select_authors = "SELECT id, name FROM shelf_author";
constexpr std::string_view select_books =
    "SELECT id, name, author_id, price, pages FROM shelf_book";

// As the library asks: for the books of the authors that are there.
void merge_hand(benchmark::State& state) {
    auto& database = hand::books(books_file());
    hand::Statement authors(database, select_authors);
    std::string sql = std::string(select_books) + " WHERE author_id IN (?";
    for (std::int64_t i = 1; i < author_count; ++i) sql += ", ?";
    hand::Statement books(database, sql + ")");
    for (auto _ : state) {
        auto shelves = all_authors(authors);
        for (std::size_t i = 0; i < shelves.size(); ++i)
            books.bind(static_cast<int>(i) + 1, shelves[i].author.id);
        merge(shelves, books);
        benchmark::DoNotOptimize(shelves.data());
    }
}

// For who knows that all authors are there, and so needs no keys.
void merge_scan(benchmark::State& state) {
    auto& database = hand::books(books_file());
    hand::Statement authors(database, select_authors);
    hand::Statement books(database, select_books);
    for (auto _ : state) {
        auto shelves = all_authors(authors);
        merge(shelves, books);
        benchmark::DoNotOptimize(shelves.data());
    }
}

void merge_aside(benchmark::State& state) {
    books_file();
    for (auto _ : state)
        benchmark::DoNotOptimize(shelf::Author::objects.prefetch_related("books"_f).list().data());
}

SPEED("select_related/hand", join_hand, 1);
SPEED("select_related/aside", join_aside, 1);
SPEED("prefetch_related/hand", merge_hand, 1);
SPEED("prefetch_related/hand_scan", merge_scan, 1);
SPEED("prefetch_related/aside", merge_aside, 1);

}  // namespace
}  // namespace speed
