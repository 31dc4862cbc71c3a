// The fifty queries of queries.cpp, by hand on SQLite's own interface.
#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <future>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace bookshop {

// ---- the models

struct Order;
struct Book;

struct Publisher {
    std::int64_t id = 0;
    std::string name;
    std::string city;
    std::int32_t founded = 0;
    std::vector<Book> book_set;
};
struct Author {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::chrono::year_month_day> born;
};
struct Book {
    std::int64_t id = 0;
    std::string title;
    std::int32_t year = 0;
    double price = 0;
    std::optional<double> rating;
    std::int64_t publisher_id = 0;
    std::optional<Publisher> publisher;
    std::vector<Author> authors;
};
struct Store {
    std::int64_t id = 0;
    std::string name;
    std::vector<Order> order_set;
};
struct Order {
    std::int64_t id = 0;
    std::int32_t copies = 1;
    std::int32_t day = 0;
    std::int64_t book_id = 0;
    std::int64_t store_id = 0;
    std::optional<Book> book;
    std::optional<Store> store;
};

// ---- what all of them need

[[noreturn]] void fail(sqlite3* db) { throw std::runtime_error(sqlite3_errmsg(db)); }

/// A statement, its parameters and the row that it is at.
class Statement {
public:
    Statement(sqlite3* db, const std::string& sql) : db_(db) {
        if (sqlite3_prepare_v2(db, sql.c_str(), -1, &statement_, nullptr) != SQLITE_OK) fail(db);
    }
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement() { sqlite3_finalize(statement_); }

    Statement& bind(std::int64_t value) {
        return checked(sqlite3_bind_int64(statement_, ++bound_, value));
    }
    Statement& bind(double value) {
        return checked(sqlite3_bind_double(statement_, ++bound_, value));
    }
    Statement& bind(const std::string& text) {
        return checked(sqlite3_bind_text(statement_, ++bound_, text.data(),
                                         static_cast<int>(text.size()), SQLITE_TRANSIENT));
    }
    /// Goes to the next row; false behind the last.
    bool step() {
        const int code = sqlite3_step(statement_);
        if (code != SQLITE_ROW && code != SQLITE_DONE) fail(db_);
        return code == SQLITE_ROW;
    }
    void run() {
        while (step()) {
        }
    }
    void again() {
        sqlite3_reset(statement_);
        bound_ = 0;
    }

    bool is_null(int column) const {
        return sqlite3_column_type(statement_, column) == SQLITE_NULL;
    }
    std::int64_t number(int column) const { return sqlite3_column_int64(statement_, column); }
    std::int32_t small(int column) const { return sqlite3_column_int(statement_, column); }
    double real(int column) const { return sqlite3_column_double(statement_, column); }
    std::string text(int column) const {
        const auto* bytes = sqlite3_column_text(statement_, column);
        const int size = sqlite3_column_bytes(statement_, column);
        if (bytes == nullptr) return {};
        return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size)};
    }
    std::optional<double> maybe_real(int column) const {
        if (is_null(column)) return std::nullopt;
        return real(column);
    }
    std::optional<std::chrono::year_month_day> maybe_date(int column) const {
        int year = 0;
        unsigned month = 0, day = 0;
        if (is_null(column)) return std::nullopt;
        if (std::sscanf(text(column).c_str(), "%d-%u-%u", &year, &month, &day) != 3)
            throw std::runtime_error("not a date: " + text(column));
        return std::chrono::year(year) / static_cast<int>(month) / static_cast<int>(day);
    }

private:
    Statement& checked(int code) {
        if (code != SQLITE_OK) fail(db_);
        return *this;
    }

    sqlite3* db_;
    sqlite3_stmt* statement_ = nullptr;
    int bound_ = 0;
};

