// What other engines have and SQLite has not: locks of rows, DISTINCT over some columns, numbered
// placeholders.
#include "sql/compiler.hpp"
#include "sql/tail.hpp"
#include "support/both_ways.hpp"
#include "support/pizzeria.hpp"
#include "support/standard_dialect.hpp"

using namespace pizzeria;
using aside::NotSupportedError;

namespace {

/// The statement of an engine that has all of it.
template <class Rows>
std::string standard(const Rows& rows) {
    return aside::sql::select(rows.query(), aside::testing::StandardDialect()).sql;
}
template <class Rows>
std::string standard_count(const Rows& rows) {
    using namespace aside::sql;
    return write(Question::count, rows.query(), aside::testing::StandardDialect()).writer.sql;
}
struct Person : aside::Model<Person> {
    std::int64_t id = 0;
    aside::ForeignKey<Person, aside::cascade> parent;
};

const std::string boxes =
    R"(SELECT "pizzeria_box"."id", "pizzeria_box"."name" FROM "pizzeria_box")";

}  // namespace

TEST_CASE("rows are locked where the engine locks rows") {
    const auto locked = Box::objects.select_for_update();
    CHECK(standard(locked) == boxes + " FOR UPDATE");
    CHECK(standard(Box::objects.order_by("id"_f).select_for_update({.nowait = true}).limit(1)) ==
          boxes + R"( ORDER BY "pizzeria_box"."id" ASC LIMIT ? FOR UPDATE NOWAIT)");
    CHECK(standard(Box::objects.select_for_update({.skip_locked = true})) ==
          boxes + " FOR UPDATE SKIP LOCKED");
    CHECK(standard_count(locked) == R"(SELECT COUNT(*) FROM "pizzeria_box")");
    CHECK(
        standard(Pizza::objects.filter("box"_f.in(locked)).values("id"_f)) ==
        R"(SELECT "pizzeria_pizza"."id" FROM "pizzeria_pizza" WHERE "pizzeria_pizza"."box_id" IN )"
        R"((SELECT "U0"."id" FROM "pizzeria_box" AS "U0"))");
    CHECK(locked.sql().sql == boxes);  // SQLite locks the database
    CHECK_THROWS_AS((void)Box::objects.select_for_update({.nowait = true, .skip_locked = true}),
                    NotSupportedError);
}

TEST_CASE("the rows to be locked are named by their tables in the statement") {
    const auto pizzas = Pizza::objects.select_related("box"_f, "price"_f);
    const auto lock_of = [](const auto& rows) {
        const std::string sql = standard(rows);
        return sql.substr(sql.find(" FOR UPDATE"));
    };
    CHECK(lock_of(pizzas.select_for_update({.of = {"self"_f}})) ==
          R"( FOR UPDATE OF "pizzeria_pizza")");
    CHECK(lock_of(pizzas.select_for_update({.skip_locked = true, .of = {"self"_f, "price"_f}})) ==
          R"( FOR UPDATE OF "pizzeria_pizza", "pizzeria_price" SKIP LOCKED)");
    // As it is called where its table is in the statement twice.
    const auto people = Person::objects.select_related("parent"_f, "parent__parent"_f);
    CHECK(lock_of(people.select_for_update({.nowait = true, .of = {"parent__parent"_f}})) ==
          " FOR UPDATE OF \"T3\" NOWAIT");
    CHECK(lock_of(people.select_for_update()) == " FOR UPDATE");
}

TEST_CASE("a row that may not be there cannot be locked, and the error says how to leave it out") {
    const auto pizzas = Pizza::objects.select_related("box"_f);
    constexpr const char* message =
        "aside: select_for_update() cannot lock rows of pizzeria::Box that a row of "
        "pizzeria::Pizza may be without: name those to be locked, as in "
        "select_for_update({.of = {\"self\"_f}})";
    CHECK_THROWS_WITH_AS((void)standard(pizzas.select_for_update()), message, NotSupportedError);
    CHECK_THROWS_WITH_AS((void)standard(pizzas.select_for_update({.of = {"box"_f}})), message,
                         NotSupportedError);
    CHECK_THROWS_AS((void)standard(Pizza::objects.order_by("box__name"_f).select_for_update()),
                    NotSupportedError);
    CHECK_NOTHROW((void)standard(pizzas.filter("box__name"_f == "small").select_for_update()));
    CHECK_NOTHROW((void)pizzas.select_for_update().sql());  // SQLite locks the database
}

