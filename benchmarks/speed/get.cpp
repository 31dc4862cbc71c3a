// One row by its key: alone, and in one read transaction.
#include "data.hpp"
#include "hand.hpp"
#include "measure.hpp"

namespace speed {
namespace {

constexpr std::size_t gets = 10'000;
/// So few that all their pages stay in the connection's cache.
constexpr std::int64_t hot_books = 2'000;

void get_hand(benchmark::State& state, std::int64_t last, bool transaction) {
    auto& database = hand::books(books_file());
    hand::Statement statement(database, hand::one_book);
    const auto keys = some_keys(gets, last);
    for (auto _ : state) {
        if (transaction) database.run("BEGIN");
        for (const auto key : keys) benchmark::DoNotOptimize(hand::get(statement, key));
        if (transaction) database.run("COMMIT");
    }
    operations(state, gets);
}

void get_all(const std::vector<std::int64_t>& keys) {
    for (const auto key : keys) benchmark::DoNotOptimize(Book::objects.get("id"_f = key));
}

void get_aside(benchmark::State& state, std::int64_t last, bool transaction) {
    books_file();
    const auto keys = some_keys(gets, last);
    for (auto _ : state) {
        if (transaction)
            aside::atomic({.read_only = true}, [&] { get_all(keys); });
        else
            get_all(keys);
    }
    operations(state, gets);
}

void alone_hand(benchmark::State& state) { get_hand(state, book_count, false); }
void alone_aside(benchmark::State& state) { get_aside(state, book_count, false); }
void hot_hand(benchmark::State& state) { get_hand(state, hot_books, false); }
void hot_aside(benchmark::State& state) { get_aside(state, hot_books, false); }
void atomic_hand(benchmark::State& state) { get_hand(state, book_count, true); }
void atomic_aside(benchmark::State& state) { get_aside(state, book_count, true); }
void hot_atomic_hand(benchmark::State& state) { get_hand(state, hot_books, true); }
void hot_atomic_aside(benchmark::State& state) { get_aside(state, hot_books, true); }

SPEED("get/hand", alone_hand, 2);
SPEED("get/aside", alone_aside, 2);
SPEED("get_hot/hand", hot_hand, 3);
SPEED("get_hot/aside", hot_aside, 3);
SPEED("get_atomic/hand", atomic_hand, 2);
SPEED("get_atomic/aside", atomic_aside, 2);
SPEED("get_hot_atomic/hand", hot_atomic_hand, 5);
SPEED("get_hot_atomic/aside", hot_atomic_aside, 5);

}  // namespace
}  // namespace speed
