// A thousand rows created, each to be on the disk: one after the other and all at once.
#include "data.hpp"
#include "measure.hpp"
#include "written.hpp"

namespace speed {
namespace {

constexpr std::int64_t created = 1'000;

void create_in_turn(benchmark::State& state) {
    empty_books();
    const auto books = new_books<Book>(created);
    const auto all = Book::objects.using_("written");
    for (auto _ : state)
        for (const auto& book : books) benchmark::DoNotOptimize(all.acreate(book).get());
    operations(state, created);
}

void create_at_once(benchmark::State& state) {
    empty_books();
    const auto books = new_books<Book>(created);
    const auto all = Book::objects.using_("written");
    for (auto _ : state) {
        std::vector<aside::Future<Book>> made;
        made.reserve(books.size());
        for (const auto& book : books) made.push_back(all.acreate(book));
        for (auto& book : made) benchmark::DoNotOptimize(book.get());
    }
    operations(state, created);
}

SPEED("acreate/in_turn", create_in_turn, 1);
SPEED("acreate/aside", create_at_once, 1);

}  // namespace
}  // namespace speed
