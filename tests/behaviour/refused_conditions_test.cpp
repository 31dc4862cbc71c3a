#include <doctest/doctest.h>

#include "support/books.hpp"

using namespace library;

namespace {

struct Books : aside::testing::TestDatabase<Book> {
    Books() { add_three_books(); }
};

struct Visit : aside::Model<Visit> {
    std::int64_t id = 0;
    aside::DateTime at;
};

}  // namespace

TEST_CASE("a lookup from a request takes as many values as it has, or says so at the call") {
    const auto refused = [](auto keyword) {
        CHECK_THROWS_AS((void)Book::objects.filter(keyword), aside::FieldError);
    };
    refused(aside::field("year__range") = "1800");
    refused(aside::field("year__range") = std::vector<int>{1});
    refused(aside::field("year__range") = std::vector<int>{1, 2, 3});
    refused(aside::field("year") = std::vector<int>{});
    refused(aside::field("year") = std::vector<int>{1815, 1922});
    refused(aside::field("year__gt") = std::vector<int>{1, 5000});

    const Books database;
    CHECK(
        Book::objects.filter(aside::field("year__range") = std::vector<int>{1800, 1900}).count() ==
        1);
    CHECK(Book::objects.filter(aside::field("year__in") = std::vector<int>{1815, 1922}).count() ==
          2);
}

TEST_CASE("a range from a list takes two values, or says so at the call") {
    const Books database;
    CHECK(Book::objects.filter("year__range"_f = {1800, 1900}).count() == 1);
    CHECK_THROWS_AS((void)Book::objects.filter("year__range"_f = {1800}), aside::FieldError);
    CHECK_THROWS_AS((void)Book::objects.filter("year__range"_f = {1, 2, 3}), aside::FieldError);
}

TEST_CASE("a path from a request that ends in a lookup takes no other") {
    CHECK_THROWS_AS((void)Book::objects.filter(aside::field("id__gt") < 2), aside::FieldError);
    CHECK_NOTHROW((void)Book::objects.filter(aside::field("id__gt") = 2));
}

TEST_CASE("nothing is more or less than NULL, so a comparison with it is refused") {
    const Books database;
    const std::optional<int> none;
    CHECK_THROWS_AS((void)Book::objects.filter("year"_f > none).count(), aside::ValidationError);
    CHECK_THROWS_AS((void)Book::objects.filter("year__lt"_f = none).count(),
                    aside::ValidationError);
    CHECK_THROWS_AS((void)Book::objects.filter("year"_f.range(none, 2000)).count(),
                    aside::ValidationError);
    CHECK(Book::objects.filter("year"_f == none).count() == 1);
    CHECK(Book::objects.filter("year"_f != none).count() == 2);
}

TEST_CASE("a number from a request is not NaN") {
    struct Scale : aside::Model<Scale> {
        std::int64_t id = 0;
        double weight = 0;
    };
    CHECK_THROWS_AS((void)Scale::objects.filter(aside::field("weight") = "nan"),
                    aside::ValidationError);
}

TEST_CASE("a day from a request is its midnight where a moment is due") {
    const aside::testing::TestDatabase<Visit> database;
    const std::chrono::sys_days midnight = std::chrono::year(2020) / 1 / 1;
    for (const int seconds : {-1, 0, 1})
        Visit::objects.create("at"_f = midnight + std::chrono::seconds(seconds));
    CHECK(Visit::objects.filter(aside::field("at__gte") = "2020-01-01").count() == 2);
    CHECK(Visit::objects.filter(aside::field("at__lt") = "2020-01-01").count() == 1);
}

namespace {

struct Flag : aside::Model<Flag> {
    std::int64_t id = 0;
    bool on = false;
    std::int32_t n = 0;
    std::optional<std::string> note;
    aside::DateTime at;
};

}  // namespace

TEST_CASE(
    "a value of another type is taken where it loses nothing, else refused by the field's name") {
    const aside::testing::TestDatabase<Flag> database;
    Flag::objects.create("on"_f = true, "n"_f = 2);
    using aside::field;
    const auto found = [](auto condition) { return Flag::objects.filter(condition).count(); };
    CHECK(found(field("on") == 1) == 1);
    CHECK(found(field("on") == 0) == 0);
    CHECK(found(field("n") == 2.0_dec) == 1);
    CHECK_THROWS_WITH_AS((void)found(field("on") == 70000), doctest::Contains("Flag.on"),
                         aside::ValidationError);
    CHECK_THROWS_WITH_AS((void)found(field("n") == 2.5_dec), doctest::Contains("Flag.n"),
                         aside::ValidationError);
    CHECK_THROWS_WITH_AS((void)found(field("n") == 9223372036854775808_dec),
                         doctest::Contains("Flag.n"), aside::ValidationError);
    CHECK_THROWS_WITH_AS((void)found(field("n") == true), doctest::Contains("Flag.n"),
                         aside::ValidationError);
}

TEST_CASE("isnull takes true or false, and nothing that could be meant for either") {
    const aside::testing::TestDatabase<Flag> database;
    Flag::objects.create("n"_f = 2);
    const auto found = [](auto value) {
        return Flag::objects.filter(aside::field("note__isnull") = value).count();
    };
    CHECK(found(true) == 1);
    CHECK(found(false) == 0);
    CHECK(found("false") == 0);
    CHECK(found(0) == 0);
    CHECK_THROWS_AS((void)found(0_dec), aside::ValidationError);
    CHECK_THROWS_AS((void)found(std::chrono::seconds(0)), aside::ValidationError);
    CHECK_THROWS_AS((void)found(nullptr), aside::ValidationError);
}

TEST_CASE("a moment that no column holds is refused before the database is asked") {
    const aside::testing::TestDatabase<Flag> database;
    Flag::objects.create("n"_f = 2);
    aside::atomic([] {
        CHECK_THROWS_AS(Flag::objects.update("at"_f = aside::DateTime::max()), aside::DataError);
        Flag::objects.update("n"_f = 3);  // the block goes on
    });
    CHECK(Flag::objects.get().n == 3);
    CHECK_THROWS_WITH_AS((void)Flag::objects.none().filter("at"_f == aside::DateTime::max()),
                         doctest::Contains("at: a date to be stored"), aside::DataError);
}
