#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/database.hpp"

using namespace aside::literals;

namespace {

enum class Kind { cat, dog };

struct Pet : aside::Model<Pet> {
    std::int64_t id = 0;
    std::string name;
    std::int32_t age = 1;
    std::optional<std::int32_t> chip;
    std::string owner;
    std::int32_t number = 0;
    Kind kind = Kind::cat;

    static constexpr auto meta = aside::meta(
        "name"_f.max_length(4), "age"_f.validator([](std::int32_t age) { return age >= 0; }),
        "chip"_f.unique().validator([](std::int32_t chip) {
            if (chip % 2 == 0) throw aside::ValidationError("a chip's number is odd");
        }),
        aside::unique_together("owner"_f, "number"_f), "kind"_f.choices(Kind::cat, "C"));
};

using Pets = aside::testing::TestDatabase<Pet>;

}  // namespace

BOTH_WAYS("a valid object passes, a saved one too") {
    const Pets database;
    const Pet pet = Pet::objects.create({.name = "Rex", .chip = 3});
    CALL(pet, full_clean);
    CALL((Pet{.name = "Żółw", .number = 1}), full_clean);
}

BOTH_WAYS(
    "lengths, validators and digits are checked, and the error names every field that is wrong") {
    const Pets database;
    const Pet pet{.name = "Żółwik", .age = -1, .chip = 2};
    CHECK_THROWS_WITH_AS(CALL(pet, full_clean),
                         doctest::Contains("name: at most 4 characters, but it has 6"),
                         aside::ValidationError);
    CHECK_THROWS_WITH(CALL(pet, full_clean), doctest::Contains("age: "));
    CHECK_THROWS_WITH(CALL(pet, full_clean), doctest::Contains("chip: a chip's number is odd"));
}

BOTH_WAYS("an enumerator without a choice is wrong") {
    const Pets database;
    CHECK_THROWS_WITH_AS(CALL((Pet{.kind = Kind::dog}), full_clean), doctest::Contains("kind: "),
                         aside::ValidationError);
}

BOTH_WAYS("what must be unique is looked up, NULL aside") {
    const Pets database;
    const Pet pet = Pet::objects.create({.name = "Rex", .chip = 3, .owner = "ann", .number = 1});
    CHECK_THROWS_WITH_AS(CALL((Pet{.chip = 3}), full_clean), doctest::Contains("chip"),
                         aside::ValidationError);
    CHECK_THROWS_WITH_AS(CALL((Pet{.owner = "ann", .number = 1}), full_clean),
                         doctest::Contains("owner, number"), aside::ValidationError);
    Pet::objects.create({.owner = "bob"});
    CALL((Pet{.owner = "eve"}), full_clean);
    CALL(pet, full_clean);
}

TEST_CASE("saving checks nothing of that") {
    const Pets database;
    Pet pet{.name = "Rex", .age = -1, .chip = 2};
    pet.save();
    CHECK(Pet::objects.get().age == -1);
}
