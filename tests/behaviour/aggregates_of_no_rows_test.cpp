// Aggregates over rows that are known to be none are what they are of rows that turn out to be
// none.
#include "support/books.hpp"
#include "support/both_ways.hpp"

using namespace library;

namespace {

struct Shelf : aside::testing::TestDatabase<Book> {
    Shelf() { add_three_books(); }
};
const std::vector<std::int64_t> nothing;
/// Querysets without rows: one that the database is asked about, and others.
const std::vector<aside::QuerySet<Book>>& without_rows() {
    static const std::vector<aside::QuerySet<Book>> querysets{
        Book::objects.filter("id"_f = 0),
        Book::objects.none(),
        Book::objects.filter("id"_f.in(nothing)),
        Book::objects.exclude(!"id"_f.in(nothing)),
        Book::objects.filter("id"_f.in(Book::objects.none())),
        Book::objects.filter(Exists(Book::objects.none())),
        Book::objects.limit(0),
        Book::objects.slice(3, 2),
        Book::objects.none().union_(Book::objects.filter("id"_f.in(nothing))),
        Book::objects.intersection(Book::objects.none()),
        Book::objects.none().difference(Book::objects.all()),
    };
    return querysets;
}

}  // namespace

BOTH_WAYS(
    "what is computed of no rows is computed, whether or not it is known that there are none") {
    const Shelf shelf;
    for (const auto& rows : without_rows()) {
        const auto of =
            CALL(rows, aggregate, "sum"_f = Sum("pages"_f), "n"_f = Count("*"_f),
                 "seven"_f = Sum("pages"_f).default_(7), "text"_f = Max("title"_f).default_("none"),
                 "eight"_f = Coalesce(Sum("pages"_f), 8), "one"_f = Count("id"_f) + 1,
                 "null"_f = Sum("pages"_f) * 2,
                 "said"_f = Case(When(Count("id"_f) == 0, "no rows")).otherwise("rows"),
                 "joined"_f = Concat(Max("title"_f), "!"),
                 "few"_f = Count("id"_f).filter("pages"_f > 3));
        CHECK(of["sum"_f] == std::nullopt);
        CHECK(of["n"_f] == 0);
        CHECK(of["seven"_f] == 7);
        CHECK(of["text"_f] == "none");
        CHECK(of["eight"_f] == 8);
        CHECK(of["one"_f] == 1);
        CHECK(of["null"_f] == std::nullopt);
        CHECK(of["said"_f] == "no rows");
        CHECK(of["joined"_f] == "!");
        CHECK(of["few"_f] == 0);
    }
}

BOTH_WAYS("every other question has the answer that the database would give") {
    const Shelf shelf;
    for (const auto& rows : without_rows()) {
        CHECK(CALL(rows, count) == 0);
        CHECK_FALSE(CALL(rows, exists));
        CHECK(CALL(rows, list).empty());
        CHECK(CALL(rows.values_list("id"_f), list).empty());
        CHECK(Book::objects.annotate("known"_f = Exists(rows)).filter("known"_f == true).count() ==
              0);
    }
    const auto none = Book::objects.none().values_list(aside::flat, "pages"_f);
    const auto filled = Book::objects.values_list(aside::flat, Coalesce(Subquery(none), 9)).list();
    CHECK(std::vector<std::int32_t>(filled.begin(), filled.end()) ==
          std::vector<std::int32_t>{9, 9, 9});
    CHECK(CALL(Book::objects.none(), update, "pages"_f = Coalesce(Subquery(none), 9)) == 0);
    CHECK(CALL(Book::objects, update, "pages"_f = Coalesce(Subquery(none), 9)) == 3);
    CHECK(CALL(Book::objects.none(), in_bulk, std::vector<int>{1}).empty());
    CHECK_FALSE(CALL(Book::objects.none(), first).has_value());
}

TEST_CASE("plain aggregates of none() ask no database") {
    const Shelf shelf;
    const aside::QueryLog log;
    const auto of = Book::objects.none().aggregate("n"_f = Count("*"_f), "most"_f = Max("pages"_f));
    CHECK(of["n"_f] == 0);
    CHECK(of["most"_f] == std::nullopt);
    CHECK(log.empty());
}
