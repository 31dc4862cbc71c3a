// EXPLAIN, with what PostgreSQL can tell.
#include "support/both_ways.hpp"
#include "support/served_database.hpp"

using namespace aside::literals;
using namespace aside::testing;

namespace {

struct Note : aside::Model<Note> {
    std::int64_t id = 0;
    std::string text;
};

struct Notes : ServedDatabase {
    Notes() {
        aside::create_tables<Note>();
        Note::objects.create("text"_f = "a");
    }
};

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

}  // namespace

BOTH_WAYS("explain tells what its options ask for, in the form that they ask for") {
    REQUIRES_SERVER();
    const Notes database;
    const auto notes = Note::objects.filter("text"_f == "a");
    CHECK(has(CALL(notes, explain), "cost="));
    CHECK_FALSE(has(CALL(notes, explain), "actual"));
    CHECK_FALSE(has(CALL(notes, explain, {.costs = false}), "cost="));
    CHECK(has(CALL(notes, explain, {.verbose = true}), "Output:"));
    CHECK(has(CALL(notes, explain, {.summary = true}), "Planning Time"));
    CHECK(has(CALL(notes, explain, {.analyze = true}), "actual time="));
    const auto measured = CALL(notes, explain,
                               {.analyze = true,
                                .settings = true,
                                .buffers = true,
                                .wal = true,
                                .timing = false,
                                .summary = false});
    CHECK(has(measured, "actual rows=1"));
    CHECK(has(measured, "Buffers:"));
    CHECK_FALSE(has(measured, "Execution Time"));
    CHECK(has(CALL(notes, explain, {.format = "json"}), "\"Plan\": {"));
    CHECK(has(CALL(notes, explain, {.format = "XML"}), "<Plan>"));
    CHECK(has(CALL(notes, explain, {.analyze = true, .format = "yaml"}), "Actual Rows: 1"));
}

BOTH_WAYS("explain works in a block, and of rows that are to be locked") {
    REQUIRES_SERVER();
    const Notes database;
    aside::atomic([&] {
        Note::objects.create("text"_f = "b");
        CHECK(has(CALL(Note::objects, explain, {.analyze = true}), "rows=2"));
        CHECK(has(CALL(Note::objects.select_for_update(), explain, {.analyze = true}), "LockRows"));
    });
    aside::atomic({.read_only = true},
                  [&] { CHECK(has(CALL(Note::objects, explain, {.analyze = true}), "actual")); });
    CHECK(has(CALL(Note::objects.select_for_update(), explain), "LockRows"));
}

BOTH_WAYS("explain that runs the statement runs none that writes") {
    REQUIRES_SERVER();
    const Notes database;
    const std::string table(aside::detail::model_info<Note>().table);
    const auto deleting = Note::objects.raw("DELETE FROM \"" + table + "\" RETURNING *");
    CHECK(has(CALL(deleting, explain), "Delete on"));
    CHECK_THROWS_AS(CALL(deleting, explain, {.analyze = true}), aside::ProgrammingError);
    CHECK(Note::objects.count() == 1);
    const auto reading = Note::objects.raw("SELECT * FROM \"" + table + '"');
    CHECK(has(CALL(reading, explain, {.analyze = true}), "actual"));
}
