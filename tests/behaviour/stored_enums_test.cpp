#include <doctest/doctest.h>

#include "support/both_ways.hpp"
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

/// A row that is named by a text.
struct Paint : aside::Model<Paint> {
    Color color{};
    std::string maker;
    static constexpr auto meta =
        aside::meta("color"_f.primary_key().choices(Color::red, "R", Color::blue, "Blau"));
};
/// Whose key is that of another row.
struct Sample : aside::Model<Sample> {
    aside::OneToOne<Paint, aside::cascade, Color> paint;
    static constexpr auto meta = aside::meta("paint"_f.primary_key());
};
struct Wall : aside::Model<Wall> {
    std::int64_t id = 0;
    aside::ForeignKey<Paint, aside::cascade, Color> paint;
    aside::ForeignKey<Sample, aside::set_null, Color> sample;
    aside::ManyToMany<Paint> used;
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

BOTH_WAYS("a column that names a row by an enumeration stores the text that the key stores") {
    const TestDatabase<Paint, Sample, Wall> database;
    const Paint red = CALL(Paint::objects, create, "color"_f = Color::red, "maker"_f = "a");
    const Paint blue = CALL(Paint::objects, create, {.color = Color::blue, .maker = "b"});
    const Sample sample = CALL(Sample::objects, create, "paint"_f = blue);
    Wall wall;
    wall.paint = blue;
    wall.sample = sample;
    CALL(wall, save);
    CALL(wall.used, add, red, Color::blue);
    CHECK(value_of("SELECT paint_id FROM wall") == SqlValue("Blau"));
    CHECK(value_of("SELECT sample_id FROM wall") == SqlValue("Blau"));
    CHECK(value_of("SELECT paint_id FROM sample") == SqlValue("Blau"));
    CHECK(value_of("SELECT count(*) FROM wall_used WHERE paint_id IN ('R', 'Blau')") ==
          SqlValue(2));
    const Wall read = CALL(Wall::objects.select_related("paint"_f), get);
    CHECK(read.paint->maker == "b");
    CHECK(read.sample.pk() == Color::blue);
    CHECK(CALL(Wall::objects.filter("paint"_f == blue), count) == 1);
    CHECK(CALL(Wall::objects.filter("paint_id"_f == Color::blue), count) == 1);
    CHECK(CALL(Wall::objects.filter("paint__maker"_f = "b"), count) == 1);
    CHECK(CALL(Wall::objects.filter("sample__paint__maker"_f = "b"), count) == 1);
    CHECK(CALL(Wall::objects.filter("paint"_f.in(Color::red, Color::blue)), count) == 1);
    CALL(Wall::objects, update, "paint"_f = Color::red);
    CHECK(value_of("SELECT paint_id FROM wall") == SqlValue("R"));
    CHECK_THROWS_WITH_AS(CALL(Wall::objects, update, "paint"_f = Color::green),
                         doctest::Contains("Wall.paint has no choice"), aside::DataError);
    CALL_DELETE(Paint::objects.filter("color"_f == Color::red));
    CHECK(Wall::objects.count() == 0);
}

BOTH_WAYS(
    "a text that is named at run time is one of the choices, or refused by the field's name") {
    const TestDatabase<Flag> database;
    Flag::objects.create({});
    CHECK_THROWS_WITH_AS(CALL(Flag::objects, update, aside::field("named") = "zzz"),
                         doctest::Contains("Flag.named has no choice \"zzz\""),
                         aside::ValidationError);
    CHECK_THROWS_WITH_AS(CALL(Flag::objects, create, aside::field("named") = "zzz"),
                         doctest::Contains("Flag.named has no choice"), aside::ValidationError);
    CHECK(CALL(Flag::objects, update, aside::field("spelled") = "Blau") == 1);
    CHECK(CALL(Flag::objects, get).spelled == Color::blue);
    CHECK(CALL(Flag::objects.filter(aside::field("named") = "zzz"), count) == 0);
}
