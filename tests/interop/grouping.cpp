// Groups: `values()` and then `annotate()`, by columns, by what relations lead to, by what is
// computed; and what is filtered, ordered, sliced, counted and computed of groups.
// See django_app/queries/grouping.py.
#include "interop/models.hpp"
#include "interop/query.hpp"
#include "interop/rows.hpp"

namespace interop {

void grouping() {
    // By columns.
    ROWS("by a column", Book::objects.values("cover"_f).annotate("n"_f = Count("pk"_f)));
    ROWS("by a truth", Book::objects.values("in_print"_f).annotate("n"_f = Count("pk"_f)));
    ROWS("by a nullable column", Book::objects.values("rating"_f).annotate("n"_f = Count("pk"_f)));
    ROWS("by a nullable text", Book::objects.values("subtitle"_f).annotate("n"_f = Count("*"_f)));
    ROWS("by a decimal",
         Book::objects.values("price"_f).annotate("n"_f = Count("pk"_f), "m"_f = Max("pages"_f)));
    ROWS("by a date", Book::objects.values("published"_f).annotate("n"_f = Count("pk"_f)));
    ROWS("by two columns", Book::objects.values("cover"_f, "in_print"_f)
                               .annotate("n"_f = Count("pk"_f), "s"_f = Sum("pages"_f)));
    ROWS("by a key", Book::objects.values("pk"_f).annotate("n"_f = Count("tags"_f)));
    ROWS("by a key and a column",
         Book::objects.values("id"_f, "title"_f).annotate("n"_f = Count("tags"_f)));
    ROWS("by a text that is there twice",
         Book::objects.values("title"_f).annotate("n"_f = Count("pk"_f), "s"_f = Sum("pages"_f),
                                                  "a"_f = Avg("rating"_f)));
    ROWS("by a moment", Review::objects.values("written"_f).annotate("n"_f = Count("pk"_f)));
    ROWS("by stars", Review::objects.values("stars"_f).annotate(
                         "n"_f = Count("pk"_f), "books"_f = Count("book"_f).distinct(),
                         "last"_f = Max("written"_f)));

    // By relations.
    ROWS("by a relation", Book::objects.values("publisher"_f).annotate("n"_f = Count("pk"_f)));
    ROWS("by the column of a relation",
         Book::objects.values("publisher_id"_f).annotate("n"_f = Count("pk"_f)));
    ROWS("by a text key",
         Person::objects.values("country"_f)
             .annotate("n"_f = Count("pk"_f), "s"_f = Sum("salary"_f), "a"_f = Avg("salary"_f)));
    ROWS("by a name", Book::objects.values("publisher__name"_f).annotate("n"_f = Count("pk"_f)));
    ROWS("by a name and a key",
         Book::objects.values("publisher"_f, "publisher__name"_f).annotate("n"_f = Count("pk"_f)));
    ROWS("two steps away", Book::objects.values("publisher__country"_f)
                               .annotate("n"_f = Count("pk"_f), "s"_f = Sum("pages"_f)));
    ROWS("three steps away", Book::objects.values("publisher__country__name"_f)
                                 .annotate("n"_f = Count("pk"_f), "s"_f = Sum("price"_f)));
    ROWS("by two relations", Book::objects.values("publisher__country"_f, "editor__country"_f)
                                 .annotate("n"_f = Count("pk"_f)));
    ROWS("by the model itself", Person::objects.values("boss"_f).annotate("n"_f = Count("pk"_f)));
    ROWS("by the name of the boss", Person::objects.values("boss__name"_f)
                                        .annotate("n"_f = Count("pk"_f), "m"_f = Min("born"_f)));
    ROWS("by the boss of the boss",
         Person::objects.values("boss__boss"_f).annotate("n"_f = Count("pk"_f)));
    ROWS("by reviewers", Review::objects.values("reader__name"_f)
                             .annotate("n"_f = Count("pk"_f), "a"_f = Avg("stars"_f)));
    ROWS("by a column of a reviewed book",
         Review::objects.values("book__cover"_f)
             .annotate("n"_f = Count("pk"_f), "a"_f = Avg("stars"_f)));
    ROWS("by a one-to-one", Book::objects.values("sequel_to"_f).annotate("n"_f = Count("pk"_f)));
    ROWS("by a reverse one-to-one",
         Person::objects.values("desk__room"_f).annotate("n"_f = Count("pk"_f)));
    ROWS("by tags",
         Book::objects.values("tags"_f).annotate("n"_f = Count("pk"_f), "s"_f = Sum("pages"_f)));
    ROWS("by parents of tags",
         Book::objects.values("tags__parent"_f).annotate("n"_f = Count("pk"_f)));
    ROWS("by authors", Book::objects.values("authors"_f).annotate("n"_f = Count("pk"_f)));
    ROWS("by names of authors",
         Book::objects.values("authors__name"_f).annotate("n"_f = Count("pk"_f).distinct()));
    ROWS("by reverse",
         Publisher::objects.order_by().values("books__cover"_f).annotate("n"_f = Count("pk"_f)));
    ROWS("by join rows", Authorship::objects.values("person"_f)
                             .annotate("n"_f = Count("book"_f), "s"_f = Sum("share"_f)));

    // What is counted of other relations.
    ROWS("count of tags", Book::objects.values("cover"_f).annotate("n"_f = Count("tags"_f)));
    ROWS("count of tags, distinct",
         Book::objects.values("cover"_f).annotate("n"_f = Count("tags"_f).distinct()));
    ROWS("count of tags and reviews",
         Book::objects.values("in_print"_f)
             .annotate("t"_f = Count("tags"_f), "r"_f = Count("reviews"_f)));
    ROWS("sum of stars",
         Book::objects.values("publisher__name"_f).annotate("s"_f = Sum("reviews__stars"_f)));
    ROWS("sum of stars with a default",
         Book::objects.values("publisher"_f).annotate("s"_f = Sum("reviews__stars"_f).default_(0)));
    ROWS("count of some", Book::objects.values("publisher"_f)
                              .annotate("n"_f = Count("pk"_f).filter("pages"_f > 100)));
    ROWS("counts of some", Book::objects.values("cover"_f).annotate(
                               "old"_f = Count("pk"_f).filter("published"_f < date(2000, 1, 1)),
                               "new"_f = Count("pk"_f).filter("published"_f >= date(2000, 1, 1)),
                               "never"_f = Count("pk"_f).filter("published"_f == nullptr)));
    ROWS("least of many", Publisher::objects.order_by()
                              .values("country"_f)
                              .annotate("m"_f = Min("books__published"_f)));
    ROWS("of books in countries",
         Country::objects.values("name"_f).annotate("n"_f = Count("publishers__books"_f)));
    ROWS("an aggregate of an expression",
         Book::objects.values("cover"_f).annotate("s"_f = Sum("pages"_f * 2)));
    ROWS("two calls", Book::objects.values("cover"_f)
                          .annotate("n"_f = Count("pk"_f))
                          .annotate("m"_f = Max("pages"_f)));

    // By what is computed.
    ROWS("by an annotation", Book::objects.annotate("x"_f = "pages"_f % 2)
                                 .values("x"_f)
                                 .annotate("n"_f = Count("pk"_f)));
    ROWS("by an expression",
         Book::objects.values("x"_f = "pages"_f % 3).annotate("n"_f = Count("pk"_f)));
    ROWS(
        "by a renamed column",
        Book::objects.values("x"_f = "publisher__country__name"_f).annotate("n"_f = Count("pk"_f)));
    ROWS("by an expression and a column",
         Book::objects.values("cover"_f, "x"_f = "pages"_f % 2)
             .annotate("n"_f = Count("pk"_f), "s"_f = Sum("pages"_f)));
    ROWS("by a year", Book::objects.values("published__year"_f).annotate("n"_f = Count("pk"_f)));
    ROWS("by a month", Review::objects.values("written__month"_f).annotate("n"_f = Count("pk"_f)));
    ROWS("by a year through a relation",
         Review::objects.values("book__published__year"_f)
             .annotate("n"_f = Count("pk"_f), "a"_f = Avg("stars"_f)));

    // Annotated first, and then fewer columns.
    ROWS("annotated and then values",
         Book::objects.annotate("n"_f = Count("tags"_f)).values("title"_f, "n"_f));
    ROWS("annotated and then other values",
         Book::objects.annotate("n"_f = Count("tags"_f)).values("cover"_f));
    ROWS("annotated and then its values",
         Book::objects.annotate("n"_f = Count("tags"_f)).values("n"_f));
    ROWS("annotated, filtered, and then values", Book::objects.annotate("n"_f = Count("tags"_f))
                                                     .filter("n__gt"_f = 1)
                                                     .values("title"_f, "n"_f));
    ROWS("annotated and then a name",
         Book::objects.annotate("n"_f = Count("tags"_f)).values("publisher__name"_f, "n"_f));
    ROWS("annotated with a column and then values",
         Book::objects.annotate("x"_f = "publisher__name"_f).values("x"_f, "title"_f));
    ROWS("annotated with two and then one",
         Book::objects.annotate("t"_f = Count("tags"_f), "r"_f = Count("reviews"_f))
             .values("pk"_f, "r"_f));
    ROWS("grouped and then fewer values", Book::objects.values("cover"_f, "in_print"_f)
                                              .annotate("n"_f = Count("pk"_f))
                                              .values("cover"_f, "n"_f));
    ROWS("grouped and then its number",
         Book::objects.values("cover"_f).annotate("n"_f = Count("pk"_f)).values("n"_f));
    ROWS("values alone", Book::objects.values("title"_f, "publisher__name"_f));
    ROWS("values of many", Publisher::objects.values("name"_f, "books__title"_f));
    ROWS("values of keys", Book::objects.values("publisher"_f, "editor"_f, "sequel_to"_f));
    ROWS("values of everything there is",
         Book::objects.values("id"_f, "title"_f, "subtitle"_f, "pages"_f, "chapters"_f, "price"_f,
                              "rating"_f, "published"_f, "in_print"_f));
    ROWS("values of an expression", Book::objects.values("pk"_f, "x"_f = "pages"_f + "chapters"_f));
    ROWS("values of an aggregate", Book::objects.values("pk"_f, "n"_f = Count("tags"_f)));
    ROWS("values of a relation and an aggregate",
         Book::objects.values("publisher__name"_f, "n"_f = Count("pk"_f)));
    ROWS("values by text keys", Publisher::objects.values("country"_f, "country__name"_f));

    // Groups filtered.
    ROWS("filtered before", Book::objects.filter("in_print"_f = true)
                                .values("publisher"_f)
                                .annotate("n"_f = Count("pk"_f)));
    ROWS("filtered between", Book::objects.values("publisher"_f)
                                 .filter("in_print"_f = true)
                                 .annotate("n"_f = Count("pk"_f)));
    ROWS("filtered behind",
         Book::objects.values("publisher"_f).annotate("n"_f = Count("pk"_f)).filter("n__gt"_f = 1));
    ROWS("filtered behind by two", Book::objects.values("publisher"_f)
                                       .annotate("n"_f = Count("pk"_f), "s"_f = Sum("pages"_f))
                                       .filter("n__gt"_f = 1, "s__lt"_f = 700));
    ROWS("filtered behind by either", Book::objects.values("publisher"_f)
                                          .annotate("n"_f = Count("pk"_f), "s"_f = Sum("pages"_f))
                                          .filter("n"_f > 2 || "s"_f < 100));
    ROWS("filtered behind by what it is grouped by", Book::objects.values("cover"_f)
                                                         .annotate("n"_f = Count("pk"_f))
                                                         .filter("cover"_f = Cover::soft));
    ROWS("filtered behind by both", Book::objects.values("cover"_f)
                                        .annotate("n"_f = Count("pk"_f))
                                        .filter("n"_f > 6 || "cover"_f == Cover::none));
    ROWS("filtered behind by a column", Book::objects.values("publisher"_f)
                                            .annotate("n"_f = Count("pk"_f))
                                            .filter("pages__gt"_f = 100));
    ROWS("filtered behind by a relation", Book::objects.values("publisher"_f)
                                              .annotate("n"_f = Count("pk"_f))
                                              .filter("publisher__country"_f = "de"));
    ROWS("excluded before", Book::objects.exclude("tags"_f = "novel")
                                .values("publisher"_f)
                                .annotate("n"_f = Count("pk"_f)));
    ROWS("excluded behind",
         Book::objects.values("publisher"_f).annotate("n"_f = Count("pk"_f)).exclude("n"_f = 1));
    ROWS("filtered on all sides", Book::objects.filter("pages__gt"_f = 30)
                                      .values("publisher__country"_f)
                                      .filter("in_print"_f = true)
                                      .annotate("n"_f = Count("pk"_f))
                                      .filter("n__gt"_f = 1));
    ROWS("filtered by a sum of decimals", Book::objects.values("publisher"_f)
                                              .annotate("s"_f = Sum("price"_f))
                                              .filter("s__gte"_f = 20.10_dec));
    ROWS("filtered by many before", Book::objects.filter("reviews__stars__gt"_f = 3)
                                        .values("publisher__name"_f)
                                        .annotate("n"_f = Count("pk"_f)));
    ROWS("filtered by a mean",
         Review::objects.values("book"_f).annotate("a"_f = Avg("stars"_f)).filter("a__gt"_f = 3));

    // Groups in an order.
    ORDERED("ordered by the group",
            Book::objects.values("cover"_f).annotate("n"_f = Count("pk"_f)).order_by("cover"_f));
    ORDERED("ordered by a count", Book::objects.values("publisher"_f)
                                      .annotate("n"_f = Count("pk"_f))
                                      .order_by("-n"_f, "publisher"_f));
    ORDERED(
        "ordered by a sum",
        Book::objects.values("publisher__name"_f).annotate("s"_f = Sum("pages"_f)).order_by("s"_f));
    ORDERED("ordered by a name", Book::objects.values("publisher__name"_f)
                                     .annotate("n"_f = Count("pk"_f))
                                     .order_by("-publisher__name"_f));
    ORDERED("ordered by another column", Book::objects.values("cover"_f)
                                             .annotate("n"_f = Count("pk"_f))
                                             .order_by("cover"_f, "in_print"_f));
    ORDERED("ordered before",
            Book::objects.order_by("cover"_f).values("cover"_f).annotate("n"_f = Count("pk"_f)));
    ORDERED("ordered before by another column", Book::objects.order_by("cover"_f, "in_print"_f)
                                                    .values("cover"_f)
                                                    .annotate("n"_f = Count("pk"_f)));
    ORDERED("reversed", Book::objects.values("cover"_f)
                            .annotate("n"_f = Count("pk"_f))
                            .order_by("n"_f, "cover"_f)
                            .reverse());
    ORDERED("nulls last", Book::objects.values("publisher"_f)
                              .annotate("m"_f = Max("rating"_f))
                              .order_by("m"_f.desc(aside::nulls_last), "publisher"_f));
    ORDERED("by an expression, ordered", Book::objects.annotate("x"_f = "pages"_f % 4)
                                             .values("x"_f)
                                             .annotate("n"_f = Count("pk"_f))
                                             .order_by("-x"_f));
    ORDERED("filtered and ordered", Book::objects.values("publisher__country"_f)
                                        .annotate("n"_f = Count("pk"_f), "s"_f = Sum("pages"_f))
                                        .filter("n__gte"_f = 2)
                                        .order_by("-s"_f));
    ORDERED("sliced", Book::objects.values("publisher"_f)
                          .annotate("n"_f = Count("pk"_f))
                          .order_by("-n"_f, "publisher"_f)
                          .slice(1, 4));
    ORDERED("the first two", Person::objects.values("country"_f)
                                 .annotate("s"_f = Sum("salary"_f))
                                 .order_by("-s"_f)
                                 .limit(2));

    // Distinct values.
    ROWS("distinct values", Book::objects.values("cover"_f).distinct());
    ROWS("distinct values of two", Book::objects.values("cover"_f, "in_print"_f).distinct());
    ROWS("distinct values of a relation", Book::objects.values("publisher__country"_f).distinct());
    ROWS("distinct values of many", Publisher::objects.values("books__cover"_f).distinct());
    ORDERED("distinct values in an order",
            Book::objects.values("cover"_f).order_by("-cover"_f).distinct());
    ORDERED("distinct values in the order of others",
            Book::objects.values("cover"_f).order_by("cover"_f, "pages"_f).distinct());
    ROWS("distinct groups", Book::objects.values("publisher"_f)
                                .annotate("n"_f = Count("pk"_f))
                                .values("n"_f)
                                .distinct());
    ROWS("distinct annotations",
         Book::objects.annotate("n"_f = Count("tags"_f)).values("n"_f).distinct());

    // Counted and computed.
    ANSWER("number of groups",
           Book::objects.values("cover"_f).annotate("n"_f = Count("pk"_f)).count());
    ANSWER("number of groups by a relation",
           Book::objects.values("publisher"_f).annotate("n"_f = Count("pk"_f)).count());
    ANSWER("number of filtered groups", Book::objects.values("publisher"_f)
                                            .annotate("n"_f = Count("pk"_f))
                                            .filter("n__gt"_f = 1)
                                            .count());
    ANSWER("number of sliced groups", Book::objects.values("publisher"_f)
                                          .annotate("n"_f = Count("pk"_f))
                                          .order_by("publisher"_f)
                                          .slice(2, 5)
                                          .count());
    ANSWER("number of values", Book::objects.values("cover"_f).count());
    ANSWER("number of distinct values", Book::objects.values("cover"_f).distinct().count());
    ANSWER("number of distinct values of a relation",
           Book::objects.values("publisher__country"_f).distinct().count());
    ANSWER("any groups", Book::objects.values("publisher"_f)
                             .annotate("n"_f = Count("pk"_f))
                             .filter("n__gt"_f = 2)
                             .exists());
    ANSWER("any groups of none", Book::objects.values("publisher"_f)
                                     .annotate("n"_f = Count("pk"_f))
                                     .filter("n__gt"_f = 20)
                                     .exists());
    TYPED("the greatest of groups", Book::objects.values("publisher"_f)
                                        .annotate("n"_f = Count("pk"_f))
                                        .aggregate("m"_f = Max("n"_f)));
    TYPED("the mean of groups", Book::objects.values("publisher"_f)
                                    .annotate("s"_f = Sum("pages"_f))
                                    .aggregate("a"_f = Avg("s"_f)));
    TYPED("the mean of filtered groups", Book::objects.values("publisher"_f)
                                             .annotate("s"_f = Sum("pages"_f))
                                             .filter("s__gt"_f = 100)
                                             .aggregate("a"_f = Avg("s"_f), "n"_f = Count("*"_f)));
    TYPED("the sum of distinct values",
          Book::objects.values("pages"_f).distinct().aggregate("s"_f = Sum("pages"_f)));
    TYPED("the first group",
          Book::objects.values("cover"_f).annotate("n"_f = Count("pk"_f)).order_by("-n"_f).first());
    TYPED("the last group",
          Book::objects.values("cover"_f).annotate("n"_f = Count("pk"_f)).order_by("-n"_f).last());
    TYPED("one group", Book::objects.values("cover"_f)
                           .annotate("n"_f = Count("pk"_f))
                           .get("cover"_f = Cover::none));
    TYPED("the second group",
          Book::objects.values("publisher"_f).annotate("s"_f = Sum("pages"_f)).order_by("-s"_f)[1]);

    // Of related managers.
    ROWS("of a related manager",
         publisher(1).books.values("editor"_f).annotate("n"_f = Count("pk"_f)));
    ROWS("of a many-to-many manager", tag("novel")
                                          .books.values("publisher"_f)
                                          .annotate("n"_f = Count("pk"_f), "s"_f = Sum("pages"_f)));
    ROWS("of a manager of a model with an ordering",
         country("fr").publishers.values("founded"_f).annotate("n"_f = Count("books"_f)));
    ROWS("of a symmetrical manager",
         person(1).friends.values("country"_f).annotate("n"_f = Count("pk"_f)));
    ROWS("of tags",
         Tag::objects.values("parent"_f).annotate("n"_f = Count("pk"_f), "b"_f = Count("books"_f)));
}

}  // namespace interop
