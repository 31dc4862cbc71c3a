// Models in all the ways in which they may name each other.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/database.hpp"

namespace globe {
using namespace aside::literals;

struct Country;
struct City;

/// Its key is text, which the other models' relations to it hold.
struct Continent : aside::Model<Continent> {
    std::string code;
    aside::ReverseForeignKey<Country, "continent"> countries;

    static constexpr auto meta = aside::meta("code"_f.primary_key().max_length(2));
};

/// It and the city name each other.
struct Country : aside::Model<Country> {
    std::int64_t id = 0;
    std::string name;
    aside::ForeignKey<Continent, aside::protect, std::string> continent;
    aside::OneToOne<City, aside::set_null> capital;
    aside::ManyToMany<Country> neighbours;
    aside::ReverseForeignKey<City, "country"> cities;
};

struct City : aside::Model<City> {
    std::int64_t id = 0;
    std::string name;
    aside::ForeignKey<Country, aside::cascade> country;
    aside::ReverseOneToOne<Country, "capital"> capital_of;
};

struct Beach;

/// Its key is another row's.
struct Coast : aside::Model<Coast> {
    aside::OneToOne<Country, aside::cascade> country;
    double kilometres = 0;
    aside::ReverseForeignKey<Beach, "coast"> beaches;

    static constexpr auto meta = aside::meta("country"_f.primary_key());
};

/// Its key is a UUID, and it names a row whose key is a relation.
struct Beach : aside::Model<Beach> {
    aside::Uuid id;
    aside::ForeignKey<Coast, aside::cascade> coast;
    aside::ForeignKey<Beach, aside::cascade, aside::nullable, aside::Uuid> next;
    aside::ReverseForeignKey<Beach, "next"> before;
};

struct World : aside::testing::TestDatabase<Beach, Coast, City, Country, Continent> {
    World() {
        Continent::objects.create("code"_f = "EU");
        france = Country::objects.create("name"_f = "France", "continent"_f = "EU");
        spain = Country::objects.create("name"_f = "Spain", "continent"_f = "EU");
        paris = City::objects.create("name"_f = "Paris", "country"_f = france);
        france.capital = paris;
        france.save();
    }
    Country france, spain;
    City paris;
};

}  // namespace globe

using namespace globe;

BOTH_WAYS("models may name each other, whatever the order in which their tables are made") {
    const World world;
    const City paris = CALL(City::objects, get, "country__capital__name"_f = "Paris");
    CHECK(paris.country->capital->name == "Paris");
    CHECK(paris.capital_of->name == "France");
    CHECK(CALL(world.france.cities, count) == 1);
    CHECK_FALSE(world.spain.capital);
}

BOTH_WAYS("keys may be text") {
    const World world;
    const Continent europe = CALL(Continent::objects, get, "countries__name"_f = "Spain");
    CHECK(europe.code == "EU");
    CHECK(CALL(europe.countries.order_by("name"_f), list)[1].continent.pk() == "EU");
    CHECK(CALL(Country::objects.filter("continent"_f = europe), count) == 2);
    CHECK(CALL(Country::objects.filter("continent"_f = "AF"), count) == 0);
    CHECK(Country::objects.select_related("continent"_f).list()[0].continent->code == "EU");
    const auto continents = Continent::objects.prefetch_related("countries"_f).list();
    CHECK(continents[0].countries.count() == 2);
}

BOTH_WAYS("a key may be a relation, and be named by others") {
    const World world;
    const Coast coast =
        CALL(Coast::objects, create, "country"_f = world.france, "kilometres"_f = 4853.0);
    CHECK(coast.pk() == world.france.id);
    CHECK(CALL(Coast::objects, get, "pk"_f = world.france).kilometres == 4853);
    const aside::Uuid key = aside::Uuid::random();
    const Beach beach = CALL(Beach::objects, create, "id"_f = key, "coast"_f = coast);
    CHECK(beach.coast->country->name == "France");
    CHECK(CALL(coast.beaches, get).id == key);
    CHECK(CALL(Beach::objects.filter("coast__country__name"_f = "France"), count) == 1);
    CHECK_THROWS_AS(CALL(Coast::objects, create, "kilometres"_f = 1.0), aside::ValidationError);
}

BOTH_WAYS("keys may be UUIDs, of rows of the same table too") {
    const World world;
    const Coast coast = Coast::objects.create("country"_f = world.france);
    const Beach last = Beach::objects.create("id"_f = aside::Uuid::random(), "coast"_f = coast);
    const Beach first = CALL(Beach::objects, create, "id"_f = aside::Uuid::random(),
                             "coast"_f = coast, "next"_f = last);
    CHECK(CALL(Beach::objects, get, "next"_f = last).id == first.id);
    CHECK(CALL(first.next, get).id == last.id);
    CHECK(CALL(last.before, get).id == first.id);
    const auto beaches = Beach::objects.prefetch_related("next"_f, "before"_f).list();
    for (const Beach& beach : beaches) CHECK(beach.before.count() == (beach == last ? 1 : 0));
}

BOTH_WAYS("a relation of a model to itself is symmetric") {
    const World world;
    CALL(world.france.neighbours, add, world.spain);
    CHECK(CALL(world.spain.neighbours, get).name == "France");
    CHECK(CALL(Country::objects.filter("neighbours__name"_f = "France"), get).name == "Spain");
    CALL(world.spain.neighbours, remove, world.france);
    CHECK(CALL(world.france.neighbours, count) == 0);
}

TEST_CASE("objects with relations are made by names, compared and hashed by key") {
    const World world;
    const auto made = aside::make<City>("country"_f = world.spain, "name"_f = "Madrid");
    CHECK(made.country.pk() == world.spain.id);
    const City again = City::objects.get("id"_f = world.paris.id);
    CHECK(again == world.paris);
    CHECK(std::hash<City>()(again) == std::hash<City>()(world.paris));
    const auto by_capital = Country::objects.in_bulk("capital"_f, {world.paris.id});
    CHECK(by_capital.at(world.paris.id).name == "France");
}
