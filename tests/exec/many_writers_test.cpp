// What another writer does in the middle of a call, where the engine lets many write.
#include <doctest/doctest.h>

#include "exec/helpers.hpp"
#include "support/both_ways.hpp"
#include "support/database.hpp"

namespace many_writers_test {

using namespace aside::literals;
using aside::defaults;
using aside::testing::ScratchDirectory;

struct Tag : aside::Model<Tag> {
    std::int64_t id = 0;
    std::string name;
    std::int64_t uses = 0;
    static constexpr auto meta = aside::meta("name"_f.unique());
};

struct Note;

struct Page : aside::Model<Page> {
    std::int64_t id = 0;
    std::string title;
    aside::ManyToMany<Tag> tags;
    aside::ReverseForeignKey<Note, "page"> notes;
};

struct Note : aside::Model<Note> {
    std::int64_t id = 0;
    aside::ForeignKey<Page> page;
    std::string text;
};

/// A database of many writers, one of which does something before the next statement of another
/// that begins in some way.
class ContestedDatabase {
public:
    ContestedDatabase() {
        const auto before = [this](aside::backend::Connection& connection, std::string_view sql) {
            said_ += std::string(sql) + '\n';
            if (then_.empty() || !sql.starts_with(when_)) return;
            connection.run(std::exchange(then_, {}));
        };
        aside::exec::connect_with(
            aside::testing::source_of_many_writers("sqlite:" + directory_ / "contested.db",
                                                   std::chrono::seconds(5), before),
            {});
        aside::create_tables<Tag, Page, Note>();
        said_.clear();
    }
    ContestedDatabase(const ContestedDatabase&) = delete;
    ContestedDatabase& operator=(const ContestedDatabase&) = delete;
    ~ContestedDatabase() { aside::disconnect(); }

