// Text that is longer than its field's max_length, which some columns would cut off without a word.
#include "support/both_ways.hpp"
#include "support/database.hpp"
#include "support/features.hpp"

using namespace aside::literals;
using aside::testing::features;
using aside::testing::TestDatabase;

namespace labels {

/// A text that is kept in small letters.
struct Code {
    std::string text;
};

}  // namespace labels

template <>
struct aside::FieldTraits<labels::Code> {
    using stored = std::string;
    static stored to_stored(const labels::Code& code) { return code.text; }
    static labels::Code from_stored(stored text) { return {std::move(text)}; }
};

namespace labels {

struct Tag;

struct Label : aside::Model<Label> {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::string> note;
    Code code;
    std::int64_t number = 0;
    static constexpr auto meta = aside::meta("name"_f.max_length(5).unique(),
                                             "note"_f.max_length(5), "code"_f.max_length(5));
};

struct Tag : aside::Model<Tag> {
    std::string slug;
    aside::ForeignKey<Tag, aside::cascade, aside::nullable, std::string> parent;
    aside::ManyToMany<Tag> related;
    static constexpr auto meta = aside::meta("slug"_f.max_length(5).primary_key());
};

struct Draft : aside::Model<Draft> {
    std::int64_t id = 0;
    std::string state;
    static constexpr auto meta = aside::meta("state"_f.max_length(3).db_default("new "));
};

}  // namespace labels

namespace {

using labels::Code;
using labels::Draft;
using labels::Label;
using labels::Tag;

/// As long as its column, and with a blank more.
const std::string fits = "żółć🍕";
const std::string too_long = "żółć🍕 ";

/// The call is refused with an error that names the field, and nothing is sent that would break a
/// transaction; or it is not, where the engine takes text of any length.
template <class Call>
void check_bounded(const std::string& field, Call call) {
    CAPTURE(field);
    if (!features().bounds_text) {
        CHECK_NOTHROW(call());
        return;
    }
    const std::string expected =
        field + ": text of 6 characters is longer than the 5 of its max_length";
    aside::atomic([&] {
        CHECK_THROWS_WITH_AS(call(), doctest::Contains(expected.c_str()), aside::DataError);
        CHECK_NOTHROW((void)aside::connection().query("SELECT 1"));
    });
}

}  // namespace

BOTH_WAYS("an object with text that is too long is not saved") {
    const TestDatabase<Label> database;
    check_bounded("Label.name", [] { CALL(Label::objects, create, "name"_f = too_long); });
    check_bounded("Label.note",
                  [] { CALL(Label::objects, create, "name"_f = "a", "note"_f = too_long); });
    check_bounded("Label.code",
                  [] { CALL(Label::objects, create, "name"_f = "b", "code"_f = Code{too_long}); });
    Label label{.name = fits, .note = fits, .code = {fits}};
    CALL(label, save);
    CHECK(Label::objects.get("id"_f = label.id).code.text == fits);
    label.note = too_long;
    check_bounded("Label.note", [&] { CALL(label, save); });
    check_bounded("Label.note", [&] {
        CALL(Label::objects, get_or_create, "name"_f = "c", aside::defaults("note"_f = too_long));
    });
    check_bounded("Label.note", [&] {
        CALL(Label::objects, update_or_create, "name"_f = fits,
             aside::defaults("note"_f = too_long));
    });
    CHECK(Label::objects.filter("note"_f = fits).count() == (features().bounds_text ? 1 : 0));
}

BOTH_WAYS("many objects are not saved if the text of one is too long") {
    const TestDatabase<Label> database;
    check_bounded("Label.name", [] {
        CALL(Label::objects, bulk_create, std::vector<Label>{{.name = "a"}, {.name = too_long}});
    });
    std::vector<Label> many(3000);
    for (std::size_t i = 0; i < many.size(); ++i) many[i].name = std::to_string(i);
    many.back().note = too_long;
    check_bounded("Label.note", [&] { CALL(Label::objects, bulk_create, many); });
    if (features().bounds_text) CHECK(Label::objects.count() == 0);
    Label::objects.all().delete_();
    auto labels = Label::objects.bulk_create(std::vector<Label>{{.name = "a"}, {.name = "b"}});
    labels[1].note = too_long;
    check_bounded("Label.note", [&] {
        CALL(Label::objects, bulk_update, labels, aside::FieldNames<Label>{"note"_f});
    });
    check_bounded("Label.note", [&] { CALL(Label::objects, update, "note"_f = too_long); });
    CHECK(Label::objects.filter("note"_f = fits).count() == 0);
    if (features().bounds_text) CHECK(Label::objects.filter("note"_f.isnull(true)).count() == 2);
}

BOTH_WAYS("text that an update computes is refused if it is too long, and nothing is stored") {
    const TestDatabase<Label> database;
    REQUIRES(bounds_text);
    Label::objects.bulk_create(std::vector<Label>{{.name = "a", .note = "b"}, {.name = fits}});
    const auto refuse = [](auto... assigned) {
        CHECK_THROWS_WITH_AS(CALL(Label::objects, update, assigned...),
                             doctest::Contains("cannot hold what was computed for it, which is "
                                               "longer than its max_length"),
                             aside::DataError);
    };
    refuse("name"_f = Concat("name"_f, " "));
    refuse("number"_f = "number"_f + 1, "note"_f = Concat("name"_f, "x"));
    refuse("note"_f = Case(When("name"_f == "a", "name"_f)).otherwise(Concat("name"_f, "   ")));
    CHECK(Label::objects.filter("name"_f = fits, "number"_f = 0).count() == 1);
    CHECK(CALL(Label::objects.filter("name"_f = "a"), update, "name"_f = Concat("name"_f, "    "),
               "note"_f = "name"_f) == 1);
    CHECK(Label::objects.get("name"_f = "a    ").note == "a");
    CHECK(CALL(Label::objects, update, "note"_f = Substr("name"_f, 1, 1)) == 2);
    CHECK(CALL(Label::objects, update, "note"_f = NullIf("note"_f, "a")) == 2);
    CHECK(Label::objects.filter("note"_f.isnull(true)).count() == 1);
}

BOTH_WAYS("a key is not too long for those that name it") {
    const TestDatabase<Tag> database;
    Tag tag{.slug = fits};
    CALL(tag, save, {.force_insert = true});
    check_bounded("Tag.slug", [] { CALL(Tag::objects, create, "slug"_f = too_long); });
    if (!features().bounds_text) return;
    CHECK(CALL(Tag::objects.filter("slug"_f = too_long), count) == 0);
    Tag child{.slug = "child"};
    child.parent.set_pk(too_long);
    check_bounded("Tag.parent", [&] { CALL(child, save); });
    check_bounded("Tag.parent", [&] { CALL(Tag::objects, update, "parent"_f = too_long); });
    check_bounded("Tag.related.target", [&] { CALL(tag.related, add, too_long); });
    CHECK_FALSE(tag.related.exists());
}

TEST_CASE("a default that the database would cut off makes no table") {
    const TestDatabase<> database;
    REQUIRES(bounds_text);
    CHECK_THROWS_WITH_AS(aside::create_tables<Draft>(), doctest::Contains("Draft.state: text of 4"),
                         aside::DataError);
}
