// Filling a join table at once.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/features.hpp"
#include "support/pizzeria.hpp"

namespace zoo {
using namespace aside::literals;

struct Feeding;
struct Animal : aside::Model<Animal> {
    std::int64_t id = 0;
    std::string name;
    aside::ManyToMany<Animal> mates;
    aside::ManyToMany<Animal, aside::Through<Feeding>, aside::asymmetric> eats;
};
struct Feeding : aside::Model<Feeding> {
    std::int64_t id = 0;
    aside::ForeignKey<Animal> eater;
    aside::ForeignKey<Animal> eaten;
};

struct Zoo : aside::testing::TestDatabase<Animal, Feeding> {
    Zoo() { Animal::objects.bulk_create({Animal{.name = "a"}, {.name = "b"}, {.name = "c"}}); }
};

}  // namespace zoo

using namespace pizzeria;
using zoo::Animal;
using zoo::Zoo;
using Pairs = std::vector<std::pair<int, int>>;

BOTH_WAYS("bulk_add takes pairs of keys or objects and says how many are new") {
    const Menu menu;  // relates 1 to 1 and 2, 2 to 1
    CHECK(CALL(Pizza::objects, bulk_add, "toppings"_f, (Pairs{{1, 1}, {3, 1}, {3, 2}, {3, 2}})) ==
          2);
    const Pizza rossa = Pizza::objects.get("id"_f = 3);
    CHECK(sorted_names(rossa.toppings.all()) == Texts{"basil", "cheese"});
    const Topping ham = Topping::objects.get("name"_f = "ham");
    const std::vector<std::pair<Pizza, Topping>> objects{{rossa, ham}};
    CHECK(CALL(Pizza::objects, bulk_add, "toppings"_f, objects) == 1);
    CHECK(sorted_names(ham.pizza_set.all()) == Texts{"rossa"});
    CHECK(CALL(Pizza::objects, bulk_add, "toppings"_f, Pairs{}) == 0);
}

BOTH_WAYS("one pair that is refused refuses all") {
    const Menu menu;
    CHECK_THROWS_AS(CALL(Pizza::objects, bulk_add, "toppings"_f, (Pairs{{3, 1}, {3, 99}})),
                    aside::IntegrityError);
    CHECK(Pizza::objects.get("id"_f = 3).toppings.count() == 0);
}

BOTH_WAYS("of a symmetric relation a pair is both directions, and one") {
    const Zoo zoo;
    CHECK(CALL(Animal::objects, bulk_add, "mates"_f, (Pairs{{1, 2}, {2, 1}, {3, 1}})) == 2);
    CHECK(CALL(Animal::objects, bulk_add, "mates"_f, (Pairs{{2, 1}})) == 0);
    CHECK(sorted_names(Animal::objects.get("id"_f = 1).mates.all()) == Texts{"b", "c"});
    CHECK(sorted_names(Animal::objects.get("id"_f = 2).mates.all()) == Texts{"a"});
}

BOTH_WAYS("relations without an automatic join table are refused with what to do") {
    const Zoo zoo;
    CHECK_THROWS_WITH_AS(
        CALL(Animal::objects, bulk_add, "eats"_f, (Pairs{{1, 2}})),
        "aside: bulk_add() fills automatic join tables, and zoo::Animal.eats goes "
        "through zoo::Feeding: make its rows by zoo::Feeding::objects.bulk_create()",
        aside::FieldError);
}

TEST_CASE("a hundred thousand pairs take few statements") {
    const Menu menu;
    std::vector<Topping> toppings(100'000);
    for (Topping& topping : toppings) topping.name = "x";
    Pairs pairs;
    for (const Topping& topping : Topping::objects.bulk_create(std::move(toppings)))
        pairs.emplace_back(3, static_cast<int>(topping.id));
    const aside::QueryLog log;
    CHECK(Pizza::objects.bulk_add("toppings"_f, pairs) == 100'000);
    CHECK(log.size() <= 3 + 100'000 / aside::testing::limits().pairs_to_insert);
}
