#include "sql/tail.hpp"

using namespace shop;

TEST_CASE("fields and values are calculated with") {
    CHECK(where("stock"_f + 1 > 3) == R"(WHERE ("stock" + ?) > ? [1, 3])");
    CHECK(where(10 - "stock"_f == "id"_f) == R"(WHERE (? - "stock") = "id" [10])");
    CHECK(where("stock"_f * "weight"_f < 2.5) == R"(WHERE ("stock" * "weight") < ? [2.5])");
    CHECK(where("stock"_f / 2 == 1) == R"(WHERE ("stock" / ?) = ? [2, 1])");
    CHECK(where("stock"_f % 2 == 1) == R"(WHERE ("stock" % ?) = ? [2, 1])");
    CHECK(where("price"_f + 0.50_dec > 3) ==
          R"(WHERE DECIMAL_KEY(EXACT_ADD("price", ?, 2)) > DECIMAL_KEY(?) [0.50, 3])");
}

TEST_CASE("calculations nest as they are written") {
    CHECK(where(("stock"_f + 1) * 2 > "id"_f - ("stock"_f - 3)) ==
          R"(WHERE (("stock" + ?) * ?) > ("id" - ("stock" - ?)) [1, 2, 3])");
}

TEST_CASE("a calculation stands on the left of every lookup") {
    CHECK(where(("stock"_f + 1).in(2, 3)) == R"(WHERE ("stock" + ?) IN (?, ?) [1, 2, 3])");
    CHECK(where(("stock"_f + "sold"_f).isnull()) == R"(WHERE ("stock" + "sold") IS NULL)");
    CHECK(where(!("sold"_f + 1 > 3)) ==
          R"(WHERE NOT ((("sold" + ?) > ? AND ("sold" + ?) IS NOT NULL)) [1, 3, 1])");
}
