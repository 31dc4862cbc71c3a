// How two tables differ, in plain data.
#include <doctest/doctest.h>

#include "schema/differences.hpp"

using namespace aside::schema;
using aside::SqlValue;
using aside::detail::FieldKind;

namespace {

Table film() {
    return {.name = "film",
            .columns = {{.name = "id",
                         .type = {.kind = FieldKind::integer, .bytes = 8},
                         .identity = Identity::by_default},
                        {.name = "name", .type = {.kind = FieldKind::text, .max_length = 30}},
                        {.name = "price",
                         .type = {.kind = FieldKind::decimal, .max_digits = 8, .decimal_places = 2},
                         .nullable = true,
                         .default_value = SqlValue(3)},
                        {.name = "shape", .type = {.declared = "geometry"}},
                        {.name = "twice", .generated = Generated{.expression = "price * 2"}},
                        {.name = "director_id", .type = {.kind = FieldKind::integer, .bytes = 8}}},
            .primary_key = Key{.parts = {{.column = "id"}}},
            .unique = {{.parts = {{.column = "name"}}},
                       {.name = "both", .parts = {{.column = "price"}}}},
            .foreign_keys = {{.columns = {"director_id"},
                              .table = "director",
                              .to = {"id"},
                              .on_delete = Action::cascade,
                              .deferrable = Deferrable::initially_deferred}},
            .checks = {{.name = "priced", .condition = "price > 0"}, {.condition = "name <> ''"}},
            .indexes = {{.name = "film_name", .parts = {{.column = "name", .descending = true}}},
                        {.name = "film_price",
                         .unique = true,
                         .parts = {{.expression = "abs(price)"}},
                         .condition = "price > 1"}}};
}

std::vector<std::string> shown(const std::vector<Difference>& differences) {
    std::vector<std::string> lines;
    for (const Difference& each : differences) lines.push_back(to_string(each));
    return lines;
}

/// What is found when one thing is changed; the way back is found, too.
template <class Change>
std::string found(Change change) {
    const Table before = film();
    Table after = before;
    change(after);
    CHECK(differences(after, before).size() == 1);
    const auto lines = shown(differences(before, after));
    REQUIRE(lines.size() == 1);
    return lines.front();
}

}  // namespace

TEST_CASE("a table does not differ from itself") { CHECK(differences(film(), film()).empty()); }

TEST_CASE("each change of a column is found and named") {
    const auto change = [](std::size_t number, auto of) {
        return found([&](Table& table) { of(table.columns[number]); });
    };
    CHECK(change(0, [](Column& c) { c.type.bytes = 4; }) == "film: column id: type");
    CHECK(change(0, [](Column& c) { c.type.is_signed = false; }) == "film: column id: type");
    CHECK(change(0, [](Column& c) { c.identity = Identity::none; }) == "film: column id: identity");
    CHECK(change(1, [](Column& c) { c.type.max_length = 31; }) == "film: column name: length");
    CHECK(change(1, [](Column& c) { c.type.kind = FieldKind::json; }) == "film: column name: type");
    CHECK(change(1, [](Column& c) { c.nullable = true; }) == "film: column name: nullable");
    CHECK(change(1, [](Column& c) { c.collation = "NOCASE"; }) == "film: column name: collation");
    CHECK(change(1, [](Column& c) { c.null_conflict = "FAIL"; }) == "film: column name: conflict");
    CHECK(change(2, [](Column& c) { c.type.max_digits = 9; }) == "film: column price: digits");
    CHECK(change(2, [](Column& c) { c.type.decimal_places = 3; }) == "film: column price: digits");
    CHECK(change(2, [](Column& c) { c.default_value = SqlValue(4); }) ==
          "film: column price: default");
    CHECK(change(2, [](Column& c) { c.default_value = Sql{"3"}; }) ==
          "film: column price: default");
    CHECK(change(2, [](Column& c) { c.default_value = {}; }) == "film: column price: default");
    CHECK(change(3, [](Column& c) { c.type.declared = "point"; }) == "film: column shape: type");
    CHECK(change(4, [](Column& c) { c.generated->stored = true; }) ==
          "film: column twice: generated");
    CHECK(change(4, [](Column& c) { c.generated.reset(); }) == "film: column twice: generated");
}

