// What an update computes is held against the member that is to read it, before it is stored.
#include <doctest/doctest.h>

#include <chrono>
#include <functional>
#include <limits>
#include <optional>
#include <string>

#include "support/both_ways.hpp"
#include "support/database.hpp"

namespace computed_values_test {

/// A text that begins with a capital letter.
struct Title {
    std::string text = "Untitled";
};

}  // namespace computed_values_test

template <>
struct aside::FieldTraits<computed_values_test::Title> {
    using stored = std::string;
    static stored to_stored(const computed_values_test::Title& title) { return title.text; }
    static computed_values_test::Title from_stored(stored text) {
        if (text.empty() || text.front() < 'A' || text.front() > 'Z')
            throw ValidationError("a title begins with a capital letter");
        return {std::move(text)};
    }
};

namespace computed_values_test {

using namespace aside::literals;

enum class State { open, closed };

struct Score : aside::Model<Score> {
    std::int64_t id = 0;
    std::int64_t big = 0;
    std::int32_t medium = 0;
    std::int16_t small = 0;
    std::optional<std::int16_t> maybe;
    double real = 0;
    aside::Decimal<5, 2> price;
    aside::Duration took{};
    std::string name;
    aside::Date day{std::chrono::year(2026) / 1 / 1};
    State state = State::open;
    Title title;
    static constexpr auto meta =
        aside::meta("state"_f.choices(State::open, "open", State::closed, "closed"));
};
/// The columns of a table of another program's, which takes what it is given.
struct Loose : aside::Model<Loose> {
    std::int64_t id = 0;
    std::int64_t big = 0;
    double real = 0;
    std::string name;
    static constexpr auto meta = aside::meta(aside::table("loose"), aside::managed(false));
};

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

struct Scores : aside::testing::MemoryDatabase<Score> {
    Scores() {
        Score::objects.bulk_create(std::vector<Score>{
            {.big = 1, .medium = 1, .small = 1, .real = 1, .took = aside::Duration(1), .name = "a"},
            {.big = largest,
             .medium = std::numeric_limits<std::int32_t>::max(),
             .small = std::numeric_limits<std::int16_t>::max(),
             .real = 1e308,
             .price = aside::Decimal<5, 2>::parse("999.99"),
             .took = aside::Duration(largest),
             .name = "b"}});
    }
};

/// Refused with an error that names the field, and neither row is another one than before.
template <class Way, class... Keywords>
void check_refused(std::string_view field, Keywords... keywords) {
    CAPTURE(field);
    const auto before = Score::objects.order_by("id"_f).values_list("big"_f, "medium"_f, "small"_f,
                                                                    "price"_f, "took"_f, "name"_f);
    const auto rows = before.list().to_vector();
    const std::string name = "Score." + std::string(field) + " cannot hold";
    CHECK_THROWS_WITH_AS(CALL(Score::objects, update, keywords...), doctest::Contains(name.c_str()),
                         aside::DataError);
    CHECK(before.all().list().to_vector() == rows);
    CHECK(Score::objects.list().size() == 2);
}

BOTH_WAYS("an integer that is computed past its member's range is refused") {
    const Scores scores;
    check_refused<Way>("big", "big"_f = "big"_f + 1);
    check_refused<Way>("big", "big"_f = "big"_f * 3);
    check_refused<Way>("medium", "medium"_f = "medium"_f + 1);
    check_refused<Way>("small", "small"_f = "small"_f + 1);
    check_refused<Way>("maybe", "maybe"_f = "small"_f + 1);
    check_refused<Way>("small", "small"_f = "medium"_f);
    check_refused<Way>("small", "small"_f = "big"_f);
    check_refused<Way>("small", "big"_f = 5, "small"_f = "small"_f * 2);
    check_refused<Way>("small", "small"_f = aside::RawSQL<std::int64_t>("70000"));
    check_refused<Way>("big", "big"_f = aside::RawSQL<std::int64_t>("1.5"));
    check_refused<Way>("big", "big"_f = aside::RawSQL<std::int64_t>("'many'"));
    CHECK(CALL(Score::objects.filter("id"_f = 1), update, "small"_f = "small"_f + 1,
               "big"_f = "big"_f + 1) == 1);
    CHECK(CALL(Score::objects, update, "small"_f = "small"_f - 1) == 2);
    CHECK(CALL(Score::objects, update, "medium"_f = "small"_f) == 2);
}

BOTH_WAYS("decimals past their digits and durations past their range are refused") {
    const Scores scores;
    check_refused<Way>("price", "price"_f = "price"_f + 0.01_dec);
    check_refused<Way>("price", "price"_f = "price"_f * 1000000);
    check_refused<Way>("price", "price"_f = "big"_f);
    check_refused<Way>("took", "took"_f = "took"_f + aside::Duration(1));
    CHECK(CALL(Score::objects, update, "price"_f = "price"_f - 0.01_dec) == 2);
    CHECK(Score::objects.get("name"_f = "b").price == aside::Decimal<5, 2>::parse("999.98"));
}

BOTH_WAYS("what is no value of the member's kind is refused, whatever the expression says it is") {
    const Scores scores;
    check_refused<Way>("name", "name"_f = aside::RawSQL<std::string>("x'00ff'"));
    check_refused<Way>("day", "day"_f = aside::RawSQL<aside::Date>("'soon'"));
    check_refused<Way>("real", "real"_f = aside::RawSQL<double>("'much'"));
    check_refused<Way>("state", "state"_f = aside::RawSQL<State>("'ajar'"));
    check_refused<Way>("title", "title"_f = aside::RawSQL<Title>("'small'"));
    CHECK(CALL(Score::objects, update, "title"_f = aside::RawSQL<Title>("'Great'")) == 2);
    CHECK(CALL(Score::objects, update, "name"_f = aside::RawSQL<std::string>("12")) == 2);
    CHECK(Score::objects.filter("name"_f = "12").count() == 2);
    CHECK(CALL(Score::objects, update, "real"_f = "real"_f * 1e308) == 2);
    CHECK(Score::objects.list().size() == 2);
}

BOTH_WAYS("update_or_create and updates by other rows refuse what their member could not hold") {
    const Scores scores;
    CHECK_THROWS_WITH_AS(CALL(Score::objects, update_or_create, "name"_f = "b",
                              aside::defaults("small"_f = "small"_f + 1)),
                         doctest::Contains("Score.small cannot hold"), aside::DataError);
    const auto most = Score::objects.order_by("-big"_f).values_list(aside::flat, "big"_f).limit(1);
    check_refused<Way>("small", "small"_f = aside::Subquery(most));
    CHECK(Score::objects.get("name"_f = "b").small == std::numeric_limits<std::int16_t>::max());
}

BOTH_WAYS("NULL is refused where a member cannot be NULL, also by a table that would take it") {
    const aside::testing::ScratchDatabase database;
    aside::connection().execute("CREATE TABLE loose (id integer PRIMARY KEY, big, real, name)");
    aside::connection().execute("INSERT INTO loose VALUES (1, 1, 1e308, 'a')");
    CHECK_THROWS_WITH_AS(CALL(Loose::objects, update, "real"_f = "real"_f / ("real"_f - "real"_f)),
                         doctest::Contains("Loose.real cannot hold"), aside::IntegrityError);
    CHECK_THROWS_AS(CALL(Loose::objects, update, "real"_f = "real"_f * 1e308 - "real"_f * 1e308),
                    aside::IntegrityError);
    CHECK_THROWS_AS(CALL(Loose::objects, update, "big"_f = aside::RawSQL<std::int64_t>("NULL")),
                    aside::IntegrityError);
    CHECK(CALL(Loose::objects, update, "big"_f = "big"_f + 1) == 1);
    CHECK(Loose::objects.get().big == 2);
}

TEST_CASE("a refused update leaves a block broken, with nothing of it stored") {
    const Scores scores;
    aside::Transaction block;
    Score::objects.filter("id"_f = 1).update("name"_f = "c");
    CHECK_THROWS_AS(Score::objects.update("small"_f = "small"_f + 1), aside::DataError);
    CHECK_THROWS_AS(block.commit(), aside::TransactionManagementError);
}

TEST_CASE("only the library hands a field to the function that checks by it") {
    const Scores scores;
    CHECK_THROWS_AS((void)aside::connection().query("SELECT FOR_FIELD(1, 'Score.small')"),
                    aside::DatabaseError);
    CHECK_THROWS_AS((void)aside::connection().query("SELECT FOR_FIELD(1, 140737488355328)"),
                    aside::DatabaseError);
}

}  // namespace computed_values_test
