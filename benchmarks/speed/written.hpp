#pragma once
// The table of the file for what writes, in the state in which each benchmark finds it.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <vector>

#include "data.hpp"

namespace speed {

/// Empties the table and hands what was written to the file, so that everybody meets it the same.
void empty_books();
/// The same with the clock stopped; who calls starts it again.
inline void empty_books(benchmark::State& state) {
    state.PauseTiming();
    empty_books();
}
/// Just so many books in the table.
void fill_books(std::int64_t count);

/// Books to be inserted, of whichever struct.
template <class Row>
std::vector<Row> new_books(std::int64_t count) {
    std::vector<Row> books(static_cast<std::size_t>(count));
    for (std::int64_t i = 0; i < count; ++i) {
        Book book = book_of(i + 1);
        Row& row = books[static_cast<std::size_t>(i)];
        row.name = std::move(book.name);
        row.author = std::move(book.author);
        row.price = book.price;
        row.pages = book.pages;
    }
    return books;
}

}  // namespace speed
