// Lookups of a model's own columns and keys, and every way to ask for an answer. See
// django_app/queries/lookups.py.
#include "interop/models.hpp"
#include "interop/query.hpp"
#include "interop/rows.hpp"

namespace interop {

void lookups() {
    FOUND("books by title", Book::objects.filter("title"_f = "Alpha"));
    FOUND("books by title and pages", Book::objects.filter("title"_f = "Alpha", "pages"_f = 120));
    FOUND("books by key", Book::objects.filter("pk"_f = 3));
    FOUND("books by id", Book::objects.filter("id"_f = 3));
    FOUND("books by keys", Book::objects.filter("pk__in"_f = {1, 5, 99}));
    FOUND("books by no keys", Book::objects.filter("pk__in"_f = std::vector<int>()));
    FOUND("books but no keys", Book::objects.exclude("pk__in"_f = std::vector<int>()));
    FOUND("books by a range of keys", Book::objects.filter("pk"_f.range(3, 6)));
    FOUND("no books", Book::objects.none());
    FOUND("countries by code", Country::objects.filter("code"_f = "de"));
    FOUND("countries by key", Country::objects.filter("pk"_f = "de"));
    FOUND("countries by keys", Country::objects.filter("pk__in"_f = {"de", "jp", "zz"}));
    FOUND("countries by the beginning of a key", Country::objects.filter("pk__startswith"_f = "u"));
    FOUND("countries but one", Country::objects.exclude("pk"_f = "de"));
    FOUND("countries beyond ascii", Country::objects.filter("name__startswith"_f = "Č"));
    FOUND("tags behind one", Tag::objects.filter("pk__gt"_f = "history"));
    FOUND("books with a subtitle", Book::objects.exclude("subtitle"_f = nullptr));
    FOUND("books with an empty subtitle", Book::objects.filter("subtitle"_f = ""));
    FOUND("books with another subtitle", Book::objects.exclude("subtitle"_f = "Greek"));
    FOUND("books without price or rating",
          Book::objects.filter("price"_f == nullptr || "rating"_f == nullptr));
    FOUND("books rated by their pages", Book::objects.filter("rating"_f == "pages"_f));
    FOUND("books with a page a chapter", Book::objects.filter("pages"_f == "chapters"_f));
    FOUND("books with ten pages a chapter", Book::objects.filter("pages"_f == "chapters"_f * 10));
    FOUND("books without that", Book::objects.exclude("pages"_f == "chapters"_f));
    FOUND("books under 10", Book::objects.filter("price__lt"_f = 10));
    FOUND("books not under 10", Book::objects.exclude("price__lt"_f = 10.00_dec));
    FOUND("books at twice the price", Book::objects.filter("price"_f >= "price"_f * 2));
    FOUND("hard covers", Book::objects.filter("cover"_f = Cover::hard));
    FOUND("covers", Book::objects.filter("cover__in"_f = {Cover::soft, Cover::none}));
    FOUND("subtitles with a percent sign", Book::objects.filter("subtitle__contains"_f = "%"));
    FOUND("subtitles with an underscore", Book::objects.filter("subtitle__contains"_f = "_"));
    FOUND("subtitles with a backslash", Book::objects.filter("subtitle__contains"_f = "\\"));
    FOUND("subtitles in greek", Book::objects.filter("subtitle__endswith"_f = "ι"));
    FOUND("subtitles that do not end so", Book::objects.exclude("subtitle__endswith"_f = "r"));
    FOUND("subtitles icontain", Book::objects.filter("subtitle__icontains"_f = "RIVER"));
    FOUND("titles by regex", Book::objects.filter("title__regex"_f = "^.?eta$"));
    FOUND("titles by iregex", Book::objects.filter("title__iregex"_f = "^[bz]ETA$"));
    FOUND("titles by both ends",
          Book::objects.filter("title__startswith"_f = "E", "title__endswith"_f = "a"));
    FOUND("books of a day", Book::objects.filter("published"_f = date(2010, 5, 5)));
    FOUND("books of a century", Book::objects.filter("published__lt"_f = date(2000, 1, 1)));
    FOUND("books not of a century", Book::objects.exclude("published__lt"_f = date(2000, 1, 1)));
    FOUND("people without a name", Person::objects.filter("name"_f = ""));
    FOUND("people with a quote", Person::objects.filter("name"_f = "O'Neil"));
    FOUND("people in another script", Person::objects.filter("name__in"_f = {"村上", "Žofie"}));
    FOUND("people by salary", Person::objects.filter("salary"_f.in(5200.50_dec, 900)));
    FOUND("people without a salary", Person::objects.filter("salary__isnull"_f = true));
    FOUND("reviews between moments",
          Review::objects.filter("written"_f.range(moment(2020, 1, 1), moment(2020, 2, 1))));
    FOUND("all publishers", Publisher::objects.all());

    ANSWER("count", Book::objects.count());
    ANSWER("count filtered", Book::objects.filter("pages__gt"_f = 100).count());
    ANSWER("count of a slice", Book::objects.order_by("pk"_f).slice(3, 9).count());
    ANSWER("count of a slice beyond the end", Book::objects.order_by("pk"_f).slice(18, 30).count());
    ANSWER("count from a place on", Book::objects.order_by("pk"_f).offset(5).count());
    ANSWER("exists", Book::objects.filter("title"_f = "Beta").exists());
    ANSWER("exists not", Book::objects.filter("title"_f = "Faust").exists());
    ANSWER("exists in a slice", Book::objects.order_by("pk"_f).offset(30).exists());
    ANSWER("contains", Book::objects.filter("pages__gt"_f = 100).contains(book(1)));
    ANSWER("first", Book::objects.first());
    ANSWER("last", Book::objects.last());
    ANSWER("first by title", Book::objects.order_by("title"_f, "-pk"_f).first());
    ANSWER("last by title", Book::objects.order_by("title"_f, "-pk"_f).last());
    ANSWER("first by the ordering of the model", Country::objects.first());
    ANSWER("last by the ordering of the model", Publisher::objects.last());
    ANSWER("first of none", Book::objects.filter("pages"_f = 0).first());
    ANSWER("get", Book::objects.get("title"_f = "Beta"));
    ANSWER("get by text", Country::objects.get("pk"_f = "cz"));
    ANSWER("get none", Book::objects.get("title"_f = "Faust"));
    ANSWER("get several", Book::objects.get("title"_f = "Alpha"));
    ANSWER("get of a slice", Book::objects.order_by("pk"_f).slice(2, 3).get());
    ANSWER("earliest", Book::objects.exclude("published"_f = nullptr).earliest("published"_f));
    ANSWER("latest", Book::objects.latest("published"_f, "pk"_f));
    ANSWER("latest by two", Book::objects.latest("-chapters"_f, "pages"_f));
    ANSWER("earliest of none", Book::objects.none().earliest("published"_f));
    ANSWER("an item", Book::objects.order_by("-pages"_f)[1]);
    ANSWER("in bulk", Book::objects.in_bulk({3, 1, 99}));
    ANSWER("in bulk by text", Country::objects.in_bulk({"de", "zz", "br"}));
    ANSWER("sum", Book::objects.aggregate("total"_f = Sum("pages"_f))["total"_f]);
    ANSWER("sum of decimals", Book::objects.aggregate("total"_f = Sum("price"_f))["total"_f]);
    ANSWER("sum of none",
           Book::objects.filter("pages"_f = 0).aggregate("total"_f = Sum("pages"_f))["total"_f]);
    ANSWER("least and greatest",
           std::vector{Book::objects.aggregate("least"_f = Min("published"_f))["least"_f],
                       Book::objects.aggregate("greatest"_f = Max("published"_f))["greatest"_f]});
    ANSWER("mean", Book::objects.aggregate("mean"_f = Avg("pages"_f))["mean"_f]);
    ANSWER("count of values", Book::objects.aggregate("count"_f = Count("price"_f))["count"_f]);
    ANSWER("count of distinct values",
           Book::objects.aggregate("count"_f = Count("price"_f).distinct())["count"_f]);
}

}  // namespace interop