    /// Once, before a statement that begins so.
    void before(std::string_view statement, std::string_view sql) {
        when_ = statement;
        then_ = sql;
    }
    /// Whether some statement since has had that in it.
    [[nodiscard]] bool said(std::string_view part) const {
        return said_.find(part) != std::string::npos;
    }

private:
    ScratchDirectory directory_;
    std::string when_;
    std::string then_;
    std::string said_;
};

constexpr auto savepoint = "SAVEPOINT";
constexpr auto insertion = "INSERT INTO \"many_writers_test_tag\"";
constexpr auto other_writer = "INSERT INTO many_writers_test_tag (name, uses) VALUES ('x', 7)";

BOTH_WAYS("get_or_create finds the row that another writer has inserted before it") {
    ContestedDatabase database;
    database.before(savepoint, other_writer);
    const auto found = CALL(Tag::objects, get_or_create, "name"_f = "x");
    CHECK_FALSE(found.created);
    CHECK(found.object.uses == 7);
    CHECK(Tag::objects.count() == 1);
}

BOTH_WAYS("get_or_create leaves a block usable where another writer was first") {
    ContestedDatabase database;
    aside::atomic([&] {
        Tag::objects.create("name"_f = "of the block");
        database.before(savepoint, other_writer);  // that of the whole call
        CHECK_FALSE(CALL(Tag::objects, get_or_create, "name"_f = "x").created);
        CHECK(CALL(Tag::objects, get_or_create, "name"_f = "y").created);
    });
    CHECK(Tag::objects.count() == 3);
}

BOTH_WAYS("a violation that is no other writer's row is thrown, and nothing is kept") {
    ContestedDatabase database;
    Tag::objects.create("name"_f = "x");
    CHECK_THROWS_AS(CALL(Tag::objects, get_or_create, "uses"_f = 9, defaults("name"_f = "x")),
                    aside::UniqueViolation);
    CHECK_THROWS_AS(CALL(Tag::objects, update_or_create, "uses"_f = 9, defaults("name"_f = "x")),
                    aside::UniqueViolation);
    CHECK(Tag::objects.count() == 1);
}

BOTH_WAYS("update_or_create updates the row that another writer has inserted before it") {
    ContestedDatabase database;
    database.before(savepoint, other_writer);
    const auto found = CALL(Tag::objects, update_or_create, "name"_f = "x", defaults("uses"_f = 3));
    CHECK_FALSE(found.created);
    CHECK(found.object.uses == 3);
    CHECK(Tag::objects.get().uses == 3);
}

BOTH_WAYS("update_or_create locks the row that it updates") {
    ContestedDatabase database;
    Tag::objects.create("name"_f = "x");
    CALL(Tag::objects, update_or_create, "name"_f = "x", defaults("uses"_f = 3));
    CHECK(database.said(" FOR UPDATE"));
}

BOTH_WAYS("save stores a row that another writer has inserted before it") {
    ContestedDatabase database;
    database.before(insertion,
                    "INSERT INTO many_writers_test_tag (id, name, uses) VALUES (5, 'z', 7)");
    Tag tag{.id = 5, .name = "x", .uses = 1};
    CALL(tag, save);
    CHECK(Tag::objects.get().name == "x");
    CHECK(Tag::objects.get().id == 5);
}

BOTH_WAYS("save in a block goes on where another writer was first") {
    ContestedDatabase database;
    aside::atomic([&] {
        database.before("SAVEPOINT s",
                        "INSERT INTO many_writers_test_tag (id, name, uses) VALUES (5, 'z', 7)");
        Tag tag{.id = 5, .name = "x", .uses = 1};
        CALL(tag, save);
    });
    CHECK(Tag::objects.get().name == "x");
}

BOTH_WAYS("save throws the violation of another row's unique field") {
    ContestedDatabase database;
    Tag::objects.create("name"_f = "x");
    Tag tag{.id = 5, .name = "x"};
    CHECK_THROWS_AS(CALL(tag, save), aside::UniqueViolation);
}

BOTH_WAYS("changes of a relation lock its owner, so that they come one after the other") {
    ContestedDatabase database;
    auto page = Page::objects.create("title"_f = "P");
    auto tag = Tag::objects.create("name"_f = "x");
    CALL(page.tags, set, {tag});
    CHECK(database.said(R"(FROM "many_writers_test_page" WHERE)"));
    CHECK(database.said(" FOR UPDATE"));
    CHECK(page.tags.count() == 1);
}

BOTH_WAYS("rows are locked before what relates them is deleted") {
    ContestedDatabase database;
    auto page = Page::objects.create("title"_f = "P");
    page.tags.add(Tag::objects.create("name"_f = "x"));
    CHECK(CALL_DELETE(Page::objects.filter("title"_f = "P")).total == 2);
    CHECK(database.said(" FOR UPDATE"));
}

BOTH_WAYS(
    "a row that has changed before it is locked is not deleted, if it does not match any more") {
    ContestedDatabase database;
    auto page = Page::objects.create("title"_f = "P");
    page.tags.add(Tag::objects.create("name"_f = "x"));
    database.before(
        R"(SELECT "many_writers_test_page"."id" FROM "many_writers_test_page" WHERE "many_writers_test_page"."id")",
        "UPDATE many_writers_test_page SET title = 'Q'");
    CHECK(CALL_DELETE(Page::objects.filter("title"_f = "P")).total == 0);
    CHECK(page.tags.count() == 1);
}

BOTH_WAYS("an error breaks its block, a read's too") {
    ContestedDatabase database;
    CHECK_THROWS_AS(aside::atomic([&] {
                        CHECK_THROWS_AS(CALL(aside::connection(), query, "SELECT * FROM nothing"),
                                        aside::ProgrammingError);
                        CHECK_THROWS_AS(CALL(Tag::objects, count),
                                        aside::TransactionManagementError);
                    }),
                    aside::TransactionManagementError);
    aside::atomic([&] {
        CHECK_THROWS_AS(
            aside::atomic([&] { (void)CALL(aside::connection(), query, "SELECT * FROM nothing"); }),
            aside::ProgrammingError);
        CHECK(CALL(Tag::objects, count) == 0);  // the savepoint has kept the rest
    });
}

BOTH_WAYS("statements that wait for no answer go together") {
    ContestedDatabase database;
    std::vector<Tag> tags;
    for (int i = 0; i < 7; ++i) tags.push_back({.name = "tag " + std::to_string(i)});
    tags = CALL(Tag::objects, bulk_create, tags, {.batch_size = 2});  // 4 statements
    CHECK(database.said("-- 3 together"));
    for (int i = 0; i < 7; ++i) {
        CHECK(Tag::objects.get("id"_f = tags[static_cast<std::size_t>(i)].id).name ==
              tags[static_cast<std::size_t>(i)].name);
        tags[static_cast<std::size_t>(i)].uses = i;
    }
    CHECK(CALL(Tag::objects, bulk_update, tags, {"uses"_f}, {.batch_size = 3}) == 7);
    CHECK(database.said("-- 2 together"));
    for (const Tag& tag : tags) CHECK(Tag::objects.get("id"_f = tag.id).uses == tag.uses);
}

BOTH_WAYS("one of several statements that fails undoes all of them") {
    ContestedDatabase database;
    std::vector<Tag> tags;
    for (const auto* name : {"a", "b", "c", "a", "d", "e"}) tags.push_back({.name = name});
    CHECK_THROWS_AS(CALL(Tag::objects, bulk_create, tags, {.batch_size = 1}),
                    aside::UniqueViolation);
    CHECK(Tag::objects.count() == 0);
    CHECK(Tag::objects.create("name"_f = "a").id > 0);
}

BOTH_WAYS("relations that are equally far away are asked for together") {
    ContestedDatabase database;
    const auto x = Tag::objects.create("name"_f = "x");
    for (const auto* title : {"P", "Q"}) {
        auto page = Page::objects.create("title"_f = title);
        page.tags.add(x);
        Note::objects.create("page"_f = page, "text"_f = title);
    }
    const auto pages =
        CALL(Page::objects.order_by("title"_f).prefetch_related("tags"_f, "notes"_f), list);
    CHECK(database.said("-- 2 together"));
    CHECK(pages[1].tags.all().size() == 1);
    CHECK(pages[1].notes.all()[0].text == "Q");
}

BOTH_WAYS("a transaction's beginning goes with its first statement, whose error it may be") {
    ContestedDatabase database;
    aside::atomic([&] {
        CHECK_FALSE(database.said("BEGIN"));
        CHECK(CALL(Tag::objects, count) == 0);
        CHECK(database.said("BEGIN"));
    });
    aside::atomic([] {});
    CHECK(Tag::objects.count() == 0);
}

}  // namespace many_writers_test
