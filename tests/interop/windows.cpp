// Functions over windows: ranks, neighbours, ends and running aggregates, over partitions, in
// orders and in frames.
//
// Rows that come in no order of their own have windows that are ordered down to the key.
// See django_app/queries/windows.py.
#include "interop/models.hpp"
#include "interop/query.hpp"
#include "interop/rows.hpp"

namespace interop {

void windows() {
    // Ranks.
    ROWS("row number", Book::objects.annotate("n"_f = aside::RowNumber().over(
                                                  order_by("pages"_f.desc(), "pk"_f.asc()))));
    ROWS("row number by a key",
         Book::objects.annotate("n"_f = aside::RowNumber().over(order_by("pk"_f.asc()))));
    ROWS("row number in partitions",
         Book::objects.annotate(
             "n"_f = aside::RowNumber().over(partition_by("cover"_f),
                                             order_by("pages"_f.asc(), "pk"_f.asc()))));
    ROWS("row number in partitions of two",
         Book::objects.annotate("n"_f =
                                    aside::RowNumber().over(partition_by("cover"_f, "in_print"_f),
                                                            order_by("pk"_f.desc()))));
    ROWS("row number by a relation",
         Book::objects.annotate(
             "n"_f = aside::RowNumber().over(partition_by("publisher"_f), order_by("pk"_f.asc()))));
    ROWS("row number by a column of a relation",
         Book::objects.annotate(
             "n"_f = aside::RowNumber().over(partition_by("publisher__country"_f),
                                             order_by("editor__name"_f.asc(), "pk"_f.asc()))));
    ROWS("rank", Book::objects.annotate("r"_f = aside::Rank().over(order_by("published"_f.asc()))));
    ROWS("rank, descending",
         Book::objects.annotate("r"_f = aside::Rank().over(order_by("rating"_f.desc()))));
    ROWS("rank in partitions",
         Book::objects.annotate(
             "r"_f = aside::Rank().over(partition_by("in_print"_f), order_by("rating"_f.desc()))));
    ROWS("rank by a decimal",
         Person::objects.annotate("r"_f = aside::Rank().over(order_by("salary"_f.desc()))));
    ROWS("rank, nulls last", Person::objects.annotate("r"_f = aside::Rank().over(order_by(
                                                          "salary"_f.asc(aside::nulls_last)))));
    ROWS("dense rank",
         Book::objects.annotate("r"_f = aside::DenseRank().over(order_by("published"_f.asc()))));
    ROWS("dense rank in partitions",
         Review::objects.annotate(
             "r"_f = aside::DenseRank().over(partition_by("book"_f), order_by("stars"_f.desc()))));
    ROWS("rank and dense rank",
         Review::objects.annotate("r"_f = aside::Rank().over(order_by("stars"_f.asc())),
                                  "d"_f = aside::DenseRank().over(order_by("stars"_f.asc()))));
    ROWS("percent rank",
         Book::objects.annotate("p"_f = aside::PercentRank().over(order_by("pages"_f.asc()))));
    ROWS("percent rank in partitions",
         Book::objects.annotate("p"_f = aside::PercentRank().over(partition_by("cover"_f),
                                                                  order_by("pages"_f.asc()))));
    ROWS("cumulative distribution",
         Review::objects.annotate("c"_f = aside::CumeDist().over(order_by("stars"_f.asc()))));
    ROWS("cumulative distribution in partitions",
         Review::objects.annotate(
             "c"_f = aside::CumeDist().over(partition_by("reader"_f), order_by("stars"_f.desc()))));
    ROWS("parts", Book::objects.annotate(
                      "q"_f = aside::Ntile(4).over(order_by("pages"_f.asc(), "pk"_f.asc()))));
    ROWS("parts of partitions",
         Book::objects.annotate(
             "q"_f = aside::Ntile(2).over(partition_by("cover"_f), order_by("pk"_f.asc()))));
    ROWS("rank by an expression", Book::objects.annotate("r"_f = aside::Rank().over(order_by(
                                                             ("pages"_f - "chapters"_f).desc()))));
    ROWS("rank in partitions by an expression",
         Book::objects.annotate(
             "r"_f = aside::Rank().over(partition_by("pages"_f % 2), order_by("pages"_f.asc()))));
    ROWS("rank in partitions by a year",
         Review::objects.annotate("r"_f = aside::Rank().over(partition_by("written__year"_f),
                                                             order_by("written"_f.asc()))));

    // Neighbours.
    ROWS("lag", Book::objects.annotate("x"_f = Lag("pages"_f).over(order_by("pk"_f.asc()))));
    ROWS("lag by two",
         Book::objects.annotate("x"_f = Lag("pages"_f, 2).over(order_by("pk"_f.asc()))));
    ROWS("lag with a default",
         Book::objects.annotate("x"_f = Lag("pages"_f, 1, 0).over(order_by("pk"_f.asc()))));
    ROWS("lag of a nullable column",
         Book::objects.annotate("x"_f = Lag("rating"_f).over(order_by("pk"_f.asc()))));
    ROWS("lag of a text", Book::objects.annotate("x"_f = Lag("title"_f).over(
                                                     order_by("title"_f.asc(), "pk"_f.asc()))));
    ROWS("lag of a date in partitions",
         Book::objects.annotate(
             "x"_f = Lag("published"_f).over(partition_by("publisher"_f), order_by("pk"_f.asc()))));
    ROWS("lead", Book::objects.annotate("x"_f = Lead("pages"_f).over(order_by("pk"_f.asc()))));
    ROWS("lead by three with a default",
         Book::objects.annotate("x"_f = Lead("chapters"_f, 3, -1).over(order_by("pk"_f.asc()))));
    ROWS("lead in partitions",
         Review::objects.annotate(
             "x"_f = Lead("written"_f).over(partition_by("book"_f), order_by("written"_f.asc()))));
    ROWS("lead of a column of a relation",
         Review::objects.annotate("x"_f = Lead("book__title"_f).over(order_by("pk"_f.asc()))));
    ROWS("difference to the one before",
         Book::objects.annotate("x"_f =
                                    "pages"_f - Lag("pages"_f, 1, 0).over(order_by("pk"_f.asc()))));

    // Ends.
    ROWS("first value", Book::objects.annotate("x"_f = FirstValue("title"_f).over(
                                                   partition_by("cover"_f),
                                                   order_by("pages"_f.desc(), "pk"_f.asc()))));
    ROWS("first nullable value",
         Book::objects.annotate(
             "x"_f =
                 FirstValue("rating"_f).over(partition_by("publisher"_f), order_by("pk"_f.asc()))));
    ROWS("last value so far",
         Book::objects.annotate(
             "x"_f = LastValue("title"_f).over(partition_by("cover"_f), order_by("pk"_f.asc()))));
    ROWS("last value of all",
         Book::objects.annotate(
             "x"_f = LastValue("title"_f).over(partition_by("cover"_f), order_by("pk"_f.asc()),
                                               aside::RowRange(std::nullopt, std::nullopt))));
    ROWS("second value",
         Book::objects.annotate(
             "x"_f = NthValue("title"_f, 2).over(partition_by("cover"_f), order_by("pk"_f.asc()))));
    ROWS("third value of all",
         Book::objects.annotate("x"_f =
                                    NthValue("pages"_f, 3)
                                        .over(partition_by("publisher"_f), order_by("pk"_f.asc()),
                                              aside::RowRange(std::nullopt, std::nullopt))));
    ROWS("first value of a frame",
         Book::objects.annotate(
             "x"_f = FirstValue("pages"_f).over(order_by("pk"_f.asc()), aside::RowRange(-1, 2))));

    // Aggregates.
    ROWS("sum of a partition",
         Book::objects.annotate("s"_f = Sum("pages"_f).over(partition_by("cover"_f))));
    ROWS("count of a partition",
         Book::objects.annotate("n"_f = Count("pk"_f).over(partition_by("publisher"_f))));
    ROWS("count of stars",
         Book::objects.annotate("n"_f = Count("*"_f).over(partition_by("in_print"_f))));
    ROWS("count of a nullable column",
         Book::objects.annotate("n"_f = Count("rating"_f).over(partition_by("cover"_f))));
    ROWS("mean of a partition",
         Book::objects.annotate("a"_f = Avg("pages"_f).over(partition_by("cover"_f))));
    ROWS("mean of a float",
         Book::objects.annotate("a"_f = Avg("rating"_f).over(partition_by("publisher"_f))));
    ROWS("greatest of everything", Book::objects.annotate("m"_f = Max("pages"_f).over()));
    ROWS("least date of a partition",
         Book::objects.annotate("m"_f =
                                    Min("published"_f).over(partition_by("publisher__country"_f))));
    ROWS("running sum",
         Book::objects.annotate("s"_f = Sum("pages"_f).over(order_by("pk"_f.asc()))));
    ROWS("running sum in partitions",
         Book::objects.annotate(
             "s"_f = Sum("pages"_f).over(partition_by("cover"_f), order_by("pk"_f.desc()))));
    ROWS("running sum of equals",
         Review::objects.annotate("s"_f = Sum("stars"_f).over(order_by("stars"_f.asc()))));
    ROWS("running count",
         Review::objects.annotate("n"_f = Count("reader"_f).over(order_by("written"_f.asc()))));
    ROWS("running greatest",
         Book::objects.annotate("m"_f = Max("rating"_f).over(order_by("pk"_f.asc()))));
    ROWS("sum of a column of a relation",
         Review::objects.annotate("s"_f = Sum("book__pages"_f).over(partition_by("reader"_f))));
    ROWS("several windows",
         Book::objects.annotate("s"_f = Sum("pages"_f).over(partition_by("cover"_f)),
                                "a"_f = Avg("pages"_f).over(partition_by("in_print"_f)),
                                "n"_f = aside::RowNumber().over(order_by("pk"_f.asc()))));

    // Frames.
    ROWS("sum of three",
         Book::objects.annotate(
             "s"_f = Sum("pages"_f).over(order_by("pk"_f.asc()), aside::RowRange(-1, 1))));
    ROWS("sum of the two before",
         Book::objects.annotate(
             "s"_f = Sum("pages"_f).over(order_by("pk"_f.asc()), aside::RowRange(-2, 0))));
    ROWS("sum from here",
         Book::objects.annotate("s"_f = Sum("pages"_f).over(order_by("pk"_f.asc()),
                                                            aside::RowRange(0, std::nullopt))));
    ROWS("sum so far",
         Book::objects.annotate("s"_f = Sum("pages"_f).over(order_by("pk"_f.asc()),
                                                            aside::RowRange(std::nullopt, 0))));
    ROWS("mean of those around in partitions",
         Book::objects.annotate("a"_f = Avg("rating"_f)
                                            .over(partition_by("cover"_f), order_by("pk"_f.asc()),
                                                  aside::RowRange(-1, 1))));
    ROWS("greatest so far by value",
         Book::objects.annotate("m"_f = Max("pages"_f).over(order_by("chapters"_f.asc()),
                                                            aside::ValueRange(std::nullopt, 0))));
    ROWS("count of equals",
         Review::objects.annotate(
             "n"_f = Count("pk"_f).over(order_by("stars"_f.asc()), aside::ValueRange(0, 0))));
    ROWS("sum from here by value",
         Review::objects.annotate("s"_f = Sum("stars"_f).over(order_by("stars"_f.asc()),
                                                              aside::ValueRange(0, std::nullopt))));

    // Beside other annotations, conditions and orderings.
    ROWS("of filtered rows",
         Book::objects.filter("in_print"_f = true)
             .annotate("n"_f = aside::RowNumber().over(order_by("pages"_f.asc(), "pk"_f.asc()))));
    ROWS("of excluded rows",
         Book::objects.exclude("tags"_f = "novel")
             .annotate("n"_f = aside::RowNumber().over(order_by("pk"_f.asc()))));
    ROWS("of rows that are there twice", Publisher::objects.filter("books__pages__gt"_f = 50)
                                             .annotate("n"_f = Count("pk"_f).over()));
    ORDERED("ordered by it",
            Book::objects
                .annotate("n"_f = aside::RowNumber().over(order_by("pages"_f.desc(), "pk"_f.asc())))
                .order_by("n"_f));
    ORDERED("ordered by it, descending, and sliced",
            Book::objects
                .annotate("n"_f = aside::RowNumber().over(order_by("pages"_f.desc(), "pk"_f.asc())))
                .order_by("-n"_f)
                .limit(5));
    ORDERED("ordered by something else",
            Book::objects.annotate("r"_f = aside::Rank().over(order_by("pages"_f.desc())))
                .order_by("title"_f, "pk"_f));
    ROWS("values of it", Book::objects.annotate("n"_f = Count("pk"_f).over(partition_by("cover"_f)))
                             .values("title"_f, "n"_f));
    ROWS("in values",
         Book::objects.values("pk"_f, "n"_f = aside::Rank().over(order_by("pages"_f.asc()))));
    ROWS("of an annotation", Book::objects.annotate("x"_f = "pages"_f % 3)
                                 .annotate("n"_f = Count("pk"_f).over(partition_by("x"_f))));
    ROWS("selected too", Book::objects.select_related("publisher"_f)
                             .annotate("n"_f = aside::Rank().over(partition_by("publisher"_f),
                                                                  order_by("pages"_f.asc()))));
    ROWS("an expression of it",
         Book::objects.annotate("x"_f = aside::RowNumber().over(order_by("pk"_f.asc())) * 10));
    ROWS("of groups", Book::objects.values("cover"_f)
                          .annotate("n"_f = Count("pk"_f))
                          .annotate("r"_f = aside::Rank().over(order_by("n"_f.desc()))));
    ROWS("of a related manager",
         publisher(1).books.annotate("n"_f = aside::RowNumber().over(order_by("pages"_f.asc()))));
    ROWS("of a many-to-many manager",
         tag("novel").books.annotate("n"_f = aside::Rank().over(order_by("pages"_f.desc()))));
    ORDERED("of a manager of a model with an ordering",
            country("fr").publishers.annotate(
                "n"_f = aside::RowNumber().over(order_by("founded"_f.asc()))));
    ROWS(
        "of authorships",
        Authorship::objects.annotate(
            "s"_f =
                Sum("position"_f).over(partition_by("person__country"_f), order_by("pk"_f.asc()))));
    ORDERED("in the model's own order",
            Country::objects.annotate("n"_f = aside::RowNumber().over(order_by("code"_f.asc()))));
    ROWS("of people by country",
         Person::objects.annotate(
             "n"_f = Count("pk"_f).over(partition_by("country"_f)),
             "r"_f = aside::Rank().over(partition_by("country"_f), order_by("born"_f.asc()))));
}

}  // namespace interop
