#pragma once
// What is asked: models, the files that their rows are in, and keys to ask for.
#include <aside/aside.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace speed {

using namespace aside::literals;

/// The plain table of five columns.
struct Book : aside::Model<Book> {
    std::int64_t id = 0;
    std::string name;
    std::string author;
    double price = 0;
    std::int64_t pages = 0;

    static constexpr auto meta =
        aside::meta(aside::table("book"), "name"_f.max_length(100), "author"_f.max_length(100));
};

/// The same with authors of their own.
namespace shelf {

struct Book;

struct Author : aside::Model<Author> {
    std::int64_t id = 0;
    std::string name;
    aside::ReverseForeignKey<Book, "author"> books;

    static constexpr auto meta =
        aside::meta(aside::table("shelf_author"), "name"_f.max_length(100));
};

struct Book : aside::Model<Book> {
    std::int64_t id = 0;
    std::string name;
    aside::ForeignKey<Author, aside::cascade> author;
    double price = 0;
    std::int64_t pages = 0;

    static constexpr auto meta = aside::meta(aside::table("shelf_book"), "name"_f.max_length(100));
};

}  // namespace shelf

inline constexpr std::int64_t book_count = 500'000;
inline constexpr std::int64_t author_count = 1'000;
/// Of the file that shows how costs grow with the number of rows.
inline constexpr std::int64_t most_books = 5'000'000;

/// The file with all tables, made at its first use. It is the library's database `default` from
/// then on.
const std::string& books_file();
/// A file with `most_books` rows of `Book` alone, the library's database `many` from its first use.
const std::string& many_file();
/// An empty file of its own for what writes, the library's database `written` from then on; every
/// table is there.
const std::string& written_file();

/// Book number `i`, from 1, without its key.
Book book_of(std::int64_t i);

/// So many keys from 1 to `last`, at random but always the same.
std::vector<std::int64_t> some_keys(std::size_t count, std::int64_t last = book_count);

}  // namespace speed
