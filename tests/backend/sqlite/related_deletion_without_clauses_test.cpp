// Deletion in a file whose tables have no ON DELETE clause, such as one of Django's making.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/pizzeria.hpp"

using namespace pizzeria;
using Counts = std::map<std::string, std::int64_t>;

namespace {

struct DjangosFile : aside::testing::ScratchDatabase {
    DjangosFile() {
        for (const char* sql :
             {R"(CREATE TABLE "pizzeria_topping" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
                 "name" varchar(30) NOT NULL))",
              R"(CREATE TABLE "pizzeria_box" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
                 "name" text NOT NULL))",
              R"(CREATE TABLE "pizzeria_price" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
                 "amount" decimal NOT NULL, "currency" text NOT NULL))",
              R"(CREATE TABLE "pizzeria_pizza" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT,
                 "name" varchar(50) NOT NULL, "box_id" bigint NULL REFERENCES "pizzeria_box" ("id")
                 DEFERRABLE INITIALLY DEFERRED, "price_id" bigint NOT NULL UNIQUE REFERENCES
                 "pizzeria_price" ("id") DEFERRABLE INITIALLY DEFERRED))",
              R"(CREATE TABLE "pizzeria_pizza_toppings" ("id" integer NOT NULL PRIMARY KEY
                 AUTOINCREMENT, "pizza_id" bigint NOT NULL REFERENCES "pizzeria_pizza" ("id")
                 DEFERRABLE INITIALLY DEFERRED, "topping_id" bigint NOT NULL REFERENCES
                 "pizzeria_topping" ("id") DEFERRABLE INITIALLY DEFERRED))",
              R"(CREATE UNIQUE INDEX "pizza_topping_uniq" ON "pizzeria_pizza_toppings"
                 ("pizza_id", "topping_id"))"})
            aside::connection().execute(sql);
        fill_menu();
    }
};

}  // namespace

BOTH_WAYS("an object's own join rows go with it, from either side") {
    const DjangosFile file;
    CHECK(CALL_DELETE(Pizza::objects.get("name"_f = "margarita")).by_table ==
          Counts{{"pizzeria_pizza", 1}, {"pizzeria_pizza_toppings", 2}});
    CHECK(CALL_DELETE(Topping::objects.get("name"_f = "cheese")).by_table ==
          Counts{{"pizzeria_pizza_toppings", 1}, {"pizzeria_topping", 1}});
}

BOTH_WAYS("whole querysets as well, also where conditions ask for the join rows") {
    const DjangosFile file;
    CHECK(CALL_DELETE(Topping::objects.filter("pizza_set__name"_f = "margarita")).by_table ==
          Counts{{"pizzeria_pizza_toppings", 3}, {"pizzeria_topping", 2}});
    CHECK(CALL_DELETE(Pizza::objects.all()).by_table == Counts{{"pizzeria_pizza", 3}});
}

BOTH_WAYS("rows that name it otherwise make the deletion fail, and nothing is deleted") {
    const DjangosFile file;
    CHECK_THROWS_AS(CALL_DELETE(Price::objects.get("id"_f = 1)), aside::RestrictedError);
    CHECK_THROWS_AS(CALL_DELETE(Box::objects.all()), aside::RestrictedError);
    CHECK(Box::objects.count() == 2);
    CHECK(Pizza::objects.get("id"_f = 1).toppings.count() == 2);
    CHECK(CALL_DELETE(Box::objects.filter("name"_f = "large")).total == 1);
}
