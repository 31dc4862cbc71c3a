// Each operation, with each call of the driver in it failing in turn: the error arrives, nothing is
// half-written, and what comes next works.
#include <thread>

#include "fault/faulty.hpp"
#include "support/both_ways.hpp"

namespace failing_calls {

using namespace aside::testing;
using namespace pizzeria;
using aside::OperationalError;
using Lasts = Fault::Lasts;
using Keys = std::vector<int>;

struct FaultyMenu : FaultyDatabase<Topping, Box, Price, Pizza> {
    FaultyMenu() { fill_menu(); }
};

void check_that_all_is_whole(const std::string& what) {
    INFO(what);
    CHECK(aside::exec::database("default")->pooled_connections() <= 2);
    CHECK(Topping::objects.filter("id"_f <= 3).count() == 3);
    CHECK_NOTHROW(
        aside::atomic([] { Price::objects.filter("id"_f = 4).update("currency"_f = "usd"); }));
}

/// Gives how often the operation failed until it came through.
template <class Operation>
int fail_everywhere(Lasts lasts, Operation operation) {
    const FaultyMenu menu;
    const auto before = contents(menu.path());
    for (int call = 1; call < 500; ++call) {
        menu.fault->arm(call, lasts);
        bool failed = false;
        try {
            operation();
        } catch (const OperationalError& error) {
            failed = error.message() == "disk I/O error";
        }
        INFO("call " << call);
        CHECK(failed == menu.fault->disarm());
        if (!failed) {
            check_that_all_is_whole("after it came through");
            return call - 1;
        }
        CHECK(contents(menu.path()) == before);
        check_that_all_is_whole("after a failure");
    }
    return 500;
}

template <class Operation>
void check_everywhere(int least_calls, Operation operation) {
    for (const auto lasts : {Lasts::once, Lasts::on}) {
        const int failures = fail_everywhere(lasts, operation);
        CHECK(failures >= least_calls);
        CHECK(failures < 500);
    }
}

Pizza margarita() { return Pizza::objects.get("id"_f = 1); }

BOTH_WAYS("reading one row, values and sums") {
    check_everywhere(1, [] { CALL(Pizza::objects, get, "name"_f = "rossa"); });
    check_everywhere(1, [] { (void)CALL(Pizza::objects, count); });
    check_everywhere(
        1, [] { (void)CALL(Price::objects, aggregate, "sum"_f = aside::Sum("amount"_f)); });
}

BOTH_WAYS("reading rows and what belongs to them") {
    check_everywhere(4, [] {
        const auto pizzas = Pizza::objects.select_related("box"_f).prefetch_related("toppings"_f);
        (void)CALL(pizzas, list);
    });
}

TEST_CASE("rows that stream") {
    check_everywhere(4, [] {
        int rows = 0;
        for (const Topping& topping : Topping::objects.iterator({.chunk_size = 1}))
            rows += topping.id > 0 ? 1 : 0;
        CHECK(rows == 3);
    });
    check_everywhere(4, [] {
        auto toppings = Topping::objects.aiterator({.chunk_size = 1});
        while (toppings.anext().get()) {
        }
    });
}

BOTH_WAYS("creating") {
    check_everywhere(1, [] { CALL(Topping::objects, create, "name"_f = "olives"); });
    check_everywhere(2, [] {
        CALL(Topping::objects, bulk_create,
             std::vector<Topping>{{.name = "olives"}, {.name = "capers"}, {.name = "onions"}},
             {.batch_size = 1});
    });
    check_everywhere(2, [] { CALL(Topping::objects, get_or_create, "name"_f = "olives"); });
    check_everywhere(2, [] {
        CALL(Topping::objects, update_or_create, "name"_f = "olives",
             aside::defaults("name"_f = "capers"));
    });
}

BOTH_WAYS("saving and updating") {
    check_everywhere(1, [] {
        Topping topping{.id = 3, .name = "speck"};
        CALL(topping, save);
    });
    check_everywhere(1, [] {
        Topping topping{.name = "speck"};
        CALL(topping, save);
    });
    check_everywhere(1, [] { CALL(Pizza::objects.all(), update, "name"_f = "calzone"); });
    check_everywhere(2, [] {
        const std::vector<Topping> toppings{{.id = 1, .name = "feta"}, {.id = 2, .name = "mint"}};
        CALL(Topping::objects, bulk_update, toppings, {"name"_f}, {.batch_size = 1});
    });
}

BOTH_WAYS("deleting, with what belongs to the rows") {
    check_everywhere(2, [] { CALL_AS(Price::objects.filter("id"_f <= 2), delete_, adelete); });
    check_everywhere(2, [] {
        Pizza pizza{.id = 1};
        CALL_AS(pizza, delete_, adelete);
    });
}

BOTH_WAYS("changing what belongs to an object") {
    const auto change = [](auto&& body) {
        check_everywhere(2, [&] {
            Pizza pizza{.id = 1};
            aside::bind(pizza);
            body(pizza.toppings);
        });
    };
    change([](const auto& toppings) { CALL(toppings, add, 3); });
    change([](const auto& toppings) { CALL(toppings, remove, 1, 2); });
    change([](const auto& toppings) { CALL(toppings, set, Keys{2, 3}); });
    change([](const auto& toppings) { CALL(toppings, clear); });
    change([](const auto& toppings) { CALL(toppings, create, "name"_f = "olives"); });
}

/// Three rows, the second in a savepoint of its own; gives whether it was told of the commit.
void write_nested(bool& told) {
    Topping::objects.create("name"_f = "olives");
    aside::on_commit([&] { told = true; });
    aside::atomic([] { Topping::objects.create("name"_f = "capers"); });
    Topping::objects.acreate("name"_f = "onions").get();
}

TEST_CASE("a transaction with another inside") {
    bool told = false;
    check_everywhere(8, [&] {
        CHECK_FALSE(std::exchange(told, false));
        aside::atomic([&] { write_nested(told); });
        CHECK(std::exchange(told, false));
    });
    check_everywhere(8, [&] {
        CHECK_FALSE(std::exchange(told, false));
        aside::aatomic([&] { write_nested(told); }).get();
        CHECK(std::exchange(told, false));
    });
}

TEST_CASE("a transaction that only reads") {
    check_everywhere(4, [] {
        aside::atomic({.read_only = true}, [] {
            (void)Pizza::objects.count();
            (void)Topping::objects.count();
        });
    });
}

/// Four creations that wait together, and so share a commit: adds the names of those confirmed.
void create_together(Fault& fault, int call, Lasts lasts, Texts& confirmed) {
    std::vector<aside::Future<Topping>> futures;
    {
        const aside::Transaction others_wait;
        std::thread([&] {
            for (const auto* name : {"t1", "t2", "t3", "t4"})
                futures.push_back(Topping::objects.acreate("name"_f = name));
        }).join();
        fault.arm(call, lasts);
    }
    for (auto& future : futures) {
        try {
            confirmed.push_back(future.get().name);
        } catch (const OperationalError&) {
        }
    }
}

TEST_CASE("of creations that share a commit, each that is confirmed is there, and no other") {
    for (const auto lasts : {Lasts::once, Lasts::on}) {
        bool met = true;
        for (int call = 1; met; ++call) {
            const FaultyMenu menu;
            Texts confirmed{"cheese", "basil", "ham"};
            create_together(*menu.fault, call, lasts, confirmed);
            met = menu.fault->disarm();
            INFO("call " << call);
            CHECK(names(Topping::objects.order_by("id"_f)) == confirmed);
            if (!met) CHECK(call >= 15);
        }
    }
}

}  // namespace failing_calls
