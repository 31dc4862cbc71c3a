#include <doctest/doctest.h>

#include "support/futures.hpp"
#include "support/pizzeria.hpp"

using namespace pizzeria;
using aside::async_to_sync;
using aside::Future;
using aside::testing::in_time;

namespace {

const aside::AsyncQuerySet<Pizza> pizzas;
const Pizza pizza;
[[maybe_unused]] const std::vector<Pizza> many;
[[maybe_unused]] const std::vector<int> keys;

// Each gives what the mirror of the sync manager's method gives.
#define GIVES_AS(method, ...)                                                       \
    static_assert(std::is_same_v<decltype(Pizza::aobjects.method(__VA_ARGS__)),     \
                                 decltype(Pizza::objects.a##method(__VA_ARGS__))>); \
    static_assert(std::is_same_v<decltype(pizzas.method(__VA_ARGS__)),              \
                                 decltype(Pizza::objects.all().a##method(__VA_ARGS__))>)

GIVES_AS(get, "id"_f = 1, "name"_f != "x");
GIVES_AS(create, "name"_f = "x");
GIVES_AS(create, Pizza{});
GIVES_AS(get_or_create, "name"_f = "x", defaults("box"_f = 1));
GIVES_AS(update_or_create, "name"_f = "x", defaults("box"_f = 1));
GIVES_AS(bulk_create, many, {.batch_size = 3});
GIVES_AS(bulk_create, Pizza::objects.all());
GIVES_AS(bulk_update, many, {"name"_f}, {.batch_size = 3});
GIVES_AS(bulk_update, Pizza::objects.all(), {"name"_f});
GIVES_AS(update, "name"_f = "x");
GIVES_AS(count);
GIVES_AS(exists);
GIVES_AS(contains, pizza);
GIVES_AS(first);
GIVES_AS(last);
GIVES_AS(earliest, "name"_f);
GIVES_AS(latest, "name"_f);
GIVES_AS(in_bulk, keys);
GIVES_AS(in_bulk, {1, 2});
GIVES_AS(in_bulk, "id"_f, keys);
GIVES_AS(in_bulk, "id"_f, {1, 2});
GIVES_AS(aggregate, "n"_f = Count("*"_f));
GIVES_AS(list);
GIVES_AS(item, 3);
GIVES_AS(explain);
GIVES_AS(iterator, {.chunk_size = 3});

#undef GIVES_AS

static_assert(std::is_same_v<decltype(Pizza::aobjects.eval()), Future<aside::Rows<Pizza>>>);
static_assert(std::is_same_v<decltype(Pizza::aobjects.fetch()), Future<aside::Rows<Pizza>>>);
static_assert(std::is_same_v<decltype(pizzas.delete_()), Future<aside::DeleteResult>>);

}  // namespace

TEST_CASE("the async manager gives futures under the plain names") {
    const Menu menu;
    CHECK(in_time(Pizza::aobjects.get("name"_f = "funghi")).id == 2);
    CHECK(in_time(Pizza::aobjects.create("name"_f = "bianca", "price"_f = 4)).id == 4);
    CHECK(in_time(Pizza::aobjects.count()) == 4);
    CHECK(in_time(Pizza::aobjects.item(0)).name == "margarita");
    CHECK(in_time(Pizza::aobjects.filter("id"_f > 2).update("name"_f = "x")) == 2);
    CHECK(in_time(Pizza::aobjects.filter("name"_f = "x").delete_()).total == 2);
    CHECK_THROWS_AS(in_time(Pizza::aobjects.get("id"_f = 99)), Pizza::DoesNotExist);
}

TEST_CASE("its refining methods give async querysets, of other rows too") {
    const Menu menu;
    const auto named = Pizza::aobjects.filter("box__name"_f = "small").order_by("-name"_f);
    CHECK(names(in_time(named.list())) == Texts{"margarita", "funghi"});
    CHECK(names(in_time(named.slice(1, 2).eval())) == Texts{"funghi"});
    const auto counted = in_time(Pizza::aobjects.annotate("n"_f = Count("toppings"_f))
                                     .filter("n"_f > 1)
                                     .values_list(aside::flat, "name"_f)
                                     .list());
    CHECK(counted.to_vector() == Texts{"margarita"});
    auto forgetful = Pizza::aobjects.all();
    forgetful = forgetful.alias("n"_f = Count("toppings"_f)).filter("n"_f = 1);
    CHECK(names(in_time(forgetful.eval())) == Texts{"funghi"});
    const auto either = Pizza::aobjects.filter("id"_f = 1) | Pizza::aobjects.filter("id"_f = 3);
    CHECK(in_time(either.count()) == 2);
    CHECK(in_time(named.union_(Pizza::objects.filter("id"_f = 3)).count()) == 3);
    CHECK(Pizza::objects.filter("box"_f.in(Box::aobjects.filter("name"_f = "small"))).count() == 2);
}

TEST_CASE("an async queryset and a sync one are made of each other, and share what was evaluated") {
    const Menu menu;
    const auto sync = Pizza::objects.order_by("id"_f);
    const aside::AsyncQuerySet<Pizza> async = sync;
    CHECK(in_time(async.list()).size() == 3);
    const aside::QueryLog log;
    CHECK(sync.size() == 3);
    CHECK(names(async.sync()) == Texts{"margarita", "funghi", "rossa"});
    CHECK(log.empty());
}

TEST_CASE("what was started is taken") {
    const Menu menu;
    const auto started = Pizza::aobjects.order_by("id"_f).start_fetch();
    CHECK(in_time(started.count()) == 3);
    CHECK(in_time(started.first())->name == "margarita");
    CHECK(in_time(Pizza::aobjects.start_count().count()) == 3);
}

TEST_CASE("rows stream, and are given to functions") {
    const Menu menu;
    const auto read = []() -> aside::Task<Texts> {
        Texts found;
        auto rows = Pizza::aobjects.order_by("id"_f).iterator({.chunk_size = 2});
        while (const auto row = co_await rows.anext()) found.push_back(row->name);
        co_return found;
    };
    CHECK(async_to_sync(read()) == Texts{"margarita", "funghi", "rossa"});
    std::promise<std::size_t> size;
    Pizza::aobjects.execute([&](const auto& rows) { size.set_value(rows.size()); },
                            [](std::exception_ptr) {});
    CHECK(in_time(size.get_future()) == 3);
}
