// Models beside the tables that are there: what is said of a difference, and what is none.
#include <doctest/doctest.h>

#include "exec/session/check_tables.hpp"
#include "support/tables.hpp"

using namespace aside::literals;
using aside::testing::SharedTestDatabase;
using aside::testing::tables_of_database;
using aside::testing::TestDatabase;

namespace compared {

struct Shelf : aside::Model<Shelf> {
    std::int64_t id = 0;
    std::string name;
    static constexpr auto meta = aside::meta("name"_f.max_length(20).unique());
};
struct Book : aside::Model<Book> {
    std::int64_t id = 0;
    std::string title;
    std::int32_t pages = 0;
    std::optional<double> rating;
    aside::ForeignKey<Shelf, aside::cascade> shelf;
    static constexpr auto meta =
        aside::meta("title"_f.max_length(60).index(), "pages"_f.db_default(7),
                    aside::index("pages"_f, "-rating"_f), aside::check("thick", "pages"_f >= 0));
};

const std::string create_shelves =
    "CREATE TABLE compared_shelf (id bigint NOT NULL PRIMARY KEY, name varchar(20) NOT NULL "
    "UNIQUE)";
/// A table of books as another program would make it, with one thing replaced by another.
std::string books(const std::string& what = {}, const std::string& by = {}) {
    std::string sql =
        "CREATE TABLE compared_book (pages integer NOT NULL DEFAULT 7, id bigint NOT NULL PRIMARY "
        "KEY, title varchar(60) NOT NULL, rating double precision NULL, shelf_id bigint NOT NULL "
        "REFERENCES compared_shelf (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED, "
        "CONSTRAINT thick CHECK (pages >= 0))";
    if (!what.empty()) sql.replace(sql.find(what), what.size(), by);
    return sql;
}

/// The differences between the models and the tables, those that do harm and the others.
std::string differences(bool harmless) {
    return aside::detail::run_here({}, [&](aside::detail::Runner& runner) {
        const aside::exec::Lease session = runner.read();
        std::string lines;
        for (const auto& each : aside::exec::check_tables(*session, aside::models<Book>()))
            if (each.harmless == harmless) lines += (lines.empty() ? "" : "\n") + each.text;
        return lines;
    });
}
void make(const std::string& sql) { aside::connection().execute(sql); }

std::vector<std::string> told;
void tell(std::string_view difference) { told.emplace_back(difference); }
void refuse(std::string_view difference) { throw std::runtime_error(std::string(difference)); }

}  // namespace compared

using namespace compared;

TEST_CASE("tables that create_tables has made are as their models say") {
    const TestDatabase<Shelf, Book> database;
    CHECK(differences(false) == "");
    CHECK(differences(true) == "");
}

TEST_CASE("the order of columns, the names of indexes and a missing index do no harm") {
    const TestDatabase<> database;
    make(create_shelves);
    make(books());
    make("CREATE INDEX mine ON compared_book (title)");
    CHECK(differences(false) == "");
    CHECK(differences(true).find("there is no index over title,") == std::string::npos);
    CHECK(differences(true).find("compared_book: there is no index over pages, -rating") !=
          std::string::npos);
}

TEST_CASE("each difference that a query could fail by is a line, and nothing else is") {
    const struct {
        std::string what;
        std::string by;
        std::string line;
    } cases[] = {
        {", rating double precision NULL", "",
         "compared_book.rating: the model has it, the table has not"},
        {"rating double precision NULL", "rating double precision NOT NULL",
         "compared_book.rating: it is NOT NULL in the table, and the model's member may be NULL"},
        {"title varchar(60) NOT NULL", "title varchar(60) NULL",
         "compared_book.title: it may be NULL in the table, which the model's member cannot be"},
        {"title varchar(60) NOT NULL", "title varchar(60) NOT NULL, extra integer NOT NULL",
         "compared_book.extra: the table has it, the model has not: it is NOT NULL without a "
         "DEFAULT, so that new rows are refused"},
        {" DEFAULT 7", "", "compared_book.pages: its default is none, and 7 in the model"},
        {"DEFAULT 7", "DEFAULT 8", "compared_book.pages: its default is 8, and 7 in the model"},
        {"ON DELETE CASCADE", "ON DELETE SET NULL",
         "compared_book.shelf_id: ON DELETE is set null, and cascade in the model"},
        {"ON DELETE CASCADE ", "",
         "compared_book.shelf_id: ON DELETE is no action, and cascade in the model"},
        {"REFERENCES compared_shelf (id) ON DELETE CASCADE DEFERRABLE INITIALLY DEFERRED", "",
         "compared_book.shelf_id: there is no foreign key to compared_shelf"},
        {", CONSTRAINT thick CHECK (pages >= 0)", "",
         "compared_book: there is no check \"thick\""}};
    for (const auto& each : cases) {
        CAPTURE(each.by);
        const TestDatabase<> database;
        make(create_shelves);
        make(books(each.what, each.by));
        CHECK(differences(false) == each.line);
    }
}

