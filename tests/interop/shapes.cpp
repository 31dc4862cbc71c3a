// The shapes of rows: dictionaries, tuples, single values, dates and moments, and objects of which
// not everything was read.
// See django_app/queries/shapes.py.
#include "interop/models.hpp"
#include "interop/query.hpp"
#include "interop/rows.hpp"

namespace interop {

void shapes() {
    ROWS("tuples", Book::objects.values_list("pk"_f, "title"_f, "rating"_f));
    ROWS("tuples of relations",
         Book::objects.values_list("publisher"_f, "publisher__name"_f, "editor__country__name"_f));
    ROWS("tuples of many", Publisher::objects.values_list("name"_f, "books__title"_f));
    ROWS("tuples of expressions", Book::objects.values_list("pk"_f, "pages"_f * 2));
    ROWS("tuples of aggregates", Book::objects.values_list("pk"_f, Count("tags"_f)));
    ROWS("tuples of annotations",
         Book::objects.annotate("n"_f = Count("tags"_f)).values_list("n"_f, "pk"_f));
    ROWS("tuples of groups", Book::objects.values_list("cover"_f).annotate("n"_f = Count("pk"_f)));
    ROWS("tuples of groups by two", Book::objects.values_list("publisher"_f, "in_print"_f)
                                        .annotate("n"_f = Count("pk"_f), "s"_f = Sum("pages"_f)));
    ROWS("tuples of every type",
         Sample::objects.values_list("flag"_f, "small"_f, "big"_f, "line"_f, "day"_f, "moment"_f,
                                     "hour"_f, "span"_f, "key"_f));
    ORDERED("tuples in an order",
            Book::objects.order_by("-pages"_f, "pk"_f).values_list("title"_f, "pages"_f));
    ORDERED(
        "tuples of a slice",
        Book::objects.order_by("-pages"_f, "pk"_f).values_list("title"_f, "pages"_f).slice(2, 5));
    ROWS("tuples, distinct", Book::objects.values_list("cover"_f, "in_print"_f).distinct());
    ROWS("tuples of years", Book::objects.values_list("published__year"_f, "pk"_f));
    ROWS("single values", Book::objects.values_list(aside::flat, "title"_f));
    ROWS("single nullable values", Book::objects.values_list(aside::flat, "rating"_f));
    ROWS("single keys", Book::objects.values_list(aside::flat, "publisher"_f));
    ROWS("single values of a relation", Book::objects.values_list(aside::flat, "editor__name"_f));
    ROWS("single values of many", Publisher::objects.values_list(aside::flat, "books"_f));
    ROWS("single decimals", Person::objects.values_list(aside::flat, "salary"_f));
    ROWS("single dates", Person::objects.values_list(aside::flat, "born"_f));
    ROWS("single values, distinct",
         Book::objects.values_list(aside::flat, "publisher__country"_f).distinct());
    ROWS("single counts",
         Book::objects.annotate("n"_f = Count("tags"_f)).values_list(aside::flat, "n"_f));
    ROWS("single values of an expression", Book::objects.values_list(aside::flat, "pages"_f + 1));
    ORDERED("single values in an order",
            Book::objects.order_by("title"_f, "pk"_f).values_list(aside::flat, "title"_f));
    ROWS("single values of a manager", publisher(1).books.values_list(aside::flat, "title"_f));
    ROWS("single values of a many-to-many manager",
         tag("novel").books.values_list(aside::flat, "publisher__name"_f));
    TYPED("the first tuple", Book::objects.order_by("pk"_f).values_list("pk"_f, "title"_f).first());
    TYPED("the first value",
          Book::objects.order_by("-pages"_f).values_list(aside::flat, "title"_f).first());
    TYPED("one tuple", Book::objects.values_list("title"_f, "pages"_f).get("pk"_f = 4));
    TYPED("one dictionary", Book::objects.values("title"_f, "rating"_f).get("pk"_f = 4));
    ANSWER("tuples counted", Book::objects.values_list("cover"_f).distinct().count());
    ANSWER("tuples asked for",
           Book::objects.filter("pages__gt"_f = 600).values_list("title"_f).exists());
    ORDERED("tuples after filters", Book::objects.values_list("pk"_f, "title"_f)
                                        .filter("publisher__country"_f = "de")
                                        .order_by("pk"_f));
    ORDERED("dates by year", Book::objects.dates("published"_f, "year"));
    ORDERED("dates by month", Book::objects.dates("published"_f, "month"));
    ORDERED("dates by week", Book::objects.dates("published"_f, "week"));
    ORDERED("dates by day", Book::objects.dates("published"_f, "day"));
    ORDERED("dates of filtered rows",
            Book::objects.filter("in_print"_f = true).dates("published"_f, "year"));
    ORDERED("dates through a relation", Book::objects.dates("editor__born"_f, "year"));
    ANSWER("dates counted", Book::objects.dates("published"_f, "year").count());
    ORDERED("moments by year", Review::objects.datetimes("written"_f, "year"));
    ORDERED("moments by month", Review::objects.datetimes("written"_f, "month"));
    ORDERED("moments by day", Review::objects.datetimes("written"_f, "day"));
    ORDERED("moments by hour", Review::objects.datetimes("written"_f, "hour"));
    ORDERED("moments by second", Review::objects.datetimes("written"_f, "second"));
    ORDERED("moments of a manager", publisher(1).books.dates("published"_f, "year"));
    ORDERED("dates sliced", Book::objects.dates("published"_f, "year").slice(2, 4));
}

}  // namespace interop
