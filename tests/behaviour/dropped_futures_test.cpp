#include <doctest/doctest.h>

#include <chrono>

#include "exec/child.hpp"
#include "support/books.hpp"

using namespace library;
using namespace std::chrono_literals;

TEST_CASE("child: drops a thousand futures and returns from main" * doctest::skip()) {
    aside::connect(std::getenv("ASIDE_TEST_CHILD_URL"));
    for (int i = 1; i <= 1000; ++i) Book::objects.acreate("title"_f = "book " + std::to_string(i));
}

TEST_CASE("a thousand rows whose futures were dropped right before the end are all there") {
    const aside::testing::SharedTestDatabase<Book> database;
    const auto child =
        aside::testing::run_child("child: drops a thousand futures and returns from main",
                                  "ASIDE_TEST_CHILD_URL=" + database.url());
    CHECK_MESSAGE(child.status == 0, child.output);
    CHECK(Book::objects.count() == 1000);
}

TEST_CASE("sixteen queries of 100 ms each take about 100 ms side by side, on however few cores") {
    const aside::testing::SharedTestDatabase<Book> database;
    const auto slow =
        aside::on_query([](const aside::Statement&) { std::this_thread::sleep_for(100ms); });
    const auto start = std::chrono::steady_clock::now();
    std::vector<aside::Future<std::int64_t>> counts;
    for (int i = 0; i < 16; ++i) counts.push_back(Book::objects.acount());
    for (auto& count : counts) CHECK(count.get() == 0);
    const auto took = std::chrono::steady_clock::now() - start;
    CHECK(took >= 100ms);
    CHECK(took < 800ms);  // one after the other: 1.6 s
}
