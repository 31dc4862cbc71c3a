// Each case forks in a process of its own, whose child tells by its exit status how far it came.
#include <doctest/doctest.h>
#include <unistd.h>

#include <cstdlib>
#include <optional>

#include "exec/child.hpp"
#include "support/books.hpp"
#include "support/forked.hpp"
#include "support/gate.hpp"

using namespace library;
using namespace aside::testing;
using namespace std::chrono_literals;

namespace {

template <class F>
void require_refused(F f, const char* what, const char* why = "was connected before fork()") {
    try {
        f();
    } catch (const aside::InterfaceError& error) {
        return require(std::string(error.what()).find(why) != std::string::npos, error.what());
    }
    require(false, what);
}

std::string url() { return "sqlite:" + std::string(std::getenv("ASIDE_TEST_FILE")); }

void connect_and_fill() {
    aside::connect(url());
    aside::create_tables<Book>();
    add_three_books();
    CHECK(Book::objects.acount().get() == 3);  // the arena has threads
}

TEST_CASE("child: uses inherited databases" * doctest::skip()) {
    connect_and_fill();
    auto rows = std::make_optional(Book::objects.iterator({.chunk_size = 1}));
    auto first = rows->begin();
    auto transaction = std::make_unique<aside::Transaction>();
    Book::objects.create("title"_f = "Dracula");
    const auto cached = Book::objects.all();
    CHECK(cached.size() == 4);
    std::promise<void> gate;
    const auto wait = [opened = gate.get_future().share()] {
        return aside::sync_to_async([opened] {
            opened.wait();
            return 1;
        })();
    };
    auto pending = wait();
    auto followed = wait().then([](int one) { return one + 1; });
    auto unfollowed = wait();
    CHECK(in_child([&] {
              require_refused([] { (void)Book::objects.count(); }, "a read");
              require_refused([] { (void)Book::objects.create("title"_f = "Emma"); }, "a write");
              require_refused([] { (void)Book::objects.acount().get(); },
                              "a read in the background");
              require_refused([] { (void)aside::connection(); }, "its handle");
              require_refused([] { aside::disconnect(); }, "disconnecting");
              require_refused([] { aside::atomic([] {}); }, "a block");
              require_refused([&] { ++first; }, "the next row");
              require_refused([&] { transaction->commit(); }, "a commit");
              require_refused([&] { (void)Book::objects.using_(*transaction).count(); },
                              "its transaction");
              require_refused([] { aside::on_commit([] {}); }, "what follows a commit");
              require(cached.size() == 4, "rows that were read are there");
              const char* const why = "not ready at fork()";
              require_refused([&] { pending.get(); }, "a future that was not ready", why);
              require_refused([&] { followed.get(); }, "what follows one", why);
              require_refused([&] { (void)std::move(unfollowed).then([](int) {}); },
                              "following one", why);
              transaction.reset();
              rows.reset();
          }) == 0);
    gate.set_value();
    CHECK(pending.get() + followed.get() + unfollowed.get() == 4);
    CHECK(Book::objects.count() == 4);
    transaction->commit();
    ++first;
    CHECK(first->title == "Ulysses");
}

TEST_CASE("child: connects anew" * doctest::skip()) {
    connect_and_fill();
    int done[2];
    int go[2];
    REQUIRE(pipe(done) == 0);
    REQUIRE(pipe(go) == 0);
    char byte = 0;
    Forked child([&] {
        aside::connect(url());
        require(Book::objects.count() == 3, "the parent's rows");
        aside::atomic([] { Book::objects.create("title"_f = "Dracula"); });
        require(Book::objects.timeout(10s).acreate("title"_f = "Persuasion").get().id == 5,
                "a write in the background");
        require(write(done[1], "x", 1) == 1 && read(go[0], &byte, 1) == 1, "the pipes");
        // The parent was the last, as far as it knows of others by their locks.
        Book::objects.create("title"_f = "Villette");
    });
    REQUIRE(read(done[0], &byte, 1) == 1);
    CHECK(Book::objects.count() == 5);
    aside::disconnect();
    REQUIRE(write(go[1], "x", 1) == 1);
    CHECK(child.status() == 0);
    aside::connect(url());
    CHECK(Book::objects.count() == 6);
    CHECK(*value_of("PRAGMA integrity_check").text() == "ok");
}

TEST_CASE("child: forks while others work" * doctest::skip()) {
    connect_and_fill();
    std::atomic<bool> enough{false};
    std::atomic<int> written{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i) {
        threads.emplace_back([&] {
            while (!enough) {
                Book::objects.timeout(1min).acreate("title"_f = "Emma").get();
                (void)Book::objects.count();
                ++written;
            }
        });
    }
    for (int i = 0; i < 20; ++i) {
        CHECK(in_child([] {
                  require_refused([] { (void)Book::objects.count(); }, "a read");
                  aside::connect(url());
                  Book::objects.acreate("title"_f = "Dracula").get();
              }) == 0);
    }
    enough = true;
    for (auto& thread : threads) thread.join();
    CHECK(Book::objects.filter("title"_f == "Dracula").count() == 20);
    CHECK(Book::objects.count() == 3 + 20 + written);
    CHECK(*value_of("PRAGMA integrity_check").text() == "ok");
}

TEST_CASE("child: waits for what only its parent does" * doctest::skip()) {
    connect_and_fill();
    Gate gate("SELECT");
    const auto books = Book::objects.all();
    books.start_fetch();
    gate.wait_until_held();
    CHECK(in_child([&] {
              aside::connect(url());
              try {
                  (void)books.size();
                  require(false, "waiting in vain");
              } catch (const aside::InterfaceError&) {
              }
              require(books.all().count() == 3, "a fresh queryset");
          }) == 0);
    gate.open();
    CHECK(books.size() == 3);
}

void run(const std::string& test_case) {
    const ScratchDirectory directory;
    const auto child = run_child(test_case, "ASIDE_TEST_FILE=" + directory / "fork.db");
    CHECK_MESSAGE(child.status == 0, child.output);
}

}  // namespace

TEST_CASE("in a child, a database that was connected before is refused, and left as it is" *
          doctest::skip(sanitized)) {
    run("child: uses inherited databases");
}

TEST_CASE("a child that connects anew is a process of its own for its files' locks" *
          doctest::skip(sanitized)) {
    run("child: connects anew");
}

TEST_CASE("a program may fork while its threads write" * doctest::skip(sanitized)) {
    run("child: forks while others work");
}

TEST_CASE("a child does not wait for what was begun before it" * doctest::skip(sanitized)) {
    run("child: waits for what only its parent does");
}
