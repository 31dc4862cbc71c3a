// Many-to-many relations whose join table is a model.
#include <doctest/doctest.h>

#include <algorithm>

#include "support/both_ways.hpp"
#include "support/database.hpp"

namespace kitchen {
using namespace aside::literals;

struct Dish;
struct Portion;

struct Spice : aside::Model<Spice> {
    std::int64_t id = 0;
    std::string name;
    aside::ReverseManyToMany<Dish, "spices"> dishes;
};

struct Dish : aside::Model<Dish> {
    std::int64_t id = 0;
    std::string name;
    aside::ManyToMany<Spice, aside::Through<Portion>> spices;
    aside::ReverseForeignKey<Portion, "dish"> portions;
};

struct Portion : aside::Model<Portion> {
    std::int64_t id = 0;
    aside::ForeignKey<Dish, aside::cascade> dish;
    aside::ForeignKey<Spice, aside::protect> spice;
    std::int32_t grams = 5;
    std::string unit;
    aside::DateTime added;

    static constexpr auto meta = aside::meta("unit"_f.db_default("g"), "added"_f.auto_now_add());
};

struct Kitchen : aside::testing::TestDatabase<Spice, Dish, Portion> {
    const Dish soup = Dish::objects.create("name"_f = "soup");
    const Spice salt = Spice::objects.create("name"_f = "salt");
    const Spice mint = Spice::objects.create("name"_f = "mint");

    /// Of the soup, by the order of their keys.
    [[nodiscard]] std::vector<std::pair<std::string, int>> spices() const {
        std::vector<std::pair<std::string, int>> found;
        for (const Portion& portion : soup.portions.order_by("id"_f))
            found.emplace_back(portion.spice->name, portion.grams);
        return found;
    }
};
using Spices = std::vector<std::pair<std::string, int>>;

}  // namespace kitchen

using namespace kitchen;
using aside::through_defaults;

BOTH_WAYS("add makes join rows of their initialisers, defaults and moments") {
    const Kitchen kitchen;
    const auto before = aside::now();
    CALL(kitchen.soup.spices, add, kitchen.salt, kitchen.mint);
    CHECK(kitchen.spices() == Spices{{"salt", 5}, {"mint", 5}});
    const Portion portion = Portion::objects.get("spice"_f = kitchen.salt);
    CHECK(portion.unit == "g");
    CHECK(portion.added >= before);
}

BOTH_WAYS("through_defaults give new join rows further values, and old ones none") {
    const Kitchen kitchen;
    CALL(kitchen.soup.spices, add, kitchen.salt, through_defaults("grams"_f = 2, "unit"_f = "oz"));
    CALL(kitchen.soup.spices, add, kitchen.salt, kitchen.mint, through_defaults("grams"_f = 9));
    CHECK(kitchen.spices() == Spices{{"salt", 2}, {"mint", 9}});
    CHECK(Portion::objects.get("spice"_f = kitchen.salt).unit == "oz");
}

BOTH_WAYS("the other side takes them too") {
    const Kitchen kitchen;
    CALL(kitchen.salt.dishes, add, kitchen.soup, through_defaults("grams"_f = 3));
    CHECK(kitchen.spices() == Spices{{"salt", 3}});
}

BOTH_WAYS("set keeps the join rows of what stays") {
    const Kitchen kitchen;
    kitchen.soup.spices.add(kitchen.salt, through_defaults("grams"_f = 2));
    CALL(kitchen.soup.spices, set, std::vector{kitchen.mint, kitchen.salt},
         through_defaults("grams"_f = 7));
    CHECK(kitchen.spices() == Spices{{"salt", 2}, {"mint", 7}});
    CALL(kitchen.soup.spices, set, std::vector{kitchen.mint}, through_defaults("grams"_f = 1),
         {.clear = true});
    CHECK(kitchen.spices() == Spices{{"mint", 1}});
}

BOTH_WAYS("remove and clear delete join rows, several of a pair too") {
    const Kitchen kitchen;
    Portion::objects.bulk_create(
        {Portion{.dish = kitchen.soup, .spice = kitchen.salt, .grams = 1},
         Portion{.dish = kitchen.soup, .spice = kitchen.salt, .grams = 2},
         Portion{.dish = kitchen.soup, .spice = kitchen.mint, .grams = 3}});
    CALL(kitchen.soup.spices, remove, kitchen.salt);
    CHECK(kitchen.spices() == Spices{{"mint", 3}});
    CALL(kitchen.soup.spices, clear);
    CHECK(kitchen.spices().empty());
}

BOTH_WAYS("create, get_or_create and update_or_create make the join row as well") {
    const Kitchen kitchen;
    CALL(kitchen.soup.spices, create, "name"_f = "dill", through_defaults("grams"_f = 1));
    const auto made = CALL(kitchen.soup.spices, get_or_create, "name"_f = "cumin",
                           through_defaults("grams"_f = 2));
    CHECK(made.created);
    const auto found = CALL(kitchen.soup.spices, get_or_create, "name"_f = "cumin",
                            through_defaults("grams"_f = 3));
    CHECK_FALSE(found.created);
    CHECK(CALL(kitchen.soup.spices, update_or_create, "name"_f = "curry",
               through_defaults("grams"_f = 4))
              .created);
    CHECK(kitchen.spices() == Spices{{"dill", 1}, {"cumin", 2}, {"curry", 4}});
}

BOTH_WAYS("a join row that is refused takes what was created with it along") {
    const Kitchen kitchen;
    const Dish gone = Dish::objects.create("name"_f = "gone");
    gone.delete_();
    CHECK_THROWS_AS(CALL(gone.spices, create, "name"_f = "dill"), aside::IntegrityError);
    CHECK_FALSE(Spice::objects.filter("name"_f = "dill").exists());
    CHECK_THROWS_AS(CALL(kitchen.soup.spices, create, "name"_f = "dill",
                         through_defaults(aside::field("weight") = "1")),
                    aside::FieldError);
    CHECK_FALSE(Spice::objects.filter("name"_f = "dill").exists());
}

BOTH_WAYS("join rows are made by one INSERT") {
    const Kitchen kitchen;
    const aside::QueryLog log;
    CALL(kitchen.soup.spices, add, kitchen.salt, kitchen.mint);
    CHECK(std::count_if(log.begin(), log.end(), [](const aside::Statement& statement) {
              return statement.sql.starts_with("INSERT");
          }) == 1);
}

BOTH_WAYS(
    "an object is deleted with its join rows where they cascade, and not where they protect") {
    const Kitchen kitchen;
    kitchen.soup.spices.add(kitchen.salt);
    CHECK_THROWS_AS(CALL_DELETE(kitchen.salt), aside::ProtectedError);
    CHECK(kitchen.spices() == Spices{{"salt", 5}});
    CHECK(CALL_DELETE(kitchen.soup).by_table ==
          std::map<std::string, std::int64_t>{{"kitchen_dish", 1}, {"kitchen_portion", 1}});
    CHECK(CALL_DELETE(kitchen.salt).total == 1);
}
