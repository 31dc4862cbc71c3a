// All rows of a table, as objects and as tuples, at once and as a stream.
#include <tuple>

#include "hand.hpp"
#include "library.hpp"

namespace speed {
namespace {

void list_hand(benchmark::State& state) {
    hand::Statement statement(hand::books(books_file()), hand::all_books);
    for (auto _ : state) {
        std::vector<hand::Book> books;
        while (statement.step()) books.emplace_back(hand::book_of(statement));
        statement.reset();
        benchmark::DoNotOptimize(books.data());
    }
}

void iterator_hand(benchmark::State& state) {
    hand::Statement statement(hand::books(books_file()), hand::all_books);
    for (auto _ : state) {
        std::int64_t pages = 0;
        while (statement.step()) {
            const hand::Book book = hand::book_of(statement);
            pages += book.pages + static_cast<std::int64_t>(book.name.size());
        }
        statement.reset();
        benchmark::DoNotOptimize(pages);
    }
}

void tuples_hand(benchmark::State& state) {
    hand::Statement statement(hand::books(books_file()), "SELECT id, name FROM book");
    for (auto _ : state) {
        std::vector<std::tuple<std::int64_t, std::string>> rows;
        while (statement.step()) rows.emplace_back(statement.integer(0), statement.text(1));
        statement.reset();
        benchmark::DoNotOptimize(rows.data());
    }
}

SPEED("list/hand", list_hand, 1);
SPEED("list/aside", library::list<books_file>, 1);
SPEED("iterator/hand", iterator_hand, 1);
SPEED("iterator/aside", library::iterator<books_file>, 1);
SPEED("values_list/hand", tuples_hand, 1);
SPEED("values_list/aside", library::tuples<books_file>, 1);

}  // namespace
}  // namespace speed
