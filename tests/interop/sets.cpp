// Unions, intersections and differences.
// See django_app/queries/sets.py.
#include "interop/models.hpp"
#include "interop/query.hpp"
#include "interop/rows.hpp"

namespace interop {

void sets() {
    ROWS("union", Book::objects.filter("pages__gt"_f = 300)
                      .union_(Book::objects.filter("in_print"_f = false)));
    ROWS("union of three", Book::objects.filter("pages__gt"_f = 300)
                               .union_(Book::objects.filter("in_print"_f = false),
                                       Book::objects.filter("tags"_f = "history")));
    ROWS("union that keeps what is there twice",
         Book::objects.filter("pages__gt"_f = 300)
             .union_(Book::objects.filter("pages__gt"_f = 200), aside::all));
    ROWS("union of rows that are there twice",
         Publisher::objects.order_by()
             .filter("books__pages__gt"_f = 50)
             .union_(Publisher::objects.order_by().filter("country"_f = "br")));
    ROWS("union with nothing",
         Book::objects.filter("pages__gt"_f = 300).union_(Book::objects.none()));
    ROWS("nothing with a union",
         Book::objects.none().union_(Book::objects.filter("pages__gt"_f = 300)));
    ROWS("intersection", Book::objects.filter("pages__gt"_f = 100)
                             .intersection(Book::objects.filter("in_print"_f = true)));
    ROWS("intersection of three", Book::objects.filter("pages__gt"_f = 100)
                                      .intersection(Book::objects.filter("in_print"_f = true),
                                                    Book::objects.filter("rating__gt"_f = 3)));
    ROWS("intersection of many", Book::objects.filter("tags"_f = "novel")
                                     .intersection(Book::objects.filter("tags"_f = "crime")));
    ROWS("intersection with nothing",
         Book::objects.filter("pages__gt"_f = 300).intersection(Book::objects.none()));
    ROWS("difference", Book::objects.filter("pages__gt"_f = 100)
                           .difference(Book::objects.filter("in_print"_f = true)));
    ROWS("difference of three",
         Book::objects.all().difference(Book::objects.filter("in_print"_f = true),
                                        Book::objects.filter("tags"_f = "novel")));
    ROWS("difference from nothing",
         Book::objects.filter("pages__gt"_f = 300).difference(Book::objects.none()));
    ROWS("values", Book::objects.values("cover"_f).union_(Book::objects.values("cover"_f)));
    ROWS("values of two models",
         Publisher::objects.order_by().values("name"_f).union_(Person::objects.values("name"_f)));
    ROWS("values of two models, all", Publisher::objects.order_by().values("name"_f).union_(
                                          Person::objects.values("name"_f), aside::all));
    ROWS("lists of two models", Publisher::objects.order_by().values_list("name"_f).union_(
                                    Tag::objects.values_list("name"_f)));
    ROWS("single values", Book::objects.filter("pages__gt"_f = 100)
                              .values_list(aside::flat, "publisher"_f)
                              .intersection(Book::objects.filter("in_print"_f = false)
                                                .values_list(aside::flat, "publisher"_f)));
    ROWS("values of a relation",
         Book::objects.filter("pages__gt"_f = 200)
             .values("publisher__name"_f)
             .union_(Book::objects.filter("in_print"_f = false).values("publisher__name"_f)));
    ROWS("annotated",
         Book::objects.annotate("x"_f = "pages"_f * 2)
             .filter("x__gt"_f = 600)
             .union_(Book::objects.annotate("x"_f = "pages"_f * 3).filter("x__lt"_f = 150)));
    ROWS("annotated with counts",
         Book::objects.annotate("n"_f = Count("tags"_f))
             .filter("n__gt"_f = 2)
             .union_(Book::objects.annotate("n"_f = Count("tags"_f)).filter("n"_f = 0)));
    ROWS("groups", Book::objects.filter("in_print"_f = true)
                       .values("cover"_f)
                       .annotate("n"_f = Count("pk"_f))
                       .union_(Book::objects.filter("in_print"_f = false)
                                   .values("cover"_f)
                                   .annotate("n"_f = Count("pk"_f))));
    ORDERED("ordered", Book::objects.filter("pages__gt"_f = 300)
                           .union_(Book::objects.filter("in_print"_f = false))
                           .order_by("-pages"_f, "id"_f));
    ORDERED("ordered by two", Book::objects.filter("pages__gt"_f = 200)
                                  .union_(Book::objects.filter("in_print"_f = false))
                                  .order_by("cover"_f, "-id"_f));
    ORDERED("ordered and sliced", Book::objects.filter("pages__gt"_f = 300)
                                      .union_(Book::objects.filter("in_print"_f = false))
                                      .order_by("-pages"_f, "id"_f)
                                      .slice(1, 4));
    ORDERED("values ordered", Publisher::objects.order_by()
                                  .values("name"_f)
                                  .union_(Person::objects.values("name"_f))
                                  .order_by("name"_f));
    ORDERED("ordered by an annotation",
            Book::objects.annotate("n"_f = Count("tags"_f))
                .filter("n__gt"_f = 2)
                .union_(Book::objects.annotate("n"_f = Count("tags"_f)).filter("n"_f = 0))
                .order_by("-n"_f, "id"_f));
    ORDERED("reversed", Book::objects.filter("pages__gt"_f = 300)
                            .difference(Book::objects.filter("in_print"_f = false))
                            .order_by("pages"_f)
                            .reverse());
    ANSWER("counted", Book::objects.filter("pages__gt"_f = 300)
                          .union_(Book::objects.filter("in_print"_f = false))
                          .count());
    ANSWER("all counted", Book::objects.filter("pages__gt"_f = 300)
                              .union_(Book::objects.filter("pages__gt"_f = 200), aside::all)
                              .count());
    ANSWER("difference counted",
           Book::objects.all().difference(Book::objects.filter("in_print"_f = true)).count());
    ANSWER("any", Book::objects.filter("pages__gt"_f = 300)
                      .intersection(Book::objects.filter("in_print"_f = false))
                      .exists());
    ANSWER("none", Book::objects.filter("pages__gt"_f = 300)
                       .intersection(Book::objects.filter("pages__lt"_f = 30))
                       .exists());
    TYPED("first", Book::objects.filter("pages__gt"_f = 300)
                       .union_(Book::objects.filter("in_print"_f = false))
                       .order_by("-pages"_f, "id"_f)
                       .first());
    ROWS("of related managers", publisher(1).books.all().union_(tag("novel").books.all()));
    ROWS("of combined querysets",
         (Book::objects.filter("pages__gt"_f = 300) | Book::objects.filter("pages__lt"_f = 50))
             .difference(Book::objects.filter("tags"_f = "art")));
}

}  // namespace interop
