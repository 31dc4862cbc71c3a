// Rows with what they are related to: by a join, and by a second statement.
#include "hand.hpp"
#include "library.hpp"
#include "shelf.hpp"

namespace speed {
namespace {

void join_hand(benchmark::State& state) {
    hand::Statement statement(
        hand::books(books_file()),
        "SELECT b.id, b.name, b.author_id, b.price, b.pages, a.id, a.name FROM shelf_book b "
        "INNER JOIN shelf_author a ON b.author_id = a.id WHERE b.id <= ?");
    statement.bind(1, library::joined);
    for (auto _ : state) {
        std::vector<hand::Joined> rows;
        while (statement.step()) rows.emplace_back(hand::joined_of(statement));
        statement.reset();
        benchmark::DoNotOptimize(rows.data());
    }
}

std::vector<hand::Shelf> all_authors(hand::Statement& statement) {
    std::vector<hand::Shelf> shelves;
    while (statement.step())
        shelves.emplace_back(hand::Shelf{{statement.integer(0), statement.text(1)}, {}});
    statement.reset();
    return shelves;
}

/// Merges the books of a statement in.
void merge(std::vector<hand::Shelf>& shelves, hand::Statement& statement) {
    hand::Merge merge(shelves);
    while (statement.step()) merge.add(hand::shelf_book_of(statement));
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

SPEED("select_related/hand", join_hand, 1);
SPEED("select_related/aside", library::join<books_file>, 1);
SPEED("prefetch_related/hand", merge_hand, 1);
SPEED("prefetch_related/hand_scan", merge_scan, 1);
SPEED("prefetch_related/aside", library::merge<books_file>, 1);

}  // namespace
}  // namespace speed
