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
    hand::Statement insert(database,
                           "INSERT INTO book (name, author, price, pages) VALUES (?, ?, ?, ?)");
    database.run("BEGIN IMMEDIATE");
    for (const auto& book : new_books<hand::Book>(count)) {
        insert.bind(1, book.name);
        insert.bind(2, book.author);
        insert.bind(3, book.price);
        insert.bind(4, book.pages);
        insert.run();
    }
    database.run("COMMIT");
    database.run("PRAGMA wal_checkpoint(TRUNCATE)");
}

}  // namespace speed
