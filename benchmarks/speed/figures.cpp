// Single figures: count, exists, aggregate.
#include "data.hpp"
#include "hand.hpp"
#include "measure.hpp"

namespace speed {
namespace {

constexpr std::int64_t thick = 900;
constexpr std::int64_t questions = 1'000;

void count_hand(benchmark::State& state) {
    hand::Statement statement(hand::books(books_file()),
                              "SELECT COUNT(*) FROM book WHERE pages > ?");
    for (auto _ : state) {
        statement.bind(1, thick);
        statement.step();
        benchmark::DoNotOptimize(statement.integer(0));
        statement.reset();
    }
}

void count_aside(benchmark::State& state) {
    books_file();
    for (auto _ : state) benchmark::DoNotOptimize(Book::objects.filter("pages"_f > thick).count());
}

void exists_hand(benchmark::State& state) {
    hand::Statement statement(hand::books(books_file()),
                              "SELECT 1 FROM book WHERE pages > ? LIMIT 1");
    for (auto _ : state) {
        for (std::int64_t i = 0; i < questions; ++i) {
            statement.bind(1, thick);
            benchmark::DoNotOptimize(statement.step());
            statement.reset();
        }
    }
    operations(state, questions);
}

void exists_aside(benchmark::State& state) {
    books_file();
    for (auto _ : state) {
        for (std::int64_t i = 0; i < questions; ++i)
            benchmark::DoNotOptimize(Book::objects.filter("pages"_f > thick).exists());
    }
    operations(state, questions);
}

void aggregate_hand(benchmark::State& state) {
    hand::Statement statement(hand::books(books_file()),
                              "SELECT SUM(pages), AVG(price), MAX(pages) FROM book");
    for (auto _ : state) {
        statement.step();
        benchmark::DoNotOptimize(statement.integer(0));
        benchmark::DoNotOptimize(statement.real(1));
        benchmark::DoNotOptimize(statement.integer(2));
        statement.reset();
    }
}

void aggregate_aside(benchmark::State& state) {
    books_file();
    for (auto _ : state)
        benchmark::DoNotOptimize(Book::objects.aggregate(
            "pages"_f = Sum("pages"_f), "price"_f = Avg("price"_f), "most"_f = Max("pages"_f)));
}

SPEED("count/hand", count_hand, 3);
SPEED("count/aside", count_aside, 3);
SPEED("exists/hand", exists_hand, 20);
SPEED("exists/aside", exists_aside, 20);
SPEED("aggregate/hand", aggregate_hand, 2);
SPEED("aggregate/aside", aggregate_aside, 2);

}  // namespace
}  // namespace speed
