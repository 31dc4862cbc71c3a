// What the public classes are once they were moved from: what they were, empty, or an error.
#include "support/books.hpp"
#include "support/both_ways.hpp"

using namespace library;

namespace {

struct Shelf : aside::testing::TestDatabase<Book> {
    Shelf() { add_three_books(); }
};
/// The value after something else was made of it by moving.
template <class T>
T moved_from(T value) {
    const T taken(std::move(value));
    return value;  // NOLINT: that is the point
}

}  // namespace

BOTH_WAYS("conditions hold for the rows that they held for before they were moved from") {
    const Shelf shelf;
    using Q = aside::Q<Book>;
    const std::string title = "Emma";
    CHECK(CALL(Book::objects.filter(moved_from(Q("title"_f == title))), count) == 1);
    CHECK(CALL(Book::objects.exclude(moved_from(Q("title"_f == title))), count) == 2);
    CHECK(CALL(Book::objects.filter(moved_from("title"_f == title)), count) == 1);
    CHECK(CALL(Book::objects.filter(moved_from(!"title"_f.in(Titles{title}))), count) == 2);
    CHECK(CALL(Book::objects.filter(moved_from("title"_f == title || "pages"_f == 732)), count) ==
          2);
    CHECK(CALL(Book::objects.exclude(moved_from("title__in"_f = Titles{title})), count) == 2);
    CHECK(CALL(Book::objects.exclude(moved_from(aside::field("title") == title)), count) == 2);
    CHECK(CALL(Book::objects.filter(moved_from(aside::field("title__in") = Titles{title})),
               count) == 1);
    const auto emma = Book::objects.filter("title"_f = title);
    CHECK(CALL(Book::objects.exclude(moved_from("id"_f.in(emma))), count) == 2);
    CHECK(CALL(Book::objects.filter(moved_from(Exists(emma.filter("id"_f = OuterRef("id"_f))))),
               count) == 1);
}

TEST_CASE("a condition that was moved from deletes no more than before") {
    const Shelf shelf;
    aside::Q<Book> q("title"_f == "Emma");
    aside::Q<Book> other = std::move(q);
    other = std::move(q);
    CHECK(Book::objects.filter(q).delete_().total == 1);
    CHECK(Book::objects.count() == 2);
}

BOTH_WAYS("expressions, keywords and orderings keep their meaning") {
    const Shelf shelf;
    const std::string mark = "a mark that no string keeps within itself";
    const auto marks = [&](const auto& expression) {
        return CALL(Book::objects.filter("id"_f = 1).values_list(aside::flat, expression), item, 0);
    };
    CHECK(marks(moved_from(Concat("title"_f, mark))) == "Emma" + mark);
    CHECK(marks(moved_from(aside::Value(mark))) == mark);
    CHECK(marks(moved_from(Case(moved_from(When("id"_f == 1, mark))).otherwise(mark))) == mark);
    CHECK(marks(moved_from(aside::RawSQL<std::string>("? || ''", mark))) == mark);
    CHECK(marks(moved_from(Subquery(
              Book::objects.order_by("-id"_f).values_list(aside::flat, "title"_f).limit(1)))) ==
          "Beowulf");
    const auto ranks = moved_from(order_by("-pages"_f));
    CHECK(CALL(Book::objects.order_by("id"_f).values_list(aside::flat,
                                                          aside::RowNumber().over(ranks)),
               item, 1) == 1);
    CHECK(titles(Book::objects.order_by(moved_from(aside::Order<Book>("-title"_f)))) ==
          Titles{"Ulysses", "Emma", "Beowulf"});
    CHECK(CALL(Book::objects, create, moved_from("title"_f = mark)).title == mark);
    CHECK(CALL(Book::objects, update_or_create, "title"_f = mark,
               moved_from(aside::defaults("author"_f = mark)))
              .object.author == mark);
}

BOTH_WAYS("a queryset and its rows stay what they are") {
    const Shelf shelf;
    aside::QuerySet<Book> books = Book::objects.order_by("id"_f);
    aside::QuerySet<Book> taken = std::move(books);
    CHECK(CALL(books, count) == 3);
    CHECK(books.begin()->title == "Emma");
    auto background = Book::aobjects.order_by("id"_f);
    const auto other = std::move(background);
    CHECK(background.count().get() == 3);

    aside::Rows<Book> rows = CALL(taken, list);
    const aside::Rows<Book> more = std::move(rows);
    CHECK(titles(rows) == titles(more));
    auto row = taken.begin();
    const auto next = std::move(row);
    CHECK(row->title == "Emma");
    CHECK(next == row);
}

TEST_CASE("what streams has no rows any more, and what awaits says that it was moved from") {
    const Shelf shelf;
    auto rows = Book::objects.iterator();
    (void)rows.begin();
    const auto taken = std::move(rows);
    CHECK((rows.begin() == rows.end()));
    auto first = Book::objects.order_by("id"_f).aiterator();
    auto second = Book::objects.order_by("-id"_f).aiterator();
    first = std::move(second);
    CHECK_THROWS_AS((void)second.anext(), std::future_error);
    CHECK(first.anext().get()->title == "Beowulf");

    auto count = Book::objects.acount();
    auto later = std::move(count);
    CHECK_THROWS_AS((void)count.get(), std::future_error);
    CHECK_THROWS_AS((void)std::move(count).then([](std::int64_t) {}), std::future_error);
    count.cancel();
    CHECK(later.get() == 3);

    const auto answer = []() -> aside::Task<int> { co_return 42; };
    aside::Task<int> task = answer();
    aside::Task<int> another = answer();
    another = std::move(task);
    CHECK_THROWS_AS((void)async_to_sync(std::move(task)), std::future_error);
    CHECK(async_to_sync(std::move(another)) == 42);

    auto twice = aside::sync_to_async([](int n) { return 2 * n; });
    const auto copy = std::move(twice);
    CHECK(twice(2).get() == 4);
}

TEST_CASE("JSON that was moved from is null, and rows of SQL by hand have no values") {
    const Shelf shelf;
    aside::Json json = aside::Json::parse(R"({"a": "a text that no string keeps within itself"})");
    aside::Json taken = std::move(json);
    CHECK(json.text() == "null");
    taken = std::move(json);
    CHECK(taken == aside::Json());

    auto rows = aside::connection().query("SELECT 1 AS one");
    const auto other = std::move(rows);
    CHECK(rows.empty());
    CHECK(rows.columns().empty());
    CHECK_THROWS_AS((void)rows[0], aside::DataError);
    auto row = other[0];
    const auto kept = std::move(row);
    CHECK_THROWS_AS((void)row["one"], aside::DataError);
}
