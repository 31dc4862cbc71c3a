#include <doctest/doctest.h>

#include "support/database.hpp"

using namespace aside::literals;

namespace {

/// An e-mail address, stored in lower case.
struct Email {
    std::string text;
    friend bool operator==(const Email&, const Email&) = default;
};
struct Celsius {
    std::int16_t tenths = 0;
    friend bool operator==(const Celsius&, const Celsius&) = default;
};

}  // namespace

template <>
struct aside::FieldTraits<Email> {
    using stored = std::string;
    static stored to_stored(const Email& email) {
        std::string lower = email.text;
        for (char& c : lower) c = static_cast<char>(std::tolower(c));
        return lower;
    }
    static Email from_stored(stored text) {
        if (text.find('@') == text.npos) throw ValidationError("no e-mail address");
        return {std::move(text)};
    }
};
template <>
struct aside::FieldTraits<Celsius> {
    using stored = std::int16_t;
    static stored to_stored(const Celsius& celsius) { return celsius.tenths; }
    static Celsius from_stored(stored tenths) { return {tenths}; }
};

namespace {

struct Contact : aside::Model<Contact> {
    std::int64_t id = 0;
    Email email;
    std::optional<Email> other;
    Celsius fever;

    static constexpr auto meta = aside::meta("email"_f.max_length(12).unique());
};

}  // namespace

TEST_CASE("a type of one's own is stored, read, compared and updated in its stored form") {
    const aside::testing::TestDatabase<Contact> database;
    const Contact made = Contact::objects.create({.email = {"Ann@x.org"}, .fever = {371}});
    const Contact read = Contact::objects.get("email"_f = Email{"ANN@X.ORG"});
    CHECK(read == made);
    CHECK(read.email.text == "ann@x.org");
    CHECK_FALSE(read.other);
    CHECK(read.fever == Celsius{371});
    CHECK(Contact::objects.filter("fever"_f > Celsius{370}, "other"_f == nullptr)
              .update("other"_f = Email{"B@x.org"}) == 1);
    CHECK(Contact::objects.get().other == Email{"b@x.org"});
    CHECK(Contact::objects.aggregate("most"_f = Max("fever"_f))["most"_f] == Celsius{371});
    CHECK(Contact::objects.in_bulk({made.id}).at(made.id).email.text == "ann@x.org");
}

TEST_CASE("its column takes the options of its stored form") {
    const aside::testing::TestDatabase<Contact> database;
    CHECK_THROWS_AS((Contact{.email = {"a.long.name@x.org"}}.full_clean()), aside::ValidationError);
    Contact::objects.create({.email = {"a@x.org"}});
    CHECK_THROWS_AS(Contact::objects.create({.email = {"A@x.org"}}), aside::IntegrityError);
}

TEST_CASE("what its conversion throws reaches the caller") {
    const aside::testing::TestDatabase<Contact> database;
    aside::connection().execute("INSERT INTO contact (email, fever) VALUES ('nobody', 0)");
    CHECK_THROWS_AS(Contact::objects.get(), aside::ValidationError);
}
