// Objects of a SELECT that the user wrote.
#include <doctest/doctest.h>

#include "support/books.hpp"
#include "support/both_ways.hpp"
#include "support/pizzeria.hpp"

using namespace pizzeria;
using aside::FieldError;
using aside::NotSupportedError;
using aside::ProgrammingError;
using aside::QueryLog;
using doctest::Contains;

namespace {
constexpr std::string_view all_pizzas = "SELECT * FROM pizzeria_pizza ORDER BY id";
}

BOTH_WAYS("columns go to the members of their names, in any order") {
    const Menu menu;
    const auto rows = CALL(
        Pizza::objects.raw("SELECT price_id, 'x' AS ignored, box_id, name, id FROM pizzeria_pizza "
                           "WHERE name = ? OR id > ? ORDER BY id",
                           "margarita", 2),
        list);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].name == "margarita");
    CHECK(rows[0].box->name == "small");
    CHECK(rows[1].id == 3);
    CHECK_FALSE(rows[1].box);
    CHECK(rows[1].price.pk() == 3);
}

BOTH_WAYS("columns of other names are translated") {
    const Menu menu;
    const auto boxes =
        Box::objects.raw("SELECT id AS number, name || ? AS label FROM pizzeria_box", "!",
                         aside::translations("pk"_f = "number", "name"_f = "label"));
    CHECK(CALL(boxes, list)[0].name == "small!");
    CHECK(CALL(boxes, list)[1].id == 2);
    CHECK(CALL(Box::objects.filter("pk"_f.in(boxes)), count) == 2);
}

BOTH_WAYS("further columns are read by name and type") {
    const Menu menu;
    const auto rows = CALL(
        Pizza::objects.raw("SELECT p.*, p.id * 1.5 AS score, (SELECT b.name FROM pizzeria_box b "
                           "WHERE b.id = p.box_id) AS box_name FROM pizzeria_pizza p ORDER BY id",
                           aside::extra<double>("score"_f),
                           aside::extra<std::optional<std::string>>("box_name"_f)),
        list);
    REQUIRE(rows.size() == 3);
    CHECK(rows[1]["score"_f] == 3.0);
    CHECK(rows[1]["box_name"_f] == "small");
    CHECK(rows[2]["box_name"_f] == std::nullopt);
    CHECK(rows[2].name == "rossa");
    CHECK_THROWS_WITH_AS(CALL(Box::objects.raw("SELECT id, name, NULL AS n FROM pizzeria_box",
                                               aside::extra<std::int64_t>("n"_f)),
                              list),
                         Contains("n"), aside::DataError);
}

BOTH_WAYS("they are counted, looked for, indexed, sliced, streamed and read in the background") {
    const Menu menu;
    // What ends a statement does not end the one that is written around it.
    for (const std::string end : {"", " ;\n", " -- all of them"}) {
        const auto rows = Pizza::objects.raw(std::string(all_pizzas) + end);
        CHECK(CALL(rows, list).size() == 3);
        CHECK(CALL(rows.all(), count) == 3);
        CHECK(CALL(rows.all(), exists));
        CHECK(CALL(rows.all(), item, 1).name == "funghi");
        CHECK(CALL(rows.all(), first)->name == "margarita");
        CHECK(names(CALL(rows.slice(1, 5), list)) == Texts{"funghi", "rossa"});
        CHECK(CALL(rows.slice(1, 5), count) == 2);
        CHECK(CALL(rows.none(), list).empty());
        CHECK(rows.all().start_fetch().size() == 3);
        CHECK(rows.all().start_count().count() == 3);
        CHECK(rows.all().start_exists().exists());
        CHECK(CALL(rows, explain).size() > 0);
        Texts streamed;
        for (const Pizza& pizza : rows.iterator({.chunk_size = 2})) streamed.push_back(pizza.name);
        CHECK(streamed == Texts{"margarita", "funghi", "rossa"});
        auto next = rows.aiterator({.chunk_size = 1});
        CHECK(next.anext().get()->name == "margarita");
    }
    const auto one = Pizza::objects.raw("SELECT * FROM pizzeria_pizza WHERE id = ?", 2);
    CHECK(CALL(one, get).name == "funghi");
    CHECK_THROWS_AS(CALL(Pizza::objects.raw(all_pizzas), item, 3), Pizza::DoesNotExist);
    CHECK_THROWS_AS(CALL(Pizza::objects.raw(all_pizzas), get), Pizza::MultipleObjectsReturned);
}

