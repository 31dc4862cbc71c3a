#include <doctest/doctest.h>

#include "support/database.hpp"

using namespace aside::literals;

namespace {

#define TEN(n)                                                                                    \
    int n##0 = 0, n##1 = 1, n##2 = 2, n##3 = 3, n##4 = 4, n##5 = 5, n##6 = 6, n##7 = 7, n##8 = 8, \
        n##9 = 9;

/// As many members as a model may have: 256.
struct Wide : aside::Model<Wide> {
    std::int64_t id = 0;
    // clang-format off
    TEN(a0) TEN(a1) TEN(a2) TEN(a3) TEN(a4) TEN(a5) TEN(a6) TEN(a7) TEN(a8) TEN(a9)
    TEN(b0) TEN(b1) TEN(b2) TEN(b3) TEN(b4) TEN(b5) TEN(b6) TEN(b7) TEN(b8) TEN(b9)
    TEN(c0) TEN(c1) TEN(c2) TEN(c3) TEN(c4)
    int d0 = 0, d1 = 0, d2 = 0, d3 = 0;
    // clang-format on
    std::string last;
};

#undef TEN

}  // namespace

TEST_CASE("a model of 256 members is stored and read") {
    const aside::testing::TestDatabase<Wide> database;
    const Wide made = Wide::objects.create({.a57 = 57, .c49 = 249, .last = "the end"});
    const Wide read = Wide::objects.get("c49"_f = 249, "last__startswith"_f = "the");
    CHECK(read == made);
    CHECK(read.a57 == 57);
    CHECK(read.b33 == 3);
    CHECK(read.last == "the end");
    CHECK(Wide::objects.filter("last"_f == "the end").update("d3"_f = "d3"_f + 1) == 1);
    CHECK(Wide::objects.get().d3 == 1);
}

TEST_CASE("many of them are stored at once") {
    const aside::testing::TestDatabase<Wide> database;
    const auto made = Wide::objects.bulk_create(std::vector<Wide>(300));
    CHECK(made.back().id == 300);
    CHECK(Wide::objects.count() == 300);
}
