#pragma once
// A model that many suites use.
#include "support/database.hpp"

namespace library {

using namespace aside::literals;

struct Book : aside::Model<Book> {
    std::int64_t id = 0;
    std::string title;
    std::optional<std::string> author;
    std::int32_t pages = 100;
    std::optional<std::int32_t> year;

    static constexpr auto meta = aside::meta("title"_f.max_length(60));
};

/// Three books, with the keys 1, 2 and 3.
inline std::vector<Book> add_three_books() {
    return Book::objects.bulk_create({
        Book{.title = "Emma", .author = "Austen", .pages = 474, .year = 1815},
        Book{.title = "Ulysses", .author = "Joyce", .pages = 732, .year = 1922},
        Book{.title = "Beowulf", .pages = 245},
    });
}

/// The titles in the order of the rows.
template <class Range>
std::vector<std::string> titles(const Range& books) {
    std::vector<std::string> titles;
    for (const Book& book : books) titles.push_back(book.title);
    return titles;
}

using Titles = std::vector<std::string>;

}  // namespace library
