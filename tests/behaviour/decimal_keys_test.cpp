// Keys that are decimals or real numbers, which may be written in several ways, and keys that are
// zero until set.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/database.hpp"

using namespace aside::literals;
using aside::Decimal;
using aside::testing::TestDatabase;

namespace {

struct Tag : aside::Model<Tag> {
    Decimal<8, 2> key;
    aside::ManyToMany<Tag, aside::asymmetric> linked;

    static constexpr auto meta = aside::meta("key"_f.primary_key());
};

struct Point : aside::Model<Point> {
    double key = 0;
    aside::ManyToMany<Point, aside::asymmetric> linked;

    static constexpr auto meta = aside::meta("key"_f.primary_key());
};

struct Item;
struct Box : aside::Model<Box> {
    std::int64_t id = 0;
    aside::ReverseForeignKey<Item, "box"> items;
};
struct Item : aside::Model<Item> {
    Decimal<8, 2> key;
    aside::ForeignKey<Box, aside::set_null> box;

    static constexpr auto meta = aside::meta("key"_f.primary_key());
};

template <class Key>
struct Keyed : aside::Model<Keyed<Key>> {
    Key key{};
    std::string name;

    static constexpr auto meta =
        aside::meta(aside::table("keyed"), aside::Field<"key">().primary_key());
};

std::int64_t links() {
    return *aside::testing::value_of("SELECT count(*) FROM tag_linked").integer();
}

}  // namespace

BOTH_WAYS("a decimal names its row, however it is written") {
    const TestDatabase<Tag> database;
    Tag tag;
    tag.key = 9;
    tag.save();
    CALL(tag.linked, add, tag);
    const auto id = aside::testing::value_of("SELECT id FROM tag_linked");
    CALL(tag.linked, add, 9);
    CALL(tag.linked, add, 9.0_dec);
    CHECK(links() == 1);
    CALL(tag.linked, set, std::vector<int>{9});
    CHECK(links() == 1);
    CHECK(aside::testing::value_of("SELECT id FROM tag_linked") == id);
    CALL(tag.linked, remove, 9.00_dec);
    CHECK(links() == 0);
}

BOTH_WAYS("a real number names its row, however it is written") {
    const TestDatabase<Point> database;
    const Point point = CALL(Point::objects, create, "key"_f = 9);
    CALL(point.linked, add, point);
    CALL(point.linked, add, 9);
    CALL(point.linked, add, 9.0);
    const auto links = [] {
        return *aside::testing::value_of("SELECT count(*) FROM point_linked").integer();
    };
    CHECK(links() == 1);
    const auto id = aside::testing::value_of("SELECT id FROM point_linked");
    CALL(point.linked, set, std::vector<int>{9});
    CHECK(links() == 1);
    CHECK(aside::testing::value_of("SELECT id FROM point_linked") == id);
    CHECK(CALL(Point::objects, in_bulk, std::vector<double>{9.0}).size() == 1);
    CALL(point.linked, remove, 9);
    CHECK(links() == 0);
}

BOTH_WAYS(
    "a row with a decimal key is added to and removed from its owner by any form of the key") {
    const TestDatabase<Box, Item> database;
    const Box box = Box::objects.create(Box{});
    for (const int key : {9, 10}) Item::objects.create("key"_f = key);
    CALL(box.items, add, 9, 9.0_dec, 10.00_dec);
    CHECK(box.items.count() == 2);
    CALL(box.items, remove, 9);
    CHECK(box.items.get().key == Decimal<8, 2>(10));
    CHECK_THROWS_WITH(CALL(box.items, add, 9, 11), doctest::Contains("::Item has the key 11.00"));
}

BOTH_WAYS("a key that was never set is refused, whatever its type") {
    const auto check = []<class Key>(std::type_identity<Key>) {
        const TestDatabase<Keyed<Key>> database;
        Keyed<Key> unset;
        CHECK_THROWS_WITH_AS(CALL(unset, save), doctest::Contains("is not set"),
                             aside::ValidationError);
        CHECK(Keyed<Key>::objects.count() == 0);
    };
    check(std::type_identity<Decimal<8, 2>>());
    check(std::type_identity<Decimal<38, 2>>());
    check(std::type_identity<bool>());
    check(std::type_identity<aside::Duration>());
    check(std::type_identity<aside::Uuid>());
    check(std::type_identity<std::string>());
}

BOTH_WAYS("rows that were read already have the first and last row that the database has") {
    const auto check = []<class Key>(const std::vector<Key>& keys) {
        const TestDatabase<Keyed<Key>> database;
        for (const Key& key : keys)
            aside::connection().execute("INSERT INTO keyed (key, name) VALUES (?, '')", key);
        const auto rows = Keyed<Key>::objects.all();
        CHECK(rows.list().size() == keys.size());
        CHECK(CALL(rows, first)->key == Keyed<Key>::objects.all().first()->key);
        CHECK(CALL(rows, last)->key == Keyed<Key>::objects.all().last()->key);
    };
    check(std::vector<bool>{true, false});
    check(std::vector<Decimal<8, 2>>{9.5_dec, -1, 10});
    check(std::vector<double>{9.5, -1, 10});
    check(std::vector<aside::Duration>{aside::Duration(5), aside::Duration(-5)});
    check(std::vector<std::string>{"b", "a", "c"});
}
