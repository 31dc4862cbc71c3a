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
