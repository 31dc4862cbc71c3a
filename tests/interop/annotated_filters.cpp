// Conditions before and behind annotations (they do not mean the same), on annotations, and on both
// at once.
// See django_app/queries/annotated_filters.py.
#include "interop/models.hpp"
#include "interop/query.hpp"
#include "interop/rows.hpp"

namespace interop {

void annotated_filters() {
    // Before and behind.
    ROWS("before",
         Publisher::objects.filter("books__rating__gt"_f = 3).annotate("n"_f = Count("books"_f)));
    ROWS("behind",
         Publisher::objects.annotate("n"_f = Count("books"_f)).filter("books__rating__gt"_f = 3));
    ROWS("before and behind", Publisher::objects.filter("books__pages__gt"_f = 50)
                                  .annotate("n"_f = Count("books"_f))
                                  .filter("books__rating__gt"_f = 3));
    ROWS("before, of many-to-many",
         Book::objects.filter("tags"_f.in("novel", "crime")).annotate("n"_f = Count("tags"_f)));
    ROWS("behind, of many-to-many",
         Book::objects.annotate("n"_f = Count("tags"_f)).filter("tags"_f.in("novel", "crime")));
    ROWS("before, of another relation",
         Book::objects.filter("tags"_f = "novel").annotate("n"_f = Count("reviews"_f)));
    ROWS("behind, of another relation",
         Book::objects.annotate("n"_f = Count("reviews"_f)).filter("tags"_f = "novel"));
    ROWS("before, of a column",
         Book::objects.filter("pages__gt"_f = 100).annotate("n"_f = Count("tags"_f)));
    ROWS("behind, of a column",
         Book::objects.annotate("n"_f = Count("tags"_f)).filter("pages__gt"_f = 100));
    ROWS("behind, of a forward relation",
         Book::objects.annotate("n"_f = Count("tags"_f)).filter("publisher__country"_f = "de"));
    ROWS("two before", Publisher::objects.filter("books__rating__gt"_f = 3)
                           .filter("books__pages__gt"_f = 100)
                           .annotate("n"_f = Count("books"_f)));
    ROWS("two in one before",
         Publisher::objects.filter("books__rating__gt"_f = 3, "books__pages__gt"_f = 100)
             .annotate("n"_f = Count("books"_f)));
    ROWS(
        "excluded before",
        Publisher::objects.exclude("books__in_print"_f = false).annotate("n"_f = Count("books"_f)));
    ROWS(
        "excluded behind",
        Publisher::objects.annotate("n"_f = Count("books"_f)).exclude("books__in_print"_f = false));
    ROWS("excluded before, many-to-many",
         Book::objects.exclude("tags"_f = "novel").annotate("n"_f = Count("tags"_f)));
    ROWS("excluded behind, many-to-many",
         Book::objects.annotate("n"_f = Count("tags"_f)).exclude("tags"_f = "novel"));
    ROWS("between two annotations", Publisher::objects.annotate("n"_f = Count("books"_f))
                                        .filter("books__in_print"_f = true)
                                        .annotate("s"_f = Sum("books__pages"_f)));
    ROWS("an isnull before",
         Publisher::objects.filter("books__isnull"_f = true).annotate("n"_f = Count("books"_f)));
    ROWS("alternatives before",
         Publisher::objects.filter("books__rating"_f > 4 || "country"_f == "jp")
             .annotate("n"_f = Count("books"_f)));
    ROWS("alternatives behind", Publisher::objects.annotate("n"_f = Count("books"_f))
                                    .filter("books__rating"_f > 4 || "country"_f == "jp"));

    // On an annotation.
    ROWS("count gt", Book::objects.annotate("n"_f = Count("tags"_f)).filter("n__gt"_f = 1));
    ROWS("count exact", Book::objects.annotate("n"_f = Count("tags"_f)).filter("n"_f = 0));
    ROWS("count gte", Publisher::objects.annotate("n"_f = Count("books"_f)).filter("n__gte"_f = 2));
    ROWS("count lt", Publisher::objects.annotate("n"_f = Count("books"_f)).filter("n__lt"_f = 2));
    ROWS("count in", Book::objects.annotate("n"_f = Count("reviews"_f)).filter("n"_f.in(1, 3)));
    ROWS("count range",
         Book::objects.annotate("n"_f = Count("reviews"_f)).filter("n"_f.range(2, 3)));
    ROWS("count isnull",
         Book::objects.annotate("n"_f = Count("reviews"_f)).filter("n__isnull"_f = true));
    ROWS("sum gt",
         Publisher::objects.annotate("s"_f = Sum("books__pages"_f)).filter("s__gt"_f = 300));
    ROWS("sum isnull",
         Publisher::objects.annotate("s"_f = Sum("books__pages"_f)).filter("s__isnull"_f = true));
    ROWS("sum is none",
         Publisher::objects.annotate("s"_f = Sum("books__pages"_f)).filter("s"_f = nullptr));
    ROWS("sum is not none",
         Publisher::objects.annotate("s"_f = Sum("books__pages"_f)).exclude("s"_f = nullptr));
    ROWS("sum of decimals lt",
         Publisher::objects.annotate("s"_f = Sum("books__price"_f)).filter("s__lt"_f = 30.5_dec));
    ROWS("greatest decimal exact",
         Publisher::objects.annotate("m"_f = Max("books__price"_f)).filter("m"_f = 25.00_dec));
    ROWS("mean gte",
         Book::objects.annotate("a"_f = Avg("reviews__stars"_f)).filter("a__gte"_f = 3.5));
    ROWS("mean gt an integer",
         Book::objects.annotate("a"_f = Avg("reviews__stars"_f)).filter("a__gt"_f = 3));
    ROWS("date gt", Publisher::objects.annotate("m"_f = Max("books__published"_f))
                        .filter("m__gt"_f = date(2000, 1, 1)));
    ROWS("date year",
         Publisher::objects.annotate("m"_f = Max("books__published"_f)).filter("m__year"_f = 1999));
    ROWS(
        "text startswith",
        Publisher::objects.annotate("m"_f = Min("books__title"_f)).filter("m__startswith"_f = "A"));
    ROWS(
        "text icontains",
        Publisher::objects.annotate("m"_f = Max("books__title"_f)).filter("m__icontains"_f = "TA"));
    ROWS("text in",
         Book::objects.annotate("m"_f = Min("tags__name"_f)).filter("m"_f.in("art", "crime")));
    ROWS("two annotations",
         Book::objects
             .annotate("t"_f = Count("tags"_f).distinct(), "r"_f = Count("reviews"_f).distinct())
             .filter("t__gt"_f = 1, "r__gt"_f = 0));
    ROWS("two filters", Publisher::objects.annotate("n"_f = Count("books"_f))
                            .filter("n__gt"_f = 1)
                            .filter("n__lt"_f = 4));
    ROWS(
        "an annotation and a column",
        Book::objects.annotate("n"_f = Count("tags"_f)).filter("n__gt"_f = 1, "pages__lt"_f = 200));
    ROWS("an annotation and a relation", Book::objects.annotate("n"_f = Count("tags"_f))
                                             .filter("n__gt"_f = 1, "publisher__country"_f = "de"));
    ROWS("an annotation and many", Publisher::objects.annotate("n"_f = Count("books"_f))
                                       .filter("n__gt"_f = 1, "books__in_print"_f = true));
    ROWS("an annotation then many", Publisher::objects.annotate("n"_f = Count("books"_f))
                                        .filter("n__gt"_f = 2)
                                        .filter("books__in_print"_f = true));
    ROWS("a column of a row",
         Book::objects.annotate("x"_f = "publisher__name"_f).filter("x__startswith"_f = "A"));
    ROWS("an expression of a row",
         Book::objects.annotate("x"_f = "pages"_f - "chapters"_f).filter("x__gt"_f = 100));
    ROWS("a column of many, named",
         Publisher::objects.annotate("x"_f = "books__title"_f).filter("x"_f = "Alpha"));
    ROWS("a column of many, named and not", Publisher::objects.annotate("x"_f = "books__rating"_f)
                                                .filter("x__gt"_f = 3, "books__pages__gt"_f = 100));
    ROWS("an alias", Book::objects.alias("n"_f = Count("tags"_f)).filter("n"_f = 2));
    ROWS("an alias of a row", Book::objects.alias("x"_f = "pages"_f * 2).filter("x__gt"_f = 600));
    ROWS("a default", Publisher::objects.annotate("s"_f = Sum("books__pages"_f).default_(0))
                          .filter("s__lt"_f = 100));

    // Excluded.
    ROWS("not gt", Book::objects.annotate("n"_f = Count("tags"_f)).exclude("n__gt"_f = 1));
    ROWS("not exact", Book::objects.annotate("n"_f = Count("tags"_f)).exclude("n"_f = 1));
    ROWS("not a nullable sum gt", Publisher::objects.annotate("s"_f = Sum("books__pages"_f))
                                      .exclude("s__isnull"_f = true)
                                      .exclude("s__gt"_f = 300));
    ROWS("not in", Book::objects.annotate("n"_f = Count("reviews"_f)).exclude("n"_f.in(0, 2)));
    ROWS("not two", Book::objects.annotate("n"_f = Count("tags"_f))
                        .exclude("n__gt"_f = 1, "pages__gt"_f = 100));
    ROWS("not either",
         Book::objects.annotate("n"_f = Count("tags"_f)).exclude("n"_f > 2 || "pages"_f > 300));
    ROWS("not an annotation but a relation", Book::objects.annotate("n"_f = Count("tags"_f))
                                                 .exclude("n"_f = 1)
                                                 .filter("publisher__country"_f = "us"));
    ROWS("not with a relation", Book::objects.annotate("n"_f = Count("tags"_f))
                                    .exclude("n"_f = 1, "publisher__country"_f = "us"));
    ROWS("not with many", Book::objects.annotate("n"_f = Count("reviews"_f))
                              .exclude("n"_f = 0)
                              .exclude("tags"_f = "novel"));
    ROWS("not a column of a row", Book::objects.annotate("x"_f = "publisher__name"_f)
                                      .exclude("x"_f = nullptr)
                                      .exclude("x"_f = "Aufbau"));

    // Of alternatives.
    ROWS("or a column",
         Book::objects.annotate("n"_f = Count("tags"_f)).filter("n"_f > 2 || "pages"_f < 50));
    ROWS("or a relation", Book::objects.annotate("n"_f = Count("tags"_f))
                              .filter("n"_f > 2 || "publisher__country"_f == "us"));
    ROWS("or a nullable relation", Book::objects.annotate("n"_f = Count("tags"_f))
                                       .filter("n"_f == 0 || "editor__country"_f == "fr"));
    ROWS("or another",
         Publisher::objects.annotate("n"_f = Count("books"_f), "m"_f = Max("books__rating"_f))
             .filter("n"_f == 0 || "m"_f > 4.5));
    ROWS("or two", Publisher::objects.annotate("n"_f = Count("books"_f))
                       .filter("n"_f > 2 || "country"_f == "jp" || "founded"_f == nullptr));
    ROWS("and or", Book::objects.annotate("n"_f = Count("tags"_f))
                       .filter(("n"_f > 1 || "pages"_f < 50) && "in_print"_f == true));
    ROWS("or and", Book::objects.annotate("n"_f = Count("tags"_f))
                       .filter(("n"_f > 1 && "in_print"_f == true) || "pages"_f < 50));
    ROWS("and and",
         Book::objects.annotate("n"_f = Count("tags"_f)).filter("n"_f > 1 && "in_print"_f == true));
    ROWS("not and", Book::objects.annotate("n"_f = Count("tags"_f))
                        .filter(!("n"_f > 1 && "in_print"_f == true)));
    ROWS("not or", Book::objects.annotate("n"_f = Count("tags"_f))
                       .filter(!("n"_f > 1 || "in_print"_f == true)));
    ROWS("not in or",
         Book::objects.annotate("n"_f = Count("tags"_f)).filter(!("n"_f > 0) || "pages"_f > 300));
    ROWS("not not", Book::objects.annotate("n"_f = Count("tags"_f)).filter(!(!("n"_f > 1))));
    ROWS("not in and", Book::objects.annotate("n"_f = Count("tags"_f))
                           .filter(!("n"_f == 1) && !("in_print"_f == false)));
    ROWS("or of many", Publisher::objects.annotate("n"_f = Count("books"_f))
                           .filter("n"_f > 2 || "books__rating"_f > 4));
    ROWS("or isnull", Publisher::objects.annotate("m"_f = Min("books__rating"_f))
                          .filter("m"_f == nullptr || "m"_f < 1));

    // Compared with each other and with columns.
    ROWS("with a column",
         Book::objects.annotate("n"_f = Count("tags"_f)).filter("chapters"_f > "n"_f * 10));
    ROWS("than a column",
         Book::objects.annotate("s"_f = Sum("reviews__stars"_f)).filter("s"_f > "chapters"_f));
    ROWS("than another",
         Book::objects
             .annotate("t"_f = Count("tags"_f).distinct(), "r"_f = Count("reviews"_f).distinct())
             .filter("t"_f > "r"_f));
    ROWS("as another",
         Person::objects
             .annotate("k"_f = Count("knows"_f).distinct(), "b"_f = Count("known_by"_f).distinct())
             .filter("k"_f == "b"_f));
    ROWS("than an expression of another",
         Publisher::objects.annotate("s"_f = Sum("books__pages"_f), "m"_f = Max("books__pages"_f))
             .filter("s"_f > "m"_f + 100));
    ROWS("than a column of a relation", Book::objects.annotate("n"_f = Count("tags"_f))
                                            .filter("n"_f < "publisher__director__id"_f));
    ROWS("the mean of a column of the row",
         Book::objects.annotate("a"_f = Avg("reviews__stars"_f)).filter("a"_f > "rating"_f));
    ROWS("an expression of it", Book::objects.annotate("n"_f = Count("tags"_f))
                                    .annotate("m"_f = "n"_f * "pages"_f)
                                    .filter("m__gt"_f = 300));
    ROWS("the longest of its publisher",
         Book::objects.annotate("m"_f = Max("publisher__books__pages"_f))
             .filter("pages"_f == "m"_f));
    ROWS("the best paid of its country",
         Person::objects.annotate("m"_f = Max("country__people__salary"_f))
             .filter("salary"_f == "m"_f));

    // In an order, and in part.
    ORDERED("ordered", Book::objects.annotate("n"_f = Count("tags"_f))
                           .filter("n__gt"_f = 0)
                           .order_by("-n"_f, "title"_f, "pk"_f));
    ORDERED("ordered and sliced", Book::objects.annotate("n"_f = Count("tags"_f))
                                      .filter("n__gt"_f = 0)
                                      .order_by("-n"_f, "title"_f, "pk"_f)
                                      .slice(2, 6));
    ORDERED("ordered by something else", Publisher::objects.annotate("n"_f = Count("books"_f))
                                             .filter("n__gt"_f = 1)
                                             .order_by("-founded"_f, "pk"_f));
    ORDERED("by an alias filtered", Tag::objects.alias("n"_f = Count("books"_f))
                                        .filter("n__gte"_f = 2)
                                        .order_by("-n"_f, "name"_f));
    ROWS("distinct", Publisher::objects.annotate("n"_f = Count("books"_f))
                         .filter("books__pages__gt"_f = 50)
                         .distinct());
    ROWS("of countries", Country::objects.annotate("p"_f = Count("people"_f))
                             .filter("p__gte"_f = 2, "name__contains"_f = "a"));
    ROWS("of a related manager",
         publisher(1).books.annotate("n"_f = Count("tags"_f)).filter("n__gt"_f = 1));
    ROWS("of reviews", Review::objects.annotate("n"_f = Count("book__reviews"_f))
                           .filter("n__gt"_f = 2, "stars__gte"_f = 3));
    ROWS("of people by friends", Person::objects.annotate("n"_f = Count("friends"_f))
                                     .filter("n__gt"_f = 1)
                                     .filter("friends__country"_f = "de"));
}

}  // namespace interop
