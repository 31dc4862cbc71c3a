// Paths that end in transforms: parts of dates and times, text and numbers; in conditions,
// orderings, columns, groups and aggregates.
// See django_app/queries/transforms.py.
#include "interop/models.hpp"
#include "interop/query.hpp"
#include "interop/rows.hpp"

namespace interop {

void transforms() {
    // Of dates.
    FOUND("year", Book::objects.filter("published__year"_f = 2010));
    FOUND("year gt", Book::objects.filter("published__year__gt"_f = 2001));
    FOUND("year gte", Book::objects.filter("published__year__gte"_f = 2001));
    FOUND("year lt", Book::objects.filter("published__year__lt"_f = 1971));
    FOUND("year lte", Book::objects.filter("published__year__lte"_f = 1971));
    FOUND("year in", Book::objects.filter("published__year"_f.in(1999, 2022)));
    FOUND("year range", Book::objects.filter("published__year"_f.range(1990, 2010)));
    FOUND("year isnull", Book::objects.filter("published__year__isnull"_f = true));
    FOUND("year not", Book::objects.exclude("published__year"_f = 1999));
    FOUND("year not gt", Book::objects.exclude("published__year__gt"_f = 2001));
    FOUND("month", Book::objects.filter("published__month"_f = 5));
    FOUND("month in", Book::objects.filter("published__month"_f.in(2, 12)));
    FOUND("month not", Book::objects.exclude("published__month"_f = 2));
    FOUND("day", Book::objects.filter("published__day"_f = 31));
    FOUND("day lt", Book::objects.filter("published__day__lt"_f = 6));
    FOUND("week", Book::objects.filter("published__week"_f = 52));
    FOUND("week of another year", Sample::objects.filter("day__week__gte"_f = 52));
    FOUND("day of the week", Book::objects.filter("published__week_day"_f = 1));
    FOUND("ISO day of the week", Book::objects.filter("published__iso_week_day"_f = 7));
    FOUND("ISO year", Book::objects.filter("published__iso_year"_f = 1999));
    FOUND("ISO year of days", Sample::objects.filter("day__iso_year__gt"_f = 1970));
    FOUND("quarter", Book::objects.filter("published__quarter"_f = 1));
    FOUND("quarter not", Book::objects.exclude("published__quarter"_f = 1));
    FOUND("year and month",
          Book::objects.filter("published__year"_f = 2010, "published__month"_f = 5));
    FOUND("year or month",
          Book::objects.filter("published__year"_f == 2010 || "published__month"_f == 2));
    FOUND("not year and month",
          Book::objects.filter(!("published__year"_f == 2010) && "published__month"_f == 5));

    // Of moments and times.
    FOUND("year of a moment", Review::objects.filter("written__year"_f = 2020));
    FOUND("month of a moment", Review::objects.filter("written__month__gte"_f = 3));
    FOUND("day of a moment", Review::objects.filter("written__day"_f = 1));
    FOUND("hour", Review::objects.filter("written__hour"_f = 12));
    FOUND("hour gt", Review::objects.filter("written__hour__gt"_f = 12));
    FOUND("minute", Review::objects.filter("written__minute"_f = 59));
    FOUND("second", Review::objects.filter("written__second"_f = 59));
    FOUND("second of fractions", Review::objects.filter("written__second"_f = 26));
    FOUND("date", Review::objects.filter("written__date"_f = date(2020, 1, 2)));
    FOUND("date gt", Review::objects.filter("written__date__gt"_f = date(2021, 6, 30)));
    FOUND("date in",
          Review::objects.filter("written__date"_f.in(date(2020, 2, 1), date(2022, 3, 14))));
    FOUND("date not", Review::objects.exclude("written__date"_f = date(2020, 2, 1)));
    FOUND("time of a moment", Review::objects.filter("written__time"_f = time(0, 0)));
    FOUND("time gt", Review::objects.filter("written__time__gt"_f = time(12, 0)));
    FOUND("week of a moment", Review::objects.filter("written__week"_f = 1));
    FOUND("quarter of a moment", Review::objects.filter("written__quarter"_f = 1));
    FOUND("year of a date of a moment", Review::objects.filter("written__date__year"_f = 1999));
    FOUND("hour of a time", Sample::objects.filter("hour__hour"_f = 13));
    FOUND("minute of a time", Sample::objects.filter("hour__minute__gt"_f = 30));
    FOUND("second of a time", Sample::objects.filter("hour__second"_f = 59));
    FOUND("hour of a nullable time", Maybe::objects.filter("hour__hour__gte"_f = 0));
    FOUND("hour of a nullable time, not", Maybe::objects.exclude("hour__hour"_f = 13));
    FOUND("minute of a moment", Maybe::objects.filter("moment__minute"_f = 37));

    // Of text.
    FOUND("lower", Book::objects.filter("title__lower"_f = "alpha"));
    FOUND("lower contains", Book::objects.filter("title__lower__contains"_f = "ta"));
    FOUND("upper", Book::objects.filter("title__upper"_f = "BETA"));
    FOUND("upper startswith", Book::objects.filter("title__upper__startswith"_f = "E"));
    FOUND("lower in", Book::objects.filter("title__lower"_f.in("mu", "nu")));
    FOUND("lower not", Book::objects.exclude("title__lower"_f = "alpha"));
    FOUND("lower of a nullable text", Book::objects.exclude("subtitle__lower"_f = "greek"));
    FOUND("length", Book::objects.filter("title__length"_f = 2));
    FOUND("length gt", Book::objects.filter("title__length__gt"_f = 5));
    FOUND("length of a nullable text", Book::objects.filter("subtitle__length__lt"_f = 5));
    FOUND("length of a nullable text, not", Book::objects.exclude("subtitle__length"_f = 5));
    FOUND("length of letters and signs", Person::objects.filter("name__length__lte"_f = 2));
    FOUND("trimmed", Sample::objects.filter("line__trim"_f = ""));
    FOUND("length of the trimmed", Sample::objects.filter("line__trim__length__lt"_f = 2));

    // Of numbers.
    FOUND("absolute", Sample::objects.filter("small__abs"_f = 1));
    FOUND("absolute gt", Sample::objects.filter("number__abs__gt"_f = 1000));
    FOUND("absolute decimal", Sample::objects.filter("amount__abs__lt"_f = 1));
    FOUND("absolute float", Sample::objects.filter("real__abs"_f = 1));
    FOUND("absolute of a nullable number, not", Maybe::objects.exclude("small__abs__gt"_f = 100));

    // Through relations.
    FOUND("year of an editor", Book::objects.filter("editor__born__year__lt"_f = 1943));
    FOUND("year of an editor, not", Book::objects.exclude("editor__born__year__lt"_f = 1943));
    FOUND("year of many", Publisher::objects.filter("books__published__year"_f = 1999));
    FOUND("year of many, not", Publisher::objects.exclude("books__published__year"_f = 1999));
    FOUND("year and month of many", Publisher::objects.filter("books__published__year"_f = 1999,
                                                              "books__published__month"_f = 12));
    FOUND("year of a moment of many", Book::objects.filter("reviews__written__year"_f = 2020));
    FOUND("length of many", Book::objects.filter("tags__name__length"_f = 5));
    FOUND("lower of a relation", Book::objects.filter("publisher__name__lower"_f = "aufbau"));
    FOUND("date of many, not",
          Book::objects.exclude("reviews__written__date__gt"_f = date(2020, 1, 1)));

    // Compared.
    FOUND("year of two",
          Book::objects.filter("published__year"_f == "sequel_to__published__year"_f));
    FOUND("born in the year",
          Review::objects.filter("written__year"_f > "book__published__year"_f));
    FOUND("day as month", Book::objects.filter("published__day"_f == "published__month"_f));
    FOUND("length as chapters", Book::objects.filter("chapters"_f < "title__length"_f * 2));
    FOUND("month gt", Book::objects.filter("published__month"_f > "editor__born__month"_f));

    // As columns, orderings, groups and arguments.
    ROWS("year as a column", Book::objects.annotate("y"_f = "published__year"_f));
    ROWS("parts as columns",
         Review::objects.annotate("y"_f = "written__year"_f, "m"_f = "written__month"_f,
                                  "d"_f = "written__day"_f, "h"_f = "written__hour"_f));
    ROWS("date as a column", Review::objects.annotate("d"_f = "written__date"_f));
    ROWS("time as a column", Review::objects.annotate("t"_f = "written__time"_f));
    ROWS("length as a column", Book::objects.annotate("n"_f = "title__length"_f));
    ROWS("lower as a column", Book::objects.annotate("x"_f = "subtitle__lower"_f));
    ROWS("year through a relation as a column",
         Book::objects.annotate("y"_f = "editor__born__year"_f));
    ROWS("year in values", Book::objects.values("pk"_f, "published__year"_f));
    ROWS("years, distinct", Book::objects.values("published__year"_f).distinct());
    ORDERED("by year", Book::objects.order_by("published__year"_f, "pk"_f));
    ORDERED("by month, descending", Book::objects.order_by("-published__month"_f, "pk"_f));
    ORDERED("by length", Book::objects.order_by("title__length"_f, "title"_f, "pk"_f));
    LISTED("by year through a relation", Book::objects.order_by("editor__born__year"_f, "pk"_f));
    ROWS("grouped by year", Review::objects.values("written__year"_f)
                                .annotate("n"_f = Count("pk"_f), "s"_f = Sum("stars"_f)));
    ROWS("grouped by quarter",
         Book::objects.values("published__quarter"_f).annotate("n"_f = Count("pk"_f)));
    ROWS("grouped by length",
         Book::objects.values("title__length"_f).annotate("n"_f = Count("pk"_f)));
    ORDERED("grouped by year and ordered", Review::objects.values("written__year"_f)
                                               .annotate("n"_f = Count("pk"_f))
                                               .order_by("-n"_f, "written__year"_f));
    ROWS("greatest year", Publisher::objects.annotate("m"_f = Max("books__published__year"_f)));
    ROWS("sum of lengths", Publisher::objects.annotate("s"_f = Sum("books__title__length"_f)));
    ROWS("filtered by a greatest year",
         Publisher::objects.annotate("m"_f = Max("books__published__year"_f))
             .filter("m__lt"_f = 2005));
    TYPED("range of years", Book::objects.aggregate("a"_f = Min("published__year"_f),
                                                    "b"_f = Max("published__year"_f)));
    TYPED("count of years", Book::objects.aggregate("n"_f = Count("published__year"_f).distinct()));
    ANSWER("years counted", Book::objects.values("published__year"_f).distinct().count());
    ROWS("of an annotation",
         Book::objects.annotate("x"_f = "editor__born"_f).filter("x__year__lt"_f = 1950));
    ROWS("of a greatest moment",
         Book::objects.annotate("m"_f = Max("reviews__written"_f)).filter("m__year"_f = 2022));
    FOUND("before a moment", Review::objects.filter("written__lt"_f = moment(2000, 1, 1)));
}

}  // namespace interop