TEST_CASE("relations of the objects are prefetched, and another database is read") {
    const Menu menu;
    const aside::testing::SharedTestDatabase<Topping, Box, Price, Pizza> other({.alias = "other"});
    const auto rows = Pizza::objects.raw(all_pizzas).prefetch_related("toppings"_f, "box"_f).list();
    {
        const QueryLog log;
        CHECK(rows[0].toppings.all().size() == 2);
        CHECK(rows[1].box->name == "small");
        CHECK(log.size() == 0);
    }
    CHECK(Pizza::objects.prefetch_related("toppings"_f).raw(all_pizzas)[0].toppings.count() == 2);
    CHECK(Pizza::objects.using_("other").raw(all_pizzas).list().empty());
    CHECK(Pizza::objects.raw(all_pizzas).using_("other").count() == 0);
}

TEST_CASE("rows of a statement stand in conditions") {
    const Menu menu;
    const auto some = Pizza::objects.raw("SELECT * FROM pizzeria_pizza WHERE id < ?;", 3);
    CHECK(Pizza::objects.filter("pk"_f.in(some), "name"_f != "funghi").get().id == 1);
}

BOTH_WAYS("a column that is missing is named, rows or no rows") {
    const Menu menu;
    for (const char* end : {"", " WHERE id < 0"}) {
        const std::string from = std::string(" FROM pizzeria_pizza") + end;
        CHECK_THROWS_WITH_AS(CALL(Pizza::objects.raw("SELECT name, box_id, price_id" + from), list),
                             Contains("gives no column \"id\" for the key pizzeria::Pizza.id"),
                             FieldError);
        CHECK_THROWS_WITH_AS(CALL(Pizza::objects.raw("SELECT id, name" + from), list),
                             Contains("gives no column for box (\"box_id\"), price (\"price_id\")"),
                             FieldError);
        CHECK_THROWS_WITH_AS(
            CALL(Pizza::objects.raw("SELECT *" + from, aside::extra<double>("score"_f)), list),
            Contains("gives no column \"score\", which aside::extra() names"), FieldError);
        const auto translated =
            Pizza::objects.raw("SELECT *" + from, aside::translations("name"_f = "title"));
        CHECK_THROWS_WITH_AS(CALL(translated, list), Contains("name (\"title\")"), FieldError);
        CHECK_THROWS_AS((void)translated.iterator().begin(), FieldError);
    }
}

BOTH_WAYS("parameters are counted") {
    const Menu menu;
    CHECK_THROWS_WITH_AS(
        CALL(Pizza::objects.raw("SELECT * FROM pizzeria_pizza WHERE id = ?"), list),
        Contains("takes 1 parameters, and 0 were given"), ProgrammingError);
    CHECK_THROWS_WITH_AS(CALL(Pizza::objects.raw(all_pizzas, 1, "x"), list),
                         Contains("takes 0 parameters, and 2 were given"), ProgrammingError);
}

