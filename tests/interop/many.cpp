// Relations that lead to many rows: what one filter, two filters and an exclude mean of them. See
// django_app/queries/many.py.
#include "interop/models.hpp"
#include "interop/query.hpp"
#include "interop/rows.hpp"

namespace interop {

void many() {
    // One filter is about one related row, two filters are about two.
    FOUND("one filter", Book::objects.filter("reviews__stars"_f = 5, "reviews__text"_f = "Fine"));
    FOUND("two filters",
          Book::objects.filter("reviews__stars"_f = 5).filter("reviews__text"_f = "Fine"));
    FOUND("one filter of a row that is there",
          Book::objects.filter("reviews__stars"_f = 5, "reviews__text"_f = "Great"));
    FOUND("two filters of rows that are there",
          Book::objects.filter("reviews__stars"_f = 5).filter("reviews__text"_f = "Great"));
    FOUND("one filter with a nullable relation",
          Book::objects.filter("reviews__stars"_f = 1, "reviews__reader__name"_f = "Emeka"));
    FOUND("two filters with a nullable relation",
          Book::objects.filter("reviews__stars"_f = 1).filter("reviews__reader__name"_f = "Emeka"));
    FOUND("one filter with and",
          Book::objects.filter("reviews__stars"_f == 5 && "reviews__text"_f == "Fine"));
    FOUND("one filter of tags",
          Book::objects.filter("tags"_f = "novel", "tags__parent"_f = "fiction"));
    FOUND("two filters of tags",
          Book::objects.filter("tags"_f = "novel").filter("tags"_f = "fiction"));
    FOUND("one filter of two tags",
          Book::objects.filter("tags"_f == "novel" && "tags"_f == "fiction"));
    FOUND("three filters of tags", Book::objects.filter("tags"_f = "novel")
                                       .filter("tags"_f = "fiction")
                                       .filter("tags"_f = "crime"));
    FOUND("one filter of a range",
          Publisher::objects.filter("books__pages__gt"_f = 100, "books__pages__lt"_f = 130));
    FOUND("two filters of a range",
          Publisher::objects.filter("books__pages__gt"_f = 100).filter("books__pages__lt"_f = 130));
    FOUND("one filter of books in print",
          Publisher::objects.filter("books__in_print"_f = true, "books__pages__gt"_f = 200));
    FOUND(
        "two filters of books in print",
        Publisher::objects.filter("books__in_print"_f = false).filter("books__pages__gt"_f = 200));
    FOUND("one filter two steps away",
          Publisher::objects.filter("books__reviews__stars"_f = 5,
                                    "books__reviews__text"_f = "Fine"));
    FOUND("two filters two steps away", Publisher::objects.filter("books__reviews__stars"_f = 5)
                                            .filter("books__reviews__text"_f = "Fine"));
    FOUND("one filter at two steps",
          Publisher::objects.filter("books__in_print"_f = true, "books__reviews__stars"_f = 3));
    FOUND("two filters at two steps", Publisher::objects.filter("books__in_print"_f = true)
                                          .filter("books__reviews__stars"_f = 3));
    FOUND("one filter of two relations",
          Book::objects.filter("tags"_f = "novel", "reviews__stars"_f = 5));
    FOUND("two filters of two relations",
          Book::objects.filter("tags"_f = "novel").filter("reviews__stars"_f = 5));
    FOUND("one filter by the join table",
          Book::objects.filter("authors"_f = 2, "authorships__position"_f = 3));
    FOUND("two filters by the join table",
          Book::objects.filter("authors"_f = 2).filter("authorships__position"_f = 3));
    FOUND("one filter of a join row",
          Person::objects.filter("authorships__book"_f = 2, "authorships__position"_f = 2));
    FOUND("two filters of staff",
          Person::objects.filter("staff__country"_f = "fr").filter("staff__country"_f = "us"));
    FOUND(
        "two filters of a foreign key",
        Book::objects.filter("publisher__name"_f = "Aufbau").filter("publisher__country"_f = "fr"));

    // Alternatives.
    FOUND("either tag", Book::objects.filter("tags"_f == "novel" || "tags"_f == "crime"));
    FOUND("either tag, distinct",
          Book::objects.filter("tags"_f == "novel" || "tags"_f == "crime").distinct());
    FOUND("either relation",
          Book::objects.filter("tags"_f == "history" || "reviews__stars"_f == 5));
    FOUND("a tag or a column", Book::objects.filter("tags"_f == "history" || "pages"_f < 60));
    FOUND("a tag or a column, distinct",
          Book::objects.filter("tags"_f == "history" || "pages"_f < 60).distinct());
    FOUND("no review or a bad one",
          Book::objects.filter("reviews"_f == nullptr || "reviews__stars"_f < 2));
    FOUND("no reader or one without a boss",
          Book::objects.filter("reviews__reader"_f == nullptr ||
                               "reviews__reader__boss"_f == nullptr));
    FOUND("either and a column",
          Book::objects.filter("tags"_f == "history" || "tags"_f == "art", "in_print"_f = true));
    FOUND(
        "either and a filter",
        Book::objects.filter("tags"_f == "novel" || "tags"_f == "art").filter("tags"_f = "crime"));
    FOUND("either of two steps",
          Publisher::objects.filter("books__tags"_f == "novel" || "books__reviews__stars"_f == 1));
    FOUND("both of one or another",
          Book::objects.filter(("reviews__stars"_f == 5 && "reviews__text"_f == "Mine") ||
                               "tags"_f == "deco"));

    // Excluding.
    FOUND("not tagged", Book::objects.exclude("tags"_f = "novel"));
    FOUND("not tagged by name", Book::objects.exclude("tags__name"_f = "novel"));
    FOUND("not tagged in", Book::objects.exclude("tags__in"_f = {"novel", "history"}));
    FOUND("not tagged in rows",
          Book::objects.exclude("tags"_f.in(Tag::objects.filter("parent"_f = nullptr))));
    FOUND("not tagged below", Book::objects.exclude("tags__parent"_f = "fiction"));
    FOUND("not tagged two below", Book::objects.exclude("tags__parent__parent"_f = "fiction"));
    FOUND("not tagged, negated", Book::objects.filter(!("tags"_f == "novel")));
    FOUND("not tagged, twice",
          Book::objects.exclude("tags"_f = "novel").exclude("tags"_f = "history"));
    FOUND("tagged but not", Book::objects.filter("tags"_f = "fiction").exclude("tags"_f = "crime"));
    FOUND("not tagged but", Book::objects.exclude("tags"_f = "crime").filter("tags"_f = "fiction"));
    FOUND("tagged but not, in one filter",
          Book::objects.filter(!("tags"_f == "crime"), "tags"_f = "fiction"));
    FOUND("not tagged or", Book::objects.filter(!("tags"_f == "novel") || "pages"_f > 500));
    FOUND("not not tagged", Book::objects.exclude(!("tags"_f == "novel")));
    FOUND("not reviewed so", Book::objects.exclude("reviews__stars"_f = 5));
    FOUND("not reviewed so well", Book::objects.exclude("reviews__stars__gte"_f = 4));
    FOUND("not reviewed with a text", Book::objects.exclude("reviews__text__contains"_f = "e"));
    FOUND("not two of one relation",
          Book::objects.exclude("reviews__stars"_f = 5, "reviews__text"_f = "Fine"));
    FOUND("not two relations", Book::objects.exclude("tags"_f = "novel", "reviews__stars"_f = 5));
    FOUND("not either relation",
          Book::objects.exclude("tags"_f == "novel" || "reviews__stars"_f == 5));
    FOUND("not a column and a relation",
          Book::objects.exclude("pages__gt"_f = 100, "tags"_f = "novel"));
    FOUND("not a foreign key and a relation",
          Book::objects.exclude("publisher__country"_f = "de", "tags"_f = "novel"));
    FOUND("not read by", Book::objects.exclude("reviews__reader"_f = 5));
    FOUND("not read by a name", Book::objects.exclude("reviews__reader__name"_f = "Emeka"));
    FOUND("not read in a country", Book::objects.exclude("reviews__reader__country"_f = "fr"));
    FOUND("not by an author", Book::objects.exclude("authors"_f = 1));
    FOUND("not by authors of a name", Book::objects.exclude("authors__name"_f = "Ada"));
    FOUND("not by authors of a country",
          Book::objects.exclude("authors__country__name"_f = "Germany"));
    FOUND("not by authors in rows",
          Book::objects.exclude("authors"_f.in(Person::objects.filter("country"_f = "de"))));
    FOUND("not in second place", Book::objects.exclude("authorships__position"_f = 2));
    FOUND("not a share", Book::objects.exclude("authorships__share__lt"_f = 50));
    FOUND("not publishing in print", Publisher::objects.exclude("books__in_print"_f = true));
    FOUND("not publishing tagged", Publisher::objects.exclude("books__tags"_f = "novel"));
    FOUND("not publishing reviewed", Publisher::objects.exclude("books__reviews__stars"_f = 5));
    FOUND("not publishing cheap", Publisher::objects.exclude("books__price__lt"_f = 10));
    FOUND("not publishing an author", Publisher::objects.exclude("books__authors__name"_f = "Ada"));
    FOUND("no such books in a country",
          Country::objects.exclude("publishers__books__title"_f = "Alpha"));
    FOUND("no such people in a country",
          Country::objects.exclude("people__name__startswith"_f = "A"));
    FOUND("not writing for", Person::objects.exclude("books__publisher"_f = 4));
    FOUND("not reviewing tagged", Person::objects.exclude("reviews__book__tags"_f = "history"));
    FOUND("not a friend of", Person::objects.exclude("friends"_f = 1));
    FOUND("not knowing a name", Person::objects.exclude("knows__name"_f = "Ada"));
    FOUND("not known by", Person::objects.exclude("known_by"_f = 1));
    FOUND("not bossing", Person::objects.exclude("staff__name"_f = "Hana"));
    FOUND("not bossing bosses", Person::objects.exclude("staff__staff__country"_f = "us"));
    FOUND("not tagging", Tag::objects.exclude("books__publisher__name"_f = "Aufbau"));
    FOUND("not above", Tag::objects.exclude("children__name"_f = "crime"));
    FOUND("not above two", Tag::objects.exclude("children__children"_f = "scifi"));
    FOUND("sequels not tagged", Book::objects.exclude("sequel_to__tags"_f = "fiction"));
    FOUND("publisher without such a book",
          Book::objects.exclude("publisher__books__title"_f = "Rho"));
    FOUND("reviews of books not tagged", Review::objects.exclude("book__tags"_f = "novel"));
    FOUND("tagged or not reviewed so",
          Book::objects.filter("tags"_f == "crime" || !("reviews__stars"_f == 5)));
    FOUND("neither tagged nor not reviewed so",
          Book::objects.exclude("tags"_f == "crime" || !("reviews__stars"_f == 5)));
    FOUND("not tagged and not reviewed so",
          Book::objects.exclude("tags"_f == "novel" && !("reviews__stars"_f == 5)));
    FOUND("reviewed so, not read by",
          Book::objects.filter("reviews__stars"_f = 5).exclude("reviews__reader"_f = 5));
    FOUND("reviewed so, but not so too",
          Book::objects.filter("reviews__stars__gt"_f = 3).exclude("reviews__stars__lt"_f = 3));
    FOUND("not reviewed so, but otherwise",
          Book::objects.exclude("reviews__stars__lt"_f = 3).filter("reviews__stars__gt"_f = 3));
    FOUND("not publishing reviewed in a country",
          Country::objects.exclude("publishers__books__reviews__stars"_f = 5));
    FOUND("not writing tagged below", Person::objects.exclude("books__tags__parent"_f = "fiction"));
    FOUND("not writing read by staff",
          Person::objects.exclude("books__reviews__reader__boss"_f = 1));
    FOUND("not tagging books read by",
          Tag::objects.exclude("books__reviews__reader__name"_f = "Emeka"));
    FOUND("staff not writing", Person::objects.exclude("boss__books__tags"_f = "novel"));
    FOUND("sequels not read by", Book::objects.exclude("sequel__reviews__reader"_f = 5));
    FOUND("not by friends of", Book::objects.exclude("authors__friends"_f = 1));
    FOUND("not one of two books",
          Publisher::objects.exclude("books__pages__gt"_f = 200, "books__in_print"_f = true));
    FOUND("not a book or a founder",
          Publisher::objects.exclude("books__pages"_f > 600 || "founded"_f == 1945));
    FOUND("not of a manager", Book::objects.exclude("authors"_f.in(book(2).authors.all())));
    FOUND("of a manager", Book::objects.filter("authors"_f.in(book(2).authors.all())));
    FOUND("not written by the editor", Book::objects.exclude("authors"_f == "editor"_f));
    FOUND("not read by the editor", Book::objects.exclude("reviews__reader"_f == "editor"_f));
    FOUND("not knowing oneself", Person::objects.exclude("knows"_f == "pk"_f));
    FOUND("not rated by its chapters", Book::objects.exclude("reviews__stars"_f == "chapters"_f));

    // NULL and nothing.
    FOUND("no tags excluded", Book::objects.exclude("tags"_f = nullptr));
    FOUND("some tags excluded", Book::objects.exclude("tags__isnull"_f = false));
    FOUND("no reviews excluded", Book::objects.exclude("reviews__isnull"_f = true));
    FOUND("no readers excluded", Book::objects.exclude("reviews__reader"_f = nullptr));
    FOUND("no readers", Book::objects.filter("reviews__reader"_f = nullptr));
    FOUND("some readers", Book::objects.filter("reviews__reader__isnull"_f = false).distinct());
    FOUND("reviews without readers",
          Book::objects.filter("reviews__isnull"_f = false, "reviews__reader"_f = nullptr));
    FOUND("no countries of readers", Book::objects.filter("reviews__reader__country"_f = nullptr));
    FOUND("no parents of tags excluded", Book::objects.exclude("tags__parent"_f = nullptr));
    FOUND("books without reviews", Publisher::objects.filter("books__reviews"_f = nullptr));
    FOUND("books with reviews", Publisher::objects.filter("books__reviews__isnull"_f = false));
    FOUND("books with reviews excluded",
          Publisher::objects.exclude("books__reviews__isnull"_f = false));
    FOUND("publishers without books", Country::objects.filter("publishers__books"_f = nullptr));
    FOUND("nothing published", Publisher::objects.exclude("books__isnull"_f = false));
    FOUND("something published", Publisher::objects.exclude("books"_f = nullptr));
    FOUND("nothing in a country",
          Country::objects.filter("people"_f = nullptr, "publishers"_f = nullptr));
    FOUND("no publishers in a country", Country::objects.exclude("publishers__isnull"_f = false));
    FOUND("without staff", Person::objects.exclude("staff__isnull"_f = false));
    FOUND("without books or reviews",
          Person::objects.filter("books"_f = nullptr, "reviews"_f = nullptr));
    FOUND("with books, without reviews",
          Person::objects.filter("books__isnull"_f = false, "reviews"_f = nullptr));
    FOUND("unpaid readers", Book::objects.filter("reviews__reader__salary"_f = nullptr));
    FOUND("authors without a share", Book::objects.filter("authorships__share__isnull"_f = true));

    // Columns compared across them.
    FOUND("rated by its chapters", Book::objects.filter("reviews__stars"_f == "chapters"_f));
    FOUND("stars above the rating", Book::objects.filter("reviews__stars"_f > "rating"_f));
    FOUND("read by the editor", Book::objects.filter("reviews__reader"_f == "editor"_f));
    FOUND("written by the editor", Book::objects.filter("authors"_f == "editor"_f));
    FOUND("read by an author", Review::objects.filter("book__authors"_f == "reader"_f));
    FOUND("read by a compatriot",
          Review::objects.filter("reader__country"_f == "book__publisher__country"_f));
    FOUND("long chapters", Publisher::objects.filter("books__pages"_f > "books__chapters"_f * 15));
    FOUND("born in the country of the publisher",
          Person::objects.filter("books__publisher__country"_f == "country"_f));
    FOUND("knowing a friend", Person::objects.filter("knows"_f == "friends"_f));

    // Querysets in querysets.
    FOUND("in rows in rows",
          Book::objects.filter("publisher"_f.in(Publisher::objects.filter(
              "country"_f.in(Country::objects.filter("name__startswith"_f = "F"))))));
    FOUND("in a slice",
          Book::objects.filter("publisher"_f.in(Publisher::objects.order_by("pk"_f).limit(2))));
    FOUND("authors in rows of many",
          Book::objects.filter("authors"_f.in(Person::objects.filter("reviews__stars"_f = 5)))
              .distinct());
    FOUND("in ordered and sliced rows",
          Book::objects.filter(
              "publisher"_f.in(Publisher::objects.order_by("-founded"_f, "pk"_f).limit(3))));
    FOUND("in distinct rows",
          Book::objects.filter(
              "publisher"_f.in(Publisher::objects.filter("books__pages__gt"_f = 200).distinct())));
    FOUND("in rows of a combination",
          Book::objects.filter("tags"_f.in(Tag::objects.filter("parent"_f = "art") |
                                           Tag::objects.filter("books"_f = 8))));
    FOUND("in rows of an exclude",
          Book::objects.filter("editor"_f.in(Person::objects.exclude("reviews__stars"_f = 5))));
    FOUND("in no rows", Book::objects.filter("tags"_f.in(Tag::objects.none())));

    // Counted with those that are there twice.
    ANSWER("count of joined rows", Publisher::objects.filter("books__pages__gt"_f = 100).count());
    ANSWER("count of distinct rows",
           Publisher::objects.filter("books__pages__gt"_f = 100).distinct().count());
    ANSWER("count of two filters", Book::objects.filter("reviews__stars__gt"_f = 2)
                                       .filter("reviews__stars__gt"_f = 3)
                                       .count());
    ANSWER("count of an exclude", Book::objects.exclude("tags"_f = "novel").count());
    ANSWER("count of alternatives",
           Book::objects.filter("tags"_f == "novel" || "reviews__stars"_f == 5).count());
    ANSWER(
        "count of a joined slice",
        Publisher::objects.filter("books__pages__gt"_f = 100).order_by("pk"_f).slice(2, 6).count());
    ANSWER("exists over many",
           Book::objects.filter("tags"_f = "novel", "reviews__stars"_f = 2).exists());
    ANSWER("exists over two steps",
           Country::objects.filter("publishers__books__tags"_f = "crime").exists());
    ANSWER("get over many", Book::objects.get("tags"_f = "scifi", "reviews__stars"_f = 4));
    ANSWER("get twice the same", Book::objects.get("authors"_f = 1, "title"_f = "Beta"));
    ANSWER("first over many",
           Publisher::objects.filter("books__tags"_f = "novel").order_by("-pk"_f).first());
}

}  // namespace interop
