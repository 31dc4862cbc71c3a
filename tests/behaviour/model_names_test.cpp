#include <doctest/doctest.h>

#include "aside/aside.hpp"

using namespace aside::literals;

struct Outside : aside::Model<Outside> {
    std::int64_t id = 0;
};

namespace Bakery {

struct Loaf : aside::Model<Loaf> {
    std::int64_t id = 0;
    std::string class_;
    std::string camelCase;

    struct Slice : aside::Model<Slice> {
        std::int64_t id = 0;
    };
};

namespace oven::inner {
struct Tray : aside::Model<Tray> {
    std::int64_t id = 0;
};
}  // namespace oven::inner

template <class Filling>
struct Filled : aside::Model<Filled<Filling>> {
    std::int64_t id = 0;
    Filling filling{};

    static constexpr auto meta = aside::meta(aside::table("filled"));
};

namespace {
struct Crumb : aside::Model<Crumb> {
    std::int64_t id = 0;
};
}  // namespace

struct Named : aside::Model<Named> {
    std::int64_t id = 0;
    std::string first;

    static constexpr auto meta = aside::meta(aside::table("Bread"), "first"_f.db_column("Prénom"));
};

}  // namespace Bakery

namespace {

struct Hidden : aside::Model<Hidden> {
    std::int64_t id = 0;
};

template <class Model>
std::string columns() {
    const std::string sql = Model::objects.all().sql().sql;
    return sql.substr(sql.find(' ') + 1);
}

}  // namespace

TEST_CASE("a table is named after the innermost namespace or class and the type, in lower case") {
    CHECK(columns<Bakery::oven::inner::Tray>() == R"("inner_tray"."id" FROM "inner_tray")");
    CHECK(columns<Bakery::Loaf::Slice>() == R"("loaf_slice"."id" FROM "loaf_slice")");
}

TEST_CASE("without a namespace the table is the type's name, and an anonymous one is none") {
    CHECK(columns<Outside>() == R"("outside"."id" FROM "outside")");
    CHECK(columns<Hidden>() == R"("hidden"."id" FROM "hidden")");
    CHECK(columns<Bakery::Crumb>() == R"("bakery_crumb"."id" FROM "bakery_crumb")");
}

TEST_CASE("a column is the member's name, less one trailing underscore") {
    CHECK(
        columns<Bakery::Loaf>() ==
        R"("bakery_loaf"."id", "bakery_loaf"."class", "bakery_loaf"."camelCase" FROM "bakery_loaf")");
    CHECK(Bakery::Loaf::objects.filter("class"_f == "white").sql().sql.find(R"("class" = )") !=
          std::string::npos);
}

TEST_CASE("table and column may be named otherwise, and a template names its table") {
    CHECK(columns<Bakery::Named>() == R"("Bread"."id", "Bread"."Prénom" FROM "Bread")");
    CHECK(columns<Bakery::Filled<int>>() == R"("filled"."id", "filled"."filling" FROM "filled")");
}
