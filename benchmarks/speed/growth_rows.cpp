// How `list`, `iterator` and `count` cost more with each row.
#include <algorithm>

#include "data.hpp"
#include "hand.hpp"
#include "measure.hpp"

namespace speed {
namespace {

/// Few rows are read often, for the clock's sake; `work(rows)` reads once.
template <class Work>
void repeated(benchmark::State& state, Work work) {
    const std::int64_t rows = state.range(0);
    const std::int64_t times = std::max<std::int64_t>(1, 500'000 / (rows + 50));
    for (auto _ : state)
        for (std::int64_t i = 0; i < times; ++i) work(rows);
    operations(state, times);
}

hand::Database& many() {
    static hand::Database database(many_file());
    return database;
}

void list_hand(benchmark::State& state) {
    hand::Statement statement(many(), std::string(hand::all_books) + " LIMIT ?");
    repeated(state, [&](std::int64_t rows) {
        statement.bind(1, rows);
        std::vector<hand::Book> books;
        while (statement.step()) books.emplace_back(hand::book_of(statement));
        statement.reset();
        benchmark::DoNotOptimize(books.data());
    });
}

void list_aside(benchmark::State& state) {
    many_file();
    const auto books = Book::objects.using_("many");
    repeated(state,
             [&](std::int64_t rows) { benchmark::DoNotOptimize(books.limit(rows).list().data()); });
}

void iterator_hand(benchmark::State& state) {
    hand::Statement statement(many(), std::string(hand::all_books) + " LIMIT ?");
    repeated(state, [&](std::int64_t rows) {
        statement.bind(1, rows);
        std::int64_t pages = 0;
        while (statement.step()) pages += hand::book_of(statement).pages;
        statement.reset();
        benchmark::DoNotOptimize(pages);
    });
}

void iterator_aside(benchmark::State& state) {
    many_file();
    const auto books = Book::objects.using_("many");
    repeated(state, [&](std::int64_t rows) {
        std::int64_t pages = 0;
        for (const Book& book : books.limit(rows).iterator()) pages += book.pages;
        benchmark::DoNotOptimize(pages);
    });
}

void count_hand(benchmark::State& state) {
    hand::Statement statement(many(), "SELECT COUNT(*) FROM book WHERE id <= ?");
    repeated(state, [&](std::int64_t rows) {
        statement.bind(1, rows);
        statement.step();
        benchmark::DoNotOptimize(statement.integer(0));
        statement.reset();
    });
}

void count_aside(benchmark::State& state) {
    many_file();
    const auto books = Book::objects.using_("many");
    repeated(state, [&](std::int64_t rows) {
        benchmark::DoNotOptimize(books.filter("id"_f <= rows).count());
    });
}

#define ROWS(name, function) \
    SPEED(name, function, 1)->RangeMultiplier(10)->Range(10, 1'000'000)->Arg(most_books)
ROWS("rows_list/hand", list_hand);
ROWS("rows_list/aside", list_aside);
ROWS("rows_iterator/hand", iterator_hand);
ROWS("rows_iterator/aside", iterator_aside);
ROWS("rows_count/hand", count_hand);
ROWS("rows_count/aside", count_aside);

}  // namespace
}  // namespace speed
