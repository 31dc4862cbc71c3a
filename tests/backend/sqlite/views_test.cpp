// A view with INSTEAD OF triggers, of whose rows the engine counts none.
#include <doctest/doctest.h>

#include <vector>

#include "support/both_ways.hpp"
#include "support/database.hpp"

namespace views_test {

using namespace aside::literals;

struct Person : aside::Model<Person> {
    std::int64_t id = 0;
    std::string name;
    std::int64_t age = 0;
    static constexpr auto meta = aside::meta(aside::table("person_v"), aside::managed(false));
};

/// Ann, who is 30, and Bob, who is 40.
class People : public aside::testing::ScratchDatabase {
public:
    People() {
        for (const char* sql :
             {"CREATE TABLE person (id integer PRIMARY KEY, name text, age integer)",
              "CREATE VIEW person_v AS SELECT id, name, age FROM person",
              "CREATE TRIGGER i INSTEAD OF INSERT ON person_v BEGIN "
              "INSERT INTO person VALUES (new.id, new.name, new.age); END",
              "CREATE TRIGGER u INSTEAD OF UPDATE ON person_v BEGIN "
              "UPDATE person SET name = new.name, age = new.age WHERE id = old.id; END",
              "CREATE TRIGGER d INSTEAD OF DELETE ON person_v BEGIN "
              "DELETE FROM person WHERE id = old.id; END",
              "INSERT INTO person VALUES (1, 'Ann', 30), (2, 'Bob', 40)"})
            aside::connection().execute(sql);
    }
};

BOTH_WAYS("saving an object of a view updates its row, and adds none") {
    const People people;
    Person ann = Person::objects.get("name"_f = "Ann");
    ann.name = "Anna";
    CALL(ann, save);
    ann.age = 31;
    CALL(ann, save, {.update_fields = {"age"_f}});
    CHECK(Person::objects.count() == 2);
    CHECK(Person::objects.get("id"_f = 1).name == "Anna");
    CHECK(Person::objects.get("id"_f = 1).age == 31);
    Person gone{.id = 9, .name = "Carl"};
    CHECK_THROWS_AS(CALL(gone, save, {.force_update = true}), aside::DatabaseError);
    CALL(gone, save);
    CHECK(Person::objects.count() == 3);
}

BOTH_WAYS("the rows of a view that are updated or deleted are counted") {
    const People people;
    CHECK(CALL(Person::objects, update, "age"_f = "age"_f + 1) == 2);
    CHECK(CALL(Person::objects.filter("age"_f > 40), update, "age"_f = 50) == 1);
    CHECK(CALL(Person::objects.filter("age"_f > 90), update, "age"_f = 50) == 0);
    std::vector<Person> all = Person::objects.order_by("id"_f).list().to_vector();
    for (Person& person : all) person.age = 20;
    CHECK(CALL(Person::objects, bulk_update, all, {"age"_f}) == 2);
    CHECK(Person::objects.filter("age"_f = 20).count() == 2);
    const aside::DeleteResult deleted = CALL_DELETE(Person::objects.filter("name"_f = "Bob"));
    CHECK(deleted.total == 1);
    CHECK(deleted.by_table.at("person_v") == 1);
    CHECK(Person::objects.count() == 1);
}

BOTH_WAYS("a row of a view has the key that it was given, and none of another row") {
    const People people;
    CHECK(CALL(Person::objects, create, "id"_f = 7, "name"_f = "Eve").id == 7);
    CHECK_THROWS_WITH_AS(CALL(Person::objects, create, "name"_f = "Dan"),
                         doctest::Contains("no key"), aside::IntegrityError);
    CHECK_THROWS_AS(CALL(Person::objects, get_or_create, "name"_f = "Dan"), aside::IntegrityError);
    CHECK_THROWS_AS(
        CALL(Person::objects, bulk_create, std::vector<Person>{{.name = "Dan"}, {.name = "Flo"}}),
        aside::IntegrityError);
    CHECK(Person::objects.count() == 3);
    CHECK(CALL(Person::objects, update_or_create, "name"_f = "Ann", aside::defaults("age"_f = 33))
              .created == false);
    CHECK(Person::objects.get("name"_f = "Ann").age == 33);
}

}  // namespace views_test