TEST_CASE("only rows that are read can be locked") {
    CHECK_THROWS_WITH_AS(
        (void)standard(
            Pizza::objects.select_related("price"_f).select_for_update({.of = {"box"_f}})),
        "aside: select_for_update() cannot lock the row of \"box\", which is not read: add it to "
        "select_related(). Those that are read: self, price",
        aside::FieldError);
    CHECK_THROWS_AS((void)standard(Box::objects.select_for_update({.no_key = true})),
                    NotSupportedError);  // a word of PostgreSQL's
}

TEST_CASE("placeholders have numbers where the engine counts them, in the order of the values") {
    const aside::testing::NumberingDialect dialect;
    const auto rows = Box::objects.filter("name"_f.in("a", "b"), "id"_f > 3).limit(7);
    const auto statement = aside::sql::select(rows.query(), dialect);
    CHECK(statement.sql == boxes + R"( WHERE "pizzeria_box"."name" IN ($1, $2) AND )"
                                   R"("pizzeria_box"."id" > $3 LIMIT $4)");
    CHECK(statement.params ==
          std::vector<aside::SqlValue>{"a", "b", std::int64_t{3}, std::int64_t{7}});
    // What stands in quotes is none, nor is an operator of the engine's in them.
    const auto raw = Box::objects.filter(
        aside::RawSQL<bool>(R"(name = '?' OR "name" = ? /* ? */)", "x"), "id"_f == 5);
    CHECK(aside::sql::select(raw.query(), dialect).sql ==
          boxes + R"( WHERE (name = '?' OR "name" = $1 /* ? */) AND "pizzeria_box"."id" = $2)");
    CHECK(aside::sql::update_by_key(aside::detail::model_info<Box>(),
                                    {&aside::detail::model_info<Box>().at("name")}, dialect) ==
          R"(UPDATE "pizzeria_box" SET "name" = $1 WHERE "id" = $2)");
}

TEST_CASE("rows that differ in some columns, where the engine has them") {
    const auto names = Box::objects.order_by("name"_f, "-id"_f).distinct("name"_f);
    const std::string distinct =
        R"(SELECT DISTINCT ON ("pizzeria_box"."name") "pizzeria_box"."id", "pizzeria_box"."name" )"
        R"(FROM "pizzeria_box" ORDER BY "pizzeria_box"."name" ASC, "pizzeria_box"."id" DESC)";
    CHECK(standard(names) == distinct);
    CHECK(standard_count(names) == "SELECT COUNT(*) FROM (" + distinct + R"() AS "pizzeria_box")");
    CHECK(
        standard(Pizza::objects.distinct("box__name"_f, "price__amount"_f).values("id"_f)) ==
        R"(SELECT DISTINCT ON ("pizzeria_box"."name", "pizzeria_price"."amount") "pizzeria_pizza"."id" )"
        R"(FROM "pizzeria_pizza" LEFT OUTER JOIN "pizzeria_box" ON ("pizzeria_pizza"."box_id" = "pizzeria_box"."id") )"
        R"(INNER JOIN "pizzeria_price" ON ("pizzeria_pizza"."price_id" = "pizzeria_price"."id"))");
    CHECK(standard(names.distinct()) ==
          R"(SELECT DISTINCT "pizzeria_box"."id", "pizzeria_box"."name" FROM )"
          R"("pizzeria_box" ORDER BY "pizzeria_box"."name" ASC, "pizzeria_box"."id" DESC)");
    CHECK_THROWS_AS((void)(names & Box::objects.distinct()), NotSupportedError);
    CHECK_NOTHROW((void)(names & names));
}

BOTH_WAYS("elsewhere evaluating such rows says what does instead") {
    const SqliteMenu menu;
    const auto names = Box::objects.distinct("name"_f);
    constexpr const char* message =
        "aside: sqlite has no DISTINCT over some of the columns: use distinct() for whole rows, or "
        "values(...).distinct() for rows of those columns";
    CHECK_THROWS_WITH_AS(CALL(names, list), message, NotSupportedError);
    CHECK_THROWS_WITH_AS(CALL(names, count), message, NotSupportedError);
    CHECK_THROWS_WITH_AS(CALL(names, exists), message, NotSupportedError);
    CHECK_THROWS_WITH_AS(CALL(names, explain), message, NotSupportedError);
    CHECK(CALL(Box::objects.select_for_update(), count) == 2);
    CHECK(CALL(Box::objects.select_for_update(), first)->name == "small");
}
