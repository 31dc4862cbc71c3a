#include "server.hpp"

#include <cstdlib>
#include <stdexcept>

#include "../data.hpp"

namespace speed {

namespace {

// A schema that was made by another version of this program is made again.
constexpr const char* books_schema = "speed_books_1";
constexpr const char* written_schema = "speed_written";

std::string server() {
    const char* const url = std::getenv("ASIDE_POSTGRESQL");
    if (url == nullptr)
        throw std::runtime_error("ASIDE_POSTGRESQL names no server: tools/bench postgresql");
    return url;
}

std::string url_of(const std::string& schema) {
    const std::string url = server();
    return url + (url.find('?') == url.npos ? "?" : "&") + "options=-csearch_path%3D" + schema;
}

bool is_there(const hand_pq::Database& database, const std::string& schema) {
    bool there = false;
    hand_pq::Statement question(
        database, "there", "SELECT 1::bigint FROM pg_namespace WHERE nspname = '" + schema + "'");
    question.run({}, [&](const hand_pq::Row&) { there = true; });
    return there;
}

void create_all_tables(std::string_view alias) {
    aside::create_tables<Book, shelf::Author, shelf::Book>({.alias = alias});
}

/// The texts and numbers of `book_of`.
std::string insert_books(std::int64_t count) {
    return "INSERT INTO book (name, author, price, pages) SELECT 'The book of the number ' || i, "
           "'Author ' || (i - 1) % 1000 + 1 || ' of them', (i % 5000)::float8 / 100, "
           "50 + i * 7919 % 950 FROM generate_series(1::bigint, " +
           std::to_string(count) + ") AS i";
}

void fill(const hand_pq::Database& database) {
    database.run(insert_books(book_count));
    database.run(
        "INSERT INTO shelf_author (name) SELECT 'Author ' || i || ' of them' "
        "FROM generate_series(1, 1000) AS i");
    database.run(
        "INSERT INTO shelf_book (id, name, author_id, price, pages) "
        "SELECT id, name, (id - 1) % 1000 + 1, price, pages FROM book");
    database.run("VACUUM ANALYZE");
}

}  // namespace

const std::string& books_url() {
    static const std::string url = [] {
        const hand_pq::Database database(url_of(books_schema));
        const bool there = is_there(database, books_schema);
        if (!there) database.run(std::string("CREATE SCHEMA ") + books_schema);
        aside::connect(url_of(books_schema));
        if (!there) {
            create_all_tables("default");
            fill(database);
        }
        return url_of(books_schema);
    }();
    return url;
}

const std::string& written_url() {
    static const std::string url = [] {
        const hand_pq::Database database(server());
        database.run(std::string("SET client_min_messages = warning; DROP SCHEMA IF EXISTS ") +
                     written_schema + " CASCADE; CREATE SCHEMA " + written_schema);
        aside::connect(url_of(written_schema), {.alias = "written"});
        create_all_tables("written");
        return url_of(written_schema);
    }();
    return url;
}

hand_pq::Database& hand_books() {
    static hand_pq::Database database(books_url());
    return database;
}

void empty_table(benchmark::State& state) {
    state.PauseTiming();
    const hand_pq::Database database(written_url());
    database.run("TRUNCATE book RESTART IDENTITY");
    database.run("CHECKPOINT");
}

void fill_table(std::int64_t count) {
    const hand_pq::Database database(written_url());
    database.run("TRUNCATE book RESTART IDENTITY");
    database.run(insert_books(count));
    database.run("VACUUM ANALYZE book");
    database.run("CHECKPOINT");
}

}  // namespace speed
