#include <doctest/doctest.h>

#include "exec/async/background.hpp"
#include "support/books.hpp"
#include "support/futures.hpp"
#include "support/gate.hpp"
#include "support/pizzeria.hpp"

using namespace library;
using namespace aside::testing;
using aside::async_to_sync;
using aside::Task;

namespace {

void add_many(int count) {
    std::vector<Book> books;
    for (int i = 1; i <= count; ++i)
        books.push_back({.title = "book " + std::to_string(i), .pages = i});
    Book::objects.bulk_create(books);
}

Task<int> pages_one_by_one(std::size_t chunk_size) {
    int sum = 0;
    auto books = Book::objects.order_by("id"_f).aiterator({.chunk_size = chunk_size});
    while (const auto book = co_await books.anext()) sum += book->pages;
    co_return sum;
}

/// Keeps the arena's only thread until it is destroyed.
class Busy {
public:
    Busy() {
        std::promise<void> there;
        aside::exec::post([this, &there] {
            there.set_value();
            go_.get_future().wait();
            done_.set_value();
        });
        there.get_future().wait();
    }
    Busy(const Busy&) = delete;
    Busy& operator=(const Busy&) = delete;
    ~Busy() {
        go_.set_value();
        done_.get_future().wait();
    }

private:
    std::promise<void> go_;
    std::promise<void> done_;
};

bool ready(const std::future<std::optional<Book>>& row) {
    return row.wait_for(std::chrono::seconds(0)) == std::future_status::ready;
}

}  // namespace

TEST_CASE_TEMPLATE("a coroutine reads every row once, whatever the chunks and the pool", Database,
                   SharedTestDatabase<Book>, TestDatabase<Book>) {
    const Database database;
    add_many(25);
    for (const int threads : {1, 2, 16}) {
        const ArenaOf arena(threads);
        for (const std::size_t chunk_size : {1U, 5U, 7U, 25U, 2000U})
            CHECK(async_to_sync(pages_one_by_one(chunk_size)) == 325);
    }
}

TEST_CASE("of no rows the first future gives nothing") {
    const SharedTestDatabase<Book> database;
    auto books = Book::objects.aiterator();
    CHECK_FALSE(in_time(books.anext()).has_value());
    CHECK_FALSE(in_time(books.anext()).has_value());
    CHECK_THROWS_AS((void)Book::objects.aiterator({.chunk_size = 0}), aside::NotSupportedError);
}

TEST_CASE("the end comes with the last chunk: no further hop is made to learn of it") {
    const SharedTestDatabase<Book> database;
    add_many(4);
    const ArenaOf arena(1);
    for (const std::size_t chunk_size : {2U, 4U, 3U}) {
        auto books = Book::objects.order_by("id"_f).aiterator({.chunk_size = chunk_size});
        CHECK(in_time(books.anext())->pages == 1);
        while (!aside::shutdown()) {
        }  // the second chunk has been read ahead
        const Busy arena_is;
        for (int pages = 2; pages <= 4; ++pages) {
            auto row = books.anext();
            REQUIRE(ready(row));
            CHECK(row.get()->pages == pages);
        }
        auto end = books.anext();
        REQUIRE(ready(end));
        CHECK_FALSE(end.get().has_value());
    }
}

TEST_CASE("rows may be asked for before they are there, and come in order") {
    const SharedTestDatabase<Book> database;
    add_many(5);
    auto books = Book::objects.order_by("id"_f).aiterator({.chunk_size = 2});
    std::vector<aside::Future<std::optional<Book>>> rows;
    for (int i = 0; i < 6; ++i) rows.push_back(books.anext());
    for (int i = 0; i < 5; ++i)
        CHECK(in_time(std::move(rows[static_cast<std::size_t>(i)]))->pages == i + 1);
    CHECK_FALSE(in_time(std::move(rows[5])).has_value());
}

