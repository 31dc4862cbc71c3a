#include "written.hpp"

#include "hand.hpp"

namespace speed {

void empty_books() {
    hand::Database database(written_file());
    database.run("DELETE FROM book");
    database.run("DELETE FROM sqlite_sequence");
    database.run("PRAGMA wal_checkpoint(TRUNCATE)");
}

void fill_books(std::int64_t count) {
    empty_books();
    hand::Database database(written_file());
    hand::Statement insert(database, hand::insert_book);
    database.run("BEGIN IMMEDIATE");
    for (const auto& book : new_books<hand::Book>(count)) hand::add(insert, book);
    database.run("COMMIT");
    database.run("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace speed