/// Rolls back unless committed.
class Transaction {
public:
    explicit Transaction(sqlite3* db) : db_(db) { Statement(db, "BEGIN IMMEDIATE").run(); }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction() {
        if (!committed_) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
    }
    void commit() {
        Statement(db_, "COMMIT").run();
        committed_ = true;
    }

private:
    sqlite3* db_;
    bool committed_ = false;
};

// ---- rows to structs; `at` is the first of their columns

const std::string publisher_columns =
    "publisher.id, publisher.name, publisher.city, publisher.founded";
const std::string author_columns = "author.id, author.name, author.born";
const std::string book_columns =
    "book.id, book.title, book.year, book.price, book.rating, book.publisher_id";
const std::string store_columns = "store.id, store.name";
const std::string order_columns =
    "orders.id, orders.copies, orders.day, orders.book_id, orders.store_id";

const std::string publishers = " FROM bookshop_publisher AS publisher ";
const std::string authors = " FROM bookshop_author AS author ";
const std::string books = " FROM bookshop_book AS book ";
const std::string stores = " FROM bookshop_store AS store ";
const std::string orders = " FROM bookshop_order AS orders ";
const std::string of_publishers =
    " JOIN bookshop_publisher AS publisher ON publisher.id = book.publisher_id ";

Publisher publisher_of(const Statement& row, int at = 0) {
    Publisher publisher;
    publisher.id = row.number(at);
    publisher.name = row.text(at + 1);
    publisher.city = row.text(at + 2);
    publisher.founded = row.small(at + 3);
    return publisher;
}
Author author_of(const Statement& row, int at = 0) {
    Author author;
    author.id = row.number(at);
    author.name = row.text(at + 1);
    author.born = row.maybe_date(at + 2);
    return author;
}
Book book_of(const Statement& row, int at = 0) {
    Book book;
    book.id = row.number(at);
    book.title = row.text(at + 1);
    book.year = row.small(at + 2);
    book.price = row.real(at + 3);
    book.rating = row.maybe_real(at + 4);
    book.publisher_id = row.number(at + 5);
    return book;
}
Store store_of(const Statement& row, int at = 0) {
    Store store;
    store.id = row.number(at);
    store.name = row.text(at + 1);
    return store;
}
Order order_of(const Statement& row, int at = 0) {
    Order order;
    order.id = row.number(at);
    order.copies = row.small(at + 1);
    order.day = row.small(at + 2);
    order.book_id = row.number(at + 3);
    order.store_id = row.number(at + 4);
    return order;
}

std::vector<Book> books_from(Statement& rows) {
    std::vector<Book> result;
    while (rows.step()) result.push_back(book_of(rows));
    return result;
}
std::vector<Author> authors_from(Statement& rows) {
    std::vector<Author> result;
    while (rows.step()) result.push_back(author_of(rows));
    return result;
}
std::vector<Store> stores_from(Statement& rows) {
    std::vector<Store> result;
    while (rows.step()) result.push_back(store_of(rows));
    return result;
}
std::vector<Order> orders_from(Statement& rows) {
    std::vector<Order> result;
    while (rows.step()) result.push_back(order_of(rows));
    return result;
}
std::vector<Book> books_where(sqlite3* db, const std::string& rest) {
    Statement rows(db, "SELECT " + book_columns + books + rest);
    return books_from(rows);
}

// ---- which rows: conditions, through relations too

