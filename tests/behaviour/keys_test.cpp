#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/database.hpp"

using namespace aside::literals;
using aside::testing::TestDatabase;

namespace {

struct Country : aside::Model<Country> {
    std::string code;
    std::string name;
    static constexpr auto meta = aside::meta("code"_f.primary_key().max_length(2));
};
struct Ticket : aside::Model<Ticket> {
    aside::Uuid number;
    std::int32_t seat = 0;
    static constexpr auto meta = aside::meta("number"_f.primary_key());
};
struct Small : aside::Model<Small> {
    std::string name;
    std::int32_t key = 0;
    static constexpr auto meta = aside::meta("key"_f.primary_key());
};

using Countries = TestDatabase<Country, Ticket, Small>;

}  // namespace

BOTH_WAYS("a key may be text that the program gives") {
    const Countries database;
    Country poland{.code = "PL", .name = "Polska"};
    CALL(poland, save);
    CHECK(poland.pk() == "PL");
    CHECK(CALL(Country::objects, get, "pk"_f = "PL").name == "Polska");
    poland.name = "Poland";
    CALL(poland, save);
    CHECK(Country::objects.count() == 1);
    CHECK(Country::objects.get() == poland);
    CHECK(CALL(Country::objects, in_bulk, {"PL", "XX"}).at("PL").name == "Poland");
    CHECK(CALL(Country::objects, contains, poland));
    CHECK(CALL_DELETE(poland).total == 1);
}

BOTH_WAYS("a key that the program must give is asked for where it is not set") {
    const Countries database;
    CHECK_THROWS_WITH_AS(CALL(Country::objects, create, "name"_f = "nowhere"),
                         doctest::Contains("Country.code"), aside::ValidationError);
    CHECK_THROWS_AS(CALL(Ticket::objects, create, Ticket{}), aside::ValidationError);
    CHECK_THROWS_AS(CALL(Ticket::objects, bulk_create, std::vector<Ticket>(2)),
                    aside::ValidationError);
}

BOTH_WAYS("a key may be a UUID") {
    const Countries database;
    const Ticket ticket =
        CALL(Ticket::objects, create, Ticket{.number = aside::Uuid::random(), .seat = 12});
    CHECK(CALL(Ticket::objects, get, "pk"_f = ticket.number).seat == 12);
    CHECK(CALL(Ticket::objects, in_bulk, {ticket.number}).at(ticket.number).seat == 12);
    CHECK_THROWS_AS(CALL(Ticket::objects, create, ticket), aside::IntegrityError);
}

BOTH_WAYS("an integer key of any name and width is given by the database") {
    const Countries database;
    const Small first = CALL(Small::objects, create, "name"_f = "a");
    const Small second = CALL(Small::objects, create, "name"_f = "b");
    CHECK(first.key == 1);
    CHECK(second.pk() == 2);
    CHECK(CALL(Small::objects, create, Small{.key = 9}).key == 9);
    // Behind the largest, or behind those that it has given itself: that differs.
    const auto more = CALL(Small::objects, bulk_create, std::vector<Small>(2));
    CHECK(more[0].key > second.key);
    CHECK(more[1].key == more[0].key + 1);
    CHECK(Small::objects.get("key"_f = more[1].key).key == more[1].key);
}

BOTH_WAYS("a key is not given twice, not even after its row is gone") {
    const Countries database;
    const Small first = CALL(Small::objects, create, "name"_f = "a");
    CALL_DELETE(first);
    CHECK(CALL(Small::objects, create, "name"_f = "b").key == first.key + 1);
}
