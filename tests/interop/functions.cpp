// Functions of one row's values: of text, of numbers, of dates and times, of anything; and
// arithmetic with numbers, dates and durations.
// See django_app/queries/functions.py.
#include "interop/models.hpp"
#include "interop/query.hpp"
#include "interop/rows.hpp"

namespace interop {

void functions() {
    // Of text.
    ROWS("lower", Book::objects.annotate("x"_f = Lower("title"_f)));
    ROWS("upper of a nullable text", Book::objects.annotate("x"_f = Upper("subtitle"_f)));
    ROWS("length", Book::objects.annotate("x"_f = Length("title"_f)));
    ROWS("length through a relation", Book::objects.annotate("x"_f = Length("publisher__name"_f)));
    ROWS("length of letters and signs", Person::objects.annotate("x"_f = Length("name"_f)));
    ROWS("trim", Sample::objects.annotate("x"_f = Trim("line"_f)));
    ROWS("trim on the left", Sample::objects.annotate("x"_f = LTrim("line"_f)));
    ROWS("trim on the right", Sample::objects.annotate("x"_f = RTrim("line"_f)));
    ROWS("concatenation", Book::objects.annotate("x"_f = Concat("title"_f, "title"_f)));
    ROWS("concatenation with a value",
         Book::objects.annotate("x"_f = Concat("title"_f, ": ", "subtitle"_f)));
    ROWS("concatenation of four",
         Person::objects.annotate("x"_f = Concat("name"_f, " (", "country__name"_f, ")")));
    ROWS("part", Book::objects.annotate("x"_f = Substr("title"_f, 2)));
    ROWS("part of a length", Book::objects.annotate("x"_f = Substr("title"_f, 2, 3)));
    ROWS("part of letters and signs", Person::objects.annotate("x"_f = Substr("name"_f, 2, 2)));
    ROWS("replaced", Book::objects.annotate("x"_f = Replace("title"_f, "a", "--")));
    ROWS("removed", Book::objects.annotate("x"_f = Replace("title"_f, "a", "")));
    ROWS("left", Book::objects.annotate("x"_f = Left("title"_f, 3)));
    ROWS("right", Book::objects.annotate("x"_f = Right("title"_f, 3)));
    ROWS("place", Book::objects.annotate("x"_f = StrIndex("title"_f, "ta")));
    ROWS("place of a column",
         Book::objects.annotate("x"_f = StrIndex("title"_f, Left("title"_f, 1))));
    ROWS("filled up on the left", Book::objects.annotate("x"_f = LPad("title"_f, 6, ".")));
    ROWS("filled up on the right", Book::objects.annotate("x"_f = RPad("title"_f, 6, ".")));
    ROWS("repeated", Book::objects.annotate("x"_f = Repeat("title"_f, 2)));
    ROWS("backwards", Person::objects.annotate("x"_f = Reverse("name"_f)));
    ROWS("digest", Book::objects.annotate("x"_f = MD5("title"_f)));
    ROWS("longer digest", Book::objects.annotate("x"_f = SHA256("title"_f)));
    ROWS("one in another", Book::objects.annotate("x"_f = Upper(Left(Lower("title"_f), 2))));

    // Of anything.
    ROWS("coalesce", Book::objects.annotate("x"_f = Coalesce("subtitle"_f, "title"_f)));
    ROWS("coalesce with a value", Book::objects.annotate("x"_f = Coalesce("subtitle"_f, "-")));
    ROWS("coalesce with a number", Book::objects.annotate("x"_f = Coalesce("chapters"_f, 0)));
    ROWS("coalesce of three",
         Book::objects.annotate("x"_f = Coalesce("chapters"_f, "publisher__founded"_f, "pages"_f)));
    ROWS("coalesce through relations",
         Book::objects.annotate(
             "x"_f = Coalesce("editor__name"_f, "publisher__director__name"_f, "nobody")));
    ROWS("coalesce of an aggregate",
         Publisher::objects.annotate("x"_f = Coalesce(Sum("books__pages"_f), 0)));
    ROWS("coalesce of dates",
         Book::objects.annotate("x"_f = Coalesce("published"_f, "editor__born"_f)));
    ROWS("greatest", Book::objects.annotate("x"_f = Greatest("pages"_f, "publisher__founded"_f)));
    ROWS("least", Book::objects.annotate("x"_f = Least("pages"_f, "publisher__founded"_f)));
    ROWS("greatest of three",
         Book::objects.annotate("x"_f = Greatest("pages"_f, "sequel__pages"_f, 100)));
    ROWS("least of texts", Book::objects.annotate("x"_f = Least("title"_f, "publisher__name"_f)));
    ROWS("null if", Book::objects.annotate("x"_f = NullIf("subtitle"_f, "")));
    ROWS("null if a column",
         Book::objects.annotate("x"_f = NullIf("pages"_f, "publisher__founded"_f)));
    ROWS("cast to an integer", Book::objects.annotate("x"_f = Cast<std::int64_t>("rating"_f)));
    ROWS("cast to a float", Book::objects.annotate("x"_f = Cast<double>("pages"_f)));
    ROWS("cast to a text", Book::objects.annotate("x"_f = Cast<std::string>("pages"_f)));

    // Of numbers.
    ROWS("absolute", Sample::objects.annotate("x"_f = Abs("number"_f)));
    ROWS("absolute of a difference",
         Book::objects.annotate("x"_f = Abs("pages"_f - "sequel__pages"_f)));
    ROWS("ceiling", Book::objects.annotate("x"_f = Ceil("rating"_f)));
    ROWS("floor", Book::objects.annotate("x"_f = Floor("rating"_f)));
    ROWS("rounded", Book::objects.annotate("x"_f = Round("rating"_f)));
    ROWS("remainder", Book::objects.annotate("x"_f = "pages"_f % 7));
    ROWS("power", Book::objects.annotate("x"_f = Power("rating"_f, 2)));
    ROWS("square root", Book::objects.annotate("x"_f = Sqrt("rating"_f)));
    ROWS("sign", Book::objects.annotate("x"_f = Sign("pages"_f - 200)));
    ROWS("sum", Book::objects.annotate("x"_f = "pages"_f + "chapters"_f));
    ROWS("product", Book::objects.annotate("x"_f = "pages"_f * "chapters"_f));
    ROWS("difference of floats", Book::objects.annotate("x"_f = "rating"_f - "sequel__rating"_f));
    ROWS("quotient of floats", Book::objects.annotate("x"_f = "rating"_f / 2.0));
    ROWS("difference of decimals", Person::objects.annotate("x"_f = "salary"_f - "boss__salary"_f));
    ROWS("sum of a decimal", Book::objects.annotate("x"_f = ("price"_f + 1.25_dec)));
    ROWS("in parentheses", Book::objects.annotate("x"_f = ("pages"_f + 10) * ("chapters"_f - 1)));
    ROWS("without parentheses",
         Book::objects.annotate("x"_f = ("pages"_f + ("chapters"_f * 2)) - 1));

    // Of dates and times.
    ROWS("year", Book::objects.annotate("x"_f = ExtractYear("published"_f)));
    ROWS("month and day", Book::objects.annotate("m"_f = ExtractMonth("published"_f),
                                                 "d"_f = ExtractDay("published"_f)));
    ROWS("week and day of the week", Book::objects.annotate("w"_f = ExtractWeek("published"_f),
                                                            "d"_f = ExtractWeekDay("published"_f)));
    ROWS("quarter through a relation",
         Book::objects.annotate("x"_f = ExtractQuarter("editor__born"_f)));
    ROWS("hour, minute and second", Review::objects.annotate("h"_f = ExtractHour("written"_f),
                                                             "m"_f = ExtractMinute("written"_f),
                                                             "s"_f = ExtractSecond("written"_f)));
    ROWS("beginning of the year", Review::objects.annotate("x"_f = TruncYear("written"_f)));
    ROWS("beginning of the quarter", Review::objects.annotate("x"_f = TruncQuarter("written"_f)));
    ROWS("beginning of the month", Review::objects.annotate("x"_f = TruncMonth("written"_f)));
    ROWS("beginning of the week", Review::objects.annotate("x"_f = TruncWeek("written"_f)));
    ROWS("beginning of the day", Review::objects.annotate("x"_f = TruncDay("written"_f)));
    ROWS("beginning of the hour", Review::objects.annotate("x"_f = TruncHour("written"_f)));
    ROWS("beginning of the minute", Review::objects.annotate("x"_f = TruncMinute("written"_f)));
    ROWS("beginning of the second", Review::objects.annotate("x"_f = TruncSecond("written"_f)));
    ROWS("date", Review::objects.annotate("x"_f = TruncDate("written"_f)));
    ROWS("time", Review::objects.annotate("x"_f = TruncTime("written"_f)));
    ROWS("beginning of the year of a date",
         Book::objects.annotate("x"_f = TruncYear("published"_f)));
    ROWS("beginning of the month of a date",
         Book::objects.annotate("x"_f = TruncMonth("published"_f)));
    ROWS("beginning of the week of a date",
         Book::objects.annotate("x"_f = TruncWeek("published"_f)));
    ROWS("a day later", Review::objects.annotate("x"_f = ("written"_f + days(1))));
    ROWS("hours earlier", Review::objects.annotate("x"_f = ("written"_f - hours(30))));
    ROWS("time between", Review::objects.annotate("x"_f = ("written"_f - moment(2020, 1, 1))));
    FOUND("later than", Review::objects.filter("written"_f > (moment(2020, 1, 1) + days(100))));

    // In conditions, orderings, groups and aggregates.
    ROWS("filtered", Book::objects.annotate("x"_f = Lower("title"_f)).filter("x"_f = "alpha"));
    ROWS("filtered by a length",
         Book::objects.alias("x"_f = Length("title"_f)).filter("x__gt"_f = 4));
    ROWS("excluded", Book::objects.annotate("x"_f = Coalesce("chapters"_f, 0)).exclude("x"_f = 0));
    ROWS("filtered by a quotient",
         Book::objects.annotate("x"_f = "rating"_f / 2.0).filter("x__gte"_f = 2));
    FOUND("compared", Book::objects.filter("title"_f == Upper("title"_f)));
    FOUND("compared with a relation", Book::objects.filter("pages"_f > Length("title"_f) * 50));
    FOUND("compared with a greatest",
          Book::objects.filter("publisher__founded"_f ==
                               Greatest("pages"_f, "publisher__founded"_f)));
    ORDERED("ordered", Book::objects.order_by(Lower("title"_f), "pk"_f));
    ORDERED("ordered, descending", Book::objects.order_by(Length("title"_f).desc(), "pk"_f));
    ORDERED("ordered, nulls last",
            Book::objects.order_by(Upper("subtitle"_f).asc(aside::nulls_last), "pk"_f));
    ORDERED("ordered by a coalesce",
            Book::objects.order_by(Coalesce("rating"_f, 2.6).desc(), "pk"_f));
    ROWS("grouped",
         Book::objects.values("x"_f = Left("title"_f, 1)).annotate("n"_f = Count("pk"_f)));
    ROWS("grouped by an annotation", Book::objects.annotate("x"_f = ExtractYear("published"_f))
                                         .values("x"_f)
                                         .annotate("n"_f = Count("pk"_f)));
    ROWS("grouped by a month", Review::objects.annotate("x"_f = TruncMonth("written"_f))
                                   .values("x"_f)
                                   .annotate("n"_f = Count("pk"_f), "s"_f = Sum("stars"_f)));
    ORDERED("grouped by a year, ordered", Review::objects.annotate("x"_f = TruncYear("written"_f))
                                              .values("x"_f)
                                              .annotate("n"_f = Count("pk"_f))
                                              .order_by("-x"_f));
    ROWS(
        "of an aggregate",
        Publisher::objects.annotate("n"_f = Count("books"_f)).annotate("x"_f = Greatest("n"_f, 2)));
    ROWS("in an aggregate", Publisher::objects.annotate("x"_f = Max(Length("books__title"_f))));
    ROWS("in an aggregate of a coalesce",
         Publisher::objects.annotate("x"_f = Sum(Coalesce("books__chapters"_f, 1))));
    ROWS("in an aggregate, distinct",
         Publisher::objects.annotate("x"_f = Count(Left("books__title"_f, 1)).distinct()));
    TYPED("over everything", Book::objects.aggregate("x"_f = Sum(Length("title"_f))));
    TYPED("over shares", Authorship::objects.aggregate("x"_f = Max("position"_f * 10)));
    CHANGED("update", Book::objects.filter("pk__lt"_f = 5).update("title"_f = Upper("title"_f)));
    CHANGED("update with a concatenation", Book::objects.filter("subtitle__isnull"_f = false)
                                               .update("subtitle"_f = Concat("title"_f, "!")));
    CHANGED(
        "update with a coalesce",
        Book::objects.filter("pages__lt"_f = 120).update("chapters"_f = Coalesce("chapters"_f, 1)));
}

}  // namespace interop
