#include <doctest/doctest.h>

#include "support/books.hpp"
#include "support/features.hpp"

using namespace library;
using aside::testing::TestDatabase;

namespace {

struct Broken : aside::Model<Broken> {
    std::int64_t id = 0;
    std::string name;
    static constexpr auto meta = aside::meta("name"_f.db_column("name"), "id"_f.db_column("name"));
};

struct Unmanaged : aside::Model<Unmanaged> {
    std::int64_t id = 0;
    static constexpr auto meta = aside::meta(aside::managed(false));
};

bool exists(const std::string& table) {
    try {
        (void)aside::connection().query("SELECT count(*) FROM " + table);
        return true;
    } catch (const aside::ProgrammingError&) {
        return false;
    }
}

}  // namespace

TEST_CASE("tables are created once, and what is in them stays") {
    const TestDatabase<> database;
    aside::create_tables<Book>();
    CHECK(exists("library_book"));
    add_three_books();
    aside::create_tables<Book>();
    CHECK(Book::objects.count() == 3);
}

TEST_CASE("all tables are created or none") {
    const TestDatabase<> database;
    REQUIRES(transactional_ddl);
    CHECK_THROWS_AS((aside::create_tables<Book, Broken>()), aside::DatabaseError);
    CHECK_FALSE(exists("library_book"));
}

TEST_CASE("tables are created in the database that is named") {
    const TestDatabase<> database;
    const TestDatabase<> other({.alias = "other"});
    aside::create_tables<Book>({.alias = "other"});
    CHECK_FALSE(exists("library_book"));
    CHECK(Book::objects.using_("other").count() == 0);
}

TEST_CASE("a table that somebody else makes is used and not created") {
    const TestDatabase<> database;
    aside::create_tables<Unmanaged>();
    CHECK_FALSE(exists("unmanaged"));
    CHECK_THROWS_AS(Unmanaged::objects.count(), aside::ProgrammingError);
    aside::connection().execute("CREATE TABLE unmanaged (id integer PRIMARY KEY)");
    CHECK(Unmanaged::objects.create("id"_f = 5).id == 5);
    CHECK(Unmanaged::objects.count() == 1);
}