BOTH_WAYS("a statement that writes is refused, and so are several in one text") {
    const Menu menu;
    for (const char* text :
         {"INSERT INTO pizzeria_box (name) VALUES ('x') RETURNING *", "DELETE FROM pizzeria_box",
          "DELETE FROM pizzeria_box RETURNING id, name", "BEGIN", "DROP TABLE pizzeria_box",
          "UPDATE pizzeria_box SET name = 'x' RETURNING *",
          "SELECT * FROM pizzeria_box; DELETE FROM pizzeria_box"}) {
        const auto rows = Box::objects.raw(text);
        CHECK_THROWS_AS(CALL(rows, list), ProgrammingError);
        CHECK_THROWS_AS(CALL(rows, count), aside::DatabaseError);
        CHECK_THROWS_AS(CALL(rows, exists), aside::DatabaseError);
        CHECK_THROWS_AS(CALL(rows, item, 0), aside::DatabaseError);
        CHECK_THROWS_AS((void)rows.iterator().begin(), ProgrammingError);
    }
    CHECK(CALL(Box::objects, count) == 2);
    CHECK_THROWS_WITH_AS(CALL(Box::objects.raw("DELETE FROM pizzeria_box"), list),
                         Contains("raw() never writes"), ProgrammingError);
}

BOTH_WAYS("what would change the statement cannot follow") {
    const Menu menu;
    const auto rows = Pizza::objects.raw(all_pizzas);
    CHECK_THROWS_WITH_AS((void)rows.filter("id"_f == 1),
                         "aside: filter() cannot follow raw(): write it into the statement",
                         NotSupportedError);
    CHECK_THROWS_AS((void)rows.exclude("id"_f == 1), NotSupportedError);
    CHECK_THROWS_AS((void)rows.order_by("id"_f), NotSupportedError);
    CHECK_THROWS_AS((void)rows.reverse(), NotSupportedError);
    CHECK_THROWS_AS((void)rows.distinct(), NotSupportedError);
    CHECK_THROWS_AS((void)rows.annotate("n"_f = Count("toppings"_f)), NotSupportedError);
    CHECK_THROWS_AS((void)rows.values("name"_f), NotSupportedError);
    CHECK_THROWS_AS((void)rows.select_related("box"_f), NotSupportedError);
    CHECK_THROWS_AS((void)rows.select_for_update(), NotSupportedError);
    CHECK_THROWS_AS((void)rows.union_(rows), NotSupportedError);
    CHECK_THROWS_AS((void)(rows & rows), NotSupportedError);
    CHECK_THROWS_AS(CALL(rows, last), NotSupportedError);
    CHECK_THROWS_AS(CALL(rows, get, "id"_f = 1), NotSupportedError);
    CHECK_THROWS_AS(CALL(rows, update, "name"_f = "x"), NotSupportedError);
    CHECK_THROWS_AS(CALL_DELETE(rows), NotSupportedError);
    CHECK_THROWS_AS(CALL(rows, aggregate, "n"_f = Count("id"_f)), NotSupportedError);
    CHECK_THROWS_AS(CALL(rows, in_bulk, std::vector<int>{1}), NotSupportedError);
}

TEST_CASE("parameters are values of every kind") {
    const aside::testing::TestDatabase<library::Book> database;
    library::add_three_books();
    const auto found = [](std::string_view condition, const auto&... parameters) {
        return library::titles(library::Book::objects.raw(
            "SELECT * FROM library_book WHERE " + std::string(condition) + " ORDER BY id",
            parameters...));
    };
    using library::Titles;
    CHECK(found("pages > ?", 400) == Titles{"Emma", "Ulysses"});
    CHECK(found("pages > ?", 245.5) == Titles{"Emma", "Ulysses"});
    CHECK(found("title = ?", std::string_view("Emma")) == Titles{"Emma"});
    CHECK(found("year = ?", nullptr).empty());
    CHECK(found("year = ?", std::optional<int>(1922)) == Titles{"Ulysses"});
    CHECK(found("? AND pages = ?", true, 245) == Titles{"Beowulf"});
    CHECK(found("title = ? OR ? < '2021-01-01'", std::string("Emma"),
                aside::Date(std::chrono::year(2020), std::chrono::month(5), std::chrono::day(1))) ==
          Titles{"Emma", "Ulysses", "Beowulf"});
    CHECK(found("pages = ?", 474_dec) == Titles{"Emma"});
    CHECK(found("id = ?", library::Book::objects.get("id"_f = 2)) == Titles{"Ulysses"});
}