TEST_CASE("a row's future can be followed") {
    const SharedTestDatabase<Book> database;
    add_many(1);
    auto books = Book::objects.aiterator();
    auto title = books.anext().then([](std::optional<Book> book) { return book->title; });
    CHECK(in_time(std::move(title)) == "book 1");
}

TEST_CASE("a row that is cancelled while it is waited for goes to who asks next") {
    const SharedTestDatabase<Book> database;
    add_many(2);
    const ArenaOf arena(1);
    auto books = Book::objects.order_by("id"_f).aiterator({.chunk_size = 1});
    {
        const Busy arena_is;
        auto first = books.anext();
        first.cancel();
        CHECK_THROWS_AS(in_time(std::move(first)), aside::QueryCancelled);
    }
    CHECK(in_time(books.anext())->pages == 1);
}

TEST_CASE("an iterator that is left early gives its connection back") {
    const SharedTestDatabase<Book> database({.pool_size = 1});
    add_many(10);
    for (int i = 0; i < 30; ++i) {
        auto books = Book::objects.aiterator({.chunk_size = 1});
        if (i % 3 != 0) {
            auto row = books.anext();
            if (i % 3 == 1) row.wait();
        }
    }
    CHECK(in_time(Book::objects.acount()) == 10);
    CHECK(aside::shutdown());
    aside::disconnect();
    aside::connect(database.url());
}

TEST_CASE("an error in the background is thrown by every later row") {
    const aside::testing::TestDatabase<> database;
    auto books = Book::objects.aiterator();
    CHECK_THROWS_AS(in_time(books.anext()), aside::ProgrammingError);
    CHECK_THROWS_AS(in_time(books.anext()), aside::ProgrammingError);
}

TEST_CASE("an iterator that was moved from is an error, and no crash") {
    auto books = Book::objects.aiterator();
    auto moved = std::move(books);
    CHECK_THROWS_AS((void)books.anext(), std::future_error);
}

TEST_CASE("an iterator made in a transaction sees what that wrote") {
    const SharedTestDatabase<Book> database;
    aside::atomic([] {
        add_many(3);
        CHECK(async_to_sync(pages_one_by_one(2)) == 6);
        auto books = Book::objects.aiterator();
        CHECK(in_time(books.anext())->title == "book 1");
    });
}

TEST_CASE("blocking for each row on an arena thread works at any size of the pool") {
    const SharedTestDatabase<Book> database;
    add_many(20);
    for (const int threads : {1, 2, 16}) {
        const ArenaOf arena(threads);
        const auto sum = aside::sync_to_async([] {
            int pages = 0;
            auto books = Book::objects.aiterator({.chunk_size = 3});
            while (const auto book = books.anext().get()) pages += book->pages;
            return pages;
        });
        std::vector<aside::Future<int>> sums;
        for (int i = 0; i < 20; ++i) sums.push_back(sum());
        for (auto& each : sums) CHECK(in_time(std::move(each)) == 210);
    }
}

TEST_CASE("what is prefetched is there with the row") {
    using pizzeria::SharedMenu, pizzeria::Pizza, pizzeria::Topping;
    const SharedMenu menu;
    const auto read = []() -> Task<pizzeria::Texts> {
        pizzeria::Texts toppings;
        auto pizzas = Pizza::objects.order_by("id"_f)
                          .prefetch_related("toppings"_f)
                          .aiterator({.chunk_size = 2});
        while (const auto pizza = co_await pizzas.anext()) {
            const aside::EventLoopGuard guard;
            for (const Topping& topping : pizza->toppings.all()) toppings.push_back(topping.name);
        }
        co_return toppings;
    };
    const aside::QueryLog log;
    auto toppings = async_to_sync(read());
    std::sort(toppings.begin(), toppings.end());
    CHECK(toppings == pizzeria::Texts{"basil", "cheese", "cheese"});
    CHECK(log.size() == 3);  // the pizzas, and the toppings of each chunk
}