std::vector<Book> books_of_year(sqlite3* db, int year) {
    Statement rows(db, "SELECT " + book_columns + books + "WHERE book.year = ?");
    rows.bind(std::int64_t{year});
    return books_from(rows);
}
std::vector<Book> cheap_and_good(sqlite3* db) {
    return books_where(db, "WHERE book.price < 10 AND book.rating >= 4");
}
std::vector<Book> books_about(sqlite3* db, const std::string& word) {
    Statement rows(
        db, "SELECT " + book_columns + books + "WHERE INSTR(LOWER(book.title), LOWER(?)) > 0");
    rows.bind(word);
    return books_from(rows);
}
std::vector<Book> books_by(sqlite3* db, const std::string& author) {
    Statement rows(db, "SELECT " + book_columns + books +
                           "JOIN bookshop_book_authors AS written ON written.book_id = book.id "
                           "JOIN bookshop_author AS author ON author.id = written.author_id "
                           "WHERE author.name = ?");
    rows.bind(author);
    return books_from(rows);
}
std::vector<Book> books_from_capitals(sqlite3* db) {
    return books_where(db, of_publishers + "WHERE publisher.city IN ('London', 'Paris', 'Vienna')");
}
std::vector<Book> unrated_books(sqlite3* db) {
    return books_where(db, "WHERE book.rating IS NULL");
}
std::vector<Book> books_not_by(sqlite3* db, const std::string& author) {
    Statement rows(db, "SELECT " + book_columns + books +
                           "WHERE NOT EXISTS (SELECT 1 FROM bookshop_book_authors AS written "
                           "JOIN bookshop_author AS author ON author.id = written.author_id "
                           "WHERE written.book_id = book.id AND author.name = ?)");
    rows.bind(author);
    return books_from(rows);
}
std::vector<Book> old_or_of_an_old_house(sqlite3* db) {
    return books_where(db, of_publishers + "WHERE book.year < 1900 OR publisher.founded < 1800");
}
std::vector<Book> books_wanted(sqlite3* db, std::optional<int> since, std::optional<double> up_to) {
    std::string sql = "SELECT " + book_columns + books + "WHERE book.id > 0";
    if (since) sql += " AND book.year >= ?";
    if (up_to) sql += " AND book.price <= ?";
    Statement rows(db, sql);
    if (since) rows.bind(std::int64_t{*since});
    if (up_to) rows.bind(*up_to);
    return books_from(rows);
}
std::vector<Store> stores_that_sold(sqlite3* db, const std::string& title) {
    Statement rows(db, "SELECT DISTINCT " + store_columns + stores +
                           "JOIN bookshop_order AS orders ON orders.store_id = store.id "
                           "JOIN bookshop_book AS book ON book.id = orders.book_id "
                           "WHERE book.title = ?");
    rows.bind(title);
    return stores_from(rows);
}
std::vector<Author> authors_of_house(sqlite3* db, const std::string& publisher) {
    Statement rows(db, "SELECT DISTINCT " + author_columns + authors +
                           "JOIN bookshop_book_authors AS written ON written.author_id = author.id "
                           "JOIN bookshop_book AS book ON book.id = written.book_id " +
                           of_publishers + "WHERE publisher.name = ?");
    rows.bind(publisher);
    return authors_from(rows);
}
std::vector<Order> orders_between(sqlite3* db, int first_day, int last_day) {
    Statement rows(db, "SELECT " + order_columns + orders + "WHERE orders.day BETWEEN ? AND ?");
    rows.bind(std::int64_t{first_day}).bind(std::int64_t{last_day});
    return orders_from(rows);
}

// ---- in which order, and how many

std::vector<Book> newest_first(sqlite3* db) {
    return books_where(db, "ORDER BY book.year DESC, book.title");
}
std::vector<Book> page_of_books(sqlite3* db, int page) {
    Statement rows(db, "SELECT " + book_columns + books + "ORDER BY book.id LIMIT 20 OFFSET ?");
    rows.bind(std::int64_t{20} * page);
    return books_from(rows);
}
std::optional<Book> cheapest_book(sqlite3* db) {
    auto found = books_where(db, "ORDER BY book.price LIMIT 1");
    if (found.empty()) return std::nullopt;
    return std::move(found.front());
}
Order latest_order(sqlite3* db) {
    Statement rows(db, "SELECT " + order_columns + orders + "ORDER BY orders.day DESC LIMIT 1");
    if (!rows.step()) throw std::runtime_error("there is no order");
    return order_of(rows);
}
std::vector<Book> by_house(sqlite3* db) {
    return books_where(db, of_publishers + "ORDER BY publisher.name, book.id");
}
std::vector<Book> best_first(sqlite3* db) {
    return books_where(db, "ORDER BY book.rating DESC NULLS LAST, book.id");
}

