// What an update computes is held against the member that is to read it, before it is stored.
#include "support/features.hpp"
#include "support/scores.hpp"

using namespace scores;

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

BOTH_WAYS("texts that are no choices, and moments of no year from 1 to 9999, are refused") {
    const Scores scores;
    constexpr aside::Duration age = std::chrono::days(366 * 8000);
    const char* const what = aside::testing::features().own_functions
                                 ? "outside of the years 1 to 9999"
                                 : "Score.at cannot hold what was computed for it";
    for (const aside::Duration distance : {age, -age})
        CHECK_THROWS_WITH_AS(CALL(Score::objects, update, "at"_f = "at"_f + distance),
                             doctest::Contains(what), aside::DataError);
    check_refused<Way>("state", "state"_f = aside::RawSQL<State>("'ajar'"));
    check_refused<Way>("state", "at"_f = "at"_f + aside::Duration(1),
                       "state"_f = aside::RawSQL<State>("'clo' || 'se'"));
    CHECK(Score::objects.get("name"_f = "b").at == Score().at);
    CHECK(CALL(Score::objects, update, "at"_f = "at"_f + aside::Duration(1), "day"_f = "day"_f,
               "state"_f = Case(When("name"_f == "a", State::closed)).otherwise("state"_f)) == 2);
    CHECK(Score::objects.get("name"_f = "a").state == State::closed);
    CHECK(Score::objects.get("name"_f = "b").at == Score().at + aside::Duration(1));
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

TEST_CASE("a refused update leaves a block broken, with nothing of it stored") {
    const Scores scores;
    aside::Transaction block;
    Score::objects.filter("id"_f = 1).update("name"_f = "c");
    CHECK_THROWS_AS(Score::objects.update("small"_f = "small"_f + 1), aside::DataError);
    CHECK_THROWS_AS(block.commit(), aside::TransactionManagementError);
}
