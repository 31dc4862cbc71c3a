#include "sql/tail.hpp"

using namespace shop;

TEST_CASE("a queryset selects every column in the order of the members") {
    CHECK(Cup::objects.all().sql().sql ==
          "SELECT " + std::string(cup_columns) + " FROM \"shop_cup\"");
}

TEST_CASE("comparisons take the value on either side, or go by name") {
    CHECK(where("stock"_f == 3) == R"(WHERE "stock" = ? [3])");
    CHECK(where(3 == "stock"_f) == R"(WHERE "stock" = ? [3])");
    CHECK(where("stock"_f != 3) == R"(WHERE "stock" <> ? [3])");
    CHECK(where("stock"_f < 3) == R"(WHERE "stock" < ? [3])");
    CHECK(where(3 < "stock"_f) == R"(WHERE "stock" > ? [3])");
    CHECK(where("stock"_f <= 3) == R"(WHERE "stock" <= ? [3])");
    CHECK(where(3 <= "stock"_f) == R"(WHERE "stock" >= ? [3])");
    CHECK(where("stock"_f > 3) == R"(WHERE "stock" > ? [3])");
    CHECK(where("stock"_f >= 3) == R"(WHERE "stock" >= ? [3])");
    CHECK(where("stock"_f.exact(3)) == R"(WHERE "stock" = ? [3])");
    CHECK(where("stock"_f.gt(3)) == R"(WHERE "stock" > ? [3])");
    CHECK(where("stock"_f.gte(3)) == R"(WHERE "stock" >= ? [3])");
    CHECK(where("stock"_f.lt(3)) == R"(WHERE "stock" < ? [3])");
    CHECK(where("stock"_f.lte(3)) == R"(WHERE "stock" <= ? [3])");
}

TEST_CASE("a keyword means the lookup that its path ends in, exact where there is none") {
    CHECK(where("stock"_f = 3) == R"(WHERE "stock" = ? [3])");
    CHECK(where("stock__exact"_f = 3) == R"(WHERE "stock" = ? [3])");
    CHECK(where("stock__gt"_f = 3) == R"(WHERE "stock" > ? [3])");
    CHECK(where("stock__gte"_f = 3) == R"(WHERE "stock" >= ? [3])");
    CHECK(where("stock__lt"_f = 3) == R"(WHERE "stock" < ? [3])");
    CHECK(where("stock__lte"_f = 3) == R"(WHERE "stock" <= ? [3])");
    CHECK(where("name__startswith"_f = "a") == R"(WHERE "name" GLOB ? ['a*'])");
    CHECK(where("note__isnull"_f = true) == R"(WHERE "note" IS NULL)");
    CHECK(where("stock__in"_f = {1, 2}) == R"(WHERE "stock" IN (?, ?) [1, 2])");
    CHECK(where("stock__range"_f = std::pair(1, 2)) == R"(WHERE "stock" BETWEEN ? AND ? [1, 2])");
}

TEST_CASE("text is matched as a whole, by its beginning, its end or any part") {
    CHECK(where("name"_f.contains("a")) == R"(WHERE INSTR("name", ?) > 0 ['a'])");
    CHECK(where("name"_f.startswith("a")) == R"(WHERE "name" GLOB ? ['a*'])");
    CHECK(
        where("name"_f.endswith("a")) ==
        R"(WHERE (LENGTH(CAST("name" AS BLOB)) >= LENGTH(CAST(? AS BLOB)) AND (LENGTH(CAST(? AS BLOB)) = 0 )"
        R"(OR SUBSTR(CAST("name" AS BLOB), -LENGTH(CAST(? AS BLOB))) = CAST(? AS BLOB))) ['a', 'a', 'a', 'a'])");
    CHECK(where("name"_f.iexact("A")) == R"(WHERE LOWER("name") = LOWER(?) ['A'])");
    CHECK(where("name"_f.icontains("A")) == R"(WHERE INSTR(LOWER("name"), LOWER(?)) > 0 ['A'])");
    CHECK(where("name"_f.istartswith("A")) == R"(WHERE INSTR(LOWER("name"), LOWER(?)) = 1 ['A'])");
    CHECK(
        where("name"_f.iendswith("A"))
            .starts_with(
                R"(WHERE (LENGTH(CAST(LOWER("name") AS BLOB)) >= LENGTH(CAST(LOWER(?) AS BLOB)) AND )"));
    CHECK(where("name"_f.regex("^a")) == R"(WHERE "name" REGEXP ? ['^a'])");
    CHECK(where("name"_f.iregex("^a")) == R"(WHERE "name" REGEXP '(?i)' || ? ['^a'])");
}

TEST_CASE("what a pattern would take for a wildcard stands for itself") {
    CHECK(where("name"_f.startswith("a*b?[c]%_")) == R"(WHERE "name" GLOB ? ['a[*]b[?][[]c]%_*'])");
    CHECK(where("name"_f.contains("100%")) == R"(WHERE INSTR("name", ?) > 0 ['100%'])");
}

TEST_CASE("text is matched with another field too") {
    CHECK(where("name"_f.startswith("note"_f)) == R"(WHERE INSTR("name", "note") = 1)");
    CHECK(where("name"_f.contains("note"_f)) == R"(WHERE INSTR("name", "note") > 0)");
    CHECK(where("name"_f == "note"_f) == R"(WHERE "name" = "note")");
}

TEST_CASE("in takes values, a range or braces, and range both its ends") {
    const std::vector<int> range{1, 2, 3};
    CHECK(where("stock"_f.in(range)) == R"(WHERE "stock" IN (?, ?, ?) [1, 2, 3])");
    CHECK(where("stock"_f.in(1, 2, 3)) == R"(WHERE "stock" IN (?, ?, ?) [1, 2, 3])");
    CHECK(where("stock"_f.in({1, 2, 3})) == R"(WHERE "stock" IN (?, ?, ?) [1, 2, 3])");
    CHECK(where("stock"_f.in(1)) == R"(WHERE "stock" IN (?) [1])");
    CHECK(where("name"_f.in("a", std::string("b"))) == R"(WHERE "name" IN (?, ?) ['a', 'b'])");
    CHECK(where("stock"_f.in("sold"_f, 2)) == R"(WHERE "stock" IN ("sold", ?) [2])");
    CHECK(where("stock"_f.range(1, 5)) == R"(WHERE "stock" BETWEEN ? AND ? [1, 5])");
    CHECK(where("name"_f.range("a", "b")) == R"(WHERE "name" BETWEEN ? AND ? ['a', 'b'])");
}

TEST_CASE("in of nothing holds for no row, and its negation for every row") {
    CHECK(where("stock"_f.in(std::vector<int>{})) == "WHERE 1 = 0");
    CHECK(where(!"stock"_f.in(std::vector<int>{})) == "");
    CHECK(where("stock"_f.in(std::vector<int>{}) || "id"_f == 1) == R"(WHERE ("id" = ?) [1])");
    CHECK(where("stock"_f.in(std::vector<int>{}) && "id"_f == 1) == "WHERE 1 = 0");
}

TEST_CASE("pk is the primary key, and a path may be spelled with member pointers") {
    CHECK(where("pk"_f == 1) == R"(WHERE "id" = ? [1])");
    CHECK(where("pk__in"_f = {1, 2}) == R"(WHERE "id" IN (?, ?) [1, 2])");
    CHECK(where(aside::path<&Cup::stock> > 3) == R"(WHERE "stock" > ? [3])");
    CHECK(tail(Cup::objects.order_by("-pk"_f)) == R"(ORDER BY "id" DESC)");
}
