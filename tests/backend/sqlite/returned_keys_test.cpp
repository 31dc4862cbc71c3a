// Tables in which the database decides more than usual: which rows are inserted, and with which
// keys.
#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <vector>

#include "support/both_ways.hpp"
#include "support/database.hpp"

namespace returned_keys_test {

using namespace aside::literals;

struct Entry : aside::Model<Entry> {
    std::int64_t id = 0;
    std::string name;
    static constexpr auto meta = aside::meta(aside::table("entry"), aside::managed(false));
};

/// A file with a table that was made by these statements.
class Table : public aside::testing::ScratchDatabase {
public:
    template <class... Sql>
    explicit Table(Sql... sql) {
        (aside::connection().execute(sql), ...);
    }
};

/// Tables whose keys are counted up, as the library makes them, and others.
const std::vector<std::string> key_columns{"id integer PRIMARY KEY AUTOINCREMENT",
                                           "id integer PRIMARY KEY"};
std::string table_of(const std::string& key, const std::string& name = "name text NOT NULL") {
    return "CREATE TABLE entry (" + key + ", " + name + ")";
}
constexpr const char* ignoring = "name text NOT NULL UNIQUE ON CONFLICT IGNORE";
constexpr const char* refusing_bad =
    "CREATE TRIGGER refusing BEFORE INSERT ON entry WHEN new.name LIKE 'bad%' "
    "BEGIN SELECT RAISE(IGNORE); END";

std::vector<Entry> entries(std::initializer_list<const char*> names) {
    std::vector<Entry> made;
    for (const char* name : names) made.push_back(Entry{.name = name});
    return made;
}

/// Each one that has a key is the row of that key; gives how many have none.
int without_key(const std::vector<Entry>& made) {
    int without = 0;
    for (const Entry& entry : made) {
        if (entry.id == 0)
            ++without;
        else
            CHECK(Entry::objects.get("id"_f = entry.id).name == entry.name);
    }
    return without;
}

BOTH_WAYS("an object whose row the table ignores is refused, and has nobody else's key") {
    for (const std::string& key : key_columns) {
        const Table table(table_of(key, ignoring));
        CALL(Entry::objects, create, "name"_f = "a");
        const Entry last = CALL(Entry::objects, create, "name"_f = "b");
        CHECK(last.id == 2);
        CHECK_THROWS_WITH_AS(CALL(Entry::objects, create, "name"_f = "a"),
                             doctest::Contains("no row was inserted into entry"),
                             aside::IntegrityError);
        Entry again{.name = "a"};
        CHECK_THROWS_AS(CALL(again, save), aside::IntegrityError);
        CHECK(again.id == 0);
        Entry keyed{.id = 7, .name = "a"};
        CHECK_THROWS_AS(CALL(keyed, save), aside::IntegrityError);
        CHECK(Entry::objects.count() == 2);
    }
}

BOTH_WAYS("an object whose row a trigger keeps as it is is refused, and the row is as it was") {
    const Table table(
        table_of(key_columns[0]),
        "CREATE TRIGGER keeping BEFORE UPDATE ON entry BEGIN SELECT RAISE(IGNORE); END");
    Entry entry = CALL(Entry::objects, create, "name"_f = "a");
    entry.name = "b";
    CHECK_THROWS_WITH_AS(CALL(entry, save), doctest::Contains("has left its row as it was"),
                         aside::DatabaseError);
    CHECK_THROWS_WITH_AS(CALL(entry, save, {.force_update = true}),
                         doctest::Contains("has left it as it was"), aside::DatabaseError);
    CHECK(Entry::objects.get().name == "a");
}

BOTH_WAYS("get_or_create and update_or_create never claim a row that was not inserted") {
    const Table table(table_of(key_columns[1]), refusing_bad);
    CHECK_THROWS_AS(CALL(Entry::objects, get_or_create, "name"_f = "bad"), aside::IntegrityError);
    CHECK_THROWS_AS(CALL(Entry::objects, update_or_create, "name"_f = "bad"),
                    aside::IntegrityError);
    CHECK(CALL(Entry::objects, get_or_create, "name"_f = "good").created);
    CHECK(Entry::objects.count() == 1);
}

BOTH_WAYS(
    "of objects in bulk those whose rows are left out have no key, and the others their own") {
    for (const std::string& key : key_columns) {
        const Table table(table_of(key, ignoring), refusing_bad);
        CALL(Entry::objects, create, "name"_f = "a");
        const auto made = CALL(Entry::objects, bulk_create,
                               entries({"x", "a", "y", "bad 1", "z", "y", "bad 2", "w"}));
        CHECK(without_key(made) == 4);
        CHECK(made[1].id == 0);
        CHECK(made[5].id == 0);
        CHECK(Entry::objects.count() == 5);
        const std::vector<Entry> given{{.id = 50, .name = "q"}, {.id = 51, .name = "x"}};
        const auto keyed = CALL(Entry::objects, bulk_create, given);
        CHECK(keyed[0].id == 50);
        CHECK(keyed[1].id == 0);
    }
}

BOTH_WAYS("objects in bulk have their own keys where triggers add rows to the same table") {
    for (std::size_t i = 0; i < 4; ++i) {
        const std::string when = i < 2 ? "BEFORE" : "AFTER";
        const Table table(table_of(key_columns[i % 2]),
                          "CREATE TRIGGER mirror " + when +
                              " INSERT ON entry WHEN new.name NOT LIKE 'of %' BEGIN "
                              "INSERT INTO entry (name) VALUES ('of ' || new.name); END");
        CAPTURE(when);
        const auto made = CALL(Entry::objects, bulk_create, entries({"a", "b", "c"}));
        CHECK(without_key(made) == 0);
        CHECK(without_key({CALL(Entry::objects, create, "name"_f = "d")}) == 0);
        CHECK(Entry::objects.count() == 8);
    }
}

BOTH_WAYS("objects have their own keys where the largest key is taken, so that others are random") {
    const Table table(table_of(key_columns[1]));
    constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
    CALL(Entry::objects, create, "id"_f = largest, "name"_f = "last");
    const auto made =
        CALL(Entry::objects, bulk_create, entries({"a", "b", "c", "d", "e", "f", "g", "h"}));
    CHECK(without_key(made) == 0);
    CHECK(without_key({CALL(Entry::objects, create, "name"_f = "i")}) == 0);
    CHECK(Entry::objects.count() == 10);
}

BOTH_WAYS("objects have their own keys where rows replace others, and beside keys set by hand") {
    for (const std::string& key : key_columns) {
        const Table table(table_of(key, "name text UNIQUE ON CONFLICT REPLACE"));
        CALL(Entry::objects, bulk_create, entries({"a", "b"}));
        const auto made = CALL(Entry::objects, bulk_create, entries({"b", "c", "a"}));
        CHECK(without_key(made) == 0);
        CHECK(Entry::objects.count() == 3);
        const std::vector<Entry> given{{.name = "m"}, {.id = 90, .name = "n"}, {.name = "o"}};
        const auto mixed = CALL(Entry::objects, bulk_create, given);
        CHECK(without_key(mixed) == 0);
        CHECK(mixed[1].id == 90);
    }
}

BOTH_WAYS("a row that the database gives no key is refused, and not there") {
    const Table table("CREATE TABLE entry (id int PRIMARY KEY, name text)");
    CHECK_THROWS_WITH_AS(CALL(Entry::objects, create, "name"_f = "a"), doctest::Contains("no key"),
                         aside::IntegrityError);
    CHECK_THROWS_AS(CALL(Entry::objects, bulk_create, entries({"a", "b"})), aside::IntegrityError);
    CHECK(Entry::objects.count() == 0);
    CHECK(CALL(Entry::objects, create, "id"_f = 5, "name"_f = "a").id == 5);
}

BOTH_WAYS("a table without rowids takes the keys that it is given") {
    const Table table("CREATE TABLE entry (id integer PRIMARY KEY, name text) WITHOUT ROWID");
    CHECK_THROWS_AS(CALL(Entry::objects, create, "name"_f = "a"), aside::IntegrityError);
    CHECK(CALL(Entry::objects, create, "id"_f = 5, "name"_f = "a").id == 5);
    Entry saved{.id = 6, .name = "b"};
    CALL(saved, save);
    CHECK(Entry::objects.count() == 2);
}

BOTH_WAYS("an object has no key whose row a trigger deletes again, or gives another key") {
    const char* const filter =
        "CREATE TRIGGER filter AFTER INSERT ON entry WHEN new.name LIKE 'bad%' "
        "BEGIN DELETE FROM entry WHERE id = new.id; END";
    const char* const mover =
        "CREATE TRIGGER mover AFTER INSERT ON entry WHEN new.name LIKE 'bad%' "
        "BEGIN UPDATE entry SET id = id + 100 WHERE id = new.id; END";
    for (const char* trigger : {filter, mover}) {
        for (const std::string& key : key_columns) {
            CAPTURE(trigger);
            const Table table(table_of(key), trigger);
            const auto made = CALL(Entry::objects, bulk_create, entries({"a", "bad", "b", "c"}));
            CHECK(without_key(made) == 1);
            CHECK(made[1].id == 0);
            const std::vector<Entry> given{{.id = 50, .name = "bad"}, {.id = 51, .name = "d"}};
            CHECK(without_key(CALL(Entry::objects, bulk_create, given)) == 1);
            CHECK_THROWS_AS(CALL(Entry::objects, create, "name"_f = "bad"), aside::IntegrityError);
            Entry keyed{.id = 60, .name = "bad"};
            CHECK_THROWS_AS(CALL(keyed, save), aside::IntegrityError);
            CHECK_THROWS_AS(CALL(Entry::objects, get_or_create, "id"_f = 70, "name"_f = "bad"),
                            aside::IntegrityError);
            CHECK(Entry::objects.exclude("name"_f = "bad").count() == 4);
        }
    }
}

BOTH_WAYS("nor has one that may also update a row") {
    for (const char* then : {"DELETE FROM entry WHERE id = new.id",
                             "UPDATE entry SET id = id + 100 WHERE id = new.id"}) {
        CAPTURE(then);
        const Table table(
            table_of("id integer PRIMARY KEY", "name text NOT NULL UNIQUE"),
            "CREATE TRIGGER late AFTER INSERT ON entry WHEN new.name LIKE 'bad%' BEGIN " +
                std::string(then) + "; END");
        const aside::BulkCreateOptions<Entry> updating{
            .update_conflicts = true, .update_fields = {"name"_f}, .unique_fields = {"name"_f}};
        const auto made =
            CALL(Entry::objects, bulk_create, entries({"a", "bad", "b", "a"}), updating);
        CHECK(without_key(made) == 1);
        CHECK(made[1].id == 0);
        CHECK(made[3].id == made[0].id);
    }
}

BOTH_WAYS("objects have their own keys where triggers write elsewhere") {
    for (const std::string& key : key_columns) {
        const Table table(table_of(key), "CREATE TABLE log (name text)",
                          "CREATE TRIGGER logs AFTER INSERT ON entry BEGIN "
                          "INSERT INTO log VALUES (new.name), (new.name); END");
        CHECK(without_key(CALL(Entry::objects, bulk_create, entries({"a", "b", "c"}))) == 0);
        CHECK(without_key({CALL(Entry::objects, create, "name"_f = "d")}) == 0);
        CHECK(Entry::objects.count() == 4);
    }
}

}  // namespace returned_keys_test