TEST_CASE("each change of a table's parts is found and named") {
    CHECK(found([](Table& t) { t.name = "movie"; }).ends_with(": name"));
    CHECK(found([](Table& t) { t.strict = true; }) == "film: options");
    CHECK(found([](Table& t) { t.without_rowid = true; }) == "film: options");
    CHECK(found([](Table& t) { t.definition = "CREATE TABLE film (?)"; }) == "film: definition");
    CHECK(found([](Table& t) { std::swap(t.columns[1], t.columns[2]); }) == "film: order");
    CHECK(found([](Table& t) { t.columns.push_back({.name = "year"}); }) ==
          "film: column year added");
    CHECK(found([](Table& t) { t.columns.erase(t.columns.begin() + 1); }) ==
          "film: column name removed");
    CHECK(found([](Table& t) { t.primary_key.reset(); }) == "film: primary key id removed");
    CHECK(found([](Table& t) { t.primary_key->parts.push_back({.column = "name"}); }) ==
          "film: primary key id: columns");
    CHECK(found([](Table& t) { t.primary_key->name = "pk"; }) == "film: primary key id: name");
    CHECK(found([](Table& t) { t.unique.pop_back(); }) == "film: unique both removed");
    CHECK(found([](Table& t) { t.unique[0].conflict = "REPLACE"; }) ==
          "film: unique name: conflict");
    CHECK(found([](Table& t) { t.unique[1].parts[0].collation = "RTRIM"; }) ==
          "film: unique both: columns");
    CHECK(found([](Table& t) { t.unique[1].name = "one"; }) == "film: unique both: name");
    CHECK(found([](Table& t) { t.foreign_keys.clear(); }) ==
          "film: foreign key director_id removed");
    CHECK(found([](Table& t) { t.foreign_keys[0].table = "person"; }) ==
          "film: foreign key director_id: target");
    CHECK(found([](Table& t) { t.foreign_keys[0].to = {"key"}; }) ==
          "film: foreign key director_id: target");
    CHECK(found([](Table& t) { t.foreign_keys[0].on_delete = Action::set_null; }) ==
          "film: foreign key director_id: on delete");
    CHECK(found([](Table& t) { t.foreign_keys[0].on_update = Action::set_null; }) ==
          "film: foreign key director_id: on update");
    CHECK(found([](Table& t) { t.foreign_keys[0].deferrable = Deferrable::no; }) ==
          "film: foreign key director_id: deferrable");
    CHECK(found([](Table& t) { t.foreign_keys[0].name = "fk"; }) ==
          "film: foreign key director_id: name");
    CHECK(found([](Table& t) { t.checks[0].condition = "price > 1"; }) ==
          "film: check priced: condition");
    CHECK(found([](Table& t) { t.checks[0].name = "other"; }) == "film: check priced: name");
    CHECK(found([](Table& t) { t.checks.pop_back(); }) == "film: check name <> '' removed");
    CHECK(found([](Table& t) { t.indexes[0].parts[0].descending = false; }) ==
          "film: index film_name: columns");
    CHECK(found([](Table& t) { t.indexes[0].name = "other"; }) == "film: index film_name: name");
    CHECK(found([](Table& t) { t.indexes[1].unique = false; }) == "film: index film_price: unique");
    CHECK(found([](Table& t) { t.indexes[1].condition.clear(); }) ==
          "film: index film_price: condition");
    CHECK(found([](Table& t) { t.indexes[1].definition = "CREATE INDEX film_price ?"; }) ==
          "film: index film_price: definition");
    CHECK(found([](Table& t) { t.indexes[0].parts[0].operator_class = "text_pattern_ops"; }) ==
          "film: index film_name: columns");
}

TEST_CASE("what means one thing is no difference") {
    const Table before = film();
    Table after = before;
    std::swap(after.unique[0], after.unique[1]);
    std::swap(after.checks[0], after.checks[1]);
    std::swap(after.indexes[0], after.indexes[1]);
    after.columns[1].type.declared = "NVARCHAR(30)";
    after.columns[1].default_value = SqlValue();
    CHECK(shown(differences(before, after)) == std::vector<std::string>{});
    CHECK(shown(differences(after, before)) == std::vector<std::string>{});
}

TEST_CASE("several changes are told apart, and those of one column together") {
    const Table before = film();
    Table after = before;
    after.columns[1].nullable = true;
    after.columns[1].type.max_length = 0;
    after.columns[5].name = "author_id";
    after.foreign_keys[0].columns = {"author_id"};
    const auto all = differences(before, after);
    CHECK(shown(all) == std::vector<std::string>{"film: column name: length, nullable",
                                                 "film: column director_id removed",
                                                 "film: column author_id added",
                                                 "film: foreign key director_id removed",
                                                 "film: foreign key author_id added"});
    CHECK(all[0] == Difference{.change = Change::changed,
                               .part = Part::column,
                               .table = "film",
                               .name = "name",
                               .attributes = {Attribute::length, Attribute::nullable}});
}

TEST_CASE("tables are told apart by their names") {
    Table other = film();
    other.name = "other";
    Table changed = film();
    changed.strict = true;
    const std::vector<Table> before{film(), other};
    Table added = film();
    added.name = "added";
    const std::vector<Table> after{added, changed};
    CHECK(shown(differences(before, after)) ==
          std::vector<std::string>{"film: options", "other removed", "added added"});
}
