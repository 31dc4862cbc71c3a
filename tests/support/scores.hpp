#pragma once
// A model whose members hold little, and what checks that they are given no more.
#include <doctest/doctest.h>

#include <chrono>
#include <functional>
#include <limits>
#include <optional>
#include <string>

#include "support/both_ways.hpp"
#include "support/database.hpp"

namespace scores {

/// A text that begins with a capital letter.
struct Title {
    std::string text = "Untitled";
};

}  // namespace scores

template <>
struct aside::FieldTraits<scores::Title> {
    using stored = std::string;
    static stored to_stored(const scores::Title& title) { return title.text; }
    static scores::Title from_stored(stored text) {
        if (text.empty() || text.front() < 'A' || text.front() > 'Z')
            throw ValidationError("a title begins with a capital letter");
        return {std::move(text)};
    }
};

namespace scores {

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
    aside::DateTime at = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);
    State state = State::open;
    Title title;
    static constexpr auto meta =
        aside::meta("state"_f.choices(State::open, "open", State::closed, "closed"));
};
inline constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

/// Two rows: one of small numbers, and one of the largest that its members hold.
inline void fill_scores() {
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
struct Scores : aside::testing::TestDatabase<Score> {
    Scores() { fill_scores(); }
};

/// Checks that the change is refused with an error that names the field, and that both rows stay as
/// they are.
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

}  // namespace scores
