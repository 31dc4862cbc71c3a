// Objects with further columns beside their members.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/pizzeria.hpp"

using namespace pizzeria;
using aside::QueryLog;

namespace annotated_rows {

inline auto counted() {
    return Pizza::objects.annotate("n"_f = Count("toppings"_f)).order_by("id"_f);
}

BOTH_WAYS("an annotated row is an object with columns beside its members") {
    const Menu menu;
    const auto rows = CALL(counted(), list);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].name == "margarita");
    CHECK(rows[0]["n"_f] == 2);
    CHECK(rows[2]["n"_f] == 0);
    static_assert(std::is_same_v<decltype(rows[0]["n"_f]), const std::int64_t&>);
}

BOTH_WAYS("relations of annotated rows work, prefetched and selected ones too") {
    const Menu menu;
    const auto row = CALL(counted(), get, "id"_f = 1);
    CHECK(row.box->name == "small");
    CHECK(row.toppings.count() == 2);
    const auto rows =
        CALL(counted().select_related("box"_f, "price"_f).prefetch_related("toppings"_f), list);
    const QueryLog log;
    CHECK(rows[0].box->name == "small");
    CHECK(rows[1].price->amount == 9.00_dec);
    CHECK(rows[0].toppings.all().size() == 2);
    CHECK(rows[0]["n"_f] == 2);
    CHECK(!rows[2].box);
    CHECK(log.size() == 0);
}

BOTH_WAYS("peers of annotated rows are fetched together, or refused") {
    const Menu menu;
    const auto rows = CALL(counted().fetch_mode(aside::fetch_peers), list);
    const QueryLog log;
    CHECK(rows[0].price->amount == 8.50_dec);
    CHECK(rows[1].price->amount == 9.00_dec);
    CHECK(log.size() == 1);
    const auto refused = CALL(counted().fetch_mode(aside::fetch_raise), first);
    CHECK_THROWS_AS((void)refused->price.get(), aside::FieldFetchBlocked);
}

BOTH_WAYS("a plain object is a copy that is changed and saved") {
    const Menu menu;
    Pizza pizza = CALL(counted(), get, "id"_f = 2);
    pizza.name = "bianca";
    CALL_AS(pizza, save, asave);
    CHECK(Pizza::objects.get("id"_f = 2).name == "bianca");
    auto row = *CALL(counted(), first);
    row.name = "napoli";
    row.save({.update_fields = {"name"_f}});
    CHECK(Pizza::objects.get("id"_f = 1).name == "napoli");
    for (Pizza copy : counted()) CHECK(copy.pk() > 0);
}

BOTH_WAYS("rows are equal where the objects are") {
    const Menu menu;
    const auto rows = CALL(counted(), list);
    CHECK(rows == counted().list());
    CHECK(rows[0] == Pizza::objects.get("id"_f = 1));
    CHECK(Pizza::objects.get("id"_f = 1) == rows[0]);
    CHECK(rows[0] != rows[1]);
    CHECK(CALL(counted(), contains, rows[0]));
    CHECK(CALL(counted(), in_bulk, std::vector<int>{1}).at(1)["n"_f] == 2);
}

TEST_CASE("annotated rows start in the background, and are asked for once") {
    const Menu menu;
    const QueryLog log;
    const auto rows = counted().start_fetch();
    using Row = aside::Annotated<Pizza, aside::Column<"n", std::int64_t>>;
    const aside::Rows<Row> list = rows.list();
    CHECK(list[0]["n"_f] == 2);
    CHECK(rows.size() == 3);
    CHECK(log.size() == 1);
}

BOTH_WAYS("a queryset forgets names, and its rows keep their columns") {
    const Menu menu;
    using Row = aside::Annotated<Pizza, aside::Column<"n", std::int64_t>>;
    const aside::QuerySet<Pizza, Row> rows =
        counted().alias("m"_f = "id"_f * 10).filter("m"_f < 30);
    CHECK(CALL(rows, count) == 2);
    CHECK(CALL(rows, first)->operator[]("n"_f) == 2);
    aside::QuerySet<Pizza> plain;
    plain = plain.alias("n"_f = Count("toppings"_f)).filter("n"_f > 0);
    CHECK(CALL(plain, count) == 2);
    CHECK_THROWS_AS((void)plain.annotate("n"_f = Count("box"_f)), aside::FieldError);
}

BOTH_WAYS("an alias becomes a column, in the order in which columns do") {
    const Menu menu;
    const auto rows = Pizza::objects.alias("a"_f = "name"_f)
                          .annotate("b"_f = Count("toppings"_f))
                          .annotate("a"_f = "a"_f)
                          .annotate("b"_f = "b"_f)
                          .order_by("id"_f);
    const auto row = *CALL(rows, first);
    CHECK(row["a"_f] == "margarita");
    CHECK(row["b"_f] == 2);
    const auto values = *CALL(rows.values(), first);
    CHECK(values["a"_f] == "margarita");
    CHECK(values["b"_f] == 2);
}

BOTH_WAYS("annotations build on annotations") {
    const Menu menu;
    const auto rows = counted().annotate("twice"_f = "n"_f * 2).filter("twice"_f > 2);
    CHECK(CALL(rows, get)["twice"_f] == 4);
}

}  // namespace annotated_rows
