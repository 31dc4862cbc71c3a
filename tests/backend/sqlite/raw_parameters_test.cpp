#include <doctest/doctest.h>

#include "support/books.hpp"
#include "support/sqlite.hpp"

using namespace library;

TEST_CASE("raw() takes NULL behind IS, and bytes in a function") {
    const aside::testing::SqliteMemory<Book> database;
    add_three_books();
    const auto found = [](std::string_view condition, const auto& parameter) {
        return titles(Book::objects.raw(
            "SELECT * FROM library_book WHERE " + std::string(condition) + " ORDER BY id",
            parameter));
    };
    CHECK(found("year IS ?", nullptr) == Titles{"Beowulf"});
    CHECK(found("year IS ?", std::optional<int>(1922)) == Titles{"Ulysses"});
    CHECK(found("hex(?) = '01FF'", aside::Blob{std::byte{1}, std::byte{255}}).size() == 3);
}
