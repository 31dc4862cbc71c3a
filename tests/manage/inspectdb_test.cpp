// What inspectdb writes of tables of other programs: compiled as it is, and used.
#include "inspect/inspect.hpp"

#include <doctest/doctest.h>

#include <sstream>

#include "manage/command_line.hpp"
#include "manage/inspected/kept.hpp"
#include "manage/inspected/sqlite.inc"
#include "manage/inspected/sqlite_tables.hpp"
#include "support/database.hpp"

using namespace aside::literals;
using aside::testing::check_is_kept;
using aside::testing::Ran;
using aside::testing::run_command;

namespace {

/// A database of SQLite with the tables of other programs.
class OthersTables : public aside::testing::ScratchDatabase {
public:
    OthersTables() {
        for (const char* sql : inspected::sqlite_tables) aside::connection().execute(sql);
    }
};

std::string inspected_text(const aside::inspect::Options& options = {}) {
    return aside::inspect::inspect("default", options);
}

}  // namespace

TEST_CASE("tables of other programs give the header that this test is compiled with") {
    const OthersTables tables;
    const Ran ran = run_command<ring::A>({"inspectdb", "--include-views", "--enums", "--reverse"});
    CHECK(ran.status == 0);
    check_is_kept(ran.out, "sqlite.inc");
    CHECK(ran.out ==
          run_command<ring::A>({"inspectdb", "--include-views", "--enums", "--reverse"}).out);
}

TEST_CASE("models that were written of a database find no difference to it that does harm") {
    const OthersTables tables;
    const Ran ran =
        run_command<models::Types, models::Options, models::OrderItems, models::T1st, models::Class,
                    models::DoesNotExistRow, models::Exact, models::Computed, models::Keys,
                    models::Found, models::ABError, keyed::Int, keyed::Never, keyed::Null,
                    keyed::Text, keyed::Twice, keyed::TwiceUnique, pizzerie::Receipt,
                    pizzerie::Portion, ring::A>({"check", "--database"});
    std::istringstream lines(ran.out);
    for (std::string line; std::getline(lines, line);)
        if (!line.starts_with("note: ") && !line.starts_with("types.strange: ")) FAIL_CHECK(line);
}

TEST_CASE("rows of other programs are read by what was written of their tables") {
    const OthersTables tables;
    const models::Types row = models::Types::objects.get("id"_f = 1);
    CHECK(row.v == "v");
    CHECK(row.bo);
    CHECK(row.de == 9.50_dec);
    CHECK(row.nu == aside::Decimal<15, 3>(1.125_dec));
    CHECK(row.dt == aside::detail::parse_date_time("2026-02-28 01:02:03"));
    CHECK(row.epoch == 1700000000);
    CHECK(row.iso == "2026-02-28T01:02:03Z");
    CHECK(row.hyphens == "01234567-89ab-cdef-0123-456789abcdef");
    CHECK(row.strange == "text");
    CHECK(models::Types::objects.filter("hex"_f = *row.hex, "u"_f = *row.u).count() == 1);
    CHECK(models::Types::objects.filter("hyphens"_f = *row.hyphens).count() == 1);
}

TEST_CASE("rows are written into tables of other programs, whatever finds them") {
    const OthersTables tables;
    models::OrderItems item{.class_ = "c", .int_ = 1, .operator_ = "+", .end = "e"};
    item.save();
    CHECK(models::OrderItems::objects.get("class"_f = "c").operator_ == "+");
    const models::T1st names = models::T1st::objects.create("über"_f = "u", "pk_column"_f = "p");
    CHECK(models::T1st::objects.get("pk"_f = names.id).pk_column == "p");
    const models::Options options =
        models::Options::objects.create("status"_f = models::Options::Status::done);
    CHECK(models::Options::objects.get("pk"_f = options.id).n == 7);
    CHECK(models::Options::objects.filter("status"_f = models::Options::Status::done).count() == 1);
    const keyed::Twice twice = keyed::Twice::objects.create("a"_f = 1, "b"_f = 2);
    CHECK(keyed::Twice::objects.get("rowid"_f = twice.rowid).b == 2);
    keyed::Never never{.rowid = "text"};
    never.save();
    CHECK(keyed::Never::objects.get("pk"_f = never.rowid2).rowid == "text");
    aside::connection().execute("INSERT INTO found (title, body) VALUES ('a', 'b')");
    CHECK(models::Found::objects.get("rowid"_f = 1).title.has_value());
    CHECK(models::ABError::objects.create("c_d"_f = "x").id != 0);
    CHECK(keyed::Null::objects.filter("code"_f = nullptr).count() == 1);
    keyed::Text::objects.create("code"_f = "k", "n"_f = 3);
    CHECK(models::Keys::objects.get("code"_f = "k").n == 3);
}

