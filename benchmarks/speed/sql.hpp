#pragma once
// What all who write SQL by hand say to the table of books, and what they make of its rows.
#include <cstdint>
#include <string>
#include <string_view>

namespace speed::hand {

/// A row of `book`.
struct Book {
    std::int64_t id = 0;
    std::string name;
    std::string author;
    double price = 0;
    std::int64_t pages = 0;
};

inline constexpr std::string_view all_books = "SELECT id, name, author, price, pages FROM book";
inline constexpr std::string_view books_up_to =
    "SELECT id, name, author, price, pages FROM book WHERE id <= ?";
inline constexpr std::string_view one_book =
    "SELECT id, name, author, price, pages FROM book WHERE id = ?";
inline constexpr std::string_view insert_book =
    "INSERT INTO book (name, author, price, pages) VALUES (?, ?, ?, ?)";

}  // namespace speed::hand
