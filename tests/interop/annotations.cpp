// Rows with what is computed of others: aggregates through relations of every kind, several at once
// (which multiply each other's rows), distinct and filtered ones, and orderings by them.
// See django_app/queries/annotations.py.
#include "interop/models.hpp"
#include "interop/query.hpp"
#include "interop/rows.hpp"

namespace interop {

void annotations() {
    // Counts, by the kind of the relation.
    ROWS("count of many-to-many", Book::objects.annotate("n"_f = Count("tags"_f)));
    ROWS("count of many-to-many through a model",
         Book::objects.annotate("n"_f = Count("authors"_f)));
    ROWS("count of reverse", Publisher::objects.annotate("n"_f = Count("books"_f)));
    ROWS("count of reverse many-to-many", Tag::objects.annotate("n"_f = Count("books"_f)));
    ROWS("count of forward", Book::objects.annotate("n"_f = Count("publisher"_f)));
    ROWS("count of one-to-one", Book::objects.annotate("n"_f = Count("sequel_to"_f)));
    ROWS("count of reverse one-to-one", Person::objects.annotate("n"_f = Count("profile"_f)));
    ROWS("count of itself", Tag::objects.annotate("n"_f = Count("children"_f)));
    ROWS("count of symmetrical", Person::objects.annotate("n"_f = Count("friends"_f)));
    ROWS("count of asymmetrical", Person::objects.annotate("n"_f = Count("knows"_f)));
    ROWS("count of asymmetrical, reverse", Person::objects.annotate("n"_f = Count("known_by"_f)));
    ROWS("count two steps away", Country::objects.annotate("n"_f = Count("publishers__books"_f)));
    ROWS("count three steps away",
         Country::objects.annotate("n"_f = Count("publishers__books__tags"_f)));
    ROWS("count by way of a forward relation",
         Review::objects.annotate("n"_f = Count("book__tags"_f)));
    ROWS("count back and forth", Book::objects.annotate("n"_f = Count("publisher__books"_f)));
    ROWS("count by way of the model itself",
         Person::objects.annotate("n"_f = Count("boss__staff"_f)));
    ROWS("count of staff of staff", Person::objects.annotate("n"_f = Count("staff__staff"_f)));
    ROWS("count of stars", Book::objects.annotate("n"_f = Count("*"_f)));
    ROWS("count of a column", Publisher::objects.annotate("n"_f = Count("books__rating"_f)));
    ROWS("count of a column, distinct",
         Publisher::objects.annotate("n"_f = Count("books__published"_f).distinct()));
    ROWS("count of a text, distinct",
         Book::objects.annotate("n"_f = Count("reviews__text"_f).distinct()));
    ROWS("count of own column", Book::objects.annotate("n"_f = Count("subtitle"_f)));
    ROWS("count of keys", Publisher::objects.annotate("n"_f = Count("books__pk"_f)));
    ROWS("count, distinct", Tag::objects.annotate("n"_f = Count("books__publisher"_f).distinct()));
    ROWS("count of countries, distinct",
         Book::objects.annotate("n"_f = Count("authors__country"_f).distinct()));

    // Of numbers, decimals, dates and text.
    ROWS("sum", Publisher::objects.annotate("s"_f = Sum("books__pages"_f)));
    ROWS("sum of small integers", Book::objects.annotate("s"_f = Sum("reviews__stars"_f)));
    ROWS("sum of decimals", Publisher::objects.annotate("s"_f = Sum("books__price"_f)));
    ROWS("sum of floats", Publisher::objects.annotate("s"_f = Sum("books__rating"_f)));
    ROWS("sum, distinct", Book::objects.annotate("s"_f = Sum("reviews__stars"_f).distinct()));
    ROWS("sum with a default",
         Publisher::objects.annotate("s"_f = Sum("books__pages"_f).default_(0)));
    ROWS("sum of decimals with a default",
         Person::objects.annotate("s"_f = Sum("staff__salary"_f).default_(0.50_dec)));
    ROWS("mean", Book::objects.annotate("a"_f = Avg("reviews__stars"_f)));
    ROWS("mean of floats", Publisher::objects.annotate("a"_f = Avg("books__rating"_f)));
    ROWS("mean of decimals", Country::objects.annotate("a"_f = Avg("people__salary"_f)));
    ROWS("mean, distinct", Book::objects.annotate("a"_f = Avg("reviews__stars"_f).distinct()));
    ROWS("mean with a default",
         Book::objects.annotate("a"_f = Avg("reviews__stars"_f).default_(-1.5)));
    ROWS("least", Publisher::objects.annotate("m"_f = Min("books__pages"_f)));
    ROWS("greatest", Publisher::objects.annotate("m"_f = Max("books__rating"_f)));
    ROWS("least decimal", Publisher::objects.annotate("m"_f = Min("books__price"_f)));
    ROWS("greatest decimal", Country::objects.annotate("m"_f = Max("people__salary"_f)));
    ROWS("least date", Publisher::objects.annotate("m"_f = Min("books__published"_f)));
    ROWS("greatest date", Country::objects.annotate("m"_f = Max("people__born"_f)));
    ROWS("greatest moment", Book::objects.annotate("m"_f = Max("reviews__written"_f)));
    ROWS("least text", Publisher::objects.annotate("m"_f = Min("books__title"_f)));
    ROWS("greatest text", Tag::objects.annotate("m"_f = Max("books__subtitle"_f)));
    ROWS("least key", Person::objects.annotate("m"_f = Min("staff"_f)));
    ROWS("greatest text key", Book::objects.annotate("m"_f = Max("tags"_f)));
    ROWS("least of an empty text", Book::objects.annotate("m"_f = Min("reviews__text"_f)));
    ROWS("deviation", Book::objects.filter("reviews__isnull"_f = false)
                          .annotate("d"_f = StdDev("reviews__stars"_f)));
    ROWS("deviation of a sample", Book::objects.filter("pk"_f.in(1, 2, 4, 10))
                                      .annotate("d"_f = StdDev("reviews__stars"_f, aside::sample)));
    ROWS("variance", Publisher::objects.filter("books__isnull"_f = false)
                         .annotate("v"_f = Variance("books__pages"_f)));
    ROWS("variance of a sample", Publisher::objects.filter("name"_f = "Aufbau")
                                     .annotate("v"_f = Variance("books__pages"_f, aside::sample)));

    // With a condition on the rows.
    ROWS("count of some",
         Publisher::objects.annotate("n"_f = Count("books"_f).filter("books__pages"_f > 100)));
    ROWS("count of some by name",
         Book::objects.annotate("n"_f = Count("tags"_f).filter("tags__name"_f.startswith("n"))));
    ROWS("count of some below",
         Book::objects.annotate("n"_f = Count("tags"_f).filter("tags__parent"_f == "art")));
    ROWS("count of either",
         Book::objects.annotate(
             "n"_f = Count("reviews"_f)
                         .filter("reviews__stars"_f == 5 || "reviews__reader"_f == nullptr)));
    ROWS("count of not", Publisher::objects.annotate(
                             "n"_f = Count("books"_f).filter(!("books__in_print"_f == true))));
    ROWS("count of nullable not",
         Publisher::objects.annotate("n"_f = Count("books"_f).filter(!("books__rating"_f > 3))));
    ROWS("count of both",
         Publisher::objects.annotate("n"_f = Count("books"_f).filter(
                                         ("books__in_print"_f == true && "books__rating"_f >= 3))));
    ROWS("count of own condition",
         Publisher::objects.annotate("n"_f = Count("books"_f).filter("founded"_f > 1940)));
    ROWS("count by another relation",
         Publisher::objects.annotate("n"_f = Count("books"_f).filter(
                                         "director__country"_f == "us" || "country"_f == "fr")));
    ROWS("count of compared columns",
         Person::objects.annotate("n"_f =
                                      Count("staff"_f).filter("staff__country"_f == "country"_f)));
    ROWS("sum of some",
         Book::objects.annotate(
             "s"_f = Sum("authorships__share"_f).filter("authorships__position"_f == 1)));
    ROWS("sum of some with a default",
         Publisher::objects.annotate(
             "s"_f = Sum("books__pages"_f).filter("books__in_print"_f == false).default_(-1)));
    ROWS(
        "mean of some, distinct",
        Book::objects.annotate(
            "a"_f = Avg("reviews__stars"_f).distinct().filter("reviews__written__year"_f >= 2000)));
    ROWS("two of some",
         Publisher::objects.annotate("cheap"_f = Count("books"_f).filter("books__price"_f < 10),
                                     "dear"_f = Count("books"_f).filter("books__price"_f >= 10)));

    // Several at once.
    ROWS(
        "several of one relation",
        Publisher::objects.annotate("n"_f = Count("books"_f), "s"_f = Sum("books__pages"_f),
                                    "a"_f = Avg("books__pages"_f), "m"_f = Max("books__rating"_f)));
    ROWS("two relations",
         Book::objects.annotate("t"_f = Count("tags"_f), "r"_f = Count("reviews"_f)));
    ROWS("two relations, distinct", Book::objects.annotate("t"_f = Count("tags"_f).distinct(),
                                                           "r"_f = Count("reviews"_f).distinct()));
    ROWS("two relations, one distinct",
         Book::objects.annotate("t"_f = Count("tags"_f).distinct(), "r"_f = Count("reviews"_f)));
    ROWS("three relations",
         Book::objects.annotate("t"_f = Count("tags"_f), "r"_f = Count("reviews"_f),
                                "a"_f = Count("authors"_f)));
    ROWS("a sum multiplied",
         Book::objects.annotate("t"_f = Count("tags"_f), "s"_f = Sum("reviews__stars"_f)));
    ROWS("two calls",
         Book::objects.annotate("t"_f = Count("tags"_f)).annotate("r"_f = Sum("reviews__stars"_f)));
    ROWS("two depths", Country::objects.annotate("p"_f = Count("publishers"_f).distinct(),
                                                 "b"_f = Count("publishers__books"_f)));
    ROWS("both ways to one model", Person::objects.annotate("e"_f = Count("edited"_f).distinct(),
                                                            "w"_f = Count("books"_f).distinct()));
    ROWS("a relation and its join rows",
         Person::objects.annotate("w"_f = Count("books"_f), "a"_f = Sum("authorships__share"_f)));
    ROWS("knows and known by",
         Person::objects.annotate("k"_f = Count("knows"_f), "b"_f = Count("known_by"_f)));
    ROWS("of a profile and a desk",
         Person::objects.annotate("p"_f = Count("profile"_f), "d"_f = Max("desk__room"_f)));

    // Columns under another name.
    ROWS("a column", Book::objects.annotate("x"_f = "pages"_f));
    ROWS("a column of another model", Book::objects.annotate("x"_f = "publisher__name"_f));
    ROWS("a nullable column of another model",
         Book::objects.annotate("x"_f = "publisher__director__salary"_f));
    ROWS("a column of many", Publisher::objects.annotate("x"_f = "books__title"_f));
    ROWS("a key", Book::objects.annotate("x"_f = "publisher"_f));
    ROWS("a text key", Person::objects.annotate("x"_f = "country"_f));
    ROWS("a date", Book::objects.annotate("x"_f = "editor__born"_f));
    ROWS("a truth", Review::objects.annotate("x"_f = "book__in_print"_f));
    ROWS("twice a column", Book::objects.annotate("x"_f = "pages"_f * 2));
    ROWS("a difference of columns", Book::objects.annotate("x"_f = "pages"_f - "chapters"_f));
    ROWS("a difference through relations",
         Book::objects.annotate("x"_f = "sequel__pages"_f - "pages"_f));
    ROWS("of an annotation",
         Book::objects.annotate("x"_f = "pages"_f + 1).annotate("y"_f = "x"_f * 10));
    ROWS("of an aggregate",
         Book::objects.annotate("n"_f = Count("tags"_f)).annotate("twice"_f = "n"_f * 2));
    ROWS("of two aggregates",
         Book::objects
             .annotate("t"_f = Count("tags"_f).distinct(), "r"_f = Count("reviews"_f).distinct())
             .annotate("both"_f = "t"_f + "r"_f));
    ROWS("of an aggregate and a column", Book::objects.annotate("n"_f = Sum("reviews__stars"_f))
                                             .annotate("x"_f = "n"_f - "pages"_f));
    ROWS("an aggregate of an expression",
         Publisher::objects.annotate("s"_f = Sum("books__pages"_f + "books__chapters"_f)));
    ROWS("an aggregate of an annotation",
         Publisher::objects.annotate("x"_f = "books__pages"_f * 2).annotate("s"_f = Sum("x"_f)));
    ROWS("an aggregate of an alias",
         Publisher::objects.alias("x"_f = "books__pages"_f * 2).annotate("s"_f = Max("x"_f)));
    ROWS("an alias alone", Book::objects.alias("n"_f = Count("tags"_f)));
    ROWS("an alias annotated",
         Book::objects.alias("n"_f = Count("tags"_f)).annotate("m"_f = "n"_f + 1));

    // In an order.
    ORDERED("by a count", Book::objects.annotate("n"_f = Count("tags"_f)).order_by("-n"_f, "pk"_f));
    ORDERED("by a count, reversed",
            Book::objects.annotate("n"_f = Count("tags"_f)).order_by("-n"_f, "pk"_f).reverse());
    ORDERED("by a sum",
            Publisher::objects.annotate("s"_f = Sum("books__pages"_f)).order_by("s"_f, "pk"_f));
    ORDERED("by a mean, nulls last", Book::objects.annotate("a"_f = Avg("reviews__stars"_f))
                                         .order_by("a"_f.desc(aside::nulls_last), "pk"_f));
    ORDERED("by a greatest, nulls first",
            Publisher::objects.annotate("m"_f = Max("books__rating"_f))
                .order_by("m"_f.asc(aside::nulls_first), "name"_f, "pk"_f));
    ORDERED("by an alias",
            Book::objects.alias("n"_f = Count("reviews"_f)).order_by("-n"_f, "title"_f, "pk"_f));
    ORDERED("by two",
            Book::objects
                .annotate("t"_f = Count("tags"_f).distinct(), "r"_f = Count("reviews"_f).distinct())
                .order_by("t"_f, "-r"_f, "pk"_f));
    ORDERED("by a column", Book::objects.annotate("n"_f = Count("tags"_f))
                               .order_by("publisher__name"_f, "-pages"_f, "pk"_f));
    ORDERED("by a model with an ordering",
            Book::objects.annotate("n"_f = Count("reviews"_f)).order_by("publisher"_f, "pk"_f));
    ORDERED(
        "by the relation that is counted",
        Publisher::objects.annotate("n"_f = Count("books"_f)).order_by("books__title"_f, "pk"_f));
    ORDERED("by an expression of it",
            Book::objects.annotate("n"_f = Count("tags"_f)).order_by("n"_f * -1, "pk"_f));
    ORDERED("by an expression", Book::objects.order_by("pages"_f - "chapters"_f, "pk"_f));
    ROWS("of a model with an ordering, which is not of groups",
         Publisher::objects.annotate("n"_f = Count("books"_f)));
    ORDERED("by a renamed column",
            Book::objects.annotate("x"_f = "publisher__country__name"_f).order_by("-x"_f, "pk"_f));

    // Of related managers.
    ROWS("of a related manager", publisher(1).books.annotate("n"_f = Count("tags"_f)));
    ROWS("of a many-to-many manager", tag("novel").books.annotate("n"_f = Count("tags"_f)));
    ROWS("of a many-to-many manager, others",
         tag("novel").books.annotate("n"_f = Count("reviews"_f), "m"_f = Max("reviews__stars"_f)));
    ROWS("of a symmetrical manager", person(1).friends.annotate("n"_f = Count("friends"_f)));
    ROWS("of a reverse many-to-many manager", person(1).books.annotate("n"_f = Count("authors"_f)));
    ROWS("of a manager of a model with an ordering",
         country("fr").publishers.annotate("n"_f = Count("books"_f)));
    ROWS("of a related manager, filtered",
         person(3).staff.filter("salary__gt"_f = 2100).annotate("n"_f = Count("books"_f)));

    // With select_related.
    ROWS("selected too",
         Book::objects.select_related("publisher"_f, "editor"_f).annotate("n"_f = Count("tags"_f)));
    ROWS("selected two steps away", Review::objects.select_related("book__publisher"_f)
                                        .annotate("n"_f = Count("book__tags"_f)));
    ROWS("selected one-to-one",
         Person::objects.select_related("profile"_f, "desk"_f).annotate("n"_f = Count("books"_f)));
    ROWS("of desks", Desk::objects.annotate("n"_f = Count("person__books"_f)));
    ROWS("of profiles", Profile::objects.annotate("n"_f = Count("person__reviews"_f)));
    ROWS("of authorships", Authorship::objects.annotate("n"_f = Count("book__authorships"_f),
                                                        "m"_f = Max("person__born"_f)));
    ROWS("filtered", Book::objects.filter("published__gt"_f = date(2000, 1, 1))
                         .annotate("n"_f = Count("authors"_f)));
}

}  // namespace interop
