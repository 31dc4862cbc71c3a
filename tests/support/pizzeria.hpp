#pragma once
// Models with every kind of relation between them.
#include <algorithm>

#include "support/database.hpp"
#include "support/sqlite.hpp"

namespace pizzeria {
using namespace aside::literals;

struct Pizza;

struct Topping : aside::Model<Topping> {
    std::int64_t id = 0;
    std::string name;
    aside::ReverseManyToMany<Pizza, "toppings"> pizza_set;

    static constexpr auto meta = aside::meta("name"_f.max_length(30));
};

struct Box : aside::Model<Box> {
    std::int64_t id = 0;
    std::string name;
    aside::ReverseForeignKey<Pizza, "box"> pizza_set;
};

struct Price : aside::Model<Price> {
    std::int64_t id = 0;
    aside::Decimal<10, 2> amount;
    std::string currency = "usd";
    aside::ReverseOneToOne<Pizza, "price"> pizza;
};

struct Pizza : aside::Model<Pizza> {
    std::int64_t id = 0;
    std::string name;
    aside::ManyToMany<Topping> toppings;
    aside::ForeignKey<Box, aside::set_null> box;
    aside::OneToOne<Price, aside::cascade> price;

    static constexpr auto meta = aside::meta("name"_f.max_length(50));
};

/// Three pizzas with the keys 1, 2 and 3:
///
/// | name      | box   | price | toppings      |
/// | margarita | small | 8.50  | cheese, basil |
/// | funghi    | small | 9.00  | cheese        |
/// | rossa     | none  | 7.00  | none          |
///
/// There are a box `large`, a topping `ham` and a price of 5.00 that no pizza has.
inline void fill_menu() {
    Topping::objects.bulk_create({Topping{.name = "cheese"}, {.name = "basil"}, {.name = "ham"}});
    Box::objects.bulk_create({Box{.name = "small"}, {.name = "large"}});
    Price::objects.bulk_create({Price{.amount = 8.50_dec},
                                {.amount = 9.00_dec},
                                {.amount = 7.00_dec},
                                {.amount = 5.00_dec}});
    Pizza::objects.create("name"_f = "margarita", "box"_f = 1, "price"_f = 1);
    Pizza::objects.create("name"_f = "funghi", "box"_f = 1, "price"_f = 2);
    Pizza::objects.create("name"_f = "rossa", "price"_f = 3);
    using Pairs = std::vector<std::pair<int, int>>;
    Pizza::objects.bulk_add("toppings"_f, Pairs{{1, 1}, {1, 2}, {2, 1}});
}
struct Menu : aside::testing::TestDatabase<Topping, Box, Price, Pizza> {
    Menu() { fill_menu(); }
};
/// The menu in SQLite, for tests of its SQL.
struct SqliteMenu : aside::testing::SqliteMemory<Topping, Box, Price, Pizza> {
    SqliteMenu() { fill_menu(); }
};
struct SharedMenu : aside::testing::SharedTestDatabase<Topping, Box, Price, Pizza> {
    SharedMenu() { fill_menu(); }
};

using Texts = std::vector<std::string>;

/// The names of rows, in their order.
template <class Range>
Texts names(const Range& rows) {
    Texts result;
    for (const auto& row : rows) result.push_back(row.name);
    return result;
}
/// The names of rows, sorted.
template <class Range>
Texts sorted_names(const Range& rows) {
    Texts result = names(rows);
    std::sort(result.begin(), result.end());
    return result;
}

}  // namespace pizzeria
