// Subqueries, and whether there are rows, in every place where an expression or a condition may
// stand.
// See django_app/queries/subqueries.py.
#include "interop/models.hpp"
#include "interop/query.hpp"
#include "interop/rows.hpp"

namespace interop {

void subqueries() {
    // Whether there are rows.
    ROWS("exists", Book::objects.annotate(
                       "x"_f = Exists(Review::objects.filter("book"_f == OuterRef("pk"_f)))));
    ROWS("exists with a condition",
         Book::objects.annotate(
             "x"_f = Exists(Review::objects.filter("book"_f == OuterRef("pk"_f), "stars"_f = 5))));
    FOUND("with",
          Book::objects.filter(Exists(Review::objects.filter("book"_f == OuterRef("pk"_f)))));
    FOUND("without",
          Book::objects.filter(!(Exists(Review::objects.filter("book"_f == OuterRef("pk"_f))))));
    FOUND("excluded",
          Book::objects.exclude(Exists(Review::objects.filter("book"_f == OuterRef("pk"_f)))));
    FOUND("with and",
          Book::objects.filter(Exists(Review::objects.filter("book"_f == OuterRef("pk"_f))) &&
                               "in_print"_f == true));
    FOUND("with or", Book::objects.filter(Exists(Review::objects.filter(
                                              "book"_f == OuterRef("pk"_f), "stars"_f = 5)) ||
                                          "pages"_f < 50));
    FOUND("with both",
          Book::objects.filter(
              Exists(Review::objects.filter("book"_f == OuterRef("pk"_f), "stars"_f = 5)),
              Exists(Authorship::objects.filter("book"_f == OuterRef("pk"_f), "position"_f = 2))));
    FOUND("with one of a relation", Book::objects.filter(Exists(Publisher::objects.filter(
                                        "pk"_f == OuterRef("publisher"_f), "country"_f = "de"))));
    FOUND("with one of a column of a relation",
          Book::objects.filter(Exists(Person::objects.filter(
              "country"_f == OuterRef("publisher__country"_f), "salary__gt"_f = 5000))));
    FOUND("with one through relations",
          Publisher::objects.filter(Exists(
              Review::objects.filter("book__publisher"_f == OuterRef("pk"_f), "stars"_f = 1))));
    FOUND("with an equal",
          Book::objects.filter(Exists(Book::objects.filter("title"_f == OuterRef("title"_f))
                                          .exclude("pk"_f == OuterRef("pk"_f)))));
    FOUND("with a greater",
          Book::objects.filter(Exists(Book::objects.filter("publisher"_f == OuterRef("publisher"_f),
                                                           "pages"_f > OuterRef("pages"_f)))));
    FOUND("with one two queries out",
          Publisher::objects.filter(Exists(Book::objects.filter(
              Exists(Review::objects.filter("book"_f == OuterRef("pk"_f), "stars"_f = 5)),
              "publisher"_f == OuterRef("pk"_f)))));
    FOUND("of a manager", publisher(1).books.filter(Exists(Review::objects.filter(
                              "book"_f == OuterRef("pk"_f), "stars"_f = 5))));
    ROWS(
        "exists, filtered",
        Book::objects.annotate("x"_f = Exists(Review::objects.filter("book"_f == OuterRef("pk"_f))))
            .filter("x"_f = true));
    ROWS(
        "exists, filtered by not",
        Book::objects.annotate("x"_f = Exists(Review::objects.filter("book"_f == OuterRef("pk"_f))))
            .filter("x"_f = false));
    ORDERED(
        "exists, ordered",
        Book::objects.annotate("x"_f = Exists(Review::objects.filter("book"_f == OuterRef("pk"_f))))
            .order_by("-x"_f, "pk"_f));
    ANSWER(
        "counted with",
        Book::objects.filter(Exists(Review::objects.filter("book"_f == OuterRef("pk"_f)))).count());
    ROWS(
        "a case of it",
        Book::objects.annotate(
            "x"_f = Case(When(Exists(Review::objects.filter("book"_f == OuterRef("pk"_f))), "read"))
                        .otherwise("unread")));
    CHANGED("update of those with",
            Book::objects
                .filter(Exists(Review::objects.filter("book"_f == OuterRef("pk"_f), "stars"_f = 1)))
                .update("pages"_f = 1));
    CHANGED(
        "delete of those with",
        Review::objects
            .filter(Exists(Book::objects.filter("pk"_f == OuterRef("book"_f), "pages__gt"_f = 200)))
            .delete_());

    // Subqueries.
    ROWS("the last one", Book::objects.annotate(
                             "x"_f = Subquery(Review::objects.filter("book"_f == OuterRef("pk"_f))
                                                  .order_by("-written"_f)
                                                  .values("text"_f)
                                                  .limit(1))));
    ROWS("the greatest", Book::objects.annotate(
                             "x"_f = Subquery(Review::objects.filter("book"_f == OuterRef("pk"_f))
                                                  .order_by("-stars"_f)
                                                  .values("stars"_f)
                                                  .limit(1))));
    ROWS("of a relation",
         Book::objects.annotate(
             "x"_f = Subquery(Publisher::objects.filter("pk"_f == OuterRef("publisher"_f))
                                  .values("name"_f)
                                  .limit(1))));
    ROWS("of a column of a relation",
         Review::objects.annotate(
             "x"_f = Subquery(
                 Country::objects.filter("code"_f == OuterRef("book__publisher__country"_f))
                     .values("name"_f)
                     .limit(1))));
    ROWS("of an aggregate",
         Publisher::objects.annotate(
             "x"_f = Subquery(Book::objects.filter("publisher"_f == OuterRef("pk"_f))
                                  .values("publisher"_f)
                                  .annotate("n"_f = Count("pk"_f))
                                  .values("n"_f))));
    ROWS("of a sum", Publisher::objects.annotate(
                         "x"_f = Subquery(Book::objects.filter("publisher"_f == OuterRef("pk"_f))
                                              .order_by()
                                              .values("publisher"_f)
                                              .annotate("s"_f = Sum("pages"_f))
                                              .values("s"_f))));
    ROWS("with a coalesce",
         Publisher::objects.annotate(
             "x"_f = Coalesce(Subquery(Book::objects.filter("publisher"_f == OuterRef("pk"_f))
                                           .values("publisher"_f)
                                           .annotate("n"_f = Count("pk"_f))
                                           .values("n"_f)),
                              0)));
    ROWS("two", Book::objects.annotate(
                    "a"_f = Subquery(Review::objects.filter("book"_f == OuterRef("pk"_f))
                                         .order_by("written"_f, "pk"_f)
                                         .values("stars"_f)
                                         .limit(1)),
                    "b"_f = Subquery(Review::objects.filter("book"_f == OuterRef("pk"_f))
                                         .order_by("-written"_f, "pk"_f)
                                         .values("stars"_f)
                                         .limit(1))));
    ROWS("filtered by it",
         Book::objects
             .annotate("x"_f = Subquery(Review::objects.filter("book"_f == OuterRef("pk"_f))
                                            .order_by("-stars"_f)
                                            .values("stars"_f)
                                            .limit(1)))
             .filter("x__gte"_f = 4));
    ROWS("excluded by it",
         Book::objects
             .annotate("x"_f = Subquery(Review::objects.filter("book"_f == OuterRef("pk"_f))
                                            .order_by("-stars"_f)
                                            .values("stars"_f)
                                            .limit(1)))
             .filter("x__isnull"_f = false)
             .exclude("x"_f = 5));
    ORDERED("ordered by it",
            Book::objects
                .annotate("x"_f = Subquery(Review::objects.filter("book"_f == OuterRef("pk"_f))
                                               .order_by("-stars"_f)
                                               .values("stars"_f)
                                               .limit(1)))
                .order_by("x"_f.desc(aside::nulls_last), "pk"_f));
    FOUND(
        "compared with it",
        Book::objects.filter(
            "pages"_f == Subquery(Book::objects.order_by("-pages"_f).values("pages"_f).limit(1))));
    FOUND("compared with one of the row",
          Book::objects.filter("pages"_f >
                               Subquery(Book::objects.filter("pk"_f == OuterRef("sequel_to"_f))
                                            .values("pages"_f)
                                            .limit(1))));
    FOUND("the longest of its publisher",
          Book::objects.filter(
              "pk"_f == Subquery(Book::objects.filter("publisher"_f == OuterRef("publisher"_f))
                                     .order_by("-pages"_f, "pk"_f)
                                     .values("pk"_f)
                                     .limit(1))));
    ROWS("an expression of it",
         Book::objects.annotate(
             "x"_f = "pages"_f - Subquery(Book::objects.filter("pk"_f == OuterRef("sequel_to"_f))
                                              .values("pages"_f)
                                              .limit(1))));
    ROWS(
        "beside an aggregate",
        Book::objects.annotate("n"_f = Count("tags"_f),
                               "x"_f = Subquery(Review::objects.filter("book"_f == OuterRef("pk"_f))
                                                    .order_by("-stars"_f)
                                                    .values("stars"_f)
                                                    .limit(1))));
    ROWS("grouped by it",
         Book::objects
             .annotate("x"_f = Subquery(Publisher::objects.filter("pk"_f == OuterRef("publisher"_f))
                                            .values("country"_f)
                                            .limit(1)))
             .values("x"_f)
             .annotate("n"_f = Count("pk"_f)));
    CHANGED("update with it",
            Book::objects.update("subtitle"_f =
                                     Subquery(Review::objects.filter("book"_f == OuterRef("pk"_f))
                                                  .order_by("-written"_f, "pk"_f)
                                                  .values("text"_f)
                                                  .limit(1))));
}

}  // namespace interop
