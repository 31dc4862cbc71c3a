// What one query costs when so many different ones are asked in turn.
#include <memory>

#include "data.hpp"
#include "hand.hpp"
#include "measure.hpp"

namespace speed {
namespace {

constexpr std::int64_t gets = 2'000;
constexpr int conditions = 10;

/// Conditions that always hold, spelled in two ways each: `shape` says which, bit by bit. So all
/// shapes are of one length and find the same.
aside::Q<Book> spelled(std::int64_t shape) {
    aside::Q<Book> all = "pages"_f >= 0;
    for (int i = 0; i < conditions; ++i) {
        if ((shape >> i) & 1)
            all = all && "pages"_f >= i;
        else
            all = all && "pages"_f > i;
    }
    return all;
}

aside::QuerySet<Book> question(const aside::Q<Book>& shape, std::int64_t key) {
    return Book::objects.filter(shape, "id"_f = key);
}

void shapes_aside(benchmark::State& state) {
    books_file();
    std::vector<aside::Q<Book>> shapes;
    for (std::int64_t i = 0; i < state.range(0); ++i) shapes.push_back(spelled(i));
    const auto keys = some_keys(gets);
    for (auto _ : state) {
        for (std::size_t i = 0; i < keys.size(); ++i)
            benchmark::DoNotOptimize(question(shapes[i % shapes.size()], keys[i]).get());
    }
    operations(state, gets);
}

hand::Book answer(hand::Statement& statement, std::int64_t key) {
    statement.bind(1, std::int64_t{0});
    for (std::int64_t i = 0; i < conditions; ++i) statement.bind(static_cast<int>(i) + 2, i);
    statement.bind(conditions + 2, key);
    statement.bind(conditions + 3, std::int64_t{2});
    if (!statement.step()) std::abort();
    hand::Book book = hand::book_of(statement);
    statement.reset();
    return book;
}

std::vector<std::string> texts(std::int64_t count) {
    std::vector<std::string> all;
    for (std::int64_t i = 0; i < count; ++i)
        all.push_back(question(spelled(i), 1).limit(2).sql().sql);
    return all;
}

void shapes_hand(benchmark::State& state) {
    auto& database = hand::books(books_file());
    std::vector<std::unique_ptr<hand::Statement>> statements;
    for (const auto& text : texts(state.range(0)))
        statements.push_back(std::make_unique<hand::Statement>(database, text));
    const auto keys = some_keys(gets);
    for (auto _ : state) {
        for (std::size_t i = 0; i < keys.size(); ++i)
            benchmark::DoNotOptimize(answer(*statements[i % statements.size()], keys[i]));
    }
    operations(state, gets);
}

void shapes_unprepared(benchmark::State& state) {
    auto& database = hand::books(books_file());
    const auto all = texts(state.range(0));
    const auto keys = some_keys(gets);
    for (auto _ : state) {
        for (std::size_t i = 0; i < keys.size(); ++i) {
            hand::Statement statement(database, all[i % all.size()]);
            benchmark::DoNotOptimize(answer(statement, keys[i]));
        }
    }
    operations(state, gets);
}

#define SHAPES(name, function) \
    SPEED(name, function, 1)   \
        ->Arg(1)               \
        ->Arg(10)              \
        ->Arg(50)              \
        ->Arg(100)             \
                               \
        ->Arg(150)             \
        ->Arg(300)             \
        ->Arg(1000)
SHAPES("shapes/hand", shapes_hand);
SHAPES("shapes/unprepared", shapes_unprepared);
SHAPES("shapes/aside", shapes_aside);

}  // namespace
}  // namespace speed
