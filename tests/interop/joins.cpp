// Conditions through relations, one after another: forward, reverse, one-to-one, many-to-many, to
// the model itself, and by keys that are text. What is there twice is found twice. See
// django_app/queries/joins.py.
#include "interop/models.hpp"
#include "interop/query.hpp"
#include "interop/rows.hpp"

namespace interop {

void joins() {
    // A foreign key.
    FOUND("publisher by key", Book::objects.filter("publisher"_f = 1));
    FOUND("publisher by pk", Book::objects.filter("publisher__pk"_f = 1));
    FOUND("publisher by id", Book::objects.filter("publisher__id"_f = 1));
    FOUND("publisher by its column", Book::objects.filter("publisher_id"_f = 1));
    FOUND("publisher by object", Book::objects.filter("publisher"_f = publisher(3)));
    FOUND("publisher in keys", Book::objects.filter("publisher__in"_f = {1, 4, 99}));
    FOUND("publisher in objects",
          Book::objects.filter("publisher"_f.in(publisher(1), publisher(5))));
    FOUND("publisher in rows",
          Book::objects.filter("publisher"_f.in(Publisher::objects.filter("country"_f = "fr"))));
    FOUND("publisher not in rows",
          Book::objects.exclude("publisher"_f.in(Publisher::objects.filter("country"_f = "fr"))));
    FOUND("publisher gt", Book::objects.filter("publisher__gt"_f = 4));
    FOUND("publisher by name", Book::objects.filter("publisher__name"_f = "Aufbau"));
    FOUND("publisher by two",
          Book::objects.filter("publisher__name"_f = "Aufbau", "publisher__country"_f = "fr"));
    FOUND("publisher name in",
          Book::objects.filter("publisher__name__in"_f = {"Edo", "Fjord", "Ghost"}));
    FOUND("publisher name contains", Book::objects.filter("publisher__name__contains"_f = "or"));
    FOUND("publisher founded", Book::objects.filter("publisher__founded"_f.range(1900, 1945)));
    FOUND("publisher in a country", Book::objects.filter("publisher__country"_f = "fr"));
    FOUND("publisher in a country by object",
          Book::objects.filter("publisher__country"_f = country("fr")));
    FOUND("publisher in a country by name",
          Book::objects.filter("publisher__country__name"_f = "Germany"));
    FOUND("director", Book::objects.filter("publisher__director__name"_f = "Ada"));
    FOUND("salary of the director",
          Book::objects.filter("publisher__director__salary__gt"_f = 5000));
    FOUND("country of the director",
          Book::objects.filter("publisher__director__country__name__startswith"_f = "J"));
    FOUND("boss of the director",
          Book::objects.filter("publisher__director__boss__name"_f = "Ada"));
    FOUND("two relations",
          Book::objects.filter("publisher__country"_f = "de", "editor__country"_f = "de"));
    FOUND("publisher not", Book::objects.exclude("publisher"_f = 1));
    FOUND("publisher not by name", Book::objects.exclude("publisher__name"_f = "Aufbau"));
    FOUND("publisher not founded in", Book::objects.exclude("publisher__founded"_f = 1945));
    FOUND("publisher not in a country by name",
          Book::objects.exclude("publisher__country__name"_f = "Germany"));
    FOUND("salary of the director not gt",
          Book::objects.exclude("publisher__director__salary__gt"_f = 5000));
    FOUND("not by two",
          Book::objects.exclude("publisher__name"_f = "Aufbau", "publisher__country"_f = "fr"));
    FOUND("no publisher", Book::objects.filter("publisher"_f = nullptr));
    FOUND("some publisher", Book::objects.exclude("publisher"_f = nullptr));
    FOUND("publisher isnull", Book::objects.filter("publisher__isnull"_f = true));
    FOUND("publisher isnull not", Book::objects.filter("publisher__isnull"_f = false));
    FOUND("publisher isnull excluded", Book::objects.exclude("publisher__isnull"_f = true));
    FOUND("publisher isnull not excluded", Book::objects.exclude("publisher__isnull"_f = false));
    FOUND("no director", Book::objects.filter("publisher__director"_f = nullptr));
    FOUND("director isnull not", Book::objects.filter("publisher__director__isnull"_f = false));
    FOUND("some director", Book::objects.exclude("publisher__director"_f = nullptr));
    FOUND("director isnull not excluded",
          Book::objects.exclude("publisher__director__isnull"_f = false));
    FOUND("no name of a publisher", Book::objects.filter("publisher__name__isnull"_f = true));
    FOUND("no year of a publisher", Book::objects.filter("publisher__founded"_f = nullptr));
    FOUND("some year of a publisher", Book::objects.filter("publisher__founded__isnull"_f = false));
    FOUND("column of another name", Book::objects.filter("editor"_f = 13));
    FOUND("editor born", Book::objects.filter("editor__born__lt"_f = date(1920, 1, 1)));

    // By keys that are text.
    FOUND("country by key", Person::objects.filter("country"_f = "de"));
    FOUND("country by object", Person::objects.filter("country"_f = country("cz")));
    FOUND("country in keys", Person::objects.filter("country__in"_f = {"de", "fr", "xx"}));
    FOUND(
        "country in rows",
        Person::objects.filter("country"_f.in(Country::objects.filter("name__contains"_f = "a"))));
    FOUND("country by the beginning of its key",
          Publisher::objects.filter("country__code__startswith"_f = "c"));
    FOUND("country by name", Person::objects.filter("country__name"_f = "Japan"));
    FOUND("country not", Person::objects.exclude("country"_f = "de"));
    FOUND("country not by name", Person::objects.exclude("country__name"_f = "Germany"));
    FOUND("no country", Person::objects.filter("country"_f = nullptr));
    FOUND("parent by key", Tag::objects.filter("parent"_f = "art"));
    FOUND("parent by object", Tag::objects.filter("parent"_f = tag("novel")));
    FOUND("parent by name", Tag::objects.filter("parent__name__startswith"_f = "n"));
    FOUND("parent of the parent", Tag::objects.filter("parent__parent"_f = "fiction"));
    FOUND("no parent", Tag::objects.filter("parent"_f = nullptr));
    FOUND("parent not", Tag::objects.exclude("parent"_f = "art"));
    FOUND("parent of the parent not", Tag::objects.exclude("parent__parent"_f = "fiction"));
    FOUND("no parent of the parent", Tag::objects.filter("parent__parent__isnull"_f = true));
    FOUND("children", Tag::objects.filter("children"_f = "crime"));
    FOUND("children of children", Tag::objects.filter("children__children__name"_f = "scifi"));
    FOUND("no children", Tag::objects.filter("children"_f = nullptr));
    FOUND("tags of a book", Tag::objects.filter("books"_f = 10));
    FOUND("tags of books in a country", Tag::objects.filter("books__publisher__country"_f = "de"));
    FOUND("tags of no book", Tag::objects.filter("books__isnull"_f = true));

    // To the model itself.
    FOUND("boss", Person::objects.filter("boss"_f = 1));
    FOUND("boss by object", Person::objects.filter("boss"_f = person(6)));
    FOUND("boss by name", Person::objects.filter("boss__name"_f = "Ada"));
    FOUND("boss of the boss", Person::objects.filter("boss__boss"_f = 1));
    FOUND("boss of the boss by name", Person::objects.filter("boss__boss__name"_f = "Ada"));
    FOUND("no boss", Person::objects.filter("boss__isnull"_f = true));
    FOUND("no boss of the boss", Person::objects.filter("boss__boss__isnull"_f = true));
    FOUND("some boss of the boss", Person::objects.exclude("boss__boss"_f = nullptr));
    FOUND("boss not by name", Person::objects.exclude("boss__name"_f = "Ada"));
    FOUND("boss of the boss not by name", Person::objects.exclude("boss__boss__name"_f = "Ada"));
    FOUND("staff by name", Person::objects.filter("staff__name"_f = "Hana"));
    FOUND("staff in another country",
          Person::objects.filter("staff__country__in"_f = {"de", "us", "fr"}));
    FOUND("staff of staff", Person::objects.filter("staff__staff"_f = 9));
    FOUND("no staff", Person::objects.filter("staff"_f = nullptr));
    FOUND("in the country of the boss", Person::objects.filter("country"_f == "boss__country"_f));
    FOUND("paid less than the boss", Person::objects.filter("salary"_f < "boss__salary"_f));
    FOUND("not paid less than the boss", Person::objects.exclude("salary"_f < "boss__salary"_f));
    FOUND("younger than the boss", Person::objects.filter("born"_f > "boss__born"_f));

    // One-to-one, both ways.
    FOUND("profile isnull", Person::objects.filter("profile__isnull"_f = true));
    FOUND("profile isnull not", Person::objects.filter("profile__isnull"_f = false));
    FOUND("no profile", Person::objects.filter("profile"_f = nullptr));
    FOUND("some profile", Person::objects.exclude("profile"_f = nullptr));
    FOUND("profile by key", Person::objects.filter("profile"_f = 5));
    FOUND("profile by bio", Person::objects.filter("profile__bio__contains"_f = "Runs"));
    FOUND("profile not by bio", Person::objects.exclude("profile__bio"_f = "Runs."));
    FOUND("no site", Person::objects.filter("profile__site"_f = nullptr));
    FOUND("some site", Person::objects.exclude("profile__site"_f = nullptr));
    FOUND("site isnull not", Person::objects.filter("profile__site__isnull"_f = false));
    FOUND("site not", Person::objects.exclude("profile__site"_f = "ada.example"));
    FOUND("desk by room", Person::objects.filter("desk__room"_f = "A1"));
    FOUND("desk not by room", Person::objects.exclude("desk__room"_f = "A1"));
    FOUND("no desk", Person::objects.filter("desk"_f = nullptr));
    FOUND("desk and profile",
          Person::objects.filter("desk__isnull"_f = false, "profile__isnull"_f = false));
    FOUND("profile by person", Profile::objects.filter("person"_f = person(3)));
    FOUND("profile by country", Profile::objects.filter("person__country__in"_f = {"jp", "us"}));
    FOUND("profile by pk of a person", Profile::objects.filter("pk__gt"_f = 5));
    FOUND("desk of nobody", Desk::objects.filter("person"_f = nullptr));
    FOUND("desk of somebody with a site",
          Desk::objects.filter("person__profile__site__contains"_f = "ada"));
    FOUND("desk of nobody with that site",
          Desk::objects.exclude("person__profile__site__contains"_f = "ada"));
    FOUND("desk without a profile", Desk::objects.filter("person__profile"_f = nullptr));
    FOUND("sequel to", Book::objects.filter("sequel_to"_f = 1));
    FOUND("sequel to by title", Book::objects.filter("sequel_to__title"_f = "Alpha"));
    FOUND("sequel to a sequel", Book::objects.filter("sequel_to__sequel_to"_f = 1));
    FOUND("sequel", Book::objects.filter("sequel"_f = book(2)));
    FOUND("sequel by title", Book::objects.filter("sequel__title"_f = "Beta"));
    FOUND("sequel of the sequel", Book::objects.filter("sequel__sequel__title"_f = "Gamma"));
    FOUND("no sequel", Book::objects.filter("sequel"_f = nullptr));
    FOUND("neither sequel", Book::objects.filter("sequel"_f = nullptr, "sequel_to"_f = nullptr));
    FOUND("sequel not by title", Book::objects.exclude("sequel__title"_f = "Beta"));
    FOUND("no sequel of the sequel", Book::objects.filter("sequel__sequel"_f = nullptr));
    FOUND("longer sequel", Book::objects.filter("sequel__pages"_f > "pages"_f));
    FOUND("publisher of the sequel", Book::objects.filter("sequel__publisher"_f == "publisher"_f));

    // A foreign key the other way.
    FOUND("books of a publisher", Publisher::objects.filter("books"_f = 4));
    FOUND("books of a publisher in objects",
          Publisher::objects.filter("books"_f.in(book(1), book(2), book(9))));
    FOUND("long books", Publisher::objects.filter("books__pages__gt"_f = 100));
    FOUND("long books, distinct", Publisher::objects.filter("books__pages__gt"_f = 100).distinct());
    FOUND("no books", Publisher::objects.filter("books"_f = nullptr));
    FOUND("some books", Publisher::objects.filter("books__isnull"_f = false));
    FOUND("editor of", Person::objects.filter("edited__title"_f = "Beta"));
    FOUND("countries of books", Country::objects.filter("publishers__books__in_print"_f = true));
    FOUND("countries of reviewers",
          Country::objects.filter("people__reviews__stars"_f = 5).distinct());
    FOUND("directors in a country", Country::objects.filter("people__directs__country"_f = "us"));
    FOUND("publishers of a reviewer", Publisher::objects.filter("books__reviews__reader"_f = 3));
    FOUND("reviews of books of a publisher",
          Review::objects.filter("book__publisher__name"_f = "Delta"));
    FOUND("reviews by readers of a country", Review::objects.filter("reader__country"_f = "fr"));

    // Many-to-many.
    FOUND("tagged", Book::objects.filter("tags"_f = "novel"));
    FOUND("tagged by object", Book::objects.filter("tags"_f = tag("history")));
    FOUND("tagged by name", Book::objects.filter("tags__name"_f = "novel"));
    FOUND("tagged in", Book::objects.filter("tags__in"_f = {"novel", "fiction"}));
    FOUND("tagged in rows",
          Book::objects.filter("tags"_f.in(Tag::objects.filter("parent"_f = "art"))));
    FOUND("tagged below", Book::objects.filter("tags__parent"_f = "fiction"));
    FOUND("tagged two below", Book::objects.filter("tags__parent__parent"_f = "fiction"));
    FOUND("no tags", Book::objects.filter("tags"_f = nullptr));
    FOUND("some tags", Book::objects.filter("tags__isnull"_f = false));
    FOUND("no parent of a tag", Book::objects.filter("tags__parent"_f = nullptr));
    FOUND("by an author", Book::objects.filter("authors"_f = 1));
    FOUND("by authors of a name", Book::objects.filter("authors__name"_f = "Ada"));
    FOUND("by authors of a country", Book::objects.filter("authors__country__name"_f = "Germany"));
    FOUND("in second place", Book::objects.filter("authorships__position"_f = 2));
    FOUND("in second place by name", Book::objects.filter("authorships__position"_f = 2,
                                                          "authorships__person__name"_f = "Bruno"));
    FOUND("no authors", Book::objects.filter("authors"_f = nullptr));
    FOUND("authors of a book", Person::objects.filter("books__title"_f = "Beta"));
    FOUND("authors of a publisher", Person::objects.filter("books__publisher__name"_f = "Aufbau"));
    FOUND("authors of tagged books", Person::objects.filter("books__tags"_f = "novel").distinct());
    FOUND("friends", Person::objects.filter("friends"_f = 1));
    FOUND("friends by name", Person::objects.filter("friends__name"_f = "Bruno"));
    FOUND("friends of friends", Person::objects.filter("friends__friends"_f = 1));
    FOUND("knows", Person::objects.filter("knows"_f = 1));
    FOUND("known by", Person::objects.filter("known_by"_f = 1));
    FOUND("known by somebody of a name", Person::objects.filter("known_by__name"_f = "Ada"));
    FOUND("knows somebody who knows", Person::objects.filter("knows__knows__name"_f = "Fumiko"));
    FOUND("knows nobody", Person::objects.filter("knows"_f = nullptr));
    FOUND("known by nobody", Person::objects.filter("known_by__isnull"_f = true));
    FOUND("knows oneself", Person::objects.filter("knows"_f == "pk"_f));
}

}  // namespace interop
