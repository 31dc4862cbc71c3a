// Case and When in every place where an expression may stand.
// See django_app/queries/conditional.py.
#include "interop/models.hpp"
#include "interop/query.hpp"
#include "interop/rows.hpp"

namespace interop {

void conditional() {
    // Cases.
    ROWS("one case",
         Book::objects.annotate("x"_f = Case(When("pages"_f > 200, "long")).otherwise("short")));
    ROWS("two cases", Book::objects.annotate("x"_f = Case(When("pages"_f > 300, "long"),
                                                          When("pages"_f > 100, "medium"))
                                                         .otherwise("short")));
    ROWS("no case", Book::objects.annotate("x"_f = Case(When("pages"_f > 300, "long"))));
    ROWS("numbers",
         Book::objects.annotate("x"_f = Case(When("in_print"_f == true, 1)).otherwise(0)));
    ROWS(
        "columns",
        Book::objects.annotate(
            "x"_f = Case(When("in_print"_f == true, "pages"_f)).otherwise("publisher__founded"_f)));
    ROWS("columns of relations",
         Book::objects.annotate("x"_f = Case(When("editor"_f.isnull(false), "editor__name"_f))
                                            .otherwise("publisher__name"_f)));
    ROWS("expressions",
         Book::objects.annotate(
             "x"_f = Case(When("in_print"_f == true, "pages"_f * 2)).otherwise("pages"_f - 1)));
    ROWS("of both",
         Book::objects.annotate(
             "x"_f = Case(When("in_print"_f == true && "pages"_f > 100, "a")).otherwise("b")));
    ROWS("of either",
         Book::objects.annotate(
             "x"_f = Case(When("in_print"_f == false || "rating"_f > 4, "a")).otherwise("b")));
    ROWS("of not",
         Book::objects.annotate("x"_f = Case(When(!("rating"_f > 3), "a")).otherwise("b")));
    ROWS("of a relation",
         Book::objects.annotate(
             "x"_f = Case(When("publisher__country"_f == "de", "a")).otherwise("b")));
    ROWS(
        "of a relation that is none",
        Book::objects.annotate("x"_f = Case(When("publisher"_f.isnull(true), "a")).otherwise("b")));
    ROWS("of many", Publisher::objects.annotate(
                        "x"_f = Case(When("books__pages"_f > 200, "a")).otherwise("b")));
    ROWS("of compared columns",
         Book::objects.annotate("x"_f =
                                    Case(When("chapters"_f > "pages"_f / 10, "a")).otherwise("b")));
    ROWS("of an annotation", Book::objects.annotate("n"_f = Count("tags"_f))
                                 .annotate("x"_f = Case(When("n"_f > 1, "many")).otherwise("few")));
    ROWS("of a text", Book::objects.annotate("x"_f = Case(When("title"_f.startswith("A"), 1),
                                                          When("title"_f.endswith("a"), 2))));
    ROWS("filtered",
         Book::objects.annotate("x"_f = Case(When("pages"_f > 200, "long")).otherwise("short"))
             .filter("x"_f = "long"));
    ROWS("an alias filtered", Book::objects
                                  .alias("x"_f = Case(When("in_print"_f == true, "pages"_f))
                                                     .otherwise("publisher__founded"_f))
                                  .filter("x__gt"_f = 20));
    ORDERED("ordered",
            Book::objects.annotate("x"_f = Case(When("rating"_f == nullptr, 0)).otherwise(1))
                .order_by("x"_f, "-rating"_f, "pk"_f));
    ORDERED("ordered by it alone",
            Book::objects.order_by(Case(When("in_print"_f == true, 0)).otherwise(1), "pk"_f));
    ROWS("grouped",
         Book::objects.annotate("x"_f = Case(When("pages"_f > 200, "long")).otherwise("short"))
             .values("x"_f)
             .annotate("n"_f = Count("pk"_f), "s"_f = Sum("pages"_f)));
    ROWS("summed",
         Publisher::objects.annotate(
             "x"_f = Sum(Case(When("books__in_print"_f == true, "books__pages"_f)).otherwise(0))));
    ROWS("counted",
         Publisher::objects.annotate("x"_f = Count(Case(When("books__pages"_f > 100, 1)))));
    TYPED("summed over everything",
          Book::objects.aggregate("x"_f = Sum(Case(When("in_print"_f == true, 1)).otherwise(0))));
    ROWS("one in another",
         Book::objects.annotate(
             "x"_f = Case(When("in_print"_f == true, Case(When("pages"_f > 200, 1)).otherwise(2)))
                         .otherwise(3)));
    CHANGED("update",
            Book::objects.update("pages"_f =
                                     Case(When("in_print"_f == true, "pages"_f + 1)).otherwise(0)));
    CHANGED("update of some",
            Book::objects.filter("pages__gt"_f = 100)
                .update("rating"_f = Case(When("rating"_f > 4, 5.0)).otherwise("rating"_f)));
}

}  // namespace interop
