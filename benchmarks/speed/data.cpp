#include "data.hpp"

#include <filesystem>
#include <random>

#include "columns.hpp"
#include "hand.hpp"

namespace speed {

namespace {

namespace fs = std::filesystem;

// A file that was made by another version of this program is made again.
constexpr std::int64_t version = 1;

fs::path folder() {
    const fs::path path = fs::current_path() / "speed-data";
    fs::create_directories(path);
    return path;
}

void remove_file(const fs::path& file) {
    for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(file.string() + suffix);
}

bool is_there(const fs::path& file) {
    if (!fs::exists(file)) return false;
    hand::Database database(file.string());
    hand::Statement statement(database, "PRAGMA user_version");
    return statement.step() && statement.integer(0) == version;
}

void add_books(hand::Database& database, std::int64_t count) {
    hand::Statement insert(database, hand::insert_book);
    for (std::int64_t i = 1; i <= count; ++i) {
        const Book book = book_of(i);
        hand::add(insert, {0, book.name, book.author, book.price, book.pages});
    }
}

void add_shelves(hand::Database& database) {
    hand::Statement author(database, "INSERT INTO shelf_author (name) VALUES (?)");
    for (std::int64_t i = 1; i <= author_count; ++i) {
        const std::string name = book_of(i).author;
        author.bind(1, name);
        author.run();
    }
    database.run(
        "INSERT INTO shelf_book (id, name, author_id, price, pages) "
        "SELECT id, name, (id - 1) % 1000 + 1, price, pages FROM book");
}

void create_all_tables(std::string_view alias) {
    aside::create_tables<Book, shelf::Author, shelf::Book>({.alias = alias});
    create_wide_tables(alias);
}

void fill(const fs::path& file, std::string_view alias) {
    hand::Database database(file.string());
    database.run("BEGIN IMMEDIATE");
    add_books(database, alias == "many" ? most_books : book_count);
    if (alias == "default") {
        add_shelves(database);
        fill_wide_tables(database);
    }
    database.run("PRAGMA user_version = " + std::to_string(version));
    database.run("COMMIT");
    database.run("PRAGMA wal_checkpoint(TRUNCATE)");
}

std::string made(const char* name, std::string_view alias) {
    const fs::path file = folder() / name;
    const bool there = is_there(file);
    if (!there) remove_file(file);
    aside::connect("sqlite:" + file.string(), {.alias = alias, .pool_size = 64});
    if (!there) {
        create_all_tables(alias);
        fill(file, alias);
    }
    return file.string();
}

}  // namespace

const std::string& books_file() {
    static const std::string file = made("books.db", "default");
    return file;
}

const std::string& many_file() {
    static const std::string file = made("many.db", "many");
    return file;
}

const std::string& written_file() {
    static const std::string file = [] {
        const fs::path path = folder() / "written.db";
        remove_file(path);
        aside::connect("sqlite:" + path.string(), {.alias = "written"});
        create_all_tables("written");
        return path.string();
    }();
    return file;
}

Book book_of(std::int64_t i) {
    Book book;
    book.name = "The book of the number " + std::to_string(i);
    book.author = "Author " + std::to_string((i - 1) % author_count + 1) + " of them";
    book.price = static_cast<double>(i % 5000) / 100;
    book.pages = 50 + i * 7919 % 950;
    return book;
}

std::vector<std::int64_t> some_keys(std::size_t count, std::int64_t last) {
    std::mt19937_64 random(42);
    std::vector<std::int64_t> keys(count);
    for (auto& key : keys) key = static_cast<std::int64_t>(random() % last) + 1;
    return keys;
}

}  // namespace speed
