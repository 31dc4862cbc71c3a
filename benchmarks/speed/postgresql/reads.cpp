// Rows by their keys, one at a time and many at once; all rows of a table, at once and as a stream.
#include <map>
#include <tuple>

#include "../library.hpp"
#include "server.hpp"

namespace speed {
namespace {

constexpr std::size_t gets = 5'000;
constexpr const char* one_book = "SELECT id, name, author, price, pages FROM book WHERE id = $1";

void get_by_hand(benchmark::State& state, bool transaction) {
    static hand_pq::Statement statement(hand_books(), "one_book", one_book);
    const auto keys = some_keys(gets);
    hand_pq::Values values;
    for (auto _ : state) {
        if (transaction) hand_books().run("BEGIN");
        for (const auto key : keys) {
            values.clear();
            values.add(key);
            hand_pq::Book book;
            statement.run(values, [&](const hand_pq::Row& row) { book = hand_pq::book_of(row); });
            benchmark::DoNotOptimize(book);
        }
        if (transaction) hand_books().run("COMMIT");
    }
    operations(state, gets);
}

void get_all(const std::vector<std::int64_t>& keys) {
    for (const auto key : keys) benchmark::DoNotOptimize(Book::objects.get("id"_f = key));
}

void get_hand(benchmark::State& state) { get_by_hand(state, false); }
void get_atomic_hand(benchmark::State& state) { get_by_hand(state, true); }
void get_aside(benchmark::State& state) {
    books_url();
    const auto keys = some_keys(gets);
    for (auto _ : state) get_all(keys);
    operations(state, gets);
}
void get_atomic_aside(benchmark::State& state) {
    books_url();
    const auto keys = some_keys(gets);
    for (auto _ : state) aside::atomic([&] { get_all(keys); });
    operations(state, gets);
}

void list_hand(benchmark::State& state) {
    static hand_pq::Statement statement(hand_books(), "all_books", hand::all_books);
    for (auto _ : state) {
        std::vector<hand_pq::Book> books;
        statement.stream(
            {}, [&](const hand_pq::Row& row) { books.emplace_back(hand_pq::book_of(row)); });
        benchmark::DoNotOptimize(books.data());
    }
}

void iterator_hand(benchmark::State& state) {
    static hand_pq::Statement statement(hand_books(), "each_book", hand::all_books);
    for (auto _ : state) {
        std::int64_t pages = 0;
        statement.stream({}, [&](const hand_pq::Row& row) {
            const hand_pq::Book book = hand_pq::book_of(row);
            pages += book.pages + static_cast<std::int64_t>(book.name.size());
        });
        benchmark::DoNotOptimize(pages);
    }
}

void tuples_hand(benchmark::State& state) {
    static hand_pq::Statement statement(hand_books(), "tuples", "SELECT id, name FROM book");
    for (auto _ : state) {
        std::vector<std::tuple<std::int64_t, std::string>> rows;
        statement.stream(
            {}, [&](const hand_pq::Row& row) { rows.emplace_back(row.integer(0), row.text(1)); });
        benchmark::DoNotOptimize(rows.data());
    }
}

constexpr std::size_t keys_at_once = 1'000;

void in_bulk_hand(benchmark::State& state) {
    static hand_pq::Statement statement(
        hand_books(), "in_bulk",
        "SELECT id, name, author, price, pages FROM book WHERE id = ANY($1::bigint[])");
    const auto keys = some_keys(keys_at_once);
    hand_pq::Values values;
    for (auto _ : state) {
        std::map<std::int64_t, hand_pq::Book> books;
        values.clear();
        values.add(keys);
        statement.stream(values, [&](const hand_pq::Row& row) {
            hand_pq::Book book = hand_pq::book_of(row);
            books.emplace(book.id, std::move(book));
        });
        benchmark::DoNotOptimize(books.size());
    }
}

void in_bulk_aside(benchmark::State& state) {
    books_url();
    const auto keys = some_keys(keys_at_once);
    for (auto _ : state) benchmark::DoNotOptimize(Book::objects.in_bulk(keys).size());
}

SPEED("get/hand", get_hand, 1);
SPEED("get/aside", get_aside, 1);
SPEED("get_atomic/hand", get_atomic_hand, 1);
SPEED("get_atomic/aside", get_atomic_aside, 1);
SPEED("list/hand", list_hand, 1);
SPEED("list/aside", library::list<books_url>, 1);
SPEED("iterator/hand", iterator_hand, 1);
SPEED("iterator/aside", library::iterator<books_url>, 1);
SPEED("values_list/hand", tuples_hand, 1);
SPEED("values_list/aside", library::tuples<books_url>, 1);
SPEED("in_bulk/hand", in_bulk_hand, 20);
SPEED("in_bulk/aside", in_bulk_aside, 20);

}  // namespace
}  // namespace speed