TEST_CASE("what a table has beyond its model is a note") {
    const TestDatabase<Shelf, Book> database;
    make("ALTER TABLE compared_book ADD COLUMN extra integer NULL");
    make("ALTER TABLE compared_book ADD COLUMN more integer NOT NULL DEFAULT 1");
    CHECK(differences(false) == "");
    CHECK(differences(true) ==
          "compared_book.extra: the table has it, the model has not\n"
          "compared_book.more: the table has it, the model has not");
}

TEST_CASE("a column of another type is told, with the reason") {
    const TestDatabase<> database;
    make(create_shelves);
    make(books("rating double precision", "rating text"));
    const std::string lines = differences(false);
    CAPTURE(lines);
    CHECK(lines.find("compared_book.rating: its type is text, and ") != std::string::npos);
}

TEST_CASE("in a database of Django's a foreign key without ON DELETE is none") {
    const TestDatabase<> database;
    make("CREATE TABLE django_migrations (id bigint NOT NULL PRIMARY KEY)");
    make(create_shelves);
    make(books("ON DELETE CASCADE ", ""));
    CHECK(differences(false) == "");
}

TEST_CASE("a table that is not there is told, and those that relations lead to are compared") {
    const TestDatabase<Shelf> database;
    make("ALTER TABLE compared_shelf RENAME COLUMN name TO label");
    CHECK(differences(false).find("compared_book: there is no such table") != std::string::npos);
    CHECK(differences(false).find("compared_shelf.name: the model has it, the table has not") !=
          std::string::npos);
}

TEST_CASE("create_tables tells where a table is not as its model says, and leaves it as it is") {
    const TestDatabase<> database;
    make(create_shelves);
    make(books(", rating double precision NULL", ""));
    told.clear();
    CHECK_THROWS_AS((aside::create_tables<Shelf, Book>({.on_difference = refuse})),
                    std::runtime_error);
    CHECK(tables_of_database().size() == 2);
    // The index over the column that is missing cannot be created.
    make("ALTER TABLE compared_book ADD COLUMN rating double precision NOT NULL DEFAULT 0");
    aside::create_tables<Shelf, Book>({.on_difference = tell});
    CHECK(told == std::vector<std::string>{
                      "compared_book.rating: it is NOT NULL in the table, and the model's member "
                      "may be NULL"});
    CHECK_FALSE(tables_of_database()[0].columns.back().nullable);
}

TEST_CASE("create_tables makes no index over what one is over already, whatever it is called") {
    const TestDatabase<> database;
    make(create_shelves);
    make(books());
    make("CREATE INDEX by_title ON compared_book (title)");
    make("CREATE INDEX by_pages ON compared_book (pages, rating DESC)");
    make("CREATE INDEX by_shelf ON compared_book (shelf_id)");
    aside::create_tables<Shelf, Book>({.on_difference = tell});
    aside::create_tables<Shelf, Book>({.on_difference = tell});
    const auto tables = tables_of_database();
    std::size_t of_title = 0;
    for (const auto& index : tables[0].indexes)
        if (index.parts[0].column == "title" && index.parts[0].operator_class.empty()) ++of_title;
    CHECK(of_title == 1);
    CHECK(std::ranges::count_if(tables[0].indexes, [](const auto& index) {
              return index.name.starts_with("by_");
          }) == 3);
}

TEST_CASE("connect refuses a database whose tables are not as the models of `check` say") {
    const SharedTestDatabase<Shelf, Book> database({.alias = "other"});
    aside::connect(database.url(), {.check = aside::models<Book>});
    CHECK(Book::objects.count() == 0);
    aside::disconnect();
    aside::connection("other").execute("ALTER TABLE compared_shelf ADD COLUMN extra integer NULL");
    aside::connect(database.url(), {.check = aside::models<Book>});  // that does no harm
    aside::disconnect();
    aside::connection("other").execute(
        "ALTER TABLE compared_shelf ADD COLUMN more integer NOT NULL DEFAULT 1");
    aside::connection("other").execute("ALTER TABLE compared_book RENAME COLUMN title TO heading");
    try {
        aside::connect(database.url(), {.check = aside::models<Book>});
        FAIL("was connected");
    } catch (const aside::SchemaMismatch& error) {
        CHECK(error.differences() ==
              std::vector<std::string>{
                  "compared_book.title: the model has it, the table has not",
                  "compared_book.heading: the table has it, the model has not: it is NOT NULL "
                  "without a DEFAULT, so that new rows are refused"});
        CHECK(std::string(error.what()).find("compared_book.heading") != std::string::npos);
    }
    CHECK_THROWS_AS((void)aside::connection(), aside::ConnectionDoesNotExist);
    aside::connect(database.url());  // the alias is free
    aside::disconnect();
}
