// The tables that create_tables() makes, read from the database again.
#include <doctest/doctest.h>

#include "interop/field_models.hpp"
#include "interop/models.hpp"
#include "support/books.hpp"
#include "support/pizzeria.hpp"
#include "support/scores.hpp"
#include "support/tables.hpp"

using namespace aside::literals;
using aside::testing::check_tables;
using aside::testing::tables_of_database;
using aside::testing::TestDatabase;

namespace kept {

enum class Color : std::int16_t { red, green = 7 };

/// Each kind of member that has a default in the database.
struct Defaults : aside::Model<Defaults> {
    std::int64_t id = 0;
    bool flag = false;
    std::int16_t small = 0;
    std::int32_t natural = 0;
    double real = 0;
    double huge = 0;
    std::string text;
    std::string name;
    std::optional<std::string> none;
    aside::Date day;
    aside::DateTime moment;
    aside::Time hour;
    aside::Duration span{};
    aside::Decimal<8, 3> price;
    aside::Decimal<8, 3> whole;
    aside::Uuid code;
    Color color{};
    Color named{};
    static constexpr auto meta = aside::meta(
        "flag"_f.db_default(true), "small"_f.db_default(-7), "natural"_f.db_default(0),
        "real"_f.db_default(1e-7), "huge"_f.db_default(1e300),
        "text"_f.db_default("it's -- /* \"x\""), "name"_f.max_length(32).db_default(""),
        "none"_f.db_default(nullptr), "price"_f.db_default(9.125_dec),
        "whole"_f.db_default(4.000_dec), "color"_f.db_default(Color::green),
        "named"_f.choices(Color::red, "rouge", Color::green, "vert").db_default(Color::red));
};

struct Shelf;
/// Names that need quotes, and constraints of every kind.
struct Odd : aside::Model<Odd> {
    std::int64_t id = 0;
    std::string select;
    std::int32_t group = 0;
    std::int32_t low = 0;
    std::int32_t high = 0;
    aside::Json json;
    std::optional<aside::Json> more;
    aside::ForeignKey<Odd, aside::set_null> other;
    aside::OneToOne<Shelf, aside::protect, std::string> shelf;
    aside::ManyToMany<Odd> odds;
    static constexpr auto meta =
        aside::meta(aside::table("order \"by\"; -- 'ü'"),
                    "select"_f.db_column("it's \"odd\"").index(), "group"_f.unique(),
                    aside::unique_together("low"_f, "high"_f), aside::index("-group"_f, "select"_f),
                    aside::check("or,dered", "low"_f <= "high"_f || "select"_f == "a  b -- c"));
};
struct Shelf : aside::Model<Shelf> {
    std::string place;
    aside::ForeignKey<Odd, aside::restrict> first;
    aside::ForeignKey<Odd, aside::cascade, aside::nullable> second;
    static constexpr auto meta = aside::meta("place"_f.primary_key().max_length(9));
};

}  // namespace kept

TEST_CASE("a table that was created is read back as it was described") {
    using namespace interop;
    const TestDatabase<> database;
    const auto check = []<class... Model>() {
        aside::create_tables<Model...>();
        check_tables<Model...>();
    };
    check.operator()<library::Book, scores::Score>();
    check.operator()<pizzeria::Topping, pizzeria::Box, pizzeria::Price, pizzeria::Pizza>();
    check.operator()<kept::Defaults, kept::Odd, kept::Shelf>();
    check.operator()<Sample, Maybe, Country, Person, Profile, Desk, Publisher, Tag, Book,
                     Authorship, Review>();
}

TEST_CASE("a database without tables has none") {
    const TestDatabase<> database;
    CHECK(tables_of_database().empty());
}

TEST_CASE("tables are read inside of a transaction block as it has made them") {
    const TestDatabase<> database;
    aside::atomic([] {
        aside::create_tables<library::Book>();
        CHECK(tables_of_database().size() == 1);
    });
    CHECK(tables_of_database().size() == 1);
}

TEST_CASE(
    "a table that another program has changed is told from the model's, by what was changed") {
    const TestDatabase<library::Book> database;
    aside::connection().execute("ALTER TABLE library_book ADD COLUMN extra integer NULL");
    const auto tables = aside::testing::tables_of_models<library::Book>();
    CHECK(aside::testing::shown(differences(tables, tables_of_database())) ==
          "library_book: column extra added");
}
