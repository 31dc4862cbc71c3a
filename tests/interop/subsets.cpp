// Conditions on being among the rows of another queryset: its objects, its values, sliced, ordered,
// distinct, grouped, negated, and where NULLs are among them.
// See django_app/queries/subsets.py.
#include "interop/models.hpp"
#include "interop/query.hpp"
#include "interop/rows.hpp"

namespace interop {

void subsets() {
    // Objects.
    FOUND("objects", Book::objects.filter(
                         "publisher"_f.in(Publisher::objects.filter("founded__gt"_f = 1940))));
    FOUND("all objects", Book::objects.filter("publisher"_f.in(Publisher::objects.all())));
    FOUND("objects not", Book::objects.exclude(
                             "publisher"_f.in(Publisher::objects.filter("founded__gt"_f = 1940))));
    FOUND("all objects not", Book::objects.exclude("publisher"_f.in(Publisher::objects.all())));
    FOUND("no objects", Book::objects.filter("publisher"_f.in(Publisher::objects.none())));
    FOUND("no objects not", Book::objects.exclude("publisher"_f.in(Publisher::objects.none())));
    FOUND("objects with text keys", Person::objects.filter("country"_f.in(
                                        Country::objects.filter("name__startswith"_f = "J"))));
    FOUND("objects of many-to-many",
          Book::objects.filter("tags"_f.in(Tag::objects.filter("parent__isnull"_f = true))));
    FOUND("objects of many-to-many not",
          Book::objects.exclude("tags"_f.in(Tag::objects.filter("parent__isnull"_f = true))));
    FOUND("objects of reverse",
          Publisher::objects.filter("books"_f.in(Book::objects.filter("rating__gt"_f = 4))));
    FOUND("objects of reverse not",
          Publisher::objects.exclude("books"_f.in(Book::objects.filter("rating__gt"_f = 4))));
    FOUND("objects of a one-to-one",
          Book::objects.filter("sequel_to"_f.in(Book::objects.filter("pages__gt"_f = 100))));
    FOUND("objects of a reverse one-to-one",
          Person::objects.filter("profile"_f.in(Profile::objects.filter("bio__contains"_f = "s"))));
    FOUND("objects with a relation as key",
          Person::objects.filter(
              "pk"_f.in(Profile::objects.filter("site__isnull"_f = false).values("pk"_f))));
    FOUND("own keys", Book::objects.filter("pk"_f.in(Book::objects.filter("pages__gt"_f = 200))));
    FOUND("own keys not",
          Book::objects.exclude("pk"_f.in(Book::objects.filter("pages__gt"_f = 200))));
    FOUND("objects two steps away", Book::objects.filter("publisher__country"_f.in(
                                        Country::objects.filter("people__salary__gt"_f = 6000))));
    FOUND("objects of a filter over many",
          Book::objects.filter(
              "publisher"_f.in(Publisher::objects.filter("books__tags"_f = "novel"))));
    FOUND("objects of an exclude over many",
          Book::objects.filter(
              "publisher"_f.in(Publisher::objects.exclude("books__tags"_f = "novel"))));
    FOUND("objects within objects",
          Review::objects.filter(
              "book"_f.in(Book::objects.filter("publisher"_f.in(Publisher::objects.filter(
                  "country"_f.in(Country::objects.filter("name__contains"_f = "an"))))))));
    FOUND("objects with an ordering of their own",
          Book::objects.filter("publisher"_f.in(Publisher::objects.filter("name"_f = "Aufbau"))));

    // Values.
    FOUND("values", Book::objects.filter("publisher"_f.in(
                        Publisher::objects.filter("country"_f = "de").values("pk"_f))));
    FOUND("values of a list", Book::objects.filter("editor"_f.in(
                                  Publisher::objects.values_list(aside::flat, "director"_f))));
    FOUND("values that are no keys",
          Book::objects.filter(
              "title"_f.in(Book::objects.filter("pages__gt"_f = 120).values("title"_f))));
    FOUND("values through a relation",
          Person::objects.filter("country"_f.in(Book::objects.values("publisher__country"_f))));
    FOUND("values of many", Person::objects.filter("pk"_f.in(
                                Book::objects.filter("in_print"_f = false).values("authors"_f))));
    FOUND("values of reviewers", Person::objects.filter("pk"_f.in(
                                     Review::objects.filter("stars"_f = 5).values("reader"_f))));
    FOUND("values of another type of text",
          Person::objects.filter("name"_f.in(Publisher::objects.values("name"_f))));
    FOUND("values with NULLs", Person::objects.filter("pk"_f.in(Book::objects.values("editor"_f))));
    FOUND("values with NULLs, not",
          Person::objects.exclude("pk"_f.in(Book::objects.values("editor"_f))));
    FOUND("values without NULLs, not",
          Person::objects.exclude(
              "pk"_f.in(Book::objects.filter("editor__isnull"_f = false).values("editor"_f))));
    FOUND("a nullable column among values",
          Book::objects.filter(
              "chapters"_f.in(Book::objects.filter("pages__lt"_f = 100).values("chapters"_f))));
    FOUND("a nullable column not among values",
          Book::objects.exclude("chapters"_f.in(
              Book::objects.filter("pages__lt"_f = 100, "chapters__isnull"_f = false)
                  .values("chapters"_f))));
    FOUND("values of an expression",
          Book::objects.filter("pages"_f.in(Book::objects.values("x"_f = "chapters"_f * 12))));
    FOUND("values of an annotation",
          Book::objects.filter(
              "pages"_f.in(Book::objects.annotate("x"_f = "chapters"_f * 10).values("x"_f))));
    FOUND("distinct values",
          Person::objects.filter("pk"_f.in(Book::objects.values("editor"_f).distinct())));
    FOUND("dates", Book::objects.filter("published"_f.in(
                       Book::objects.filter("cover"_f = Cover::soft).values("published"_f))));
    FOUND("decimals", Book::objects.filter("price"_f.in(
                          Book::objects.filter("tags"_f = "history").values("price"_f))));
    FOUND("floats", Book::objects.filter("rating"_f.in(
                        Book::objects.filter("cover"_f = Cover::hard).values("rating"_f))));

    // Aggregates.
    FOUND("of those with many",
          Book::objects.filter("publisher"_f.in(
              Publisher::objects.annotate("n"_f = Count("books"_f)).filter("n__gt"_f = 2))));
    FOUND("of those without",
          Book::objects.exclude("publisher"_f.in(
              Publisher::objects.annotate("n"_f = Count("books"_f)).filter("n__gt"_f = 2))));
    FOUND("of those with many tags",
          Review::objects.filter(
              "book"_f.in(Book::objects.alias("n"_f = Count("tags"_f)).filter("n__gt"_f = 1))));
    FOUND("the longest of each",
          Book::objects.filter("pages"_f.in(
              Book::objects.values("publisher"_f).annotate("m"_f = Max("pages"_f)).values("m"_f))));
    FOUND("groups", Book::objects.filter("publisher"_f.in(Book::objects.values("publisher"_f)
                                                              .annotate("n"_f = Count("pk"_f))
                                                              .filter("n"_f = 3)
                                                              .values("publisher"_f))));
    FOUND("groups not",
          Publisher::objects.exclude("pk"_f.in(Book::objects.filter("publisher__isnull"_f = false)
                                                   .values("publisher"_f)
                                                   .annotate("s"_f = Sum("pages"_f))
                                                   .filter("s__gt"_f = 300)
                                                   .values("publisher"_f))));
    FOUND("counts", Book::objects.filter("chapters"_f.in(
                        Publisher::objects.annotate("n"_f = Count("books"_f) * 5).values("n"_f))));

    // Sliced and ordered.
    FOUND("the longest",
          Review::objects.filter("book"_f.in(Book::objects.order_by("-pages"_f, "pk"_f).limit(4))));
    FOUND(
        "all but the longest",
        Review::objects.exclude("book"_f.in(Book::objects.order_by("-pages"_f, "pk"_f).limit(4))));
    FOUND("those in the middle", Review::objects.filter("book"_f.in(
                                     Book::objects.order_by("-pages"_f, "pk"_f).slice(2, 9))));
    FOUND("values of a slice", Person::objects.filter("pk"_f.in(
                                   Book::objects.order_by("pk"_f).values("editor"_f).limit(6))));
    FOUND("those with the most",
          Review::objects.filter("book"_f.in(
              Book::objects.annotate("n"_f = Count("tags"_f)).order_by("-n"_f, "pk"_f).limit(3))));
    FOUND("own rows of a slice",
          Book::objects.filter("pk"_f.in(Book::objects.order_by("title"_f, "pk"_f).slice(3, 7)))
              .filter("in_print"_f = true));
    FOUND("ordered objects",
          Book::objects.filter(
              "publisher"_f.in(Publisher::objects.filter("country"_f = "de").order_by("-name"_f))));

    // Combined with other conditions.
    FOUND("or",
          Book::objects.filter("publisher"_f.in(Publisher::objects.filter("country"_f = "us")) ||
                               "pages"_f < 50));
    FOUND("not and",
          Book::objects.filter(!("publisher"_f.in(Publisher::objects.filter("country"_f = "us"))) &&
                               "in_print"_f == true));
    FOUND("not or",
          Book::objects.filter(!("publisher"_f.in(Publisher::objects.filter("country"_f = "us")) ||
                                 "tags"_f == "novel")));
    FOUND("two",
          Book::objects.filter("publisher"_f.in(Publisher::objects.filter("founded__lt"_f = 1950)),
                               "editor"_f.in(Person::objects.filter("country"_f = "de"))));
    FOUND("of a combination",
          Book::objects.filter("publisher"_f.in(Publisher::objects.filter("country"_f = "us") |
                                                Publisher::objects.filter("founded"_f = 1911))));
    FOUND("of a related manager", Book::objects.filter("pk"_f.in(tag("novel").books.all())));
    FOUND("of a filtered related manager",
          Review::objects.filter("book"_f.in(publisher(1).books.filter("in_print"_f = true))));
    FOUND(
        "in a related manager",
        tag("novel").books.filter("publisher"_f.in(Publisher::objects.filter("country"_f = "de"))));
    FOUND("join rows",
          Authorship::objects.filter(
              "person"_f.in(Person::objects.filter("books__title"_f = "Beta")), "position"_f = 1));
    LISTED("ordered",
           Book::objects.filter("publisher"_f.in(Publisher::objects.filter("founded__gt"_f = 1940)))
               .order_by("-pages"_f, "pk"_f));
    ANSWER(
        "counted",
        Book::objects.filter("publisher"_f.in(Publisher::objects.filter("books__tags"_f = "novel")))
            .count());
    ANSWER("asked for",
           Book::objects.filter("tags"_f.in(Tag::objects.filter("name"_f = "empty"))).exists());
    CHANGED("update",
            Book::objects.filter("publisher"_f.in(Publisher::objects.filter("country"_f = "de")))
                .update("pages"_f = 5));
    CHANGED("update of a slice",
            Book::objects.filter("pk"_f.in(Book::objects.order_by("-pages"_f, "pk"_f).limit(3)))
                .update("pages"_f = 5));
    CHANGED(
        "delete",
        Review::objects.filter("book"_f.in(Book::objects.filter("tags"_f = "novel"))).delete_());
}

}  // namespace interop
