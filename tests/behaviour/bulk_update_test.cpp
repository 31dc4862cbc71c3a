#include <doctest/doctest.h>

#include <algorithm>

#include "support/books.hpp"
#include "support/both_ways.hpp"
#include "support/features.hpp"
#include "support/narrow_database.hpp"
#include "support/pizzeria.hpp"

using namespace library;
using aside::QueryLog;
using aside::SqlValue;
using aside::testing::TestDatabase;
using aside::testing::value_of;

namespace {

struct Books : TestDatabase<Book> {
    std::vector<Book> all = add_three_books();
};

/// Books with the keys from 1 on, not in their order.
std::vector<Book> shelf(int count) {
    std::vector<Book> books;
    for (int i = 0; i < count; ++i) books.push_back(Book{.title = std::to_string(i)});
    books = Book::objects.bulk_create(books);
    std::rotate(books.begin(), books.begin() + count / 3, books.end());
    return books;
}
/// Writes into each book what only it has.
void number(std::vector<Book>& books) {
    for (Book& book : books) {
        book.title = "book " + std::to_string(book.id);
        book.pages = static_cast<std::int32_t>(book.id) * 10;
        book.year = book.id % 2 == 0 ? std::optional(2000) : std::nullopt;
    }
}
bool all_numbered() {
    for (const Book& book : Book::objects.all())
        if (book.title != "book " + std::to_string(book.id) || book.pages != book.id * 10 ||
            book.year.has_value() != (book.id % 2 == 0))
            return false;
    return true;
}

/// How many parameters each UPDATE has.
std::vector<std::size_t> parameters_of_updates(const QueryLog& log) {
    std::vector<std::size_t> counts;
    for (const aside::Statement& statement : log)
        if (statement.sql.starts_with("UPDATE")) counts.push_back(statement.params.size());
    return counts;
}
/// How many rows each UPDATE has written.
std::vector<std::size_t> rows_of_updates(const QueryLog& log) {
    std::vector<std::size_t> counts;
    for (const aside::Statement& statement : log)
        if (statement.sql.starts_with("UPDATE"))
            counts.push_back(static_cast<std::size_t>(statement.rows));
    return counts;
}
using Counts = std::vector<std::size_t>;

enum class Level { low, high };
/// Of types that are stored as something else, with a key that is text.
struct Sample : aside::Model<Sample> {
    std::string code;
    Level level = Level::low;
    aside::Decimal<10, 2> price;
    aside::DateTime taken;
    double weight = 0;
    bool good = true;
    std::optional<std::string> note = "none";
    aside::Uuid serial;
    aside::Blob bytes;

    static constexpr auto meta =
        aside::meta("code"_f.primary_key().max_length(9), "level"_f.choices());
};

struct Unique : aside::Model<Unique> {
    std::int64_t id = 0;
    std::int32_t number = 0;
    static constexpr auto meta = aside::meta("number"_f.unique());
};

}  // namespace

BOTH_WAYS("the named fields of all objects are written, and those only") {
    Books books;
    for (Book& book : books.all) book.pages += 1, book.title = "changed", book.year = 2000;
    CHECK(CALL(Book::objects, bulk_update, books.all, {"pages"_f, "year"_f}) == 3);
    const Book emma = Book::objects.get("title"_f = "Emma");
    CHECK(emma.pages == 475);
    CHECK(emma.year == 2000);
    CHECK(CALL(Book::objects, bulk_update, std::vector<Book>(), {"pages"_f}) == 0);
}

BOTH_WAYS("only rows of the queryset that are there are written and counted") {
    Books books;
    books.all[2].delete_();
    for (Book& book : books.all) book.pages = 1;
    CHECK(CALL(Book::objects.filter("year"_f > 1900), bulk_update, books.all, {"pages"_f}) == 1);
    CHECK(Book::objects.get("title"_f = "Emma").pages == 474);
    CHECK(CALL(Book::objects, bulk_update, books.all, {"pages"_f}) == 2);
    CHECK(CALL(Book::objects.none(), bulk_update, books.all, {"pages"_f}) == 0);
}

