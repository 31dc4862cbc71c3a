#pragma once
// Books with authors of their own, as who writes SQL by hand has them.
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace speed::hand {

struct Author {
    std::int64_t id = 0;
    std::string name;
};
struct ShelfBook {
    std::int64_t id = 0;
    std::string name;
    std::int64_t author_id = 0;
    double price = 0;
    std::int64_t pages = 0;
};
struct Joined {
    ShelfBook book;
    Author author;
};
struct Shelf {
    Author author;
    std::vector<ShelfBook> books;
};

/// A book, then its author's columns, of any kind of row.
template <class Row>
ShelfBook shelf_book_of(const Row& row) {
    return {row.integer(0), row.text(1), row.integer(2), row.real(3), row.integer(4)};
}
template <class Row>
Joined joined_of(const Row& row) {
    return {shelf_book_of(row), {row.integer(5), row.text(6)}};
}

/// Puts books where their authors are.
class Merge {
public:
    explicit Merge(std::vector<Shelf>& shelves) {
        by_key_.reserve(shelves.size());
        for (auto& shelf : shelves) by_key_.emplace(shelf.author.id, &shelf.books);
    }
    void add(ShelfBook book) { by_key_.find(book.author_id)->second->push_back(std::move(book)); }

private:
    std::unordered_map<std::int64_t, std::vector<ShelfBook>*> by_key_;
};

}  // namespace speed::hand
