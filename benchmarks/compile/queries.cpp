// Fifty queries, no two of one shape, as a program writes them; sqlite3.cpp does the same by hand.
#include "models.hpp"

#include <future>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

namespace bookshop {

// ---- which rows: conditions, through relations too

aside::Rows<Book> books_of_year(int year) { return Book::objects.filter("year"_f = year).list(); }
aside::Rows<Book> cheap_and_good() {
    return Book::objects.filter("price"_f < 10 && "rating"_f >= 4).list();
}
aside::Rows<Book> books_about(const std::string& word) {
    return Book::objects.filter("title"_f.icontains(word)).list();
}
aside::Rows<Book> books_by(const std::string& author) {
    return Book::objects.filter("authors__name"_f = author).list();
}
aside::Rows<Book> books_from_capitals() {
    return Book::objects.filter("publisher__city"_f.in("London", "Paris", "Vienna")).list();
}
aside::Rows<Book> unrated_books() { return Book::objects.filter("rating"_f = nullptr).list(); }
aside::Rows<Book> books_not_by(const std::string& author) {
    return Book::objects.exclude("authors__name"_f = author).list();
}
aside::Rows<Book> old_or_of_an_old_house() {
    return Book::objects.filter("year"_f < 1900 || "publisher__founded"_f < 1800).list();
}
aside::Rows<Book> books_wanted(std::optional<int> since, std::optional<double> up_to) {
    aside::Q<Book> wanted = "id"_f > 0;
    if (since) wanted = wanted && "year"_f >= *since;
    if (up_to) wanted = wanted && "price"_f <= *up_to;
    return Book::objects.filter(wanted).list();
}
aside::Rows<Store> stores_that_sold(const std::string& title) {
    return Store::objects.filter("order_set__book__title"_f = title).distinct().list();
}
aside::Rows<Author> authors_of_house(const std::string& publisher) {
    return Author::objects.filter("book_set__publisher__name"_f = publisher).distinct().list();
}
aside::Rows<Order> orders_between(int first_day, int last_day) {
    return Order::objects.filter("day"_f.range(first_day, last_day)).list();
}

// ---- in which order, and how many

aside::Rows<Book> newest_first() { return Book::objects.order_by("-year"_f, "title"_f).list(); }
aside::Rows<Book> page_of_books(int page) {
    return Book::objects.order_by("id"_f).slice(20 * page, 20 * (page + 1)).list();
}
std::optional<Book> cheapest_book() { return Book::objects.order_by("price"_f).first(); }
Order latest_order() { return Order::objects.latest("day"_f); }
aside::Rows<Book> by_house() { return Book::objects.order_by("publisher__name"_f, "id"_f).list(); }
aside::Rows<Book> best_first() {
    return Book::objects.order_by("rating"_f.desc(aside::nulls_last), "id"_f).list();
}

// ---- with what is related

aside::Rows<Book> books_with_publishers() {
    return Book::objects.select_related("publisher"_f).list();
}
aside::Rows<Order> orders_with_all() {
    return Order::objects.select_related("book__publisher"_f, "store"_f).list();
}
aside::Rows<Book> books_with_authors() {
    return Book::objects.prefetch_related("authors"_f).list();
}
aside::Rows<Store> stores_with_orders() {
    return Store::objects.prefetch_related("order_set__book"_f).list();
}
aside::Rows<Publisher> publishers_with_new_books() {
    auto recent = Book::objects.filter("year"_f > 2000).order_by("title"_f);
    return Publisher::objects.prefetch_related(Prefetch("book_set"_f, recent)).list();
}
aside::Rows<Author> authors_of(const Book& book) { return book.authors.order_by("name"_f).list(); }

// ---- changes

Store open_store(const std::string& name) { return Store::objects.create("name"_f = name); }
std::vector<Order> place_orders(const std::vector<Order>& orders) {
    return Order::objects.bulk_create(orders, {.batch_size = 100});
}
void add_author(const Book& book, const Author& author) { book.authors.add(author); }
std::int64_t rename_city(const std::string& from, const std::string& to) {
    return Publisher::objects.filter("city"_f = from).update("city"_f = to);
}
Publisher publisher_moved(const std::string& name, const std::string& city) {
    return Publisher::objects.update_or_create("name"_f = name, defaults("city"_f = city)).object;
}
std::int64_t forget_orders_before(int day) {
    return Order::objects.filter("day"_f < day).delete_().total;
}

// ==== Twenty that make room: annotations, groups, windows, subqueries and functions replace them.

// ---- one row, or whether there is one

Book book_of_id(std::int64_t id) { return Book::objects.get("id"_f = id); }
std::map<std::int64_t, Book> books_of_ids(const std::vector<std::int64_t>& ids) {
    return Book::objects.in_bulk(ids);
}
bool anything_sold_on(int day) { return Order::objects.filter("day"_f = day).exists(); }
std::int64_t books_ordered_in(const std::string& store) {
    return Book::objects.filter("order_set__store__name"_f = store).count();
}
bool is_recent(const Book& book) {
    return Book::objects.filter("year__gte"_f = 2000).contains(book);
}

// ---- columns

auto titles_and_years() {
    return Book::objects.order_by("id"_f).values_list("title"_f, "year"_f).list();
}
auto titles_and_houses() {
    return Book::objects.order_by("id"_f).values("title"_f, "publisher__name"_f).list();
}
auto cities() {
    return Publisher::objects.order_by("city"_f).values_list("city"_f).distinct().list();
}
auto births() {
    return Author::objects.exclude("born"_f = nullptr).values_list("name"_f, "born"_f).list();
}
std::size_t letters_in_titles() {
    std::size_t sum = 0;
    for (const auto& [title] : Book::objects.values_list("title"_f).iterator({.chunk_size = 500}))
        sum += title.size();
    return sum;
}

// ---- sums

std::pair<std::int64_t, std::int64_t> orders_and_copies() {
    const auto row = Order::objects.aggregate("n"_f = Count("*"_f), "copies"_f = Sum("copies"_f));
    return {row["n"_f], row["copies"_f].value_or(0)};
}
std::optional<double> mean_price_in(const std::string& city) {
    return Book::objects.filter("publisher__city"_f = city)
        .aggregate("mean"_f = Avg("price"_f))["mean"_f];
}
std::int64_t houses_that_sold() {
    return Order::objects.aggregate("n"_f = Count("book__publisher"_f).distinct())["n"_f];
}
std::pair<std::optional<std::int32_t>, std::optional<std::int32_t>> years() {
    const auto row = Book::objects.aggregate("from"_f = Min("year"_f), "to"_f = Max("year"_f));
    return {row["from"_f], row["to"_f]};
}

// ---- arithmetic, and whole querysets

aside::Rows<Book> first_books_of_houses() {
    return Book::objects.filter("year"_f - "publisher__founded"_f < 10).list();
}
std::int64_t raise_prices() {
    return Book::objects.filter("rating"_f > 4.5).update("price"_f = "price"_f * 1.1);
}
aside::Rows<Author> born_early_or_unknown() {
    using namespace std::chrono;
    return (Author::objects.filter("born"_f < year(1900) / 1 / 1) |
            Author::objects.filter("born"_f.isnull()))
        .list();
}

// ---- in the background

std::future<std::int64_t> books_counted(int year) {
    return Book::objects.filter("year__lt"_f = year).acount();
}
std::pair<std::size_t, std::string> books_and_a_store(const std::string& store) {
    const auto books = Book::objects.filter("rating__gt"_f = 3).start_fetch();
    auto found = Store::objects.aget("name"_f = store);
    return {books.size(), found.get().name};
}
std::size_t copies_by_chunks() {
    std::size_t copies = 0;
    auto orders = Order::objects.order_by("id"_f).aiterator({.chunk_size = 100});
    while (auto order = orders.anext().get()) copies += order->copies;
    return copies;
}

}  // namespace bookshop
