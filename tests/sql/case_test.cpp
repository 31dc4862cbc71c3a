#include "sql/relations.hpp"
#include "support/sqlite.hpp"

using namespace shop;
using aside::Value;

namespace {

std::string short_text(std::string text) {
    for (const std::string_view noise : {"\"", "shop_cup.", "pizzeria_", "shop_"})
        for (auto at = text.find(noise); at != text.npos; at = text.find(noise, at))
            text.erase(at, noise.size());
    return text;
}
/// What is selected where that is computed of each cup.
template <class Expression>
std::string selected(Expression expression) {
    return short_text(with_parameters(Cup::objects.values_list(aside::flat, expression).sql()));
}

}  // namespace

TEST_CASE("a Case takes the first branch that holds, and NULL where none does") {
    CHECK(selected(
              Case(When("stock"_f == 0, "none"), When("stock"_f < 3, "few")).otherwise("many")) ==
          "SELECT CASE WHEN stock = ? THEN ? WHEN stock < ? THEN ? ELSE ? END FROM cup"
          " [0, 'none', 3, 'few', 'many']");
    CHECK(selected(Case(When("active"_f == true, "stock"_f))) ==
          "SELECT CASE WHEN active = ? THEN stock END FROM cup [TRUE]");
}

TEST_CASE("a When takes conditions and keywords, which all must hold") {
    CHECK(
        selected(Case(When("name__startswith"_f = "a", "stock"_f > 1, 1)).otherwise(0)) ==
        "SELECT CASE WHEN (name GLOB ? AND stock > ?) THEN ? ELSE ? END FROM cup ['a*', 1, 1, 0]");
    CHECK(selected(
              Case(When("stock__in"_f = std::vector{1, 2}, "sold"_f = nullptr, "id"_f = 5, 1))) ==
          "SELECT CASE WHEN (stock IN (?, ?) AND sold IS NULL AND id = ?) THEN ? END FROM cup"
          " [1, 2, 5, 1]");
    CHECK(selected(Case(When(aside::field("stock__gt") = "3", 1))) ==
          "SELECT CASE WHEN stock > ? THEN ? END FROM cup [3, 1]");
    CHECK(selected(Case(When(!("sold"_f == 1) || "id"_f == 2, 1))) ==
          "SELECT CASE WHEN (NOT ((sold = ? AND sold IS NOT NULL)) OR id = ?) THEN ? END FROM cup"
          " [1, 2, 1]");
}

TEST_CASE("a condition that always or never holds is written as one") {
    CHECK(selected(Case(When("id"_f.in(std::vector<int>()), 1)).otherwise(2)) ==
          "SELECT CASE WHEN 1 = 0 THEN ? ELSE ? END FROM cup [1, 2]");
    CHECK_THROWS_WITH_AS((void)Case(When(aside::Q<Cup>(), 1)).order_term(),
                         "aside: a When needs a condition, and an empty Q is none",
                         aside::FieldError);
}

TEST_CASE("enumerators among the branches are stored as those of the column are") {
    CHECK(selected(Case(When("stock"_f > 1, Size::large)).otherwise("size"_f)) ==
          "SELECT CASE WHEN stock > ? THEN ? ELSE size END FROM cup [1, 'L']");
    CHECK(where(Case(When("stock"_f > 1, Size::large)).otherwise("size"_f) == Size::small) ==
          R"(WHERE CASE WHEN "stock" > ? THEN ? ELSE "size" END = ? [1, 'L', 'S'])");
    CHECK(where("size"_f == Case(When("stock"_f > 1, Size::large)).otherwise(Size::small)) ==
          R"(WHERE "size" = CASE WHEN "stock" > ? THEN ? ELSE ? END [1, 'L', 'S'])");
    CHECK(where("size"_f == Value(Size::large)) == R"(WHERE "size" = ? ['L'])");
}

TEST_CASE("Cases nest, are calculated with, ordered by and counted over") {
    const auto rank = Case(When("stock"_f == 0, Case(When("sold"_f > 1, 1)).otherwise(2)))
                          .otherwise("stock"_f * 2);
    CHECK(selected(rank + 1) ==
          "SELECT (CASE WHEN stock = ? THEN CASE WHEN sold > ? THEN ? ELSE ? END ELSE (stock * ?)"
          " END + ?) FROM cup [0, 1, 1, 2, 2, 1]");
    CHECK(tail(Cup::objects.order_by(Case(When("stock"_f == 0, 1)).otherwise(2).desc())) ==
          R"(ORDER BY CASE WHEN "stock" = ? THEN ? ELSE ? END DESC [0, 1, 2])");
    CHECK(selected(Value("x")) == "SELECT ? FROM cup ['x']");
}

TEST_CASE("a Case over relations removes no rows") {
    CHECK(staff::statement_of(
              pizzeria::Pizza::objects
                  .values_list(aside::flat,
                               Case(When("box__name"_f == "small", "box__name"_f)).otherwise("-"))
                  .sql()) ==
          "SELECT CASE WHEN box.name = ? THEN box.name ELSE ? END FROM pizza"
          " LEFT OUTER JOIN box ON (pizza.box_id = box.id) ['small', '-']");
    CHECK(staff::from(pizzeria::Pizza::objects.filter(
              Case(When("box__name"_f == "small", 1)).otherwise(2) == 2)) ==
          "pizza LEFT OUTER JOIN box ON (pizza.box_id = box.id)"
          " WHERE CASE WHEN box.name = ? THEN ? ELSE ? END = ? ['small', 1, 2, 2]");
}

TEST_CASE("conditions are values, and order rows") {
    CHECK(selected("stock"_f < 3) == "SELECT (stock < ?) FROM cup [3]");
    CHECK(selected(!("sold"_f == 3)) ==
          "SELECT (NOT ((sold = ? AND sold IS NOT NULL))) FROM cup [3]");
    CHECK(selected(aside::Q<Cup>()) == "SELECT (1 = 1) FROM cup");
    CHECK(tail(Cup::objects.order_by(("stock"_f < 3).desc(), "id"_f)) ==
          R"(ORDER BY ("stock" < ?) DESC, "id" ASC [3])");
}

TEST_CASE("values are assigned in the form of their field") {
    const aside::testing::SqliteMemory<Cup> database;
    CHECK(short_text(staff::only_statement([] {
              Cup::objects.update(
                  "size"_f = Case(When("stock"_f > 1, Size::large)).otherwise(Size::small),
                  "active"_f = ("stock"_f > 2));
          })) ==
          "UPDATE cup SET size = FOR_FIELD(CASE WHEN stock > ? THEN ? ELSE ? END, ?), "
          "active = FOR_FIELD((stock > ?), ?) "
          "[1, 'L', 'S', 'shop::Cup.size', 2, 'shop::Cup.active']");
}
