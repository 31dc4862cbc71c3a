// Rows that are created through related managers.
#include <doctest/doctest.h>

#include <barrier>
#include <thread>

#include "support/both_ways.hpp"
#include "support/features.hpp"
#include "support/pizzeria.hpp"

using namespace pizzeria;
using aside::defaults;

namespace {

struct Counter : Menu {
    const Box large = Box::objects.get("name"_f = "large");
    const Pizza rossa = Pizza::objects.get("name"_f = "rossa");
    const Price price = Price::objects.get("amount"_f = 5.00_dec);

    [[nodiscard]] Pizza bianca() const { return {.name = "bianca", .price = price}; }
};

}  // namespace

BOTH_WAYS("what is created through a foreign key's manager names the object, whatever it says") {
    const Counter counter;
    const Pizza bianca = CALL(counter.large.pizza_set, create, "name"_f = "bianca",
                              "price"_f = counter.price, "box"_f = 1);
    CHECK(bianca.box.pk() == counter.large.id);
    CHECK(Pizza::objects.get("name"_f = "bianca").box.pk() == counter.large.id);
}

BOTH_WAYS("an object that is created there, too") {
    const Counter counter;
    const Pizza bianca = CALL(counter.large.pizza_set, create, counter.bianca());
    CHECK(bianca.box.pk() == counter.large.id);
    CHECK(names(counter.large.pizza_set.all()) == Texts{"bianca"});
}

BOTH_WAYS("what is created through a many-to-many manager is related, from either side") {
    const Counter counter;
    const Topping rucola = CALL(counter.rossa.toppings, create, "name"_f = "rucola");
    CHECK(names(counter.rossa.toppings.all()) == Texts{"rucola"});
    CALL(rucola.pizza_set, create, counter.bianca());
    CHECK(sorted_names(rucola.pizza_set.all()) == Texts{"bianca", "rossa"});
}

BOTH_WAYS("get_or_create finds among the related rows only") {
    const Counter counter;
    const auto made = CALL(counter.large.pizza_set, get_or_create, "name"_f = "funghi",
                           defaults("price"_f = counter.price));
    CHECK(made.created);
    CHECK(made.object.box.pk() == counter.large.id);
    const auto found =
        CALL(counter.large.pizza_set, get_or_create, "name"_f = "funghi", defaults("price"_f = 1));
    CHECK_FALSE(found.created);
    CHECK(found.object == made.object);
    CHECK(Pizza::objects.filter("name"_f = "funghi").count() == 2);

    CHECK(CALL(counter.rossa.toppings, get_or_create, "name"_f = "ham").created);
    CHECK_FALSE(CALL(counter.rossa.toppings, get_or_create, "name"_f = "ham").created);
    CHECK(Topping::objects.filter("name"_f = "ham").count() == 2);
}

BOTH_WAYS("update_or_create changes a related row, or makes one") {
    const Counter counter;
    const auto made = CALL(counter.large.pizza_set, update_or_create, "name"_f = "bianca",
                           defaults("price"_f = counter.price));
    CHECK(made.created);
    const auto changed = CALL(counter.large.pizza_set, update_or_create, "name"_f = "bianca",
                              defaults("name"_f = "nera"));
    CHECK_FALSE(changed.created);
    CHECK(changed.object.name == "nera");
    CHECK(names(counter.large.pizza_set.all()) == Texts{"nera"});

    counter.rossa.toppings.add(1);
    CALL(counter.rossa.toppings, update_or_create, "name"_f = "cheese",
         defaults("name"_f = "gouda"));
    CHECK(CALL(counter.rossa.toppings, update_or_create, "name"_f = "cheese").created);
    CHECK(sorted_names(counter.rossa.toppings.all()) == Texts{"cheese", "gouda"});
}

BOTH_WAYS("bulk_create relates every object") {
    const Counter counter;
    const Price other = Price::objects.create("amount"_f = 6);
    const auto made = CALL(
        counter.large.pizza_set, bulk_create,
        std::vector{counter.bianca(), Pizza{.name = "nera", .box = counter.large, .price = other}});
    CHECK(made[0].box.pk() == counter.large.id);
    CHECK(sorted_names(counter.large.pizza_set.all()) == Texts{"bianca", "nera"});

    const auto toppings = CALL(counter.rossa.toppings, bulk_create,
                               std::vector{Topping{.name = "a"}, Topping{.name = "b"}});
    CHECK(sorted_names(counter.rossa.toppings.all()) == Texts{"a", "b"});
    CHECK(names(toppings[1].pizza_set.all()) == Texts{"rossa"});
}

BOTH_WAYS("bulk_create of a many-to-many relation must know which rows it made") {
    const Counter counter;
    CHECK_THROWS_WITH_AS(
        CALL(counter.rossa.toppings, bulk_create, std::vector{Topping{.name = "a"}},
             {.ignore_conflicts = true}),
        "aside: bulk_create() through pizzeria::Pizza.toppings cannot ignore conflicts: it would "
        "not know which rows to relate",
        aside::FieldError);
    CHECK(Topping::objects.count() == 3);
}

BOTH_WAYS("a refined queryset of a manager's creates what is not related") {
    const Counter counter;
    CALL(counter.rossa.toppings.filter("name"_f = "x"), create, "name"_f = "alone");
    CHECK(counter.rossa.toppings.count() == 0);
}

TEST_CASE("where one writes at a time, threads that race to make a related row make one") {
    const SharedMenu menu;
    REQUIRES(one_writer);
    const Pizza rossa = Pizza::objects.get("name"_f = "rossa");
    constexpr int racers = 8;
    std::barrier start(racers);
    std::atomic<int> created{0};
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < racers; ++i)
            threads.emplace_back([&] {
                start.arrive_and_wait();
                created += rossa.toppings.get_or_create("name"_f = "rucola").created;
            });
    }
    CHECK(created == 1);
    CHECK(rossa.toppings.count() == 1);
    CHECK(Topping::objects.filter("name"_f = "rucola").count() == 1);
}