BOTH_WAYS("of what cannot be written nothing is") {
    Books books;
    for (Book& book : books.all) book.pages = 1;
    books.all[2].id = 0;
    CHECK_THROWS_AS(CALL(Book::objects, bulk_update, books.all, {"pages"_f}),
                    aside::ValidationError);
    CHECK_THROWS_AS(CALL(Book::objects, bulk_update, books.all, {"id"_f}), aside::FieldError);
    CHECK_THROWS_AS(CALL(Book::objects, bulk_update, books.all, {}), aside::FieldError);
    CHECK_THROWS_AS(CALL(Book::objects.limit(1), bulk_update, books.all, {"pages"_f}),
                    aside::NotSupportedError);
    CHECK(Book::objects.filter("pages"_f == 1).count() == 0);
}

BOTH_WAYS("many objects are written in a few statements, each row with its own values") {
    const TestDatabase<Book> database;
    std::vector<Book> books = shelf(120);
    number(books);
    const QueryLog log;
    CHECK(CALL(Book::objects, bulk_update, books, {"title"_f, "pages"_f, "year"_f}) == 120);
    const auto& limits = aside::testing::limits();
    const std::size_t rows =
        limits.rows_in_arrays != 0 ? limits.rows_to_update_in_arrays : limits.rows_to_update;
    Counts counts(120 / rows, rows);
    if (120 % rows > 0) counts.push_back(120 % rows);
    CHECK(rows_of_updates(log) == counts);
    CHECK(all_numbered());
}

BOTH_WAYS("batch_size is the rows of a statement, fewer or more than usual") {
    const TestDatabase<Book> database;
    std::vector<Book> books = shelf(70);
    number(books);
    const QueryLog log;
    const auto rows = Book::objects.filter("pages"_f == 100);
    CHECK(CALL(rows, bulk_update, books, {"title"_f, "year"_f}, {.batch_size = 30}) == 70);
    CHECK(rows_of_updates(log) == Counts{30, 30, 10});
    CHECK(CALL(Book::objects, bulk_update, books, {"pages"_f}, {.batch_size = 1000}) == 70);
    CHECK(rows_of_updates(log).back() == 70);
    CHECK(all_numbered());
}

BOTH_WAYS("a statement has no more parameters than the engine takes, the queryset's among them") {
    const aside::testing::NarrowDatabase<Book> database(16);
    std::vector<Book> books = shelf(7);
    number(books);
    const QueryLog log;
    const auto rows = Book::objects.filter("pages"_f.in(100, 101));
    CHECK(CALL(rows, bulk_update, books, {"title"_f, "year"_f}, {.batch_size = 1000}) == 7);
    // An array of keys and one a field are three parameters, however many rows there are.
    const bool in_arrays = aside::testing::limits().rows_in_arrays != 0;
    CHECK(parameters_of_updates(log) == (in_arrays ? Counts{5} : Counts{12, 12, 12, 7}));
    CHECK(CALL(Book::objects, bulk_update, books, {"pages"_f}) == 7);
    CHECK(all_numbered());
}

BOTH_WAYS("of objects with the same key the last is written, and its row counted once") {
    Books books;
    const auto copy = [&](std::size_t i, std::int32_t pages) {
        Book book = books.all[i];
        book.pages = pages;
        return book;
    };
    const std::vector<Book> twice{copy(0, 1), copy(1, 2), copy(0, 3), copy(2, 4), copy(0, 5)};
    CHECK(CALL(Book::objects, bulk_update, twice, {"pages"_f}) == 3);
    CHECK(Book::objects.get("title"_f = "Emma").pages == 5);
    CHECK(Book::objects.get("title"_f = "Ulysses").pages == 2);
    const std::vector<Book> again{copy(0, 6), copy(1, 7), copy(0, 8)};
    CHECK(CALL(Book::objects, bulk_update, again, {"pages"_f}, {.batch_size = 1}) == 2);
    CHECK(Book::objects.get("title"_f = "Emma").pages == 8);
}

BOTH_WAYS("the queryset's conditions are about the rows as they were") {
    Books books;
    for (Book& book : books.all) book.year = 1800;
    const auto modern = Book::objects.filter("year"_f > 1900);
    CHECK(CALL(modern, bulk_update, {books.all[1], books.all[0], books.all[1]}, {"year"_f}) == 1);
    CHECK(Book::objects.get("title"_f = "Ulysses").year == 1800);
    CHECK(Book::objects.get("title"_f = "Emma").year == 1815);
}

