#include "sql/tail.hpp"

using namespace shop;

TEST_CASE("conditions of one filter, and filters in a row, must all hold") {
    const std::string both = R"(WHERE "stock" > ? AND "active" = ? [1, TRUE])";
    CHECK(where("stock"_f > 1, "active"_f == true) == both);
    CHECK(tail(Cup::objects.filter("stock"_f > 1).filter("active"_f = true)) == both);
}

TEST_CASE("conditions combine with and, or, not and exclusive or") {
    CHECK(where("stock"_f > 1 && "id"_f < 9) == R"(WHERE ("stock" > ? AND "id" < ?) [1, 9])");
    CHECK(where("stock"_f > 1 || "id"_f < 9) == R"(WHERE ("stock" > ? OR "id" < ?) [1, 9])");
    CHECK(where(!("stock"_f > 1)) == R"(WHERE NOT ("stock" > ?) [1])");
    CHECK(where(("stock"_f > 1) ^ ("id"_f < 9)) ==
          R"(WHERE ((("stock" > ?) IS TRUE) <> (("id" < ?) IS TRUE)) [1, 9])");
    CHECK(
        where(("stock"_f > 1) ^ ("id"_f < 9) ^ ("id"_f == 5)) ==
        R"(WHERE ((("stock" > ?) IS TRUE) <> ((("id" < ?) IS TRUE) <> (("id" = ?) IS TRUE))) [1, 9, 5])");
}

TEST_CASE("conditions nest as they are written") {
    CHECK(
        where(("stock"_f == 1 || "stock"_f == 2) && !("name"_f == "a" || "id"_f == 3)) ==
        R"(WHERE (("stock" = ? OR "stock" = ?) AND NOT (("name" = ? OR "id" = ?))) [1, 2, 'a', 3])");
}

TEST_CASE("exclude is the negation of all of its conditions together") {
    CHECK(tail(Cup::objects.exclude("stock"_f == 1)) == R"(WHERE NOT ("stock" = ?) [1])");
    CHECK(tail(Cup::objects.exclude("stock"_f == 1, "name"_f = "a")) ==
          R"(WHERE NOT (("stock" = ? AND "name" = ?)) [1, 'a'])");
    CHECK(tail(Cup::objects.exclude("stock"_f == 1).exclude("name"_f = "a")) ==
          R"(WHERE NOT ("stock" = ?) AND NOT ("name" = ?) [1, 'a'])");
    CHECK(tail(Cup::objects.exclude()) == "");
}

TEST_CASE("a negated condition holds for rows without a value, as in Django") {
    CHECK(tail(Cup::objects.exclude("note"_f == "a")) ==
          R"(WHERE NOT (("note" = ? AND "note" IS NOT NULL)) ['a'])");
    CHECK(where(!("sold"_f > 3)) == R"(WHERE NOT (("sold" > ? AND "sold" IS NOT NULL)) [3])");
    CHECK(where(!("stock"_f > "sold"_f)) ==
          R"(WHERE NOT (("stock" > "sold" AND "sold" IS NOT NULL)))");
    CHECK(where(!!("note"_f == "a")) == R"(WHERE NOT (NOT ("note" = ?)) ['a'])");
    CHECK(where(!"note"_f.in("a", "b")) ==
          R"(WHERE NOT (("note" IN (?, ?) AND "note" IS NOT NULL)) ['a', 'b'])");
}

TEST_CASE("not equal holds for rows without a value where there can be some") {
    CHECK(where("stock"_f != 3) == R"(WHERE "stock" <> ? [3])");
    CHECK(where("sold"_f != 3) == R"(WHERE NOT (("sold" = ? AND "sold" IS NOT NULL)) [3])");
    CHECK(where(!("sold"_f != 3)) == R"(WHERE NOT (NOT ("sold" = ?)) [3])");
}

TEST_CASE("a comparison with NULL asks whether there is a value") {
    CHECK(where("note"_f == nullptr) == R"(WHERE "note" IS NULL)");
    CHECK(where("note"_f == std::nullopt) == R"(WHERE "note" IS NULL)");
    CHECK(where("note"_f == std::optional<std::string>()) == R"(WHERE "note" IS NULL)");
    CHECK(where("note"_f == std::optional<std::string>("a")) == R"(WHERE "note" = ? ['a'])");
    CHECK(where("note"_f = nullptr) == R"(WHERE "note" IS NULL)");
    CHECK(where("note"_f != nullptr) == R"(WHERE "note" IS NOT NULL)");
    CHECK(where("note"_f.isnull()) == R"(WHERE "note" IS NULL)");
    CHECK(where("note"_f.isnull(false)) == R"(WHERE "note" IS NOT NULL)");
    CHECK(where(!("note"_f == nullptr)) == R"(WHERE NOT ("note" IS NULL))");
}

TEST_CASE("NULL is in no list") {
    CHECK(where("sold"_f.in(std::optional<int>(), std::optional<int>(3))) ==
          R"(WHERE "sold" IN (?) [3])");
    CHECK(where("sold"_f.in(std::optional<int>())) == "WHERE 1 = 0");
}

TEST_CASE("values take the type of their field") {
    using namespace std::chrono;
    CHECK(where("active"_f == false) == R"(WHERE "active" = ? [FALSE])");
    CHECK(where("price"_f == 9.90_dec) == R"(WHERE "price" = ? [9.90])");
    CHECK(where("price"_f == 9) == R"(WHERE "price" = ? [9])");
    CHECK(where("size"_f == Size::large) == R"(WHERE "size" = ? ['L'])");
    CHECK(where("size"_f.in(Size::large, Size::small)) == R"(WHERE "size" IN (?, ?) ['L', 'S'])");
    const sys_days day = year(2024) / 2 / 29;
    CHECK(where("made"_f >= day) == R"(WHERE "made" >= ? ['2024-02-29 00:00:00'])");
    CHECK(where("made"_f < day + 13h + 5us) ==
          R"(WHERE "made" < ? ['2024-02-29 13:00:00.000005'])");
    CHECK(where("weight"_f > 1) == R"(WHERE "weight" > ? [1])");
}

TEST_CASE("a condition put together at run time is the same as one written out") {
    aside::Q<Cup> any;
    CHECK(where(any) == "");
    CHECK(where(!any) == "");
    for (const int stock : {1, 2}) any |= "stock"_f == stock;
    any &= aside::Q<Cup>("name__startswith"_f = "a");
    CHECK(where(any) == R"(WHERE (("stock" = ? OR "stock" = ?) AND "name" GLOB ?) [1, 2, 'a*'])");
    CHECK(where("id"_f > 0 && any) ==
          R"(WHERE ("id" > ? AND ("stock" = ? OR "stock" = ?) AND "name" GLOB ?) [0, 1, 2, 'a*'])");
}

TEST_CASE("a condition owns its values") {
    aside::Q<Cup> condition;
    {
        const std::string text = "a text that is too long for a small string";
        condition = "name"_f == std::string_view(text);
    }
    CHECK(where(condition) == R"(WHERE "name" = ? ['a text that is too long for a small string'])");
}
