// Orderings through relations, slices and distinct rows. See django_app/queries/ordering.py.
#include "interop/models.hpp"
#include "interop/query.hpp"
#include "interop/rows.hpp"

namespace interop {

void ordering() {
    // The models' own.
    LISTED("own", Country::objects.all());
    LISTED("own reversed", Country::objects.reverse());
    LISTED("own through a relation", Publisher::objects.all());
    LISTED("own through a relation reversed", Publisher::objects.reverse());
    LISTED("own filtered", Publisher::objects.filter("founded__gt"_f = 1900));
    LISTED("own of a slice", Publisher::objects.all().slice(2, 5));
    LISTED("own with a many-valued filter", Publisher::objects.filter("books__in_print"_f = true));
    LISTED("own, distinct", Publisher::objects.filter("books__in_print"_f = true).distinct());
    LISTED("own replaced", Publisher::objects.order_by("-name"_f, "pk"_f));
    LISTED("own of a related manager", country("fr").publishers.all());
    FOUND("own removed", Country::objects.order_by());

    // By a relation.
    LISTED("by a model with an ordering", Book::objects.order_by("publisher"_f, "pk"_f));
    LISTED("by a model with an ordering, descending",
           Book::objects.order_by("-publisher"_f, "pk"_f));
    LISTED("by a model with an ordering, reversed",
           Book::objects.order_by("publisher"_f, "pk"_f).reverse());
    LISTED("by a model without one", Book::objects.order_by("editor"_f, "pk"_f));
    LISTED("by a model without one, descending", Book::objects.order_by("-editor"_f, "pk"_f));
    LISTED("by a model by way of a relation",
           Book::objects.order_by("publisher__country"_f, "pk"_f));
    LISTED("by a model by way of one, descending",
           Book::objects.order_by("-publisher__country"_f, "-pk"_f));
    LISTED("by a text key", Person::objects.order_by("country__pk"_f, "pk"_f));
    LISTED("by a model with a text key", Person::objects.order_by("country"_f, "pk"_f));
    LISTED("by a model with a text key, descending",
           Person::objects.order_by("-country"_f, "pk"_f));
    LISTED("by the model itself", Person::objects.order_by("boss"_f, "pk"_f));
    LISTED("by the model itself with text", Tag::objects.order_by("parent"_f, "pk"_f));
    LISTED("by a key", Book::objects.order_by("publisher__pk"_f, "pk"_f));
    LISTED("by a column", Book::objects.order_by("publisher_id"_f, "-pk"_f));
    LISTED("by a column through a relation",
           Book::objects.order_by("publisher__country_id"_f, "pk"_f));
    LISTED("by two relations", Book::objects.order_by("publisher"_f, "-editor"_f, "pk"_f));

    // By columns of other models.
    LISTED("by a name", Book::objects.order_by("publisher__name"_f, "pk"_f));
    LISTED("by a name, descending", Book::objects.order_by("-publisher__name"_f, "pk"_f));
    LISTED("by a nullable column", Book::objects.order_by("publisher__founded"_f, "pk"_f));
    LISTED("by a nullable column, descending",
           Book::objects.order_by("-publisher__founded"_f, "pk"_f));
    LISTED("by a name two steps away",
           Book::objects.order_by("publisher__country__name"_f, "title"_f, "pk"_f));
    LISTED("by a name three steps away",
           Book::objects.order_by("publisher__director__country__name"_f, "pk"_f));
    LISTED("by the name of the boss", Person::objects.order_by("boss__name"_f, "pk"_f));
    LISTED("by the name of the boss of the boss",
           Person::objects.order_by("-boss__boss__name"_f, "pk"_f));
    LISTED("nulls last through a relation",
           Book::objects.order_by("editor__name"_f.asc(aside::nulls_last), "pk"_f));
    LISTED("nulls first through a relation",
           Book::objects.order_by("editor__name"_f.desc(aside::nulls_first), "pk"_f));
    LISTED("by a date through a relation",
           Book::objects.order_by("editor__born"_f, "-price"_f, "pk"_f));
    LISTED("by a column of another name", Review::objects.order_by("-book__pages"_f, "pk"_f));
    LISTED("by several", Review::objects.order_by("book__publisher__country"_f, "-stars"_f,
                                                  "reader__name"_f, "pk"_f));

    // By one-to-one relations.
    LISTED("by a profile", Person::objects.order_by("profile__bio"_f, "pk"_f));
    LISTED("by a profile, descending", Person::objects.order_by("-profile__site"_f, "pk"_f));
    LISTED("by a desk", Person::objects.order_by("desk__room"_f, "pk"_f));
    LISTED("by the person of a desk", Desk::objects.order_by("person__name"_f, "pk"_f));
    LISTED("by the profile of the person of a desk",
           Desk::objects.order_by("person__profile__bio"_f, "-pk"_f));
    LISTED("profiles by person", Profile::objects.order_by("person"_f));
    LISTED("profiles by key, descending", Profile::objects.order_by("-pk"_f));
    LISTED("profiles by country", Profile::objects.order_by("person__country"_f, "pk"_f));
    LISTED("by what it is the sequel to", Book::objects.order_by("sequel_to"_f, "pk"_f));
    LISTED("by the title of the sequel", Book::objects.order_by("-sequel__title"_f, "pk"_f));

    // By many.
    LISTED("by pages of books", Publisher::objects.order_by("books__pages"_f, "pk"_f));
    LISTED("by stars", Person::objects.order_by("-reviews__stars"_f, "pk"_f));
    LISTED("by titles of tagged books", Tag::objects.order_by("books__title"_f, "pk"_f));
    LISTED("by names of tags", Book::objects.order_by("tags__name"_f, "pk"_f));
    LISTED("by parents of tags", Book::objects.order_by("-tags__parent__name"_f, "pk"_f));
    LISTED("by names of friends", Person::objects.order_by("friends__name"_f, "pk"_f));
    LISTED("by those who know one", Person::objects.order_by("known_by__name"_f, "pk"_f));
    LISTED("by the tags of the filter",
           Book::objects.filter("tags__parent"_f = "fiction").order_by("tags__name"_f, "pk"_f));
    LISTED("by the reviews of the filter",
           Book::objects.filter("reviews__stars__gt"_f = 3).order_by("-reviews__written"_f));
    LISTED("by the reviews of two filters", Book::objects.filter("reviews__stars"_f = 5)
                                                .filter("reviews__text"_f = "Great")
                                                .order_by("reviews__written"_f, "pk"_f));
    LISTED(
        "by the books of an exclude",
        Publisher::objects.exclude("books__in_print"_f = false).order_by("books__title"_f, "pk"_f));

    // Slices.
    LISTED("limit", Book::objects.order_by("title"_f, "pk"_f).limit(3));
    LISTED("offset", Book::objects.order_by("title"_f, "pk"_f).offset(17));
    LISTED("slice", Book::objects.order_by("publisher__name"_f, "pk"_f).slice(4, 9));
    LISTED("slice of a slice", Book::objects.order_by("pk"_f).slice(2, 12).slice(3, 6));
    LISTED("slice of a slice beyond its end",
           Book::objects.order_by("pk"_f).slice(2, 6).slice(3, 9));
    LISTED("offset of an offset", Book::objects.order_by("pk"_f).offset(5).offset(10));
    LISTED("limit of a limit", Book::objects.order_by("pk"_f).limit(3).limit(9));
    LISTED("empty slice", Book::objects.order_by("pk"_f).slice(4, 4));
    LISTED("slice beyond the end", Book::objects.order_by("pk"_f).slice(18, 40));
    LISTED("slice of the reverse", Book::objects.order_by("pages"_f, "pk"_f).reverse().slice(1, 4));
    LISTED("slice of joined rows",
           Publisher::objects.filter("books__pages__gt"_f = 50).order_by("pk"_f).slice(3, 8));
    LISTED("slice of distinct rows", Publisher::objects.filter("books__pages__gt"_f = 50)
                                         .order_by("pk"_f)
                                         .distinct()
                                         .slice(1, 4));
    LISTED("slice of an exclude",
           Book::objects.exclude("tags"_f = "novel").order_by("-pages"_f, "pk"_f).slice(2, 7));
    LISTED("slice of alternatives",
           Book::objects.filter("tags"_f == "novel" || "pages"_f < 60).order_by("pk"_f).limit(6));

    // Distinct rows, in an order that is not theirs alone.
    LISTED(
        "distinct by a column",
        Publisher::objects.filter("books__pages__gt"_f = 50).order_by("name"_f, "pk"_f).distinct());
    LISTED("distinct by a relation", Book::objects.filter("tags__in"_f = {"novel", "crime"})
                                         .order_by("publisher__name"_f, "pk"_f)
                                         .distinct());
    LISTED("distinct by many", Publisher::objects.filter("books__pages__gt"_f = 50)
                                   .order_by("books__pages"_f, "pk"_f)
                                   .distinct());
    LISTED("distinct by many others", Person::objects.filter("books__in_print"_f = true)
                                          .order_by("reviews__stars"_f, "pk"_f)
                                          .distinct());
    LISTED("distinct by a model with an ordering", Book::objects.filter("reviews__stars__gt"_f = 2)
                                                       .order_by("publisher"_f, "pk"_f)
                                                       .distinct());
    ANSWER("count of distinct by many", Publisher::objects.filter("books__pages__gt"_f = 50)
                                            .order_by("books__pages"_f, "pk"_f)
                                            .distinct()
                                            .count());

    // One row of each, which SQLite cannot be asked for.
    LISTED("one of each name", Person::objects.order_by("name"_f, "-pk"_f).distinct("name"_f));
    LISTED("one of each, the reverse",
           Person::objects.order_by("name"_f, "pk"_f).distinct("name"_f).reverse());
    LISTED("one of each two", Book::objects.order_by("in_print"_f, "-cover"_f, "-pages"_f)
                                  .distinct("in_print"_f, "cover"_f));
    LISTED("one of each of a column that may be null",
           Book::objects.order_by("rating"_f, "pk"_f).distinct("rating"_f));
    LISTED("one of each through a relation",
           Book::objects.order_by("publisher__name"_f, "-pk"_f).distinct("publisher__name"_f));
    LISTED("one of each of many", Book::objects.filter("tags"_f != "history")
                                      .order_by("tags__parent"_f, "pages"_f)
                                      .distinct("tags__parent"_f));
    LISTED("slice of one of each",
           Book::objects.order_by("cover"_f, "pages"_f).distinct("cover"_f).slice(1, 3));
    LISTED("values of one of each", Review::objects.order_by("-stars"_f, "text"_f)
                                        .distinct("stars"_f)
                                        .values_list("stars"_f, "text"_f));
    ANSWER("count of one of each", Book::objects.order_by("publisher__country_id"_f)
                                       .distinct("publisher__country_id"_f)
                                       .count());
    ANSWER("one of each is there",
           Book::objects.filter("pages"_f > 600).order_by("cover"_f).distinct("cover"_f).exists());
    ANSWER("first of one of each",
           Book::objects.order_by("cover"_f, "-pages"_f).distinct("cover"_f).first());
    FOUND("rows of one of each",
          Review::objects.filter(
              "book"_f.in(Book::objects.order_by("cover"_f, "-pages"_f).distinct("cover"_f))));

    // Single rows.
    ANSWER("first through a relation",
           Book::objects.order_by("-publisher__name"_f, "pk"_f).first());
    ANSWER("last through a relation", Book::objects.order_by("-publisher__name"_f, "pk"_f).last());
    ANSWER("last of the reverse", Book::objects.order_by("publisher"_f, "pk"_f).reverse().last());
    ANSWER("an item through a relation", Book::objects.order_by("publisher__country"_f, "pk"_f)[7]);
    ANSWER(
        "first of a filter",
        Review::objects.filter("book__publisher__country"_f = "de").order_by("-written"_f).first());
    ANSWER("earliest through a relation",
           Book::objects.exclude("editor"_f = nullptr).earliest("editor__name"_f, "pk"_f));
    ANSWER("latest through a relation", Book::objects.latest("publisher__founded"_f, "pk"_f));
    ANSWER("first of a related manager", publisher(4).books.order_by("-pages"_f).first());
    ANSWER("last of a related manager", country("fr").publishers.last());
}

}  // namespace interop