// ---- with what is related

std::vector<Book> books_with_publishers(sqlite3* db) {
    Statement rows(db, "SELECT " + book_columns + ", " + publisher_columns + books + of_publishers);
    std::vector<Book> result;
    while (rows.step()) {
        result.push_back(book_of(rows));
        result.back().publisher = publisher_of(rows, 6);
    }
    return result;
}
std::vector<Order> orders_with_all(sqlite3* db) {
    Statement rows(
        db, "SELECT " + order_columns + ", " + book_columns + ", " + publisher_columns + ", " +
                store_columns + orders + "JOIN bookshop_book AS book ON book.id = orders.book_id " +
                of_publishers + "JOIN bookshop_store AS store ON store.id = orders.store_id");
    std::vector<Order> result;
    while (rows.step()) {
        result.push_back(order_of(rows));
        result.back().book = book_of(rows, 5);
        result.back().book->publisher = publisher_of(rows, 11);
        result.back().store = store_of(rows, 15);
    }
    return result;
}
std::vector<Book> books_with_authors(sqlite3* db) {
    auto result = books_where(db, "");
    std::map<std::int64_t, Book*> by_id;
    for (Book& book : result) by_id[book.id] = &book;
    Statement rows(db,
                   "SELECT written.book_id, " + author_columns + authors +
                       "JOIN bookshop_book_authors AS written ON written.author_id = author.id");
    while (rows.step()) {
        const auto found = by_id.find(rows.number(0));
        if (found != by_id.end()) found->second->authors.push_back(author_of(rows, 1));
    }
    return result;
}
std::vector<Store> stores_with_orders(sqlite3* db) {
    Statement all(db, "SELECT " + store_columns + stores);
    auto result = stores_from(all);
    std::map<std::int64_t, Store*> by_id;
    for (Store& store : result) by_id[store.id] = &store;
    Statement rows(db, "SELECT " + order_columns + ", " + book_columns + orders +
                           "JOIN bookshop_book AS book ON book.id = orders.book_id");
    while (rows.step()) {
        Order order = order_of(rows);
        order.book = book_of(rows, 5);
        const auto found = by_id.find(order.store_id);
        if (found != by_id.end()) found->second->order_set.push_back(std::move(order));
    }
    return result;
}
std::vector<Publisher> publishers_with_new_books(sqlite3* db) {
    Statement all(db, "SELECT " + publisher_columns + publishers);
    std::vector<Publisher> result;
    std::map<std::int64_t, std::size_t> by_id;
    while (all.step()) {
        result.push_back(publisher_of(all));
        by_id[result.back().id] = result.size() - 1;
    }
    for (Book& book : books_where(db, "WHERE book.year > 2000 ORDER BY book.title")) {
        const auto found = by_id.find(book.publisher_id);
        if (found != by_id.end()) result[found->second].book_set.push_back(std::move(book));
    }
    return result;
}
std::vector<Author> authors_of(sqlite3* db, const Book& book) {
    Statement rows(db, "SELECT " + author_columns + authors +
                           "JOIN bookshop_book_authors AS written ON written.author_id = author.id "
                           "WHERE written.book_id = ? ORDER BY author.name");
    rows.bind(book.id);
    return authors_from(rows);
}

// ---- changes

