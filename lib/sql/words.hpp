#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace aside::sql {

class Dialect;

/// Goes through SQL of the user's from word to word. The text and the dialect outlive it.
class Words {
public:
    Words(std::string_view sql, std::size_t at, const Dialect& dialect)
        : sql_(sql), at_(at), dialect_(dialect) {}

    /// The next word in capitals, the next symbol, or `'` for anything in quotes; empty at the end.
    /// Comments are left out.
    [[nodiscard]] std::string next();
    /// The index behind it.
    [[nodiscard]] std::size_t place() const { return at_; }

private:
    std::string_view sql_;
    std::size_t at_;
    const Dialect& dialect_;
};

}  // namespace aside::sql
