#pragma once
// The library's part of works that are the same for every engine. `connect` has its database
// `default` or, for what writes, `written` be there.
#include "data.hpp"
#include "measure.hpp"
#include "written.hpp"

namespace speed::library {

/// Of so many books each is read with its author.
inline constexpr std::int64_t joined = 100'000;
inline constexpr std::int64_t changed = 100'000;

template <auto connect>
void list(benchmark::State& state) {
    connect();
    for (auto _ : state) benchmark::DoNotOptimize(Book::objects.list().data());
}

template <auto connect>
void iterator(benchmark::State& state) {
    connect();
    for (auto _ : state) {
        std::int64_t pages = 0;
        for (const Book& book : Book::objects.iterator())
            pages += book.pages + static_cast<std::int64_t>(book.name.size());
        benchmark::DoNotOptimize(pages);
    }
}

template <auto connect>
void tuples(benchmark::State& state) {
    connect();
    for (auto _ : state)
        benchmark::DoNotOptimize(Book::objects.values_list("id"_f, "name"_f).list().data());
}

template <auto connect>
void join(benchmark::State& state) {
    connect();
    const auto books = shelf::Book::objects.select_related("author"_f).filter("id"_f <= joined);
    for (auto _ : state) benchmark::DoNotOptimize(books.all().list().data());
}

template <auto connect>
void merge(benchmark::State& state) {
    connect();
    for (auto _ : state)
        benchmark::DoNotOptimize(shelf::Author::objects.prefetch_related("books"_f).list().data());
}

/// `insert(books)` is timed: it writes copies of the same books each time, and gives them back with
/// their keys. `empty(state)` stops the clock and empties the table.
template <class Row, class Empty, class Insert>
void insert_copies(benchmark::State& state, Empty empty, Insert insert) {
    const auto books = new_books<Row>(book_count);
    for (auto _ : state) {
        empty(state);
        auto given = books;
        state.ResumeTiming();
        auto made = insert(std::move(given));
        state.PauseTiming();
        benchmark::DoNotOptimize(made.data());
        made = {};
        state.ResumeTiming();
    }
}

inline std::vector<Book> bulk_create(std::vector<Book> books) {
    return Book::objects.using_("written").bulk_create(std::move(books));
}

/// The table has `changed` books.
inline void update(benchmark::State& state) {
    const auto books = Book::objects.using_("written");
    for (auto _ : state)
        benchmark::DoNotOptimize(
            books.filter("pages"_f > 100).update("price"_f = "price"_f * 1.001));
}

/// One row by its key, after one another and many at once.
inline void get_in_turn(benchmark::State& state, std::string_view alias, std::size_t count) {
    const auto keys = some_keys(count);
    const auto books = Book::objects.using_(alias);
    for (auto _ : state)
        for (const auto key : keys) benchmark::DoNotOptimize(books.get("id"_f = key));
    operations(state, static_cast<std::int64_t>(count));
}
inline void get_at_once(benchmark::State& state, std::string_view alias, std::size_t count) {
    const auto keys = some_keys(count);
    const auto all = Book::objects.using_(alias);
    for (auto _ : state) {
        std::vector<aside::Future<Book>> books;
        books.reserve(count);
        for (const auto key : keys) books.push_back(all.aget("id"_f = key));
        for (auto& book : books) benchmark::DoNotOptimize(book.get());
    }
    operations(state, static_cast<std::int64_t>(count));
}

/// Rows created, after one another and all at once.
inline void create_in_turn(benchmark::State& state, std::string_view alias, std::int64_t count) {
    const auto books = new_books<Book>(count);
    const auto all = Book::objects.using_(alias);
    for (auto _ : state)
        for (const auto& book : books) benchmark::DoNotOptimize(all.acreate(book).get());
    operations(state, count);
}
inline void create_at_once(benchmark::State& state, std::string_view alias, std::int64_t count) {
    const auto books = new_books<Book>(count);
    const auto all = Book::objects.using_(alias);
    for (auto _ : state) {
        std::vector<aside::Future<Book>> made;
        made.reserve(books.size());
        for (const auto& book : books) made.push_back(all.acreate(book));
        for (auto& book : made) benchmark::DoNotOptimize(book.get());
    }
    operations(state, count);
}

}  // namespace speed::library
