// Related objects: read one by one, along with their rows, all at once, and through managers. What
// is counted asks the database equally often. See django_app/queries/objects.py.
#include "interop/models.hpp"
#include "interop/query.hpp"
#include "interop/rows.hpp"

namespace interop {

void objects() {
    // One by one.
    ANSWER("publisher", book(1).publisher->name);
    ANSWER("country of the publisher", book(4).publisher->country->name);
    ANSWER("publisher by key", book(4).publisher.pk());
    ANSWER("boss of the boss", person(9).boss->boss->name);
    ANSWER("parent of the parent", tag("crime").parent->parent->name);
    ANSWER("profile", person(10).profile->bio);
    ANSWER("profile that is not there", person(2).profile->bio);
    ANSWER("person of a profile", Profile::objects.get("pk"_f = 5).person->name);
    ANSWER("sequel of the sequel", book(1).sequel->sequel->title);
    ANSWER("what it is the sequel to", book(8).sequel_to->title);
    COUNTED("publishers one by one",
            each(Book::objects.filter("publisher__isnull"_f = false).order_by("pk"_f),
                 [](const Book& one) { return one.publisher->name; }));
    COUNTED("countries one by one",
            each(Book::objects.filter("publisher"_f = 1).order_by("pk"_f),
                 [](const Book& one) { return one.publisher->country->name; }));
    COUNTED("profiles one by one",
            each(Person::objects.filter("profile__isnull"_f = false).order_by("pk"_f),
                 [](const Person& one) { return one.profile->bio; }));
    COUNTED("the same again",
            each(Book::objects.filter("publisher"_f = 4).order_by("pk"_f), [](const Book& one) {
                return std::tuple{one.publisher->name, one.publisher->name};
            }));

    // Along with their rows.
    COUNTED("select_related", each(Book::objects.filter("publisher__isnull"_f = false)
                                       .select_related("publisher"_f)
                                       .order_by("pk"_f),
                                   [](const Book& one) { return one.publisher->name; }));
    COUNTED("select_related of what may be missing",
            each(Book::objects.select_related("publisher"_f).order_by("pk"_f),
                 [](const Book& one) { return name_of(one.publisher); }));
    COUNTED("select_related two steps away",
            each(Book::objects.select_related("publisher__country"_f).order_by("pk"_f),
                 [](const Book& one) {
                     return one.publisher ? std::optional(one.publisher->country->name)
                                          : std::nullopt;
                 }));
    COUNTED("select_related of three",
            each(Review::objects.select_related("book__publisher"_f, "reader"_f).order_by("pk"_f),
                 [](const Review& one) {
                     return std::tuple{one.book->title, name_of(one.book->publisher),
                                       name_of(one.reader)};
                 }));
    COUNTED("select_related to the model itself",
            each(Person::objects.select_related("boss__boss"_f).order_by("pk"_f),
                 [](const Person& one) {
                     return one.boss && one.boss->boss ? std::optional(one.boss->boss->name)
                                                       : std::nullopt;
                 }));
    COUNTED("select_related of a one-to-one",
            each(Profile::objects.select_related("person"_f).order_by("pk"_f),
                 [](const Profile& one) { return one.person->name; }));
    COUNTED(
        "select_related of a reverse one-to-one",
        each(Person::objects.select_related("profile"_f).order_by("pk"_f), [](const Person& one) {
            return one.profile ? std::optional(one.profile->bio) : std::nullopt;
        }));
    COUNTED("select_related of both sequels",
            each(Book::objects.select_related("sequel_to"_f, "sequel"_f).order_by("pk"_f),
                 [](const Book& one) {
                     return std::tuple{
                         one.sequel_to ? std::optional(one.sequel_to->title) : std::nullopt,
                         one.sequel ? std::optional(one.sequel->title) : std::nullopt};
                 }));
    COUNTED("select_related by text keys",
            each(Tag::objects.select_related("parent"_f).order_by("pk"_f),
                 [](const Tag& one) { return name_of(one.parent); }));
    COUNTED("select_related and filtered",
            each(Book::objects.filter("publisher__country"_f = "fr")
                     .select_related("publisher__country"_f)
                     .order_by("pk"_f),
                 [](const Book& one) { return one.publisher->country->name; }));
    COUNTED("select_related and ordered",
            each(Book::objects.select_related("publisher"_f).order_by("-publisher__name"_f, "pk"_f),
                 [](const Book& one) { return name_of(one.publisher); }));
    COUNTED("select_related and sliced",
            each(Book::objects.select_related("editor"_f).order_by("pk"_f).slice(3, 8),
                 [](const Book& one) { return name_of(one.editor); }));
    COUNTED("select_related of a duplicate",
            each(Publisher::objects.filter("books__pages__gt"_f = 100)
                     .select_related("country"_f)
                     .order_by("pk"_f),
                 [](const Publisher& one) { return one.country->name; }));
    COUNTED(
        "select_related of one row",
        Review::objects.select_related("book__publisher"_f).get("pk"_f = 9).book->publisher->name);
    COUNTED("count with select_related", Book::objects.select_related("publisher"_f).count());

    // All at once.
    COUNTED("prefetch of tags", each(Book::objects.prefetch_related("tags"_f).order_by("pk"_f),
                                     [](const Book& one) { return keys(one.tags.all()); }));
    COUNTED("prefetch of a reverse many-to-many",
            each(Tag::objects.prefetch_related("books"_f).order_by("pk"_f),
                 [](const Tag& one) { return keys(one.books.all()); }));
    COUNTED("prefetch through a model",
            each(Book::objects.prefetch_related("authors"_f).order_by("pk"_f),
                 [](const Book& one) { return keys(one.authors.all()); }));
    COUNTED("prefetch through a model, the other way",
            each(Person::objects.prefetch_related("books"_f).order_by("pk"_f),
                 [](const Person& one) { return keys(one.books.all()); }));
    COUNTED("prefetch of books",
            each(Publisher::objects.prefetch_related("books"_f).order_by("pk"_f),
                 [](const Publisher& one) { return keys(one.books.all()); }));
    COUNTED("prefetch by text keys",
            each(Country::objects.prefetch_related("people"_f).order_by("pk"_f),
                 [](const Country& one) { return keys(one.people.all()); }));
    COUNTED("prefetch of friends",
            each(Person::objects.prefetch_related("friends"_f).order_by("pk"_f),
                 [](const Person& one) { return keys(one.friends.all()); }));
    COUNTED("prefetch of both sides",
            each(Person::objects.prefetch_related("knows"_f, "known_by"_f).order_by("pk"_f),
                 [](const Person& one) {
                     return std::tuple{keys(one.knows.all()), keys(one.known_by.all())};
                 }));
    COUNTED("prefetch two steps away",
            each(Publisher::objects.prefetch_related("books__reviews"_f).order_by("pk"_f),
                 [](const Publisher& one) {
                     return each(sorted(one.books.all()),
                                 [](const Book& two) { return keys(two.reviews.all()); });
                 }));
    COUNTED("prefetch of a foreign key",
            each(Book::objects.prefetch_related("publisher"_f).order_by("pk"_f),
                 [](const Book& one) { return name_of(one.publisher); }));
    COUNTED("prefetch of foreign keys in a row",
            each(Book::objects.prefetch_related("publisher__country"_f).order_by("pk"_f),
                 [](const Book& one) {
                     return one.publisher ? std::optional(one.publisher->country->name)
                                          : std::nullopt;
                 }));
    COUNTED(
        "prefetch of a reverse one-to-one",
        each(Person::objects.prefetch_related("profile"_f).order_by("pk"_f), [](const Person& one) {
            return one.profile ? std::optional(one.profile->bio) : std::nullopt;
        }));
    COUNTED("prefetch of a queryset",
            each(Book::objects
                     .prefetch_related(Prefetch(
                         "reviews"_f, Review::objects.filter("stars__gt"_f = 3).order_by("-pk"_f)))
                     .order_by("pk"_f),
                 [](const Book& one) {
                     return each(one.reviews.all(), [](const Review& two) { return two.pk(); });
                 }));
    COUNTED("prefetch of a queryset of many-to-many",
            each(Book::objects
                     .prefetch_related(Prefetch(
                         "tags"_f, Tag::objects.exclude("parent"_f = nullptr).order_by("-name"_f)))
                     .order_by("pk"_f),
                 [](const Book& one) {
                     return each(one.tags.all(), [](const Tag& two) { return two.pk(); });
                 }));
    COUNTED("prefetch of a queryset with its relation",
            each(Book::objects
                     .prefetch_related(
                         Prefetch("reviews"_f, Review::objects.exclude("reader"_f = nullptr)
                                                   .select_related("reader"_f)
                                                   .order_by("pk"_f)))
                     .order_by("pk"_f),
                 [](const Book& one) {
                     return each(one.reviews.all(),
                                 [](const Review& two) { return two.reader->name; });
                 }));
    COUNTED("prefetch with the ordering of the model",
            each(Country::objects.prefetch_related("publishers"_f).order_by("pk"_f),
                 [](const Country& one) {
                     return each(one.publishers.all(),
                                 [](const Publisher& two) { return two.pk(); });
                 }));
    COUNTED("prefetch and select_related",
            each(Book::objects.select_related("publisher"_f)
                     .prefetch_related("publisher__books"_f)
                     .order_by("pk"_f),
                 [](const Book& one) {
                     return one.publisher ? std::optional(keys(one.publisher->books.all()))
                                          : std::nullopt;
                 }));
    COUNTED("prefetch of a slice",
            each(Book::objects.prefetch_related("tags"_f).order_by("-pages"_f, "pk"_f).limit(3),
                 [](const Book& one) { return keys(one.tags.all()); }));
    COUNTED("prefetch of nothing",
            each(Book::objects.filter("pages"_f = 0).prefetch_related("tags"_f),
                 [](const Book& one) { return keys(one.tags.all()); }));
    COUNTED("count of what was prefetched",
            each(Book::objects.prefetch_related("tags"_f).order_by("pk"_f).limit(3),
                 [](const Book& one) { return one.tags.count(); }));
    COUNTED("filter of what was prefetched",
            each(Book::objects.prefetch_related("tags"_f).order_by("pk"_f).limit(3),
                 [](const Book& one) { return one.tags.filter("parent"_f = "fiction").count(); }));

    // Managers.
    ANSWER("tags of a book", keys(book(10).tags.all()));
    ANSWER("tags of a book filtered", keys(book(10).tags.filter("parent"_f = "fiction")));
    ANSWER("tags of a book excluded", keys(book(16).tags.exclude("name"_f = "essay")));
    ANSWER("tags of a book ordered", book(18).tags.order_by("-name"_f));
    ANSWER("tags of a book sliced", book(18).tags.order_by("name"_f).slice(1, 3));
    ANSWER("tags of a book counted", book(18).tags.count());
    ANSWER("no tags of a book", book(6).tags.exists());
    ANSWER("one tag of a book", book(18).tags.get("parent"_f = "fiction").name);
    ANSWER("authors of a book", keys(book(2).authors.all()));
    ANSWER("authors of a book, distinct", keys(book(2).authors.distinct()));
    ANSWER("authors of a book by their place in it",
           keys(book(2).authors.filter("authorships__position"_f = 3)));
    ANSWER("authors of a book by two filters",
           keys(book(2).authors.filter("name"_f = "Ada").filter("authorships__position"_f = 2)));
    ANSWER("authors of a book by another",
           keys(book(13).authors.filter("books__title"_f = "Delta")));
    ANSWER("books of an author", keys(person(1).books.all()));
    ANSWER("books of an author by share",
           keys(person(1).books.filter("authorships__share__gt"_f = 50)));
    ANSWER("books of an author in a country",
           keys(person(3).books.filter("publisher__country"_f = "fr")));
    ANSWER("books of a publisher", publisher(1).books.order_by("-pages"_f));
    ANSWER("books of a publisher by another relation",
           keys(publisher(1).books.filter("tags"_f = "fiction")));
    ANSWER("books of a tag", keys(tag("novel").books.filter("in_print"_f = true)));
    ANSWER("people of a country", keys(country("us").people.all()));
    ANSWER("publishers of a country", country("de").publishers.all());
    ANSWER("publishers of a country first", country("fr").publishers.first()->name);
    ANSWER("staff", keys(person(3).staff.all()));
    ANSWER("staff of staff", keys(Person::objects.filter("boss"_f.in(person(1).staff.all()))));
    ANSWER("children", keys(tag("art").children.all()));
    ANSWER("friends", keys(person(1).friends.all()));
    ANSWER("friends the other way", keys(person(3).friends.all()));
    ANSWER("those whom one knows", keys(person(1).knows.all()));
    ANSWER("those who know one", keys(person(1).known_by.all()));
    ANSWER("those who know one filtered", keys(person(1).known_by.filter("country"_f = "us")));
    ANSWER("reviews of a book", book(1).reviews.exclude("reader"_f = nullptr).order_by("-stars"_f));
    ANSWER("reviews of a book by stars",
           book(1).reviews.filter("stars"_f == 5 || "reader"_f == nullptr).count());
    ANSWER("latest review of a book", book(10).reviews.latest("written"_f));
    ANSWER("parts of a book",
           each(book(4).authorships.order_by("position"_f), [](const Authorship& one) {
               return std::tuple{one.person->name, one.position};
           }));
    ANSWER("parts of an author", each(Authorship::objects.filter("person"_f = 13).order_by("pk"_f),
                                      [](const Authorship& one) { return one.book->title; }));
    ANSWER("editor of", keys(person(13).edited.all()));
    ANSWER("director of", keys(person(13).directs.all()));
    ANSWER("desk", person(5).desk->room);
    ANSWER("a desk of nobody", !Desk::objects.get("room"_f = "A3").person);
    ANSWER("books by the editors of a book",
           keys(Book::objects.filter("editor"_f = book(1).editor.get())));
    ANSWER("books longer than a sequel",
           keys(Book::objects.filter("pages__gt"_f = book(1).sequel->pages)));
    ANSWER("staff that earns less", keys(person(1).staff.filter("salary"_f < "boss__salary"_f)));
}

}  // namespace interop
