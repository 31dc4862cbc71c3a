#include <doctest/doctest.h>

#include "support/books.hpp"
#include "support/futures.hpp"
#include "support/gate.hpp"

using namespace library;
using namespace aside::testing;
using aside::async_to_sync;
using aside::Task;

namespace {

struct Books : SharedTestDatabase<Book> {
    Books() { add_three_books(); }
};

Task<std::string> title_of(int id) {
    const Book book = co_await Book::objects.aget("id"_f = id);
    co_return book.title;
}

Task<int> answer() { co_return 42; }

Task<> fail(std::string what) {
    throw std::runtime_error(what);
    co_return;
}

}  // namespace

TEST_CASE("co_await gives a future's value") {
    const Books database;
    CHECK(async_to_sync(title_of(1)) == "Emma");
}

TEST_CASE("co_await takes a future that has a name, and one that is ready already") {
    const Books database;
    const auto task = []() -> Task<std::int64_t> {
        auto count = Book::objects.acount();
        auto ready = Book::objects.acount();
        ready.wait();
        co_return co_await count + co_await std::move(ready);
    };
    CHECK(async_to_sync(task()) == 6);
}

TEST_CASE("what a future throws is thrown at the co_await") {
    const Books database;
    const auto task = []() -> Task<std::string> {
        try {
            (void)co_await Book::objects.aget("id"_f = 99);
        } catch (const Book::DoesNotExist&) {
            co_return "caught";
        }
        co_return "not thrown";
    };
    CHECK(async_to_sync(task()) == "caught");
    CHECK_THROWS_AS(async_to_sync(title_of(99)), Book::DoesNotExist);
}

TEST_CASE("a future without a state is an error at the co_await, and no crash") {
    const auto await_nothing = []() -> Task<> { co_await aside::Future<void>(); };
    CHECK_THROWS_AS(async_to_sync(await_nothing()), std::future_error);
    const Books database;
    const auto await_twice = []() -> Task<> {
        auto count = Book::objects.acount();
        (void)co_await count;
        (void)co_await count;
    };
    CHECK_THROWS_AS(async_to_sync(await_twice()), std::future_error);
}

TEST_CASE("a task begins when it is awaited, and not before") {
    int begun = 0;
    const auto task = [](int& begun) -> Task<> {
        ++begun;
        co_return;
    };
    {
        const auto dropped = task(begun);
        CHECK(begun == 0);
    }
    CHECK(begun == 0);
    auto kept = task(begun);
    async_to_sync(std::move(kept));
    CHECK(begun == 1);
}

TEST_CASE("tasks await tasks, and errors go through them") {
    const auto both = []() -> Task<int> {
        int sum = co_await answer();
        auto named = answer();
        sum += co_await named;
        try {
            co_await fail("inner");
        } catch (const std::runtime_error& error) {
            sum += std::string(error.what()) == "inner" ? 1 : 0;
        }
        co_return sum;
    };
    CHECK(async_to_sync(both()) == 85);
    CHECK_THROWS_WITH(async_to_sync(fail("outer")), "outer");
}

TEST_CASE("a task gives what can only be moved, a reference, or nothing") {
    static int number = 3;
    const auto unique = []() -> Task<std::unique_ptr<int>> { co_return std::make_unique<int>(5); };
    const auto reference = []() -> Task<int&> { co_return number; };
    const auto nothing = []() -> Task<> { co_return; };
    CHECK(*async_to_sync(unique()) == 5);
    CHECK(&async_to_sync(reference()) == &number);
    async_to_sync(nothing());
}

TEST_CASE("a task that was moved from, or awaited already, is an error") {
    auto first = answer();
    auto second = std::move(first);
    CHECK_THROWS_AS(async_to_sync(std::move(first)), std::future_error);
    const auto twice = [](Task<int> task) -> Task<int> { co_return co_await task + co_await task; };
    CHECK_THROWS_AS(async_to_sync(twice(std::move(second))), std::future_error);
}

