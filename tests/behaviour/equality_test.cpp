#include <doctest/doctest.h>

#include <unordered_set>

#include "support/books.hpp"

using namespace library;

namespace {

struct ByValue : aside::Model<ByValue> {
    std::int64_t id = 0;
    std::string name;
    friend bool operator==(const ByValue&, const ByValue&) = default;
};
struct ByName : aside::Model<ByName> {
    std::int64_t id = 0;
    std::string name;
    bool operator==(const ByName& other) const { return name == other.name; }
};

}  // namespace

TEST_CASE("objects are equal that have the same key") {
    const Book book{.id = 1, .title = "Emma"};
    CHECK(book == Book{.id = 1, .title = "changed"});
    CHECK(book != Book{.id = 2, .title = "Emma"});
}

TEST_CASE("an unsaved object equals only itself") {
    const Book book{.title = "Emma"};
    const Book copy = book;
    CHECK(book == book);
    CHECK(book != copy);
    CHECK(book != Book{.id = 1});
}

TEST_CASE("objects of different models do not compare") {
    static_assert(std::equality_comparable<Book>);
    static_assert(!std::equality_comparable_with<Book, ByName>);
}

TEST_CASE("a struct that declares its own equality keeps it") {
    CHECK(ByValue{.id = 1, .name = "a"} != ByValue{.id = 1, .name = "b"});
    CHECK(ByValue{.name = "a"} == ByValue{.name = "a"});
    CHECK(ByName{.id = 1, .name = "a"} == ByName{.id = 2, .name = "a"});
}

TEST_CASE("whether rows contain an object is a matter of its key, cached or not") {
    const aside::testing::TestDatabase<ByValue> database;
    ByValue object = ByValue::objects.create("name"_f = "a");
    object.name = "changed";
    const auto rows = ByValue::objects.all();
    CHECK(rows.contains(object));
    CHECK(rows.size() == 1);
    CHECK(rows.contains(object));
}

TEST_CASE("models hash, alike where they are equal") {
    const std::hash<Book> hash;
    CHECK(hash(Book{.id = 1, .title = "Emma"}) == hash(Book{.id = 1}));
    const Book unsaved;
    CHECK(hash(unsaved) == hash(unsaved));
    std::unordered_set<Book> set{Book{.id = 1}, Book{.id = 2}, Book{.id = 1}};
    CHECK(set.size() == 2);
    CHECK(set.contains(Book{.id = 2}));
}
