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

// ---- what is computed of each row, and of the rows that belong to it

auto authors_with_counts() {
    return Author::objects.annotate("books"_f = Count("book_set"_f)).order_by("-books"_f).list();
}
auto prolific_authors(int least) {
    return Author::objects.alias("books"_f = Count("book_set"_f))
        .filter("books"_f >= least)
        .values_list(aside::flat, "name"_f)
        .list();
}
auto houses_with_prices() {
    return Publisher::objects
        .annotate("mean"_f = Avg("book_set__price"_f), "dearest"_f = Max("book_set__price"_f))
        .exclude("dearest"_f = nullptr)
        .list();
}
auto books_with_sales(int since) {
    return Book::objects
        .annotate("sold"_f =
                      Sum("order_set__copies"_f).filter("order_set__day"_f >= since).default_(0))
        .filter("sold"_f > 0)
        .order_by("-sold"_f, "title"_f)
        .list();
}
auto books_with_age(int now) {
    return Book::objects.annotate("age"_f = aside::Value(now) - "year"_f)
        .values("title"_f, "age"_f)
        .list();
}
auto names_or_titles() {
    return Book::objects
        .values_list(Coalesce("publisher__city"_f, "title"_f), Lower("title"_f), Length("title"_f))
        .list();
}
auto books_by_size() {
    return Book::objects
        .annotate(
            "class"_f =
                Case(When("price"_f < 10, "cheap"), When("price"_f < 30, "fair")).otherwise("dear"))
        .values("class"_f)
        .annotate("n"_f = Count("*"_f))
        .order_by("class"_f)
        .list();
}

// ---- groups

auto books_a_year() {
    return Book::objects.values("year"_f).annotate("n"_f = Count("*"_f)).order_by("year"_f).list();
}
auto sales_by_store_and_house() {
    return Order::objects.values("store__name"_f, "book__publisher__name"_f)
        .annotate("sold"_f = Sum("copies"_f), "titles"_f = Count("book"_f).distinct())
        .order_by("store__name"_f, "book__publisher__name"_f)
        .list();
}
auto busy_days(int copies) {
    return Order::objects.values_list("day"_f)
        .annotate("sold"_f = Sum("copies"_f))
        .filter("sold"_f > copies)
        .list();
}
auto mean_of_counts() {
    return Author::objects.annotate("books"_f = Count("book_set"_f))
        .aggregate("mean"_f = Avg("books"_f))["mean"_f];
}
auto born_by_decade() {
    return Author::objects.filter("born__year__gte"_f = 1900)
        .values("decade"_f = ExtractYear("born"_f) / 10)
        .annotate("n"_f = Count("*"_f))
        .list();
}

// ---- windows

auto ranked_books() {
    return Book::objects
        .annotate("place"_f =
                      aside::RowNumber().over(partition_by("publisher"_f), order_by("-price"_f)))
        .list();
}
auto running_sales() {
    return Order::objects
        .values(
            "day"_f,
            "total"_f = Sum("copies"_f).over(order_by("day"_f), aside::RowRange(std::nullopt, 0)))
        .list();
}

// ---- querysets inside of others

auto unsold_books() {
    return Book::objects.filter(!Exists(Order::objects.filter("book"_f == OuterRef("pk"_f))))
        .list();
}
auto books_of_sellers(int copies) {
    return Book::objects
        .filter("pk"_f.in(Order::objects.filter("copies"_f > copies).values("book"_f)))
        .list();
}
auto houses_with_newest() {
    auto newest =
        Book::objects.filter("publisher"_f == OuterRef("pk"_f)).order_by("-year"_f).limit(1);
    return Publisher::objects.annotate("newest"_f = Subquery(newest.values("title"_f))).list();
}
auto all_names() {
    return Author::objects.values_list(aside::flat, "name"_f)
        .union_(Store::objects.values_list(aside::flat, "name"_f))
        .list();
}

// ---- and beside them

std::pair<std::int64_t, std::int64_t> orders_and_copies() {
    const auto row = Order::objects.aggregate("n"_f = Count("*"_f), "copies"_f = Sum("copies"_f));
    return {row["n"_f], row["copies"_f].value_or(0)};
}
std::future<std::int64_t> books_counted(int year) {
    return Book::objects.filter("year__lt"_f = year).acount();
}

}  // namespace bookshop