TEST_CASE("a loop of a million tasks that end at once takes no stack") {
    const auto loop = []() -> Task<int> {
        int sum = 0;
        for (int i = 0; i < 1'000'000; ++i) sum += co_await answer() == 42 ? 1 : 0;
        co_return sum;
    };
    CHECK(async_to_sync(loop()) == 1'000'000);
}

TEST_CASE("a loop over futures takes no stack, at any size of the pool") {
    const Books database;
    for (const int threads : {1, 2, 16}) {
        const ArenaOf arena(threads);
        const auto loop = []() -> Task<std::int64_t> {
            std::int64_t sum = 0;
            for (int i = 0; i < 5'000; ++i) sum += co_await Book::objects.acount();
            co_return sum;
        };
        CHECK(async_to_sync(loop()) == 15'000);
    }
}

TEST_CASE("a coroutine goes on where via() said") {
    const Books database;
    Loop loop;
    bool done = false;
    const auto here = std::this_thread::get_id();
    const auto task = [](Loop& loop, bool& done, std::thread::id here) -> Task<bool> {
        const auto executor = [&](std::function<void()> job) { loop(std::move(job)); };
        auto ready = Book::objects.acount();
        ready.wait();
        (void)co_await std::move(ready).via(executor);
        const bool on_loop = std::this_thread::get_id() == here;
        (void)co_await Book::objects.acount().via(executor);
        done = true;
        co_return on_loop&& std::this_thread::get_id() == here;
    };
    auto result =
        std::async(std::launch::async, [&] { return async_to_sync(task(loop, done, here)); });
    loop.run_until([&] { return done; });
    CHECK(result.get());
}

TEST_CASE(
    "async_to_sync runs the beginning of a task in the caller's transaction, and what follows") {
    const Books database;
    CHECK_THROWS_WITH(aside::atomic([] {
                          const auto task = []() -> Task<std::int64_t> {
                              Book::objects.create("title"_f = "Faust");
                              const Book second =
                                  co_await Book::objects.acreate("title"_f = "Urfaust");
                              co_return co_await Book::objects.acount() + Book::objects.count();
                          };
                          CHECK(async_to_sync(task()) == 10);
                          throw std::runtime_error("undo");
                      }),
                      "undo");
    CHECK(Book::objects.count() == 3);
}

TEST_CASE("a transaction held over a co_await stays behind on no thread") {
    const Books database;
    const ArenaOf arena(1);
    Gate gate("SELECT COUNT");
    const auto task = []() -> Task<> {
        aside::Transaction transaction;
        Book::objects.create("title"_f = "Faust");
        (void)co_await Book::objects.using_("default").acount();
        transaction.commit();
    };
    auto done = std::async(std::launch::async, [&] {
        async_to_sync(task());
        return Book::objects.count();  // in no transaction
    });
    gate.wait_until_held();
    gate.open();
    CHECK(in_time(std::move(done)) == 4);
    CHECK(Book::objects.acount().get() == 4);
    Book::objects.acreate("title"_f = "Urfaust").get();  // the writer is free
}

TEST_CASE("async_to_sync works on an arena thread, at any size of the pool") {
    const Books database;
    for (const int threads : {1, 2, 16}) {
        const ArenaOf arena(threads);
        const auto slow =
            aside::sync_to_async([](int n) { return n + 1; }, {.thread_sensitive = true});
        const auto call = aside::sync_to_async([&] {
            const auto task = [](const auto& slow) -> Task<int> {
                int n = 0;
                for (int i = 0; i < 20; ++i) n = co_await slow(n);
                co_return n + static_cast<int>(co_await Book::objects.acount());
            };
            return async_to_sync(task(slow));
        });
        std::vector<aside::Future<int>> calls;
        for (int i = 0; i < 20; ++i) calls.push_back(call());
        for (auto& each : calls) CHECK(in_time(std::move(each)) == 23);
    }
}

TEST_CASE("async_to_sync works inside of a transaction on the arena's only thread") {
    const Books database;
    const ArenaOf arena(1);
    const auto sensitive = aside::sync_to_async([] { return 1; }, {.thread_sensitive = true});
    auto done = aside::aatomic([&] {
        const auto task = [](const auto& sensitive) -> Task<std::int64_t> {
            const int one = co_await sensitive();
            (void)co_await Book::objects.acreate("title"_f = "Faust");
            co_return one + co_await Book::objects.acount();
        };
        return async_to_sync(task(sensitive));
    });
    CHECK(in_time(std::move(done)) == 5);
}

TEST_CASE("where it would wait for itself, async_to_sync throws at once") {
    const aside::EventLoopGuard guard;
    CHECK_THROWS_AS(async_to_sync(answer()), aside::SynchronousOnlyOperation);
}

TEST_CASE(
    "a thread sensitive call may wait for a task that makes such calls, which run there too") {
    const Books database;
    const auto here =
        aside::sync_to_async([] { return std::this_thread::get_id(); }, {.thread_sensitive = true});
    const auto nested = aside::sync_to_async(
        [&](int levels) {
            const auto task = [](const auto& here, int levels) -> Task<bool> {
                bool same = true;
                const auto first = co_await here();
                for (int i = 0; i < levels; ++i) {
                    (void)co_await Book::objects.acount();
                    same = same && co_await here() == first;
                }
                co_return same;
            };
            const auto outer = std::this_thread::get_id();
            return async_to_sync(task(here, levels)) && outer == std::this_thread::get_id();
        },
        {.thread_sensitive = true});
    for (const int threads : {1, 2, 16}) {
        const ArenaOf arena(threads);
        CHECK(in_time(nested(3)));
        CHECK(in_time(aside::sync_to_async([] { return async_to_sync(answer()); },
                                           {.thread_sensitive = true})()) ==
              async_to_sync(answer()));
    }
}

TEST_CASE("a transaction's body is awaited as a whole") {
    const Books database;
    const auto task = []() -> Task<std::int64_t> {
        co_return co_await aside::aatomic([] {
            Book::objects.create("title"_f = "Faust");
            return Book::objects.count();
        });
    };
    CHECK(async_to_sync(task()) == 4);
}

// What g++ 12 destroys twice must not be among what the library takes in a co_await expression.
TEST_CASE("keywords, conditions, tags, field lists and options may stand in a co_await") {
    const Books database;
    const auto task = []() -> Task<> {
        const std::string long_title(40, 'x');
        const Book kept =
            co_await Book::objects.acreate("title"_f = "K" + long_title, "pages"_f = 3);
        CHECK(kept.title == "K" + long_title);
        const auto made = co_await Book::objects.aget_or_create(
            "title"_f = "M" + long_title, defaults("pages"_f = 4, "author"_f = long_title));
        CHECK(made.created);
        CHECK(*made.object.author == long_title);
        const auto changed = co_await Book::objects.aupdate_or_create(
            "title"_f == "M" + long_title, defaults("author"_f = "N" + long_title));
        CHECK_FALSE(changed.created);
        CHECK(*changed.object.author == "N" + long_title);
        CHECK(co_await Book::objects.filter("id"_f.in(1, 2, 3)).acount() == 3);
        CHECK((co_await Book::objects.filter("title"_f == "K" + long_title || "pages"_f > 700)
                   .order_by("-pages"_f, "title"_f)
                   .alist())
                  .size() == 2);
        const auto sums = co_await Book::objects.aaggregate("sum"_f = Sum("pages"_f));
        CHECK(*sums["sum"_f] > 1000);
        std::vector<Book> books(2, kept);
        books[0].id = books[1].id = 0;
        books = co_await Book::objects.abulk_create(books, {.batch_size = 1});
        books[0].pages = 5;
        CHECK(co_await Book::objects.abulk_update(books, {"pages"_f, "title"_f},
                                                  {.batch_size = 7}) == 2);
        Book changing = books[0];
        changing.pages = 6;
        co_await changing.asave({.update_fields = {"pages"_f}});
        co_await changing.arefresh_from_db({"pages"_f, "title"_f});
        CHECK(changing.pages == 6);
        CHECK((co_await Book::objects.filter("pages"_f = 6).adelete()).total == 1);
    };
    async_to_sync(task());
}
