// Changes, each with all tables after it: updates and deletions by joins, and every way to relate
// rows and to part them. See django_app/queries/changes.py.
#include "interop/models.hpp"
#include "interop/query.hpp"
#include "interop/rows.hpp"

namespace interop {
namespace {

void bulk_updated(const aside::QuerySet<Book>& rows) {
    std::vector<Book> books = rows.list().to_vector();
    for (Book& one : books) one.publisher = publisher(3);
    Book::objects.bulk_update(books, "publisher"_f);
}

}  // namespace

void changes() {
    // Updates.
    CHANGED("update", Book::objects.update("rating"_f = 1.5));
    CHANGED("update filtered", Book::objects.filter("pages__gt"_f = 200)
                                   .update("in_print"_f = false, "cover"_f = Cover::none));
    CHANGED("update by a relation",
            Book::objects.filter("publisher"_f = 1).update("price"_f = 1.25_dec));
    CHANGED("update by a join",
            Book::objects.filter("publisher__country__name"_f = "Germany").update("pages"_f = 1));
    CHANGED("update by a nullable join",
            Book::objects.filter("publisher__director"_f = nullptr).update("pages"_f = 2));
    CHANGED("update by many",
            Book::objects.filter("tags"_f = "novel").update("rating"_f = nullptr));
    CHANGED("update by rows that are there twice",
            Publisher::objects.filter("books__pages__gt"_f = 100).update("founded"_f = 1));
    CHANGED("update by two filters", Book::objects.filter("reviews__stars"_f = 5)
                                         .filter("reviews__text"_f = "Fine")
                                         .update("subtitle"_f = "both"));
    CHANGED("update of what is excluded",
            Book::objects.exclude("tags"_f = "novel").update("chapters"_f = nullptr));
    CHANGED("update by a one-to-one",
            Person::objects.filter("profile__site"_f = nullptr).update("salary"_f = 10_dec));
    CHANGED("update by a boss",
            Person::objects.filter("boss__boss"_f = 1).update("salary"_f = "salary"_f + 100));
    CHANGED("update of none",
            Book::objects.filter("publisher__name"_f = "Ghost").update("pages"_f = 0));
    CHANGED("update with a column",
            Book::objects.filter("in_print"_f = true).update("pages"_f = "pages"_f * 2 + 1));
    CHANGED("update with another column",
            Book::objects.exclude("chapters"_f = nullptr).update("pages"_f = "chapters"_f));
    CHANGED("update of a relation",
            Book::objects.filter("publisher"_f = 1).update("publisher"_f = publisher(2)));
    CHANGED("update of a relation by key", Book::objects.filter("publisher__country"_f = "de")
                                               .update("publisher"_f = 5, "editor"_f = 1));
    CHANGED("update of a relation to null",
            Book::objects.filter("editor__country"_f = "de").update("editor"_f = nullptr));
    CHANGED("update of a relation by text",
            Person::objects.filter("country__name"_f = "Japan").update("country"_f = "br"));
    CHANGED("update of a parent",
            Tag::objects.filter("parent"_f = "novel").update("parent"_f = tag("history")));
    CHANGED("update of a one-to-one relation",
            Desk::objects.filter("room"_f = "A3").update("person"_f = 9));
    CHANGED("update through a manager", publisher(4).books.update("rating"_f = 5.0));
    CHANGED("update through a manager of many",
            tag("novel").books.filter("in_print"_f = true).update("pages"_f = 3));
    CHANGED("update to a taken one-to-one",
            Desk::objects.filter("room"_f = "A3").update("person"_f = 1));
    CHANGED("update to what is not there",
            Book::objects.filter("pk"_f = 1).update("subtitle"_f = "ok", "rating"_f = nullptr));

    // Deletions.
    CHANGED("delete", Book::objects.filter("pk"_f = 1).delete_());
    CHANGED("delete one", book(2).delete_());
    CHANGED("delete by a relation", Book::objects.filter("publisher"_f = 4).delete_());
    CHANGED("delete by a join",
            Book::objects.filter("publisher__country__name"_f = "Germany").delete_());
    CHANGED("delete by many", Book::objects.filter("tags"_f = "novel").delete_());
    CHANGED("delete by rows that are there twice",
            Book::objects.filter("reviews__stars__gt"_f = 3).delete_());
    CHANGED("delete what is excluded", Book::objects.exclude("tags"_f = nullptr).delete_());
    CHANGED("delete rows of a join table",
            Authorship::objects.filter("share"_f = nullptr).delete_());
    CHANGED("delete all", Review::objects.all().delete_());
    CHANGED("delete reviews by a join",
            Review::objects.filter("book__publisher__name"_f = "Aufbau").delete_());
    CHANGED("delete reviews without readers",
            Review::objects.filter("reader"_f = nullptr).delete_());
    CHANGED("delete none", Book::objects.filter("pages"_f = 0).delete_());
    CHANGED("delete a publisher", publisher(1).delete_());
    CHANGED("delete publishers by a join",
            Publisher::objects.filter("country__name"_f = "France").delete_());
    CHANGED("delete a country", country("de").delete_());
    CHANGED("delete an unused country", country("xx").delete_());
    CHANGED("delete a tag with children", tag("art").delete_());
    CHANGED("delete a tag with grandchildren", tag("fiction").delete_());
    CHANGED("delete tags by their parent", Tag::objects.filter("parent"_f = "novel").delete_());
    CHANGED("delete a person", person(9).delete_());
    CHANGED("delete a person with everything", person(2).delete_());
    CHANGED("delete a person without anything", person(16).delete_());
    CHANGED("delete a protected person", person(8).delete_());
    CHANGED("delete people, one protected", Person::objects.filter("country"_f = "cz").delete_());
    CHANGED("delete a boss", person(11).delete_());
    CHANGED("delete a profile", Profile::objects.filter("person__country"_f = "de").delete_());
    CHANGED("delete a desk", Desk::objects.filter("person"_f = nullptr).delete_());
    CHANGED("delete through a manager", publisher(4).books.filter("pages__gt"_f = 305).delete_());
    CHANGED("delete through a manager of many", tag("crime").books.all().delete_());

    // New rows.
    CHANGED("create with a relation",
            Book::objects.create("title"_f = "New", "publisher"_f = publisher(3), "pages"_f = 5,
                                 "in_print"_f = true, "cover"_f = Cover::soft));
    CHANGED("create with keys",
            Book::objects.create("title"_f = "New", "publisher_id"_f = 3, "editor_id"_f = 2,
                                 "pages"_f = 5, "in_print"_f = true, "cover"_f = Cover::soft));
    CHANGED("create with a text key",
            Person::objects.create("name"_f = "New", "country"_f = country("br")));
    CHANGED("create with a key of its own",
            Country::objects.create("code"_f = "it", "name"_f = "Italy"));
    CHANGED("create a profile", Profile::objects.create("person"_f = person(2), "bio"_f = "New"));
    CHANGED("create through a foreign key",
            publisher(2).books.create("title"_f = "New", "pages"_f = 5, "in_print"_f = true,
                                      "cover"_f = Cover::hard));
    CHANGED("create a child", tag("essay").children.create("name"_f = "new"));
    CHANGED("create a review",
            book(6).reviews.create("reader"_f = person(3), "stars"_f = 2, "text"_f = "ň",
                                   "written"_f = moment(2024, 2, 29, 1, 2, 3, 4)));
    CHANGED("create through a many-to-many",
            book(6).tags.create("name"_f = "new", "parent"_f = tag("art")));
    CHANGED(
        "create through a model",
        book(6).authors.create("name"_f = "New", "born"_f = date(2000, 2, 29),
                               aside::through_defaults("position"_f = 7, "share"_f = 12.34_dec)));
    CHANGED("create through a reverse many-to-many",
            tag("empty").books.create("title"_f = "New", "pages"_f = 5, "in_print"_f = true,
                                      "cover"_f = Cover::hard));
    CHANGED("get or create, there", keyed(book(1).tags.get_or_create("name"_f = "novel")));
    CHANGED("get or create, not there", keyed(book(1).tags.get_or_create("name"_f = "new")));
    CHANGED("get or create by a relation",
            keyed(Publisher::objects.get_or_create("name"_f = "Aufbau", "country"_f = country("us"),
                                                   aside::defaults("founded"_f = 1999))));
    CHANGED("get or create by a relation, there",
            keyed(Publisher::objects.get_or_create("name"_f = "Aufbau", "country"_f = country("fr"),
                                                   aside::defaults("founded"_f = 1999))));
    CHANGED("update or create of a publisher",
            keyed(publisher(4).books.update_or_create("title"_f = "Eta",
                                                      aside::defaults("pages"_f = 301))));
    CHANGED("bulk create", Review::objects
                               .bulk_create({Review{.book = book(6),
                                                    .reader = person(1),
                                                    .stars = 3,
                                                    .text = "a",
                                                    .written = moment(2000, 1, 1)},
                                             Review{.book = book(9),
                                                    .reader = nullptr,
                                                    .stars = 4,
                                                    .text = "b",
                                                    .written = moment(2000, 1, 2)}})
                               .size());

    // Relating and parting.
    CHANGED("add", book(6).tags.add(tag("novel")));
    CHANGED("add keys", book(6).tags.add("novel", "essay"));
    CHANGED("add what is there", book(1).tags.add("novel", "crime"));
    CHANGED("add to the other side", tag("empty").books.add(1, book(2), 3));
    CHANGED("add by a foreign key", publisher(7).books.add(book(1), book(6)));
    CHANGED("add through a model",
            book(6).authors.add(5, aside::through_defaults("position"_f = 4)));
    CHANGED("add through a model to the other side",
            person(16).books.add(book(6),
                                 aside::through_defaults("position"_f = 1, "share"_f = 100_dec)));
    CHANGED("add a friend", person(5).friends.add(person(9)));
    CHANGED("add oneself", person(5).friends.add(5));
    CHANGED("add a friend who is one", person(2).friends.add(1));
    CHANGED("add an acquaintance", person(16).knows.add(1, 2));
    CHANGED("add to those who know one", person(16).known_by.add(1, 2));
    CHANGED("add by text", country("br").people.add(person(1)));
    CHANGED("remove", book(18).tags.remove("novel", tag("crime")));
    CHANGED("remove what is not there", book(18).tags.remove("empty"));
    CHANGED("remove from the other side", tag("novel").books.remove(1, 2));
    CHANGED("remove by a foreign key", publisher(1).books.remove(book(1)));
    CHANGED("remove a foreign row", publisher(1).books.remove(book(4)));
    CHANGED("remove through a model", book(2).authors.remove(1));
    CHANGED("remove a friend", person(2).friends.remove(person(1)));
    CHANGED("remove an acquaintance", person(1).knows.remove(6));
    CHANGED("clear", book(18).tags.clear());
    CHANGED("clear the other side", tag("novel").books.clear());
    CHANGED("clear a foreign key", publisher(1).books.clear());
    CHANGED("clear friends", person(1).friends.clear());
    CHANGED("clear authors", book(2).authors.clear());
    CHANGED("set", book(1).tags.set({"novel", "art", "poetry"}));
    CHANGED("set after clearing", book(1).tags.set({"novel", "art"}, {.clear = true}));
    CHANGED("set nothing", book(1).tags.set(std::vector<std::string>()));
    CHANGED("set objects", book(1).tags.set(Tag::objects.filter("parent"_f = "art")));
    CHANGED("set the other side", tag("deco").books.set({14, 16}));
    CHANGED("set by a foreign key", publisher(1).books.set({book(2), book(6)}));
    CHANGED("set friends", person(1).friends.set({3, 4}));
    CHANGED("set acquaintances", person(1).knows.set({10, 11}));
    CHANGED("set authors",
            book(7).authors.set(std::vector{13, 2}, aside::through_defaults("position"_f = 5)));

    // Objects.
    CHANGED("save a relation", saved(book(1), [](Book& one) { one.publisher = publisher(5); }));
    CHANGED("save a relation by key", saved(book(1), [](Book& one) { one.editor.set_pk(9); }));
    CHANGED("save a relation that is taken away", saved(book(1), [](Book& one) {
                one.publisher = nullptr;
                one.editor = nullptr;
            }));
    CHANGED("save a relation by text",
            saved(person(1), [](Person& one) { one.country = country("jp"); }));
    CHANGED("save a one-to-one", saved(book(5), [](Book& one) { one.sequel_to = book(4); }));
    CHANGED("save all fields", saved(book(10), [](Book& one) {
                one.title = "ě", one.subtitle = std::nullopt, one.pages = -1, one.chapters = -5,
                one.price = -0.01_dec, one.rating = 1e-7;
                one.published = date(1, 1, 1), one.in_print = true, one.cover = Cover::none;
            }));
    CHANGED("save some fields",
            saved(book(10), [](Book& one) { one.publisher = publisher(1), one.pages = 9; },
                  {.update_fields = "publisher"_f}));
    CHANGED("bulk update of a relation",
            bulk_updated(Book::objects.filter("publisher"_f == 1 || "publisher"_f == 2)));
}

}  // namespace interop