Store open_store(sqlite3* db, const std::string& name) {
    Statement(db, "INSERT INTO bookshop_store (name) VALUES (?)").bind(name).run();
    Store store;
    store.id = sqlite3_last_insert_rowid(db);
    store.name = name;
    return store;
}
std::vector<Order> place_orders(sqlite3* db, std::vector<Order> placed) {
    Transaction transaction(db);
    Statement insert(db,
                     "INSERT INTO bookshop_order (copies, day, book_id, store_id) "
                     "VALUES (?, ?, ?, ?)");
    for (Order& order : placed) {
        insert.bind(std::int64_t{order.copies}).bind(std::int64_t{order.day});
        insert.bind(order.book_id).bind(order.store_id).run();
        order.id = sqlite3_last_insert_rowid(db);
        insert.again();
    }
    transaction.commit();
    return placed;
}
void add_author(sqlite3* db, const Book& book, const Author& author) {
    Statement(db, "INSERT OR IGNORE INTO bookshop_book_authors (book_id, author_id) VALUES (?, ?)")
        .bind(book.id)
        .bind(author.id)
        .run();
}
std::int64_t rename_city(sqlite3* db, const std::string& from, const std::string& to) {
    Statement(db, "UPDATE bookshop_publisher SET city = ? WHERE city = ?")
        .bind(to)
        .bind(from)
        .run();
    return sqlite3_changes(db);
}
Publisher publisher_moved(sqlite3* db, const std::string& name, const std::string& city) {
    Transaction transaction(db);
    Publisher publisher;
    Statement found(db, "SELECT " + publisher_columns + publishers + "WHERE publisher.name = ?");
    if (found.bind(name).step()) {
        publisher = publisher_of(found);
        if (found.step()) throw std::runtime_error("more than one publisher " + name);
        Statement(db, "UPDATE bookshop_publisher SET city = ? WHERE id = ?")
            .bind(city)
            .bind(publisher.id)
            .run();
    } else {
        publisher.name = name;
        Statement(db, "INSERT INTO bookshop_publisher (name, city, founded) VALUES (?, ?, 0)")
            .bind(name)
            .bind(city)
            .run();
        publisher.id = sqlite3_last_insert_rowid(db);
    }
    publisher.city = city;
    found.again();
    transaction.commit();
    return publisher;
}
std::int64_t forget_orders_before(sqlite3* db, int day) {
    Statement(db, "DELETE FROM bookshop_order WHERE day < ?").bind(std::int64_t{day}).run();
    return sqlite3_changes(db);
}

// ---- what is computed of each row, and of the rows that belong to it

const std::string of_authors =
    " LEFT JOIN bookshop_book_authors AS link ON link.author_id = author.id ";
const std::string book_set =
    " LEFT JOIN bookshop_book AS book ON book.publisher_id = publisher.id ";
const std::string order_set = " LEFT JOIN bookshop_order AS orders ON orders.book_id = book.id ";

