#pragma once
// The models of tests/interop/django_app/models.py, as a user of the library writes them.
#include "aside/aside.hpp"
#include "interop/field_models.hpp"

namespace interop {

using namespace aside::literals;

struct Person;
struct Publisher;
struct Profile;
struct Desk;
struct Book;
struct Authorship;
struct Review;

/// Its key is text, and it has an ordering.
struct Country : aside::Model<Country> {
    std::string code;
    std::string name;
    aside::ReverseForeignKey<Person, "country"> people;
    aside::ReverseForeignKey<Publisher, "country"> publishers;

    static constexpr auto meta =
        aside::meta("code"_f.max_length(2).primary_key(), "name"_f.max_length(40).unique(),
                    aside::ordering("-name"_f));
};

struct Person : aside::Model<Person> {
    std::int64_t id = 0;
    std::string name;
    std::optional<aside::Date> born;
    aside::ForeignKey<Country, aside::set_null, std::string> country;
    aside::ForeignKey<Person, aside::set_null> boss;
    std::optional<aside::Decimal<8, 2>> salary;
    aside::ManyToMany<Person> friends;
    aside::ManyToMany<Person, aside::asymmetric> knows;
    aside::ReverseForeignKey<Person, "boss"> staff;
    aside::ReverseManyToMany<Person, "knows"> known_by;
    aside::ReverseOneToOne<Profile, "person"> profile;
    aside::ReverseOneToOne<Desk, "person"> desk;
    aside::ReverseForeignKey<Publisher, "director"> directs;
    aside::ReverseForeignKey<Book, "editor"> edited;
    aside::ReverseManyToMany<Book, "authors"> books;
    aside::ReverseForeignKey<Authorship, "person"> authorships;
    aside::ReverseForeignKey<Review, "reader"> reviews;

    static constexpr auto meta = aside::meta("name"_f.max_length(40));
};

/// Its key is a relation.
struct Profile : aside::Model<Profile> {
    aside::OneToOne<Person, aside::cascade> person;
    std::string bio;
    std::optional<std::string> site;

    static constexpr auto meta = aside::meta("person"_f.primary_key(), "site"_f.max_length(40));
};

/// Its table has a name of its own.
struct Desk : aside::Model<Desk> {
    std::int64_t id = 0;
    aside::OneToOne<Person, aside::set_null> person;
    std::string room;

    static constexpr auto meta = aside::meta("room"_f.max_length(10), aside::table("furniture"));
};

/// Its ordering goes on with that of the country.
struct Publisher : aside::Model<Publisher> {
    std::int64_t id = 0;
    std::string name;
    aside::ForeignKey<Country, aside::cascade, std::string> country;
    std::optional<std::int32_t> founded;
    aside::ForeignKey<Person, aside::protect, aside::nullable> director;
    aside::ReverseForeignKey<Book, "publisher"> books;

    static constexpr auto meta =
        aside::meta("name"_f.max_length(40), aside::ordering("country"_f, "name"_f),
                    aside::unique_together("name"_f, "country"_f));
};

struct Tag : aside::Model<Tag> {
    std::string name;
    aside::ForeignKey<Tag, aside::cascade, aside::nullable, std::string> parent;
    aside::ReverseForeignKey<Tag, "parent"> children;
    aside::ReverseManyToMany<Book, "tags"> books;

    static constexpr auto meta = aside::meta("name"_f.max_length(20).primary_key());
};

enum class Cover { hard, soft, none };
inline std::string_view stored_value(Cover cover) {
    constexpr std::string_view texts[] = {"hard", "soft", "none"};
    return texts[static_cast<int>(cover)];
}

struct Book : aside::Model<Book> {
    std::int64_t id = 0;
    std::string title;
    std::optional<std::string> subtitle;
    aside::ForeignKey<Publisher, aside::set_null> publisher;
    aside::ForeignKey<Person, aside::set_null> editor;
    aside::ManyToMany<Person, aside::Through<Authorship>> authors;
    aside::ManyToMany<Tag> tags;
    aside::OneToOne<Book, aside::set_null> sequel_to;
    std::int32_t pages = 0;
    std::optional<std::int16_t> chapters;
    std::optional<aside::Decimal<6, 2>> price;
    std::optional<double> rating;
    std::optional<aside::Date> published;
    bool in_print = false;
    Cover cover = Cover::hard;
    aside::ReverseOneToOne<Book, "sequel_to"> sequel;
    aside::ReverseForeignKey<Authorship, "book"> authorships;
    aside::ReverseForeignKey<Review, "book"> reviews;

    static constexpr auto meta =
        aside::meta("title"_f.max_length(60).index(), "subtitle"_f.max_length(60),
                    "editor"_f.db_column("edited_by"), "pages"_f.db_column("page_count"),
                    "cover"_f.choices().max_length(4));
};

/// Joins books and authors; somebody may have two parts in one book.
struct Authorship : aside::Model<Authorship> {
    std::int64_t id = 0;
    aside::ForeignKey<Book, aside::cascade> book;
    aside::ForeignKey<Person, aside::cascade> person;
    std::int16_t position = 0;
    std::optional<aside::Decimal<5, 2>> share;
};

struct Review : aside::Model<Review> {
    std::int64_t id = 0;
    aside::ForeignKey<Book, aside::cascade> book;
    aside::ForeignKey<Person, aside::set_null> reader;
    std::int16_t stars = 0;
    std::string text;
    aside::DateTime written;

    static constexpr auto meta = aside::meta(aside::index("stars"_f, "-written"_f));
};

}  // namespace interop
