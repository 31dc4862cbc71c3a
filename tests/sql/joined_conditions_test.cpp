#include "tail.hpp"

using namespace shop;

TEST_CASE("conditions joined one by one make one list, not a nest") {
    aside::Q<Cup> any;
    for (int id = 1; id <= 3; ++id) any |= "id"_f == id;
    CHECK(where(any) == R"(WHERE ("id" = ? OR "id" = ? OR "id" = ?) [1, 2, 3])");
    aside::Q<Cup> all;
    for (int id = 1; id <= 3; ++id) all &= "id"_f != id;
    CHECK(where(all) == R"(WHERE ("id" <> ? AND "id" <> ? AND "id" <> ?) [1, 2, 3])");
    CHECK(where(!(any || "stock"_f == 0)) ==
          R"(WHERE NOT (("id" = ? OR "id" = ? OR "id" = ? OR "stock" = ?)) [1, 2, 3, 0])");
}

TEST_CASE("a combined queryset is ordered like its right side, where that has an ordering") {
    const auto all = Cup::objects.all();
    const auto by_name = Cup::objects.order_by("name"_f);
    const auto by_stock = Cup::objects.order_by("-stock"_f);
    CHECK(tail(all | by_name) == R"(ORDER BY "name" ASC)");
    CHECK(tail(by_name & all) == R"(ORDER BY "name" ASC)");
    CHECK(tail(by_name | all.filter("id"_f > 1)) == R"(ORDER BY "name" ASC)");
    CHECK(tail(by_name & by_stock) == R"(ORDER BY "stock" DESC)");
}