struct CountedAuthor : Author {
    std::int64_t books = 0;
};
std::vector<CountedAuthor> authors_with_counts(sqlite3* db) {
    std::vector<CountedAuthor> result;
    Statement rows(db, "SELECT " + author_columns + ", COUNT(link.book_id) AS n" + authors +
                           of_authors + "GROUP BY author.id ORDER BY n DESC");
    while (rows.step()) result.push_back({author_of(rows), rows.number(3)});
    return result;
}
std::vector<std::string> prolific_authors(sqlite3* db, int least) {
    std::vector<std::string> result;
    Statement rows(db, "SELECT author.name" + authors + of_authors +
                           "GROUP BY author.id HAVING COUNT(link.book_id) >= ?");
    rows.bind(std::int64_t{least});
    while (rows.step()) result.push_back(rows.text(0));
    return result;
}
struct PricedPublisher : Publisher {
    std::optional<double> mean{};
    std::optional<double> dearest{};
};
std::vector<PricedPublisher> houses_with_prices(sqlite3* db) {
    std::vector<PricedPublisher> result;
    Statement rows(db, "SELECT " + publisher_columns + ", AVG(book.price), MAX(book.price)" +
                           publishers + book_set +
                           "GROUP BY publisher.id HAVING MAX(book.price) IS NOT NULL");
    while (rows.step())
        result.push_back({publisher_of(rows), rows.maybe_real(4), rows.maybe_real(5)});
    return result;
}
struct SoldBook : Book {
    std::int64_t sold = 0;
};
std::vector<SoldBook> books_with_sales(sqlite3* db, int since) {
    std::vector<SoldBook> result;
    Statement rows(
        db, "SELECT " + book_columns +
                ", COALESCE(SUM(orders.copies) FILTER (WHERE orders.day >= ?1), 0) AS n" + books +
                order_set + "GROUP BY book.id HAVING n > 0 ORDER BY n DESC, book.title");
    rows.bind(std::int64_t{since});
    while (rows.step()) result.push_back({book_of(rows), rows.number(6)});
    return result;
}
struct TitleAndAge {
    std::string title;
    std::int64_t age = 0;
};
std::vector<TitleAndAge> books_with_age(sqlite3* db, int now) {
    std::vector<TitleAndAge> result;
    Statement rows(db, "SELECT book.title, ? - book.year" + books);
    rows.bind(std::int64_t{now});
    while (rows.step()) result.push_back({rows.text(0), rows.number(1)});
    return result;
}
using NameAndLength = std::tuple<std::string, std::string, std::int64_t>;
std::vector<NameAndLength> names_or_titles(sqlite3* db) {
    std::vector<NameAndLength> result;
    Statement rows(db,
                   "SELECT COALESCE(publisher.city, book.title), LOWER(book.title), "
                   "LENGTH(book.title)" +
                       books + of_publishers);
    while (rows.step()) result.emplace_back(rows.text(0), rows.text(1), rows.number(2));
    return result;
}
struct ClassCount {
    std::string name;
    std::int64_t n = 0;
};
std::vector<ClassCount> books_by_size(sqlite3* db) {
    std::vector<ClassCount> result;
    Statement rows(db,
                   "SELECT CASE WHEN book.price < 10 THEN 'cheap' WHEN book.price < 30 THEN "
                   "'fair' ELSE 'dear' END AS size, COUNT(*)" +
                       books + "GROUP BY size ORDER BY size");
    while (rows.step()) result.push_back({rows.text(0), rows.number(1)});
    return result;
}

// ---- groups

struct YearCount {
    std::int32_t year = 0;
    std::int64_t n = 0;
};
std::vector<YearCount> books_a_year(sqlite3* db) {
    std::vector<YearCount> result;
    Statement rows(db,
                   "SELECT book.year, COUNT(*)" + books + "GROUP BY book.year ORDER BY book.year");
    while (rows.step()) result.push_back({rows.small(0), rows.number(1)});
    return result;
}
struct Sales {
    std::string store;
    std::string house;
    std::optional<std::int64_t> sold{};
    std::int64_t titles = 0;
};
std::vector<Sales> sales_by_store_and_house(sqlite3* db) {
    std::vector<Sales> result;
    Statement rows(db,
                   "SELECT store.name, publisher.name, SUM(orders.copies), "
                   "COUNT(DISTINCT orders.book_id)" +
                       orders +
                       "JOIN bookshop_store AS store ON store.id = orders.store_id "
                       "JOIN bookshop_book AS book ON book.id = orders.book_id" +
                       of_publishers +
                       "GROUP BY store.name, publisher.name ORDER BY store.name, publisher.name");
    while (rows.step())
        result.push_back({rows.text(0), rows.text(1), rows.number(2), rows.number(3)});
    return result;
}
using DayAndCopies = std::tuple<std::int32_t, std::optional<std::int64_t>>;
std::vector<DayAndCopies> busy_days(sqlite3* db, int copies) {
    std::vector<DayAndCopies> result;
    Statement rows(db, "SELECT orders.day, SUM(orders.copies) AS sold" + orders +
                           "GROUP BY orders.day HAVING sold > ?");
    rows.bind(std::int64_t{copies});
    while (rows.step()) result.emplace_back(rows.small(0), rows.number(1));
    return result;
}
std::optional<double> mean_of_counts(sqlite3* db) {
    Statement rows(db, "SELECT AVG(n) FROM (SELECT COUNT(link.book_id) AS n" + authors +
                           of_authors + "GROUP BY author.id)");
    rows.step();
    return rows.maybe_real(0);
}
struct DecadeCount {
    std::optional<std::int64_t> decade{};
    std::int64_t n = 0;
};
std::vector<DecadeCount> born_by_decade(sqlite3* db) {
    std::vector<DecadeCount> result;
    Statement rows(
        db, "SELECT CAST(SUBSTR(author.born, 1, 4) AS INTEGER) / 10 AS decade, COUNT(*)" + authors +
                "WHERE author.born >= '1900-01-01' GROUP BY decade");
    while (rows.step()) result.push_back({rows.number(0), rows.number(1)});
    return result;
}

