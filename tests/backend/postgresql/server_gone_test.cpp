// What becomes of a database whose server ends connections.
#include "support/both_ways.hpp"
#include "support/served_database.hpp"

using namespace aside::literals;
using namespace aside::testing;

namespace {

struct Note : aside::Model<Note> {
    std::int64_t id = 0;
    std::string text;
};

struct Connected : ServedDatabase {
    Connected() { aside::create_tables<Note>(); }
};

}  // namespace

BOTH_WAYS("calls go on after the server has ended all connections that were idle") {
    REQUIRES_SERVER();
    const Connected database;
    CALL(Note::objects, create, "text"_f = "kept");
    database.end_connections();
    CHECK(CALL(Note::objects, count) == 1);
    database.end_connections();
    CALL(Note::objects, create, "text"_f = "kept, too");
    CHECK(CALL(Note::objects, count) == 2);
}

TEST_CASE("a block whose connection has ended throws, leaves nothing, and the next one works") {
    REQUIRES_SERVER();
    const Connected database;
    const auto losing = [&] {
        Note::objects.create("text"_f = "lost");
        database.end_connections();
        Note::objects.create("text"_f = "lost, too");
    };
    CHECK_THROWS_AS(aside::atomic(losing), aside::ConnectionLost);
    CHECK(Note::objects.count() == 0);
    aside::atomic([] { Note::objects.create("text"_f = "kept"); });
    CHECK(Note::objects.count() == 1);
}

TEST_CASE("rows whose connection ends in the middle of them throw, and the next ones come") {
    REQUIRES_SERVER();
    const Connected database;
    std::vector<Note> notes(20'000);
    for (Note& note : notes) note.text = std::string(1000, 'x');
    Note::objects.bulk_create(notes);
    const auto read_all = [&] {
        std::size_t rows = 0;
        for (const Note& note : Note::objects.iterator())
            if (++rows == 10 && note.id > 0) database.end_connections();
        return rows;
    };
    CHECK_THROWS_AS((void)read_all(), aside::ConnectionLost);
    CHECK(Note::objects.count() == 20'000);
}
