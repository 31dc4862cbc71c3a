// Calls nested at random over one writer, from several threads: each ends, and the rows that are
// there are those that it promised.
//
// ASIDE_FUZZ_SECONDS is how long to go on (default: some rounds), ASIDE_FUZZ_SEED where to begin; a
// failure prints the seed of its round.
#include <doctest/doctest.h>

#include <atomic>
#include <cstdlib>
#include <random>
#include <thread>
#include <vector>

#include "support/database.hpp"

namespace turn_fuzz_test {

using namespace aside::literals;
using namespace std::chrono_literals;
using aside::testing::ArenaOf;
using aside::testing::SharedTestDatabase;
using aside::testing::TestDatabase;

struct Row : aside::Model<Row> {
    std::int64_t id = 0;
    std::int32_t number = 0;
};

struct Undone {};

/// Rows that a block, or the database, is to have once what was called has ended.
using Rows = std::atomic<long>;

/// What one thread does. Each step adds to `rows` what it has written, once that is certain.
class Program {
public:
    Program(unsigned seed, Rows& database) : random_(seed), database_(database) {}

    void run(int steps) {
        while (steps-- > 0) step(database_, 0, false);
    }

private:
    void step(Rows& rows, int depth, bool in_block) {
        if (depth > 4) return create(rows);
        switch (pick(in_block ? 9 : 12)) {
            case 0:
                return create(rows);
            case 1:
                return create_later(rows);
            case 2:
                return block(rows, depth);
            case 3:
                return undone_block(depth);
            case 4:
                return block_with_hook(rows, depth, in_block);
            case 5:
                return block_on_arena(rows, depth);
            case 6:
                return continuation(rows, depth, in_block);
            case 7:
                return started(rows);
            case 8:
                return several_later(rows);
            case 9:
                return cancelled(rows);
            case 10:
                return transaction(rows, depth);
            default:
                return in_a_task(rows, depth);
        }
    }
    void steps(Rows& rows, int depth, bool in_block) {
        for (int i = pick(3); i >= 0; --i) step(rows, depth + 1, in_block);
    }

    static void create(Rows& rows) {
        Row::objects.create("number"_f = 1);
        ++rows;
    }
    static void create_later(Rows& rows) {
        Row::objects.acreate("number"_f = 2).get();
        ++rows;
    }
    void several_later(Rows& rows) {
        std::vector<aside::Future<Row>> futures;
        for (int i = pick(20); i >= 0; --i) futures.push_back(Row::objects.acreate("number"_f = i));
        for (auto& each : futures) {
            each.get();
            ++rows;
        }
    }
    void block(Rows& rows, int depth) {
        Rows inner{0};
        aside::atomic([&] { steps(inner, depth, true); });
        rows += inner;
    }
    void undone_block(int depth) {
        Rows lost{0};
        CHECK_THROWS_AS(aside::atomic([&] {
                            steps(lost, depth, true);
                            throw Undone();
                        }),
                        Undone);
    }
    // The hook of a block inside of another is called with the outermost one's: its rows are no
    // part of what the block promises here, so that it only writes where nothing is undone.
    void block_with_hook(Rows& rows, int depth, bool in_block) {
        if (in_block) return block(rows, depth);
        Rows inner{0};
        aside::atomic([&] {
            steps(inner, depth, true);
            aside::on_commit([&, this] { steps(rows, depth, false); });
        });
        rows += inner;
    }
    void block_on_arena(Rows& rows, int depth) {
        Rows inner{0};
        aside::aatomic([&] { steps(inner, depth, true); }).get();
        rows += inner;
    }
    void continuation(Rows& rows, int depth, bool in_block) {
        Row::objects.filter("number"_f < 0)
            .aupdate("number"_f = 0)
            .then([&, this](std::int64_t) { steps(rows, depth, in_block); })
            .get();
    }
    static void started(Rows& rows) {
        const auto all = Row::objects.filter("number"_f = 1).start_fetch();
        create(rows);
        CHECK(all.size() <= static_cast<std::size_t>(Row::objects.count()));
    }
    static void cancelled(Rows& rows) {
        auto future = Row::objects.acreate("number"_f = 3);
        future.cancel();
        try {
            future.get();
            ++rows;
        } catch (const aside::QueryCancelled&) {
        }
        try {
            Row::objects.timeout(1ms).create("number"_f = 4);
            ++rows;
        } catch (const aside::QueryTimeout&) {
        }
    }
    void transaction(Rows& rows, int depth) {
        Rows inner{0};
        aside::Transaction transaction;
        steps(inner, depth, true);
        if (pick(2) == 0) return;
        transaction.commit();
        rows += inner;
    }
    void in_a_task(Rows& rows, int depth) {
        aside::sync_to_async([&, this] { steps(rows, depth, false); })().get();
    }

    int pick(int of) { return static_cast<int>(random_() % static_cast<unsigned>(of)); }

    std::minstd_rand random_;
    Rows& database_;
};

/// Ends the test program where a round does not end: nothing else can be said of what hangs.
void within_a_minute(unsigned seed, const std::function<void()>& round) {
    std::promise<void> done;
    std::jthread watch([&] {
        if (done.get_future().wait_for(60s) == std::future_status::ready) return;
        MESSAGE("hangs with ASIDE_FUZZ_SEED=" << seed);
        std::abort();
    });
    round();
    done.set_value();
}

template <class Database>
void round(unsigned seed, int threads, int clients, int steps) {
    CAPTURE(seed);
    CAPTURE(threads);
    const ArenaOf arena(threads);
    const Database database({.pool_size = threads, .timeout = 50s});
    aside::connection().execute("PRAGMA synchronous=off");
    Rows rows{0};
    within_a_minute(seed, [&] {
        std::vector<std::jthread> running;
        for (int client = 0; client < clients; ++client)
            running.emplace_back([&rows, steps, seed, client] {
                Program(seed * 31 + static_cast<unsigned>(client), rows).run(steps);
            });
    });
    CHECK(Row::objects.count() == rows);
}

unsigned number_of(const char* variable, unsigned otherwise) {
    const char* text = std::getenv(variable);
    return text == nullptr ? otherwise : static_cast<unsigned>(std::strtoul(text, nullptr, 10));
}

TEST_CASE("calls nested at random all end, and write what they say") {
    const auto end =
        std::chrono::steady_clock::now() + std::chrono::seconds(number_of("ASIDE_FUZZ_SECONDS", 0));
    unsigned seed = number_of("ASIDE_FUZZ_SEED", 1);
    do {
        for (const int threads : {1, 2, 16}) {
            round<SharedTestDatabase<Row>>(seed, threads, 6, 10);
            round<TestDatabase<Row>>(seed, threads, 6, 10);
        }
        ++seed;
    } while (std::chrono::steady_clock::now() < end);
}

}  // namespace turn_fuzz_test
