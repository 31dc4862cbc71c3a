// The operations whose instructions tools/check_instructions counts: `operations FOLDER`, run by
// callgrind, which writes a file of counts for each `measure`. The database is made in FOLDER.
#include <valgrind/callgrind.h>
#include <aside/aside.hpp>

#include <chrono>
#include <cstdint>
#include <iostream>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace counted {
using namespace aside::literals;

struct Author : aside::Model<Author> {
    std::int64_t id = 0;
    std::string name;
};

struct Book : aside::Model<Book> {
    std::int64_t id = 0;
    std::string title;
    std::int32_t year = 0;
    double price = 0;
    std::optional<double> rating;
    aside::ForeignKey<Author, aside::cascade> author;
};

constexpr int rows = 1000;

/// Every second book has a rating, and a title that is too long to lie in the string itself.
std::vector<Book> some_books(const Author& author) {
    std::vector<Book> books;
    for (int i = 0; i < rows; ++i) {
        Book book;
        book.title = i % 2 == 0 ? "A title" : "A title that is of some length";
        book.year = 1950 + i % 70;
        book.price = 9.5;
        if (i % 2 == 0) book.rating = 4.5;
        book.author = author;
        books.push_back(std::move(book));
    }
    return books;
}

/// Counts what doing it `times` comes to, once all that is kept for later is there. What came
/// before is written away: CALLGRIND_ZERO_STATS would leave what calls of shared libraries had
/// cost.
template <class Operation>
void measure(const char* name, int times, Operation operation) {
    for (int i = 0; i < 3; ++i) operation();
    const std::string label = std::string(name) + " " + std::to_string(times);
    CALLGRIND_DUMP_STATS;
    for (int i = 0; i < times; ++i) operation();
    CALLGRIND_DUMP_STATS_AT(label.c_str());
}

void require(bool holds) {
    if (!holds) throw std::runtime_error("an operation did not do what is counted");
}

void measure_all() {
    const Author author = Author::objects.create("name"_f = "Ada");
    const std::vector<Book> books = some_books(author);
    Book::objects.bulk_create(books);
    const std::int64_t key = rows / 2;

    measure("get", 100, [&] { require(Book::objects.get("id"_f = key).id == key); });
    measure("list", 1, [] { require(Book::objects.limit(rows).list().size() == rows); });
    measure("bulk_create", 1, [&] { require(Book::objects.bulk_create(books).size() == rows); });
    measure("sql", 100, [] {
        const auto query = Book::objects.filter("year"_f > 1990, "title"_f.startswith("A"),
                                                "author__name"_f == "Ada");
        require(!query.sql().sql.empty());
    });
    // Last, so that no thread of the arena is there while the others are counted.
    // Waited for asleep: how often a thread looks that waits awake depends on the machine.
    measure("aget", 100, [&] {
        auto book = Book::objects.aget("id"_f = key);
        require(book.wait_for(std::chrono::seconds(20)) == std::future_status::ready);
        require(book.get().id == key);
    });
}

}  // namespace counted

int main(int argc, char** argv) try {
    if (argc != 2) throw std::runtime_error("usage: operations FOLDER");
    aside::connect("sqlite:" + std::string(argv[1]) + "/counted.db");
    aside::create_tables<counted::Author, counted::Book>();
    counted::measure_all();
} catch (const std::exception& error) {
    std::cerr << "operations: " << error.what() << "\n";
    return 1;
}
