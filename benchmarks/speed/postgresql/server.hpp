#pragma once
// The tables of a private server, whose URL is in ASIDE_POSTGRESQL: tools/bench starts it.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>

#include "hand_pq.hpp"

namespace speed {

/// The URL of the schema with all rows, made at its first use and kept by the server for the next
/// process. It is the library's database `default` from then on.
const std::string& books_url();
/// That of a schema for what writes, the library's database `written` from then on.
const std::string& written_url();

/// A connection to the books that stays open, as the library's do.
hand_pq::Database& hand_books();

/// Empties the table that is written to, with the clock stopped; who calls starts it again.
void empty_table(benchmark::State& state);
/// Just so many books in it.
void fill_table(std::int64_t count);

}  // namespace speed
