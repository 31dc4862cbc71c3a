// atomic and aatomic that call their function again.
#include <doctest/doctest.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "support/both_ways.hpp"
#include "support/database.hpp"

namespace retries_test {

using namespace aside::literals;
using aside::testing::SharedTestDatabase;

struct Note : aside::Model<Note> {
    std::int64_t id = 0;
    std::string text;
};

/// Runs a block, on this thread or in the background.
template <class Way, class F>
auto run(const aside::AtomicOptions& options, F f) {
    if constexpr (Way::mirrored)
        return aside::aatomic(options, std::move(f)).get();
    else
        return aside::atomic(options, std::move(f));
}

void write(const std::string& text) { Note::objects.create("text"_f = text); }

std::vector<std::string> notes() {
    const auto texts = Note::objects.order_by("id"_f).values_list(aside::flat, "text"_f).list();
    return {texts.begin(), texts.end()};
}
using Notes = std::vector<std::string>;

BOTH_WAYS("the function is called again after an error that is retryable, in a new transaction") {
    const SharedTestDatabase<Note> database;
    int calls = 0;
    int hooks = 0;
    const int given = run<Way>({.retries = 3}, [&] {
        write("call " + std::to_string(++calls));
        aside::on_commit([&] { ++hooks; });
        if (calls == 1) throw aside::SerializationFailure("it met another");
        if (calls == 2) throw aside::DatabaseLocked("somebody has it");
        if (calls == 3) throw aside::ConnectionLost("the server has gone");
        return calls;
    });
    CHECK(given == 4);
    CHECK(notes() == Notes{"call 4"});
    CHECK(hooks == 1);
}

BOTH_WAYS("the error of the last call is thrown") {
    const SharedTestDatabase<Note> database;
    int calls = 0;
    CHECK_THROWS_WITH_AS(
        run<Way>({.retries = 2},
                 [&] {
                     write("lost");
                     throw aside::SerializationFailure("call " + std::to_string(++calls));
                 }),
        "call 3", aside::SerializationFailure);
    CHECK(notes().empty());
}

BOTH_WAYS("without retries, and after other errors, the function is called once") {
    const SharedTestDatabase<Note> database;
    int calls = 0;
    const auto fail = [&](const auto& error, int retries) {
        CHECK_THROWS(run<Way>({.retries = retries}, [&] {
            ++calls;
            throw error;
        }));
    };
    fail(aside::SerializationFailure("it met another"), 0);
    fail(aside::UniqueViolation("there is one"), 5);
    fail(std::runtime_error("of the program"), 5);
    fail(aside::ConnectionLost(
             aside::DatabaseErrorInfo{.message = "the server has gone", .outcome_unknown = true}),
         5);
    CHECK(calls == 4);
}

BOTH_WAYS("only the outermost block calls its function again") {
    const SharedTestDatabase<Note> database;
    int outer = 0;
    int inner = 0;
    run<Way>({.retries = 1}, [&] {
        ++outer;
        aside::atomic({.retries = 7}, [&] {
            if (++inner == 1) throw aside::SerializationFailure("it met another");
        });
    });
    CHECK(outer == 2);
    CHECK(inner == 2);
}

BOTH_WAYS("a block of another database inside is an outermost one") {
    const SharedTestDatabase<Note> database;
    const SharedTestDatabase<Note> other({.alias = "other"});
    int outer = 0;
    int inner = 0;
    run<Way>({.retries = 1}, [&] {
        ++outer;
        aside::atomic({.alias = "other", .retries = 1}, [&] {
            if (++inner == 1) throw aside::SerializationFailure("it met another");
        });
    });
    CHECK(outer == 1);
    CHECK(inner == 2);
}

BOTH_WAYS("a function may give nothing, and every level of isolation is at least met") {
    const SharedTestDatabase<Note> database;
    for (const auto isolation : {aside::Isolation::engine, aside::read_committed,
                                 aside::repeatable_read, aside::serializable})
        run<Way>({.retries = 1, .isolation = isolation}, [] { write("written"); });
    CHECK(notes().size() == 4);
}

BOTH_WAYS("a transaction is deferrable only if it is serializable, and reads only") {
    const SharedTestDatabase<Note> database;
    const aside::AtomicOptions senseless[] = {
        {.deferrable = true},
        {.read_only = true, .deferrable = true},
        {.isolation = aside::serializable, .deferrable = true}};
    for (const auto& options : senseless)
        CHECK_THROWS_AS(run<Way>(options, [] { write("never"); }), aside::ImproperlyConfigured);
    const aside::AtomicOptions report{
        .read_only = true, .isolation = aside::serializable, .deferrable = true};
    CHECK(run<Way>(report, [] { return Note::objects.count(); }) == 0);
    CHECK_THROWS_AS(run<Way>(report, [] { write("never"); }), aside::TransactionManagementError);
}

TEST_CASE("cancelling ends the wait for the next call") {
    const SharedTestDatabase<Note> database;
    std::atomic<int> calls{0};
    auto endless = aside::aatomic({.retries = 1'000'000'000}, [&] {
        ++calls;
        throw aside::SerializationFailure("it met another");
    });
    while (calls < 3) std::this_thread::yield();
    endless.cancel();
    CHECK_THROWS_AS(endless.get(), aside::QueryCancelled);
    const int made = calls;
    CHECK(made < 1'000);  // they wait between two calls
}

TEST_CASE("blocks that are tried again are stopped as the first would have been") {
    const SharedTestDatabase<Note> database;
    std::atomic<int> calls{0};
    auto block = aside::aatomic({.retries = 1}, [&] {
        if (++calls == 1) throw aside::SerializationFailure("it met another");
        write("lost");
        while (true) (void)Note::objects.count();
    });
    while (calls < 2) std::this_thread::yield();
    block.cancel();
    CHECK_THROWS_AS(block.get(), aside::QueryCancelled);
    CHECK(notes().empty());
}

TEST_CASE("a number of retries that makes no sense is refused") {
    const SharedTestDatabase<Note> database;
    CHECK_THROWS_AS(aside::atomic({.retries = -1}, [] {}), aside::ImproperlyConfigured);
    CHECK_THROWS_AS(aside::aatomic({.retries = -1}, [] {}).get(), aside::ImproperlyConfigured);
    // A Transaction has no function to call.
    CHECK_THROWS_AS(aside::Transaction({.retries = 1}), aside::ImproperlyConfigured);
    CHECK(notes().empty());
}

}  // namespace retries_test
