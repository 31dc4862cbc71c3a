// Each operation, with each request for memory or for a thread failing in turn, alone or with all
// that follow it: the error arrives, nothing is half-written, and what comes next works.
#include <signal.h>
#include <unistd.h>

#include <cstring>

#include "aside/sync_to_async.hpp"
#include "aside/task.hpp"
#include "executor/executor.hpp"
#include "fault/failing_system.hpp"
#include "fault/faulty.hpp"
#include "support/both_ways.hpp"

namespace exhausted {

using namespace aside::testing;
using namespace pizzeria;

/// In a file, whose bytes are compared.
struct MenuFile : SqliteFile<Topping, Box, Price, Pizza> {
    MenuFile() { fill_menu(); }
};

/// Of a step that goes on for ever, or ends the process, says which that was.
class Watch {
public:
    Watch(const char* operation, long nth) {
        std::snprintf(step, sizeof step, "%s: request %ld\n", operation, nth);
        signal(SIGALRM, say_and_end);
        signal(SIGABRT, say_and_end);
        alarm(60);
    }
    Watch(const Watch&) = delete;
    Watch& operator=(const Watch&) = delete;
    ~Watch() {
        alarm(0);
        signal(SIGABRT, SIG_DFL);
    }

private:
    static void say_and_end(int) {
        if (write(STDERR_FILENO, step, std::strlen(step)) > 0) _exit(1);
        _exit(1);
    }
    static inline char step[200];
};

/// What may leave the library where that was exhausted.
bool is_expected(const Supply& supply) {
    try {
        throw;
    } catch (const std::bad_alloc&) {
        return &supply != &threads;
    } catch (const aside::OperationalError&) {
        return &supply != &memory;
    } catch (const std::exception& error) {
        MESSAGE("threw " << std::string(typeid(error).name()) << ": " << std::string(error.what()));
        return false;
    }
}

void check_that_all_works() {
    CHECK(Topping::objects.filter("id"_f <= 3).count() == 3);
    CHECK(Price::objects.filter("id"_f = 4).aupdate("currency"_f = "usd").get() == 1);
    CHECK(Price::objects.filter("id"_f = 4).update("currency"_f = "usd") == 1);
    CHECK(Topping::objects.aget("id"_f = 1).get().name == "cheese");
    CHECK(aside::exec::database("default")->pooled_connections() <= 16);
}

/// The menu in a file, made anew where it has changed.
class Kitchen {
public:
    Kitchen() { renew(); }
    [[nodiscard]] std::string contents() const {
        return aside::testing::contents(
            *aside::connection().query("SELECT file FROM pragma_database_list").front()[0].text());
    }
    [[nodiscard]] const std::string& before() const { return before_; }
    void renew() {
        menu_.reset();
        menu_.emplace();
        before_ = contents();
    }

private:
    std::optional<MenuFile> menu_;
    std::string before_;
};

/// CHECK would take an exception for a failed test.
void require(bool is_so) {
    if (!is_so) throw std::logic_error("the operation gave something else");
}

/// What was begun is done; where threads are asked for, all have to be made anew.
void end_background_work(const Supply& supply) {
    if (&supply == &threads)
        (void)aside::shutdown();
    else
        aside::executor::wait_idle(std::nullopt);
}

/// Ours fail one by one. Of those in the middle of SQLite's functions some do.
long step(const Supply& supply, long nth) { return &supply == &sqlite_memory && nth > 10 ? 5 : 1; }

constexpr long most = 3000;

/// How many requests fail: one, or all from one on.
using Failing = void (Supply::*)(long nth);
constexpr Failing once = &Supply::fail;
constexpr Failing from_then_on = &Supply::fail_from;

/// Gives how many requests there are of the operation.
template <class Operation>
long exhaust(const char* what, Supply& supply, Failing fail, Operation operation) {
    Kitchen kitchen;
    operation();
    const auto after = kitchen.contents();
    kitchen.renew();
    end_background_work(supply);
    for (long nth = 1; nth < most; nth += step(supply, nth)) {
        const Watch watch(what, nth);
        INFO(std::string(what) << ": request " << nth);
        bool threw = false;
        bool expected = true;
        (supply.*fail)(nth);
        try {
            operation();
        } catch (...) {
            threw = supply.end();
            expected = is_expected(supply);
            if (!threw) throw;
        }
        const bool met = supply.end();
        CHECK(expected);
        end_background_work(supply);
        const auto now = kitchen.contents();
        CHECK(now == (threw ? kitchen.before() : after));
        check_that_all_works();
        if (!met) return nth;
        if (now != kitchen.before()) kitchen.renew();
    }
    return most;
}

template <class Operation>
void check_everywhere(const char* what, Operation operation) {
    (void)aside::shutdown();
    aside::configure({.threads = 3});
    aside::on_unobserved_error([](const std::exception_ptr&) {});
    for (const Failing fail : {once, from_then_on}) {
        CHECK(exhaust(what, memory, fail, operation) < most);
        CHECK(exhaust(what, sqlite_memory, fail, operation) < most);
        CHECK(exhaust(what, threads, fail, operation) < most);
    }
    aside::detail::handle_unobserved(nullptr);
    (void)aside::shutdown();
    aside::configure({});
}

BOTH_WAYS("reading with no memory or thread left") {
    check_everywhere("get", [] { require(CALL(Pizza::objects, get, "name"_f = "rossa").id == 3); });
    check_everywhere("count", [] { require(CALL(Pizza::objects, count) == 3); });
    check_everywhere("aggregate", [] {
        (void)CALL(Price::objects, aggregate, "sum"_f = aside::Sum("amount"_f));
    });
    check_everywhere("list", [] {
        const auto pizzas = Pizza::objects.select_related("box"_f).prefetch_related("toppings"_f);
        require(CALL(pizzas, list).size() == 3);
    });
    check_everywhere("values", [] {
        require(CALL(Pizza::objects.values("name"_f, "box__name"_f), list).size() == 3);
    });
}

TEST_CASE("reading in the background with no memory or thread left") {
    check_everywhere("start_fetch", [] {
        auto pizzas = Pizza::objects.filter("id"_f > 0);
        pizzas.start_fetch();
        require(pizzas.size() == 3);
    });
    check_everywhere("iterator", [] {
        int rows = 0;
        for (const Topping& topping : Topping::objects.iterator({.chunk_size = 1}))
            rows += topping.id > 0 ? 1 : 0;
        require(rows == 3);
    });
    check_everywhere("aiterator", [] {
        auto toppings = Topping::objects.aiterator({.chunk_size = 1});
        int rows = 0;
        while (toppings.anext().get()) ++rows;
        require(rows == 3);
    });
}

BOTH_WAYS("creating with no memory or thread left") {
    check_everywhere("create", [] { CALL(Topping::objects, create, "name"_f = "olives"); });
    check_everywhere("bulk_create", [] {
        CALL(Topping::objects, bulk_create,
             std::vector<Topping>{{.name = "olives"}, {.name = "capers"}, {.name = "onions"}},
             {.batch_size = 1});
    });
    check_everywhere("get_or_create",
                     [] { CALL(Topping::objects, get_or_create, "name"_f = "olives"); });
    check_everywhere("update_or_create", [] {
        CALL(Topping::objects, update_or_create, "name"_f = "olives",
             aside::defaults("name"_f = "capers"));
    });
}

BOTH_WAYS("changing with no memory or thread left") {
    check_everywhere("save", [] {
        Topping topping{.id = 3, .name = "speck"};
        CALL(topping, save);
    });
    check_everywhere("update", [] { CALL(Pizza::objects.all(), update, "name"_f = "calzone"); });
    check_everywhere("bulk_update", [] {
        const std::vector<Topping> toppings{{.id = 1, .name = "cheese"}, {.id = 3, .name = "mint"}};
        CALL(Topping::objects, bulk_update, toppings, {"name"_f}, {.batch_size = 1});
    });
    check_everywhere("delete_", [] {
        Pizza pizza{.id = 3};
        CALL_AS(pizza, delete_, adelete);
    });
    check_everywhere("add", [] {
        Pizza pizza{.id = 1};
        aside::bind(pizza);
        CALL(pizza.toppings, add, 3);
    });
}

/// Three rows, the second in a savepoint of its own.
void write_nested() {
    Topping::objects.create("name"_f = "olives");
    aside::on_commit([] {});
    aside::atomic([] { Topping::objects.create("name"_f = "capers"); });
    Topping::objects.acreate("name"_f = "onions").get();
}

TEST_CASE("transactions with no memory or thread left") {
    check_everywhere("atomic", [] { aside::atomic([] { write_nested(); }); });
    check_everywhere("aatomic", [] { aside::aatomic([] { write_nested(); }).get(); });
    check_everywhere("Transaction", [] {
        aside::Transaction transaction;
        Topping::objects.create("name"_f = "olives");
        transaction.commit();
    });
}

aside::Task<int> two_toppings() {
    const auto first = co_await Topping::objects.aget("id"_f = 1);
    const auto second = co_await Topping::objects.aget("id"_f = 2);
    co_return static_cast<int>(first.id + second.id);
}

TEST_CASE("what follows in the background with no memory or thread left") {
    check_everywhere("the first call", [] {
        (void)aside::shutdown();
        require(Topping::objects.acount().get() == 3);
    });
    check_everywhere("then", [] {
        require(Topping::objects.acount()
                    .then([](std::int64_t) { return Topping::objects.aget("id"_f = 1); })
                    .then([](const Topping& topping) { return topping.id; })
                    .get() == 1);
    });
    check_everywhere("cancel", [] {
        auto future = Topping::objects.aget("id"_f = 1);
        future.cancel();
        try {
            require(future.get().id == 1);
        } catch (const aside::QueryCancelled&) {
        }
    });
    check_everywhere("a timeout", [] {
        require(Topping::objects.timeout(std::chrono::minutes(5)).acount().get() == 3);
    });
    check_everywhere("sync_to_async",
                     [] { require(aside::sync_to_async([] { return 1; })().get() == 1); });
    check_everywhere("thread_sensitive", [] {
        const auto one = aside::sync_to_async([] { return 1; }, {.thread_sensitive = true});
        require(one().get() == 1);
    });
    check_everywhere("a task", [] { require(aside::async_to_sync(two_toppings()) == 3); });
}

/// Throws what the function throws, and an error like the library's where there is no thread.
template <class F>
void on_another_thread(F function) {
    std::exception_ptr error;
    try {
        std::thread([&] {
            try {
                function();
            } catch (...) {
                error = std::current_exception();
            }
        }).join();
    } catch (const std::system_error&) {
        throw aside::OperationalError("no thread for the test");
    }
    if (error) std::rethrow_exception(error);
}

TEST_CASE("writes that wait together with no memory or thread left") {
    check_everywhere("shared commit", [] {
        std::vector<aside::Future<std::int64_t>> futures;
        {
            const aside::Transaction others_wait;
            const auto update = [&](int id) {
                futures.push_back(Price::objects.filter("id"_f = id).aupdate("currency"_f = "usd"));
            };
            on_another_thread([&] {
                for (const int id : {1, 2, 3}) update(id);
            });
        }
        for (auto& future : futures) require(future.get() == 1);
    });
}

void disconnect_if_connected(std::string_view alias) {
    try {
        aside::disconnect(alias);
    } catch (const aside::ConnectionDoesNotExist&) {
    }
}

TEST_CASE("connecting with no memory or thread left") {
    const ScratchDirectory directory;
    check_everywhere("connect", [&] {
        try {
            aside::connect("sqlite:" + (directory / "other.db"), {.alias = "other"});
            aside::create_tables<Box>({.alias = "other"});
            Box::objects.using_("other").create("name"_f = "large");
            require(Box::objects.using_("other").acount().get() > 0);
        } catch (...) {
            disconnect_if_connected("other");
            throw;
        }
        aside::disconnect("other");
    });
}

}  // namespace exhausted
