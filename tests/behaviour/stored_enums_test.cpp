#include <doctest/doctest.h>

#include "support/database.hpp"

using namespace aside::literals;
using aside::SqlValue;
using aside::testing::TestDatabase;
using aside::testing::value_of;

namespace {

enum class Color : std::uint8_t { red, green, blue = 255 };
enum class Sign : std::int16_t { minus = -1, zero, plus };

struct Flag : aside::Model<Flag> {
    std::int64_t id = 0;
    Color plain = Color::red;
    Sign sign = Sign::zero;
    Sign named = Sign::zero;
    Color spelled = Color::red;
    std::optional<Color> maybe;
    std::optional<Color> maybe_spelled;

    static constexpr auto meta =
        aside::meta("named"_f.choices(), "spelled"_f.choices(Color::red, "R", Color::blue, "Blau"),
                    "maybe_spelled"_f.choices(Color::red, "R", Color::blue, "Blau"));
};

}  // namespace

TEST_CASE("an enum is its integer, or the text of its choice") {
    const TestDatabase<Flag> database;
    const Flag made = Flag::objects.create({.plain = Color::blue,
                                            .sign = Sign::minus,
                                            .named = Sign::plus,
                                            .spelled = Color::blue,
                                            .maybe = Color::green,
                                            .maybe_spelled = Color::red});
    const Flag read = Flag::objects.get("pk"_f = made.id);
    CHECK(read.plain == Color::blue);
    CHECK(read.sign == Sign::minus);
    CHECK(read.named == Sign::plus);
    CHECK(read.spelled == Color::blue);
    CHECK(read.maybe == Color::green);
    CHECK(read.maybe_spelled == Color::red);
    CHECK(value_of("SELECT plain FROM flag") == SqlValue(255));
    CHECK(value_of("SELECT sign FROM flag") == SqlValue(-1));
    CHECK(value_of("SELECT named FROM flag") == SqlValue("plus"));
    CHECK(value_of("SELECT spelled FROM flag") == SqlValue("Blau"));
}

TEST_CASE("an enum is compared, updated and aggregated by its enumerators") {
    const TestDatabase<Flag> database;
    Flag::objects.create({.plain = Color::blue, .spelled = Color::blue});
    Flag::objects.create({.plain = Color::green, .maybe_spelled = Color::blue});
    CHECK(Flag::objects.filter("spelled"_f == Color::blue).count() == 1);
    CHECK(Flag::objects.filter(Color::blue == "plain"_f || "spelled"_f.in(Color::blue)).count() ==
          1);
    CHECK(Flag::objects.filter("maybe_spelled"_f != Color::blue).count() == 1);
    CHECK(Flag::objects.filter("spelled"_f = Color::red).update("maybe_spelled"_f = Color::red) ==
          1);
    const auto most =
        Flag::objects.aggregate("plain"_f = Max("plain"_f), "spelled"_f = Min("spelled"_f));
    CHECK(most["plain"_f] == Color::blue);
    CHECK(most["spelled"_f] == Color::blue);
}

TEST_CASE("an enumerator without a choice is refused on the way in and on the way out") {
    const TestDatabase<Flag> database;
    CHECK_THROWS_AS(Flag::objects.create({.spelled = Color::green}), aside::DataError);
    CHECK_THROWS_AS(Flag::objects.create("spelled"_f = Color::green), aside::DataError);
    Flag::objects.create({});
    aside::connection().execute("UPDATE flag SET spelled = 'G'");
    CHECK_THROWS_WITH_AS(Flag::objects.get(), doctest::Contains("Flag.spelled"), aside::DataError);
}