// ---- windows

struct RankedBook : Book {
    std::int64_t place = 0;
};
std::vector<RankedBook> ranked_books(sqlite3* db) {
    std::vector<RankedBook> result;
    Statement rows(db,
                   "SELECT " + book_columns +
                       ", ROW_NUMBER() OVER (PARTITION BY book.publisher_id ORDER BY book.price "
                       "DESC)" +
                       books);
    while (rows.step()) result.push_back({book_of(rows), rows.number(6)});
    return result;
}
struct DayAndTotal {
    std::int32_t day = 0;
    std::optional<std::int64_t> total{};
};
std::vector<DayAndTotal> running_sales(sqlite3* db) {
    std::vector<DayAndTotal> result;
    Statement rows(db,
                   "SELECT orders.day, SUM(orders.copies) OVER (ORDER BY orders.day ROWS BETWEEN "
                   "UNBOUNDED PRECEDING AND CURRENT ROW)" +
                       orders);
    while (rows.step()) result.push_back({rows.small(0), rows.number(1)});
    return result;
}

// ---- queries inside of others

std::vector<Book> unsold_books(sqlite3* db) {
    return books_where(db,
                       "WHERE NOT EXISTS (SELECT 1 FROM bookshop_order WHERE book_id = book.id)");
}
std::vector<Book> books_of_sellers(sqlite3* db, int copies) {
    Statement rows(db,
                   "SELECT " + book_columns + books +
                       "WHERE book.id IN (SELECT book_id FROM bookshop_order WHERE copies > ?)");
    rows.bind(std::int64_t{copies});
    return books_from(rows);
}
struct HouseWithNewest : Publisher {
    std::optional<std::string> newest{};
};
std::vector<HouseWithNewest> houses_with_newest(sqlite3* db) {
    std::vector<HouseWithNewest> result;
    Statement rows(db, "SELECT " + publisher_columns +
                           ", (SELECT title FROM bookshop_book WHERE publisher_id = publisher.id "
                           "ORDER BY year DESC LIMIT 1)" +
                           publishers);
    while (rows.step()) {
        result.push_back({publisher_of(rows)});
        if (!rows.is_null(4)) result.back().newest = rows.text(4);
    }
    return result;
}
std::vector<std::string> all_names(sqlite3* db) {
    std::vector<std::string> result;
    Statement rows(db, "SELECT name FROM bookshop_author UNION SELECT name FROM bookshop_store");
    while (rows.step()) result.push_back(rows.text(0));
    return result;
}

// ---- and beside them

std::pair<std::int64_t, std::int64_t> orders_and_copies(sqlite3* db) {
    Statement rows(db, "SELECT COUNT(*), SUM(orders.copies)" + orders);
    rows.step();
    return {rows.number(0), rows.number(1)};
}
std::future<std::int64_t> books_counted(sqlite3* db, int year) {
    return std::async(std::launch::async, [db, year] {
        Statement rows(db, "SELECT COUNT(*)" + books + "WHERE book.year < ?");
        rows.bind(std::int64_t{year}).step();
        return rows.number(0);
    });
}

}  // namespace bookshop
