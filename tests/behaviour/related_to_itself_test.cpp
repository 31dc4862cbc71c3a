// Many-to-many relations of a model to itself: in both directions at once, or in one.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/database.hpp"

namespace club {
using namespace aside::literals;

struct Meeting;

struct Person : aside::Model<Person> {
    std::int64_t id = 0;
    std::string name;
    aside::ManyToMany<Person, aside::Through<Meeting>> met;
    aside::ManyToMany<Person> friends;
    aside::ManyToMany<Person, aside::asymmetric> blocked;
    aside::ManyToMany<Person> follows;  // asymmetric, for there is a way back
    aside::ReverseManyToMany<Person, "follows"> followers;
};

struct Meeting : aside::Model<Meeting> {
    std::int64_t id = 0;
    aside::ForeignKey<Person, aside::cascade> one;
    aside::ForeignKey<Person, aside::cascade> other;
    std::string place;
};

using Texts = std::vector<std::string>;

struct Club : aside::testing::TestDatabase<Person, Meeting> {
    std::vector<Person> people = Person::objects.bulk_create(
        {Person{.name = "Ann"}, Person{.name = "Bob"}, Person{.name = "Cyd"}});
    const Person& ann = people[0];
    const Person& bob = people[1];
    const Person& cyd = people[2];
};

template <class Rows>
Texts names(const Rows& rows) {
    Texts names;
    for (const Person& person : rows.order_by("name"_f)) names.push_back(person.name);
    return names;
}

}  // namespace club

using namespace club;

BOTH_WAYS("a symmetric relation is added in both directions and removed in both") {
    const Club club;
    CALL(club.ann.friends, add, club.bob, club.cyd);
    CHECK(names(club.ann.friends) == Texts{"Bob", "Cyd"});
    CHECK(names(club.bob.friends) == Texts{"Ann"});
    CALL(club.bob.friends, remove, club.ann);
    CHECK(names(club.ann.friends) == Texts{"Cyd"});
    CHECK(names(club.bob.friends).empty());
}

BOTH_WAYS("a symmetric relation is cleared and set in both directions") {
    const Club club;
    CALL(club.ann.friends, add, club.bob, club.cyd);
    CALL(club.bob.friends, set, std::vector{club.cyd});
    CHECK(names(club.ann.friends) == Texts{"Cyd"});
    CHECK(names(club.cyd.friends) == Texts{"Ann", "Bob"});
    CALL(club.cyd.friends, clear);
    CHECK(names(club.ann.friends).empty());
    CHECK(names(club.bob.friends).empty());
}

BOTH_WAYS("somebody may be a friend of their own") {
    const Club club;
    CALL(club.ann.friends, add, club.ann);
    CHECK(names(club.ann.friends) == Texts{"Ann"});
    CALL(club.ann.friends, remove, club.ann);
    CHECK(names(club.ann.friends).empty());
}

BOTH_WAYS("a symmetric relation through a model has a join row for either direction") {
    const Club club;
    CALL(club.ann.met, add, club.bob, aside::through_defaults("place"_f = "here"));
    CALL(club.bob.met, add, club.ann, club.cyd, aside::through_defaults("place"_f = "there"));
    CHECK(names(club.bob.met) == Texts{"Ann", "Cyd"});
    CHECK(names(club.cyd.met) == Texts{"Bob"});
    CHECK(Meeting::objects.filter("place"_f = "here").count() == 2);
    CHECK(Meeting::objects.count() == 4);
    CALL(club.cyd.met, clear);
    CHECK(names(club.bob.met) == Texts{"Ann"});
    CHECK(CALL_DELETE(club.bob).by_table ==
          std::map<std::string, std::int64_t>{{"club_meeting", 2}, {"club_person", 1}});
}

BOTH_WAYS("a friend who is created is one in both directions") {
    const Club club;
    const Person dan = CALL(club.ann.friends, create, "name"_f = "Dan");
    CHECK(names(dan.friends) == Texts{"Ann"});
    CHECK(names(club.ann.friends) == Texts{"Dan"});
}

BOTH_WAYS("an asymmetric relation goes one way") {
    const Club club;
    CALL(club.ann.blocked, add, club.bob);
    CHECK(names(club.ann.blocked) == Texts{"Bob"});
    CHECK(names(club.bob.blocked).empty());
    CALL(club.bob.blocked, clear);
    CHECK(names(club.ann.blocked) == Texts{"Bob"});
}

BOTH_WAYS("a declared way back makes it asymmetric, and changes it from the other side") {
    const Club club;
    CALL(club.ann.follows, add, club.bob);
    CALL(club.bob.followers, add, club.cyd);
    CHECK(names(club.bob.followers) == Texts{"Ann", "Cyd"});
    CHECK(names(club.bob.follows).empty());
    CALL(club.bob.followers, set, std::vector{club.cyd});
    CHECK(names(club.ann.follows).empty());
    CHECK(names(club.cyd.follows) == Texts{"Bob"});
}

BOTH_WAYS("deleting somebody removes the join rows of all of these relations") {
    const Club club;
    club.ann.friends.add(club.bob);
    club.cyd.blocked.add(club.ann);
    club.ann.follows.add(club.cyd);
    club.bob.follows.add(club.ann);
    const auto deleted = CALL_DELETE(club.ann);
    CHECK(deleted.by_table == std::map<std::string, std::int64_t>{{"club_person", 1},
                                                                  {"club_person_blocked", 1},
                                                                  {"club_person_follows", 2},
                                                                  {"club_person_friends", 2}});
    CHECK(deleted.total == 6);
}
