// Relations to models whose key is not an automatic integer.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/database.hpp"

namespace atlas {
using namespace aside::literals;

struct City;
struct Language;

struct Country : aside::Model<Country> {
    std::string code;
    std::string name;
    aside::ReverseForeignKey<City, "country"> cities;
    aside::ManyToMany<Language> languages;

    static constexpr auto meta = aside::meta("code"_f.primary_key().max_length(2));
};

struct City : aside::Model<City> {
    aside::Uuid id;
    std::string name;
    aside::ForeignKey<Country, aside::set_null, std::string> country;
    aside::ReverseOneToOne<struct Mayor, "city"> mayor;
};

struct Mayor : aside::Model<Mayor> {
    aside::OneToOne<City, aside::cascade, aside::Uuid> city;
    std::string name;
    aside::ManyToMany<Language> speaks;

    static constexpr auto meta = aside::meta("city"_f.primary_key());
};

struct Language : aside::Model<Language> {
    aside::Uuid id;
    std::string name;
    aside::ReverseManyToMany<Country, "languages"> countries;
};

struct Atlas : aside::testing::TestDatabase<Country, City, Mayor, Language> {
    const Country france = Country::objects.create("code"_f = "fr", "name"_f = "France");
    const Country italy = Country::objects.create("code"_f = "it", "name"_f = "Italy");
    const City nice = City::objects.create("id"_f = aside::Uuid::random(), "name"_f = "Nice");
    const Language french =
        Language::objects.create("id"_f = aside::Uuid::random(), "name"_f = "French");
    const Language occitan =
        Language::objects.create("id"_f = aside::Uuid::random(), "name"_f = "Occitan");
};

}  // namespace atlas

using namespace atlas;

BOTH_WAYS("a foreign key by text is added, moved and removed") {
    const Atlas atlas;
    CALL(atlas.italy.cities, add, atlas.nice);
    CHECK(City::objects.get("country"_f = atlas.italy).name == "Nice");
    CALL(atlas.france.cities, add, atlas.nice.id);
    CHECK(atlas.italy.cities.count() == 0);
    CHECK(atlas.france.cities.get().country.pk() == "fr");
    CALL(atlas.france.cities, remove, atlas.nice);
    CHECK_FALSE(City::objects.get().country);
}

BOTH_WAYS("join rows of a text and a UUID") {
    const Atlas atlas;
    CALL(atlas.france.languages, add, atlas.french, atlas.occitan.id);
    CHECK(atlas.france.languages.count() == 2);
    CALL(atlas.french.countries, set, {std::string("it")});
    CHECK(atlas.italy.languages.get().name == "French");
    CHECK(atlas.france.languages.get().name == "Occitan");
    CALL(atlas.occitan.countries, remove, "fr");
    CHECK(atlas.france.languages.count() == 0);
    CHECK(Country::objects.bulk_add("languages"_f, std::vector<std::pair<Country, aside::Uuid>>{
                                                       {atlas.france, atlas.french.id},
                                                       {atlas.italy, atlas.french.id}}) == 1);
}

BOTH_WAYS("a one-to-one relation may be the key") {
    const Atlas atlas;
    const Mayor mayor = CALL(Mayor::objects, create, "city"_f = atlas.nice, "name"_f = "Jo");
    CALL(mayor.speaks, add, atlas.french);
    CHECK(Mayor::objects.get("city"_f = atlas.nice).speaks.get().name == "French");
    CHECK(CALL_DELETE(atlas.nice).by_table ==
          std::map<std::string, std::int64_t>{
              {"atlas_city", 1}, {"atlas_mayor", 1}, {"atlas_mayor_speaks", 1}});
}

BOTH_WAYS("get_or_create through a manager by text") {
    const Atlas atlas;
    const auto made = CALL(atlas.france.cities, get_or_create, "name"_f = "Paris",
                           defaults("id"_f = aside::Uuid::random()));
    CHECK(made.created);
    CHECK(made.object.country.pk() == "fr");
    CHECK_FALSE(CALL(atlas.france.cities, get_or_create, "name"_f = "Paris").created);
}
