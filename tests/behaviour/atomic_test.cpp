#include <doctest/doctest.h>

#include <future>
#include <memory>
#include <optional>
#include <stdexcept>
#include <thread>

#include "support/database.hpp"
#include "support/pizzeria.hpp"

namespace atomic_test {

using namespace aside::literals;
using aside::testing::SharedTestDatabase;
using aside::testing::TestDatabase;

struct Note : aside::Model<Note> {
    std::int64_t id = 0;
    std::string text;

    static constexpr auto meta = aside::meta("text"_f.unique());
};

void write(const std::string& text) { Note::objects.create("text"_f = text); }

std::vector<std::string> notes() {
    const auto texts = Note::objects.order_by("id"_f).values_list(aside::flat, "text"_f).list();
    return {texts.begin(), texts.end()};
}
using Notes = std::vector<std::string>;

struct Failure : std::runtime_error {
    Failure() : std::runtime_error("failure") {}
};

TEST_CASE_TEMPLATE("a block commits when its function returns, and gives what that gives", Database,
                   SharedTestDatabase<Note>, TestDatabase<Note>) {
    const Database database;
    const int given = aside::atomic([] {
        write("a");
        write("b");
        return 7;
    });
    CHECK(given == 7);
    CHECK(notes() == Notes{"a", "b"});
}

TEST_CASE_TEMPLATE("a block rolls back when its function throws", Database,
                   SharedTestDatabase<Note>, TestDatabase<Note>) {
    const Database database;
    write("before");
    CHECK_THROWS_AS(aside::atomic([] {
                        write("a");
                        CHECK(notes() == Notes{"before", "a"});
                        throw Failure();
                    }),
                    Failure);
    CHECK(notes() == Notes{"before"});
}

TEST_CASE("a block inside of another is undone alone") {
    const SharedTestDatabase<Note> database;
    aside::atomic([] {
        write("outer");
        CHECK_THROWS_AS(aside::atomic([] {
                            write("inner");
                            throw Failure();
                        }),
                        Failure);
        aside::atomic([] { write("second"); });
    });
    CHECK(notes() == Notes{"outer", "second"});
}

TEST_CASE("an error in a block without a savepoint undoes the block around it") {
    const SharedTestDatabase<Note> database;
    CHECK_THROWS_AS(aside::atomic([] {
                        write("outer");
                        CHECK_THROWS_AS(aside::atomic({.savepoint = false},
                                                      [] {
                                                          write("inner");
                                                          throw Failure();
                                                      }),
                                        Failure);
                        CHECK_THROWS_AS(notes(), aside::TransactionManagementError);
                        CHECK_THROWS_AS(write("later"), aside::TransactionManagementError);
                    }),
                    aside::TransactionManagementError);
    CHECK(notes() == Notes{});
}

TEST_CASE("a write that fails breaks its block, a block of its own keeps that in bounds") {
    const SharedTestDatabase<Note> database;
    write("a");
    aside::atomic([] {
        write("b");
        CHECK_THROWS_AS(aside::atomic([] { write("a"); }), aside::IntegrityError);
        write("c");
    });
    CHECK(notes() == Notes{"a", "b", "c"});

    aside::Transaction broken;
    write("d");
    CHECK_THROWS_AS(write("a"), aside::IntegrityError);
    CHECK_THROWS_AS(write("e"), aside::TransactionManagementError);
    CHECK_THROWS_AS(broken.commit(), aside::TransactionManagementError);
    CHECK(notes() == Notes{"a", "b", "c"});
}

TEST_CASE("a durable block is the outermost one") {
    const SharedTestDatabase<Note> database;
    aside::atomic({.durable = true}, [] {
        CHECK_THROWS_AS(aside::atomic({.durable = true}, [] {}), aside::TransactionManagementError);
        write("a");
    });
    CHECK(notes() == Notes{"a"});
}

TEST_CASE_TEMPLATE("a block that only reads sees one snapshot", Database, SharedTestDatabase<Note>,
                   TestDatabase<Note>) {
    const Database database;
    write("a");
    aside::atomic({.read_only = true}, [] {
        CHECK(notes() == Notes{"a"});
        CHECK_THROWS_AS(write("b"), aside::TransactionManagementError);
        CHECK(notes() == Notes{"a"});
    });
    write("c");
    CHECK(notes() == Notes{"a", "c"});
}

TEST_CASE_TEMPLATE("`a` calls in a block are part of it, in the order of the calls", Database,
                   SharedTestDatabase<Note>, TestDatabase<Note>) {
    const Database database;
    CHECK_THROWS_AS(aside::atomic([] {
                        auto first = Note::objects.acreate("text"_f = "first");
                        write("second");
                        auto third = Note::objects.acreate("text"_f = "third");
                        auto all = Note::objects.all().start_fetch();
                        CHECK(all.size() == 3);
                        CHECK(Note::objects.acount().get() == 3);
                        CHECK(notes() == Notes{"first", "second", "third"});
                        throw Failure();
                    }),
                    Failure);
    CHECK(notes() == Notes{});
}

TEST_CASE("a block ends only when the calls that were made in it have") {
    const SharedTestDatabase<Note> database;
    aside::atomic([] {
        for (int i = 0; i < 20; ++i) Note::objects.acreate("text"_f = std::to_string(i));
    });
    CHECK(notes().size() == 20);
}

TEST_CASE("a whole block runs on the arena") {
    const SharedTestDatabase<Note> database;
    auto given = aside::aatomic([] {
        write("a");
        Note::objects.acreate("text"_f = "b").get();
        return Note::objects.count();
    });
    CHECK(given.get() == 2);
    auto failed = aside::aatomic([] {
        write("c");
        throw Failure();
    });
    CHECK_THROWS_AS(failed.get(), Failure);
    CHECK(notes() == Notes{"a", "b"});
}

TEST_CASE("hooks are called after the outermost commit, in their order, and not after a rollback") {
    const SharedTestDatabase<Note> database;
    Notes called;
    const auto hook = [&](std::string name) {
        aside::on_commit(
            [&called, name] { called.push_back(name + std::to_string(notes().size())); });
    };
    hook("outside ");
    aside::atomic([&] {
        write("a");
        hook("first ");
        aside::atomic([&] {
            write("b");
            hook("second ");
        });
        CHECK_THROWS_AS(aside::atomic([&] {
                            hook("never ");
                            throw Failure();
                        }),
                        Failure);
        hook("third ");
        CHECK(called == Notes{"outside 0"});
    });
    CHECK(called == Notes{"outside 0", "first 2", "second 2", "third 2"});
}

TEST_CASE("a hook that throws keeps neither the commit nor the other hooks from happening") {
    const SharedTestDatabase<Note> database;
    bool called = false;
    CHECK_THROWS_AS(aside::atomic([&] {
                        write("a");
                        aside::on_commit([] { throw Failure(); });
                        aside::on_commit([&] { called = true; });
                    }),
                    Failure);
    CHECK(called);
    CHECK(notes() == Notes{"a"});
}

TEST_CASE("a queryset names a transaction from another thread") {
    const SharedTestDatabase<Note> database;
    aside::Transaction transaction;
    write("a");
    std::thread([&] {
        CHECK(Note::objects.count() == 0);
        CHECK(Note::objects.using_(transaction).count() == 1);
        CHECK(Note::objects.using_(transaction).acount().get() == 1);
    }).join();
    const auto late = Note::objects.using_(transaction);
    transaction.commit();
    CHECK_THROWS_AS(late.count(), aside::TransactionManagementError);
    CHECK_THROWS_AS(late.acount().get(), aside::TransactionManagementError);
    CHECK(notes() == Notes{"a"});
}

TEST_CASE("rows stream in a block too, beside whatever else is done in it") {
    const SharedTestDatabase<Note> database;
    std::vector<Note> many(10);
    for (std::size_t i = 0; i < many.size(); ++i) many[i].text = "note " + std::to_string(i);
    Note::objects.bulk_create(many);
    aside::atomic([] {
        int rows = 0;
        for (const Note& note : Note::objects.order_by("id"_f).iterator({.chunk_size = 3})) {
            ++rows;
            Note::objects.filter("id"_f = note.id).update("text"_f = "changed " + note.text);
            CHECK(Note::objects.filter("text"_f.startswith("changed")).acount().get() == rows);
        }
        CHECK(rows == 10);
        for (const Note& note : Note::objects.order_by("id"_f).iterator({.chunk_size = 3})) {
            CHECK(note.id == 1);
            break;
        }
        aside::atomic([] { write("inner"); });
    });
    CHECK(Note::objects.count() == 11);
}

TEST_CASE("rows that stream in a block end with it") {
    const SharedTestDatabase<Note> database;
    Note::objects.bulk_create(std::vector{Note{.text = "a"}, Note{.text = "b"}, Note{.text = "c"}});
    std::optional<aside::AsyncIterator<Note>> stream;
    aside::atomic([&] {
        stream.emplace(Note::objects.order_by("id"_f).aiterator({.chunk_size = 1}));
        CHECK(stream->anext().get()->text == "a");
        write("d");
    });
    CHECK_THROWS_AS(
        [&] {
            while (stream->anext().get()) {
            }
        }(),
        aside::TransactionManagementError);
    CHECK(Note::objects.count() == 4);
}

TEST_CASE("what follows a call of a block is part of the block, and too late after it") {
    const SharedTestDatabase<Note> database;
    aside::Future<Note> late;
    std::promise<void> ended;
    aside::atomic([&] {
        auto followed = Note::objects.acreate("text"_f = "a").then([](const Note& first) {
            CHECK(Note::objects.count() == 1);
            return Note::objects.acreate("text"_f = first.text + "b");
        });
        CHECK(followed.get().text == "ab");
        late = Note::objects.acount().then([&](std::int64_t) {
            ended.get_future().wait();
            return Note::objects.acreate("text"_f = "late");
        });
    });
    ended.set_value();
    CHECK_THROWS_AS(late.get(), aside::TransactionManagementError);
    CHECK(notes() == Notes{"a", "ab"});
}

TEST_CASE_TEMPLATE("a transaction that could not be committed has given its connection back",
                   Database, SharedTestDatabase<Note>, TestDatabase<Note>) {
    const Database database({.timeout = std::chrono::milliseconds(200)});
    write("a");
    aside::Transaction transaction;
    write("b");
    CHECK_THROWS_AS(write("a"), aside::IntegrityError);
    CHECK_THROWS_AS(transaction.commit(), aside::TransactionManagementError);
    write("c");
    CHECK(notes() == Notes{"a", "c"});
}

TEST_CASE("a database may be disconnected by another thread while a block runs") {
    const SharedTestDatabase<Note> database;
    for (int round = 0; round < 20; ++round) {
        if (round > 0) aside::connect(database.url());
        std::jthread leaving;
        aside::atomic([&] {
            write("round " + std::to_string(round));
            leaving = std::jthread([] { aside::disconnect(); });
            std::this_thread::sleep_for(std::chrono::milliseconds(round % 5));
            CHECK(notes().size() == static_cast<std::size_t>(round) + 1);
        });
    }
}

TEST_CASE("an object goes to the database of its block, a queryset where it says") {
    const SharedTestDatabase<Note> database;
    const SharedTestDatabase<Note> other({.alias = "other"});
    aside::atomic({.alias = "other"}, [] {
        Note saved{.text = "saved"};
        saved.save();
        Note::objects.create("text"_f = "created");
    });
    CHECK(notes() == Notes{"created"});
    CHECK(Note::objects.using_("other").get().text == "saved");
}

TEST_CASE("a relation is read in the block") {
    using pizzeria::Box;
    using pizzeria::Pizza;
    const SharedTestDatabase<pizzeria::Topping, Box, pizzeria::Price, Pizza> database;
    CHECK_THROWS_AS(aside::atomic([] {
                        const Box box = Box::objects.create("name"_f = "square");
                        const Pizza pizza = Pizza::objects.create(
                            "name"_f = "margherita", "box"_f = box.id,
                            "price"_f = pizzeria::Price::objects.create("amount"_f = 9));
                        CHECK(pizza.box->name == "square");
                        CHECK(box.pizza_set.count() == 1);
                        CHECK(box.pizza_set.acount().get() == 1);
                        throw Failure();
                    }),
                    Failure);
    CHECK(Box::objects.count() == 0);
}

TEST_CASE("transactions of two databases end in any order") {
    const SharedTestDatabase<Note> database;
    const SharedTestDatabase<Note> other({.alias = "other"});
    for (const bool first_commits : {false, true}) {
        auto first = std::make_unique<aside::Transaction>();
        auto second = std::make_unique<aside::Transaction>(aside::AtomicOptions{.alias = "other"});
        write("a");
        if (first_commits) first->commit();
        first.reset();
        CHECK(notes().size() == (first_commits ? 2 : 0));
        Note::objects.using_("other").create("text"_f = "b");
        second.reset();
        CHECK(Note::objects.using_("other").count() == 0);
        write(first_commits ? "d" : "c");
        CHECK(notes().size() == (first_commits ? 3 : 1));
    }
}

}  // namespace atomic_test
