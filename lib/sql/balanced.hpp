#pragma once
// Long lists of operands.
#include <cstddef>
#include <string_view>

#include "sql/dialect.hpp"

namespace aside::sql {

/// How many operands stand side by side. `a OR b OR c` is as deep for an engine as it is long, and
/// SQLite takes expressions 1,000 deep.
inline constexpr std::size_t most_side_by_side = 100;

/// Calls `write(i)` for each operand from `begin` to `end`, with `word` between them. Many are
/// written as halves in parentheses, so that the whole is only as deep as their number has binary
/// digits.
template <class Write>
void write_balanced(SqlWriter& writer, std::size_t begin, std::size_t end, std::string_view word,
                    const Write& write) {
    if (end - begin <= most_side_by_side) {
        for (std::size_t i = begin; i < end; ++i) {
            if (i != begin) writer.sql += word;
            write(i);
        }
        return;
    }
    const std::size_t middle = begin + (end - begin) / 2;
    writer.sql += '(';
    write_balanced(writer, begin, middle, word, write);
    writer.sql += ')';
    writer.sql += word;
    writer.sql += '(';
    write_balanced(writer, middle, end, word, write);
    writer.sql += ')';
}

}  // namespace aside::sql