BOTH_WAYS("every type is stored as save() would store it") {
    const TestDatabase<Sample> database;
    std::vector<Sample> samples{{.code = "a"}, {.code = "b"}, {.code = "it's"}};
    samples = Sample::objects.bulk_create(samples);
    const auto moment = aside::DateTime(std::chrono::microseconds(1'234'567'890'123'456));
    const auto serial = aside::Uuid::parse("00112233-4455-6677-8899-aabbccddeeff");
    const aside::Blob bytes{std::byte{0}, std::byte{255}};
    samples[0].level = Level::high;
    samples[0].price = 99999999.99_dec;
    samples[1].price = 9;
    samples[1].taken = moment;
    samples[1].note = std::nullopt;
    samples[2].weight = 1e-7;
    samples[2].good = false;
    const bool any_bytes = aside::testing::features().text_of_any_bytes;
    const std::string note = any_bytes ? std::string("a\0b", 3) : "a b";
    samples[2].note = note;
    samples[2].serial = serial;
    samples[2].bytes = bytes;
    CHECK(CALL(Sample::objects, bulk_update, samples,
               {"level"_f, "price"_f, "taken"_f, "weight"_f, "good"_f, "note"_f, "serial"_f,
                "bytes"_f}) == 3);

    const auto stored = [](std::string_view column, std::string_view code) {
        return value_of("SELECT " + std::string(column) + " FROM sample WHERE code = ?", code);
    };
    CHECK(stored("level", "a") == SqlValue("high"));
    CHECK(stored("level", "b") == SqlValue("low"));
    CHECK(stored("note", "b").is_null());
    const auto read = [](std::string_view code) {
        return Sample::objects.get("code"_f = std::string(code));
    };
    CHECK(read("a").level == Level::high);
    CHECK(read("a").price.to_string() == "99999999.99");
    CHECK(read("a").note == "none");
    CHECK(read("b").taken == moment);
    CHECK(read("it's").weight == 1e-7);
    CHECK_FALSE(read("it's").good);
    CHECK(read("it's").note == note);
    CHECK(read("it's").serial == serial);
    CHECK(read("it's").bytes == bytes);
}

BOTH_WAYS("a relation's key is written, and NULL where there is none") {
    using namespace pizzeria;
    const Menu menu;
    std::vector<Pizza> pizzas = Pizza::objects.order_by("id"_f).list().to_vector();
    pizzas[0].box = Box::objects.get("name"_f = "large");
    pizzas[1].box = nullptr;
    CHECK(CALL(Pizza::objects, bulk_update, pizzas, {"box"_f}) == 3);
    CHECK(Pizza::objects.get("name"_f = "margarita").box->name == "large");
    CHECK(Pizza::objects.filter("box"_f = nullptr).count() == 2);
    Box small = Box::objects.get("name"_f = "small");
    for (Pizza& pizza : pizzas) pizza.name = "renamed";
    CHECK(CALL(small.pizza_set, bulk_update, pizzas, {"name"_f}) == 0);
    CHECK(CALL(Box::objects.get("name"_f = "large").pizza_set, bulk_update, pizzas, {"name"_f}) ==
          1);
    CHECK(names(Pizza::objects.order_by("id"_f)) == Texts{"renamed", "funghi", "rossa"});
}

BOTH_WAYS("of all batches nothing is written where one fails") {
    const TestDatabase<Unique> database;
    std::vector<Unique> rows;
    for (int i = 0; i < 10; ++i) rows.push_back({.number = i});
    rows = Unique::objects.bulk_create(rows);
    for (Unique& row : rows) row.number += 100;
    rows.back().number = 100;
    CHECK_THROWS_AS(CALL(Unique::objects, bulk_update, rows, {"number"_f}, {.batch_size = 3}),
                    aside::IntegrityError);
    CHECK(Unique::objects.filter("number"_f >= 10).count() == 0);
}

BOTH_WAYS("of all batches nothing is written where a value cannot be stored") {
    const TestDatabase<Sample> database;
    std::vector<Sample> samples{{.code = "a"}, {.code = "b"}, {.code = "c"}};
    samples = Sample::objects.bulk_create(samples);
    for (Sample& sample : samples) sample.note = "changed", sample.level = Level::high;
    samples[2].level = static_cast<Level>(7);
    CHECK_THROWS_AS(
        CALL(Sample::objects, bulk_update, samples, {"note"_f, "level"_f}, {.batch_size = 1}),
        aside::DataError);
    CHECK(Sample::objects.filter("note"_f = "none").count() == 3);
}