TEST_CASE("relations are followed both ways, and many-to-many ones by a table without a model") {
    const OthersTables tables;
    keyed::Text::objects.create("code"_f = "k");
    const pizzerie::Box box = pizzerie::Box::objects.create("name"_f = "small");
    const pizzerie::Topping ham = pizzerie::Topping::objects.create("name"_f = "ham");
    aside::connection().execute("PRAGMA foreign_keys = OFF");
    const pizzerie::Pizza pizza = pizzerie::Pizza::objects.create("name"_f = "p", "box"_f = box,
                                                                  "owner"_f = "k", "other"_f = 1);
    pizza.toppings.add(ham);
    CHECK(pizzerie::Pizza::objects.get("toppings__name"_f = "ham").owner->code == "k");
    CHECK(box.pizza_box_set.count() == 1);
    CHECK(ham.pizza_toppings_set.count() == 1);
}

TEST_CASE("without guesses a table of two foreign keys is a model, and views are left out") {
    const OthersTables tables;
    const std::string text = inspected_text({.guess = false});
    CHECK(text.find("struct PizzaToppings") != std::string::npos);
    CHECK(text.find("ManyToMany") == std::string::npos);
    CHECK(text.find("Reverse") == std::string::npos);
    CHECK(text.find("struct Keys") == std::string::npos);
    CHECK(text.find("enum class") == std::string::npos);
    CHECK(text.find("// CHECK (status IN ('new', 'done', 'in work', ''))") != std::string::npos);
}

TEST_CASE("only the tables that are named are written, in the namespace that is named") {
    const OthersTables tables;
    const Ran ran = run_command<ring::A>(
        {"inspectdb", "pizzerie_pizza", "keys", "--namespace", "shop::data", "--ascii"});
    CHECK(ran.status == 0);
    CHECK(ran.out.find("namespace shop::data::pizzerie {") != std::string::npos);
    CHECK(ran.out.find("namespace shop::data {") != std::string::npos);
    CHECK(ran.out.find("struct Keys") != std::string::npos);
    CHECK(ran.out.find("struct Box") == std::string::npos);
    CHECK(ran.out.find("names a row of pizzerie_box: a table that is not here") !=
          std::string::npos);
    CHECK(run_command<ring::A>({"inspectdb", "1st", "--ascii"}).out.find("ueber") !=
          std::string::npos);
}

TEST_CASE("a table or a namespace that there cannot be is a wrong use") {
    const OthersTables tables;
    const Ran gone = run_command<ring::A>({"inspectdb", "no_such_table"});
    CHECK(gone.status == 2);
    CHECK(gone.err.find("\"no_such_table\"") != std::string::npos);
    for (const char* name : {"a b", "class", "std", "a::", "::a", "x; }", "a__b", "1"}) {
        CAPTURE(name);
        CHECK(run_command<ring::A>({"inspectdb", "--namespace", name}).status == 2);
    }
}

TEST_CASE("two thousand tables are written in bounded time") {
    const aside::testing::ScratchDatabase database;
    aside::atomic([] {
        for (int i = 0; i < 2000; ++i)
            aside::connection().execute(
                "CREATE TABLE t" + std::to_string(i) +
                " (id INTEGER PRIMARY KEY, name VARCHAR(30) UNIQUE, at DATETIME, other INTEGER "
                "REFERENCES t" +
                std::to_string(i == 0 ? 0 : i - 1) + " (id))");
    });
    const auto begin = std::chrono::steady_clock::now();
    const std::string text = inspected_text();
    CHECK(text.find("struct T1999 ") != std::string::npos);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(60));
}
