// What annotated querysets give when they are counted, sliced, combined, computed of or changed,
// and aggregates over whole querysets.
// See django_app/queries/annotated_results.py.
#include "interop/models.hpp"
#include "interop/query.hpp"
#include "interop/rows.hpp"

namespace interop {

void annotated_results() {
    // Aggregates of everything.
    TYPED("count", Book::objects.aggregate("n"_f = Count("pk"_f)));
    TYPED("count of stars", Book::objects.aggregate("n"_f = Count("*"_f)));
    TYPED("count of a nullable column", Book::objects.aggregate("n"_f = Count("rating"_f)));
    TYPED("count of distinct values", Book::objects.aggregate("n"_f = Count("price"_f).distinct()));
    TYPED("count of a relation", Book::objects.aggregate("n"_f = Count("publisher"_f)));
    TYPED("count of distinct relations",
          Book::objects.aggregate("n"_f = Count("publisher"_f).distinct()));
    TYPED("count of many", Book::objects.aggregate("n"_f = Count("tags"_f)));
    TYPED("count of some",
          Book::objects.aggregate("n"_f = Count("pk"_f).filter("in_print"_f == true)));
    TYPED("count of some through a relation",
          Book::objects.aggregate("n"_f = Count("pk"_f).filter("publisher__country"_f == "de")));
    TYPED("sum", Book::objects.aggregate("s"_f = Sum("pages"_f)));
    TYPED("sum of decimals", Book::objects.aggregate("s"_f = Sum("price"_f)));
    TYPED("sum of floats", Book::objects.aggregate("s"_f = Sum("rating"_f)));
    TYPED("sum of many", Publisher::objects.aggregate("s"_f = Sum("books__pages"_f)));
    TYPED("mean", Book::objects.aggregate("a"_f = Avg("pages"_f)));
    TYPED("mean of decimals", Book::objects.aggregate("a"_f = Avg("price"_f)));
    TYPED("mean through a relation", Book::objects.aggregate("a"_f = Avg("publisher__founded"_f)));
    TYPED("least and greatest",
          Book::objects.aggregate("a"_f = Min("pages"_f), "b"_f = Max("pages"_f),
                                  "c"_f = Min("published"_f), "d"_f = Max("title"_f),
                                  "e"_f = Min("price"_f)));
    TYPED("deviation",
          Book::objects.aggregate("d"_f = StdDev("pages"_f), "v"_f = Variance("pages"_f)));
    TYPED("deviation of a sample",
          Book::objects.aggregate("d"_f = StdDev("pages"_f, aside::sample),
                                  "v"_f = Variance("pages"_f, aside::sample)));
    TYPED("of no rows", Book::objects.filter("pages__gt"_f = 1000)
                            .aggregate("n"_f = Count("pk"_f), "s"_f = Sum("pages"_f),
                                       "a"_f = Avg("rating"_f), "m"_f = Max("title"_f)));
    TYPED("of no rows with a default",
          Book::objects.filter("pages__gt"_f = 1000).aggregate("s"_f = Sum("pages"_f).default_(0)));
    TYPED("of none", Book::objects.none().aggregate("n"_f = Count("pk"_f), "s"_f = Sum("pages"_f)));
    TYPED("of a filter", Book::objects.filter("publisher__country"_f = "de")
                             .aggregate("n"_f = Count("pk"_f), "s"_f = Sum("pages"_f)));
    TYPED("of a filter over many", Publisher::objects.filter("books__rating__gt"_f = 3)
                                       .aggregate("n"_f = Count("pk"_f), "s"_f = Sum("founded"_f)));
    TYPED("of distinct rows", Publisher::objects.filter("books__rating__gt"_f = 3)
                                  .distinct()
                                  .aggregate("n"_f = Count("pk"_f), "s"_f = Sum("founded"_f)));
    TYPED("of a slice", Book::objects.order_by("-pages"_f, "pk"_f)
                            .limit(5)
                            .aggregate("s"_f = Sum("pages"_f), "n"_f = Count("rating"_f)));
    TYPED("of a slice through a relation", Book::objects.order_by("pk"_f).slice(2, 12).aggregate(
                                               "m"_f = Max("publisher__founded"_f)));
    TYPED("of an exclude",
          Book::objects.exclude("tags"_f = "novel").aggregate("n"_f = Count("pk"_f)));
    TYPED("of a related manager",
          publisher(1).books.aggregate("s"_f = Sum("pages"_f), "n"_f = Count("*"_f)));
    TYPED("of a many-to-many manager", tag("novel").books.aggregate("s"_f = Sum("pages"_f)));
    TYPED("of a many-to-many manager, others", person(1).books.aggregate("n"_f = Count("tags"_f)));
    TYPED("of an expression", Book::objects.aggregate("s"_f = Sum("pages"_f - "chapters"_f)));
    TYPED("of rows with the same text",
          Book::objects.aggregate("n"_f = Count("title"_f), "d"_f = Count("title"_f).distinct(),
                                  "s"_f = Count("subtitle"_f)));

    // Aggregates of annotated rows.
    TYPED("of a count",
          Book::objects.annotate("n"_f = Count("tags"_f)).aggregate("s"_f = Sum("n"_f)));
    TYPED("of a count, greatest",
          Book::objects.annotate("n"_f = Count("tags"_f)).aggregate("m"_f = Max("n"_f)));
    TYPED("of a count, mean", Publisher::objects.annotate("n"_f = Count("books"_f))
                                  .aggregate("a"_f = Avg("n"_f), "m"_f = Min("n"_f)));
    TYPED("of a filtered count", Book::objects.annotate("n"_f = Count("tags"_f))
                                     .filter("n__gt"_f = 0)
                                     .aggregate("a"_f = Avg("n"_f), "c"_f = Count("*"_f)));
    TYPED("of a count and a column", Book::objects.annotate("n"_f = Count("tags"_f))
                                         .aggregate("s"_f = Sum("n"_f), "p"_f = Sum("pages"_f)));
    TYPED("of a column beside a count",
          Book::objects.annotate("n"_f = Count("tags"_f)).aggregate("p"_f = Sum("pages"_f)));
    TYPED("of a mean",
          Book::objects.annotate("a"_f = Avg("reviews__stars"_f))
              .aggregate("m"_f = Max("a"_f), "l"_f = Min("a"_f), "n"_f = Count("a"_f)));
    TYPED("of a sum of decimals",
          Publisher::objects.annotate("s"_f = Sum("books__price"_f)).aggregate("m"_f = Max("s"_f)));
    TYPED("of a renamed column",
          Book::objects.annotate("x"_f = "pages"_f * 2).aggregate("s"_f = Sum("x"_f)));
    TYPED("of a sliced count", Book::objects.annotate("n"_f = Count("tags"_f))
                                   .order_by("-n"_f, "pk"_f)
                                   .limit(3)
                                   .aggregate("s"_f = Sum("n"_f)));
    TYPED("of a date", Publisher::objects.annotate("m"_f = Max("books__published"_f))
                           .aggregate("first"_f = Min("m"_f)));

    // Counted, and asked for.
    ANSWER("count of annotated rows", Book::objects.annotate("n"_f = Count("tags"_f)).count());
    ANSWER("count of filtered rows",
           Book::objects.annotate("n"_f = Count("tags"_f)).filter("n__gt"_f = 1).count());
    ANSWER("count of rows that are there twice",
           Publisher::objects.annotate("x"_f = "books__title"_f).count());
    ANSWER("count of rows of an alias",
           Book::objects.alias("n"_f = Count("tags"_f)).filter("n"_f = 1).count());
    ANSWER("count of filtered rows by either", Book::objects.annotate("n"_f = Count("tags"_f))
                                                   .filter("n"_f > 2 || "pages"_f < 50)
                                                   .count());
    ANSWER("count of rows filtered before", Publisher::objects.filter("books__rating__gt"_f = 3)
                                                .annotate("n"_f = Count("books"_f))
                                                .count());
    ANSWER("count of rows filtered behind", Publisher::objects.annotate("n"_f = Count("books"_f))
                                                .filter("books__rating__gt"_f = 3)
                                                .count());
    ANSWER("count of distinct rows", Publisher::objects.annotate("n"_f = Count("books"_f))
                                         .filter("books__rating__gt"_f = 3)
                                         .distinct()
                                         .count());
    ANSWER("count of a slice", Book::objects.annotate("n"_f = Count("tags"_f))
                                   .order_by("-n"_f, "pk"_f)
                                   .slice(3, 8)
                                   .count());
    ANSWER("count of a slice beyond the end", Book::objects.annotate("n"_f = Count("tags"_f))
                                                  .filter("n__gt"_f = 1)
                                                  .order_by("pk"_f)
                                                  .slice(3, 80)
                                                  .count());
    ANSWER("exists", Book::objects.annotate("n"_f = Count("tags"_f)).filter("n"_f = 4).exists());
    ANSWER("does not exist",
           Book::objects.annotate("n"_f = Count("tags"_f)).filter("n"_f = 40).exists());
    ANSWER("exists by either", Book::objects.annotate("n"_f = Count("tags"_f))
                                   .filter("n"_f == 40 || "pages"_f == 99)
                                   .exists());
    ANSWER("exists in a related manager",
           publisher(5).books.annotate("n"_f = Count("reviews"_f)).filter("n"_f = 3).exists());
    COUNTED("exists, annotated for nothing",
            Book::objects.annotate("n"_f = Count("tags"_f)).exists());

    // Single rows.
    TYPED("first",
          Book::objects.annotate("n"_f = Count("tags"_f)).order_by("-n"_f, "pk"_f).first());
    TYPED("last", Book::objects.annotate("n"_f = Count("tags"_f)).order_by("-n"_f, "pk"_f).last());
    TYPED("first in no order", Book::objects.annotate("n"_f = Count("tags"_f)).first());
    TYPED("last in no order", Book::objects.annotate("n"_f = Count("reviews"_f)).last());
    TYPED("first of nothing",
          Book::objects.annotate("n"_f = Count("tags"_f)).filter("n"_f = 40).first());
    TYPED("get", Book::objects.annotate("n"_f = Count("tags"_f)).get("pk"_f = 1));
    TYPED("get by an annotation", Book::objects.annotate("n"_f = Count("tags"_f)).get("n"_f = 4));
    ANSWER("get of nothing", Book::objects.annotate("n"_f = Count("tags"_f)).get("n"_f = 40));
    ANSWER("get of several", Book::objects.annotate("n"_f = Count("tags"_f)).get("n"_f = 1));
    TYPED("an item", Book::objects.annotate("n"_f = Count("tags"_f)).order_by("-n"_f, "pk"_f)[2]);
    TYPED("earliest", Publisher::objects.annotate("m"_f = Max("books__published"_f))
                          .exclude("m"_f = nullptr)
                          .earliest("m"_f, "pk"_f));
    TYPED("latest", Publisher::objects.annotate("m"_f = Max("books__published"_f))
                        .exclude("m"_f = nullptr)
                        .latest("m"_f, "pk"_f));

    // Slices.
    ORDERED("a slice",
            Book::objects.annotate("n"_f = Count("tags"_f)).order_by("-n"_f, "pk"_f).slice(2, 5));
    ORDERED("a slice of a slice", Book::objects.annotate("n"_f = Count("tags"_f))
                                      .order_by("-n"_f, "pk"_f)
                                      .slice(2, 9)
                                      .slice(1, 3));
    ORDERED("a slice of a filter", Book::objects.annotate("n"_f = Count("tags"_f))
                                       .filter("n__gt"_f = 0)
                                       .order_by("-n"_f, "-pk"_f)
                                       .limit(4));
    ORDERED("a slice of values", Book::objects.annotate("n"_f = Count("tags"_f))
                                     .order_by("-n"_f, "pk"_f)
                                     .values("pk"_f, "n"_f)
                                     .limit(4));
    ORDERED("a slice of the reverse", Book::objects.annotate("n"_f = Count("tags"_f))
                                          .order_by("n"_f, "pk"_f)
                                          .reverse()
                                          .slice(1, 4));

    // Distinct.
    ROWS("distinct annotated rows", Book::objects.annotate("n"_f = Count("tags"_f)).distinct());
    ROWS("distinct rows with a column of many",
         Publisher::objects.annotate("x"_f = "books__cover"_f).distinct());
    ORDERED(
        "distinct rows in the order of an annotation",
        Publisher::objects.annotate("n"_f = Count("books"_f)).order_by("-n"_f, "pk"_f).distinct());
    ORDERED("distinct rows in the order of an alias",
            Publisher::objects.alias("n"_f = Count("books"_f)).order_by("-n"_f, "pk"_f).distinct());

    // Combined.
    ROWS("both", Book::objects.alias("n"_f = Count("tags"_f)).filter("n__gt"_f = 1) &
                     Book::objects.filter("pages__gt"_f = 100));
    ROWS("both by columns", Book::objects.alias("x"_f = "pages"_f * 2).filter("x__gt"_f = 200) &
                                Book::objects.filter("in_print"_f = true));
    ROWS("either by columns", Book::objects.alias("x"_f = "pages"_f * 2).filter("x__gt"_f = 600) |
                                  Book::objects.filter("in_print"_f = false));
    ROWS("both by a relation",
         Book::objects.alias("n"_f = Count("tags"_f)).filter("publisher__country"_f = "de") &
             Book::objects.filter("in_print"_f = true));
    ROWS("both annotated",
         Book::objects.annotate("n"_f = Count("tags"_f)).filter("pages__gt"_f = 100) &
             Book::objects.annotate("n"_f = Count("tags"_f)).filter("in_print"_f = true));
    ROWS("either annotated",
         Book::objects.annotate("n"_f = Count("tags"_f)).filter("pages__gt"_f = 300) |
             Book::objects.annotate("n"_f = Count("tags"_f)).filter("in_print"_f = false));
    ROWS("filtered afterwards",
         (Book::objects.annotate("n"_f = Count("tags"_f)).filter("in_print"_f = true) &
          Book::objects.annotate("n"_f = Count("tags"_f)).filter("pages__gt"_f = 100))
             .filter("n"_f = 1));

    // Changed.
    CHANGED("update", Book::objects.annotate("n"_f = Count("tags"_f))
                          .filter("n__gt"_f = 1)
                          .update("pages"_f = 1));
    CHANGED("update by an alias", Book::objects.alias("n"_f = Count("reviews"_f))
                                      .filter("n"_f = 0)
                                      .update("in_print"_f = false));
    CHANGED("update by a greatest", Publisher::objects.annotate("m"_f = Max("books__rating"_f))
                                        .filter("m__gt"_f = 4)
                                        .update("founded"_f = 2000));
    CHANGED("update by an expression of the row",
            Book::objects.annotate("x"_f = "pages"_f + "chapters"_f)
                .filter("x__gt"_f = 200)
                .update("rating"_f = 0.5));
    CHANGED("update by either", Book::objects.annotate("n"_f = Count("tags"_f))
                                    .filter("n"_f == 0 || "pages"_f == 99)
                                    .update("subtitle"_f = "none"));
    CHANGED("update, excluded", Book::objects.annotate("n"_f = Count("tags"_f))
                                    .exclude("n"_f = 1)
                                    .update("chapters"_f = "chapters"_f + 1));
    CHANGED("update annotated and filtered by a column",
            Book::objects.annotate("n"_f = Count("tags"_f))
                .filter("pages__gt"_f = 300)
                .update("in_print"_f = false));
    CHANGED(
        "update of nothing",
        Book::objects.annotate("n"_f = Count("tags"_f)).filter("n"_f = 40).update("pages"_f = 1));
    CHANGED("update of a related manager", publisher(1)
                                               .books.annotate("n"_f = Count("tags"_f))
                                               .filter("n"_f = 2)
                                               .update("pages"_f = 1));
    CHANGED("update by a relation", Book::objects.annotate("x"_f = "publisher__country"_f)
                                        .filter("x"_f = "de")
                                        .update("price"_f = 1.00_dec));
    CHANGED(
        "delete",
        Review::objects.annotate("n"_f = Count("book__tags"_f)).filter("n__gt"_f = 2).delete_());
    CHANGED("delete by an alias", Authorship::objects.alias("n"_f = Count("book__authorships"_f))
                                      .filter("n__gt"_f = 1)
                                      .delete_());
    CHANGED("delete by a sum", Review::objects.annotate("s"_f = Sum("book__reviews__stars"_f))
                                   .filter("s__lt"_f = 4)
                                   .delete_());
    CHANGED("delete by an expression of the row",
            Review::objects.annotate("x"_f = "stars"_f * 2).filter("x__gt"_f = 8).delete_());
    CHANGED("delete, excluded",
            Review::objects.annotate("n"_f = Count("book__tags"_f)).exclude("n"_f = 1).delete_());
    CHANGED("delete of nothing",
            Review::objects.annotate("n"_f = Count("book__tags"_f)).filter("n"_f = 40).delete_());
}

}  // namespace interop
