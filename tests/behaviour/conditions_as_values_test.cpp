#include "support/books.hpp"
#include "support/both_ways.hpp"

using namespace library;

namespace {

struct Shelf : aside::testing::TestDatabase<Book> {
    Shelf() { add_three_books(); }
};
using Names = aside::Names<aside::Named<"half", std::optional<std::int64_t>>>;
template <class Condition>
constexpr bool may_be_null(const Condition&) {
    return std::is_same_v<typename Condition::template value<Book, Names>, std::optional<bool>>;
}
using Truths = std::vector<std::optional<bool>>;
/// What the condition is of each book: Emma of 1815, Ulysses of 1922, Beowulf of no year.
template <class Condition>
Truths truths(const Condition& condition) {
    Truths result;
    for (const auto& truth :
         Book::objects.order_by("id"_f).values_list(aside::flat, condition).list())
        result.emplace_back(truth);
    return result;
}
constexpr std::nullopt_t null = std::nullopt;

}  // namespace

TEST_CASE("a condition may be NULL exactly where SQL can make it so") {
    CHECK_FALSE(may_be_null("pages"_f < 3));
    CHECK(may_be_null("year"_f < 3));
    CHECK(may_be_null("pages"_f < "year"_f));
    CHECK(may_be_null("pages"_f.in("year"_f, 3)));
    CHECK_FALSE(may_be_null("pages"_f.in(1, 3)));
    CHECK(may_be_null("year"_f.in(1, 3)));
    CHECK_FALSE(may_be_null("year"_f.isnull()));
    CHECK_FALSE(may_be_null("year"_f == nullptr));
    CHECK_FALSE(may_be_null("pages"_f == std::optional<int>(3)));
    CHECK_FALSE(may_be_null(!("year"_f == 3)));
    CHECK_FALSE(may_be_null("year"_f != 3));
    CHECK(may_be_null(!("year"_f != 3)));
    CHECK(may_be_null(!!("year"_f == 3)));
    CHECK_FALSE(may_be_null(!("year"_f + 1 == 3)));
    CHECK(may_be_null(!("half"_f == 3)));  // what is annotated is guarded by nobody
    CHECK(may_be_null("year"_f == 3 && "pages"_f == 2));
    CHECK_FALSE(may_be_null(!("year"_f == 3 || "pages"_f == 2)));
    CHECK_FALSE(may_be_null(("year"_f == 3) ^ ("pages"_f == 2)));
    CHECK(may_be_null(aside::Q<Book>("pages"_f == 2)));
    const auto years = Book::objects.values_list(aside::flat, "year"_f);
    CHECK(may_be_null("pages"_f.in(years)));
    CHECK_FALSE(may_be_null(!("pages"_f.in(years))));
    CHECK(may_be_null("year"_f == years.limit(1)));
    CHECK_FALSE(may_be_null("year"_f != years.limit(1)));
    CHECK_FALSE(may_be_null("pk"_f.in(Book::objects)));
    CHECK_FALSE(may_be_null(Exists(years)));
    CHECK_FALSE(may_be_null(!Exists(years)));
}

TEST_CASE("a condition is what SQL makes of it") {
    const Shelf shelf;
    CHECK(truths("pages"_f > 300) == Truths{true, true, false});
    CHECK(truths("year"_f > 1900) == Truths{false, true, null});
    CHECK(truths(!("year"_f > 1900)) == Truths{true, false, true});
    CHECK(truths(!!("year"_f > 1900)) == Truths{false, true, null});
    CHECK(truths("year"_f != 1922) == Truths{true, false, true});
    CHECK(truths(!("year"_f != 1922)) == Truths{false, true, null});
    CHECK(truths("year"_f == nullptr) == Truths{false, false, true});
    CHECK(truths(("year"_f > 1900) ^ ("pages"_f > 300)) == Truths{true, false, false});
    CHECK(truths("year"_f > 1900 || "pages"_f < 300) == Truths{false, true, true});
    CHECK(truths("year"_f > 1900 && "pages"_f < 300) == Truths{false, false, null});
    CHECK(truths(aside::Q<Book>()) == Truths{true, true, true});
    CHECK(truths("id"_f.in(std::vector<int>())) == Truths{false, false, false});
    const auto years = Book::objects.values_list(aside::flat, "year"_f);
    CHECK(truths(("id"_f + 1814).in(years)) == Truths{true, null, null});
    CHECK(truths(!(("id"_f + 1814).in(years))) == Truths{false, true, true});
    CHECK(truths("year"_f !=
                 Book::objects.values_list(aside::flat, "year"_f).filter("id"_f == 9).limit(1)) ==
          Truths{true, true, true});
}

BOTH_WAYS("conditions are selected, named, compared, counted and ordered by") {
    const Shelf shelf;
    const auto books =
        CALL(Book::objects.annotate("long"_f = "pages"_f > 300, "modern"_f = "year"_f > 1900)
                 .order_by("id"_f),
             list);
    static_assert(std::is_same_v<decltype(books[0]["long"_f]), const bool&>);
    CHECK(books[0]["long"_f]);
    CHECK(books[2]["modern"_f] == std::nullopt);
    const auto named =
        Book::objects.alias("long"_f = "pages"_f > 300, "modern"_f = "year"_f > 1900);
    CHECK(titles(CALL(named.filter("long"_f == true, "modern"_f == false), list)) ==
          Titles{"Emma"});
    CHECK(titles(CALL(named.filter("long"_f == "modern"_f), list)) == Titles{"Ulysses"});
    CHECK(titles(CALL(named.order_by("long"_f, "-title"_f), list)) ==
          Titles{"Beowulf", "Ulysses", "Emma"});
    CHECK(titles(CALL(Book::objects.order_by(("year"_f > 1900).desc(aside::nulls_last)), list)) ==
          Titles{"Ulysses", "Emma", "Beowulf"});
    const auto counted =
        CALL(Book::objects, aggregate, "known"_f = Count("year"_f > 1900),
             "all"_f = Count("pages"_f > 300), "modern"_f = Count("*"_f).filter("year"_f > 1900));
    CHECK(counted["known"_f] == 2);
    CHECK(counted["all"_f] == 3);
    CHECK(counted["modern"_f] == 1);
    const auto groups = CALL(Book::objects.values("long"_f = "pages"_f > 300)
                                 .annotate("n"_f = Count("*"_f))
                                 .order_by("long"_f),
                             list);
    REQUIRE(groups.size() == 2);
    CHECK(groups[0]["n"_f] == 1);
    CHECK(groups[1]["n"_f] == 2);
}
