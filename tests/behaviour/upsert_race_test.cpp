#include <doctest/doctest.h>

#include <barrier>
#include <thread>

#include "support/books.hpp"
#include "support/features.hpp"

using namespace library;
using aside::testing::SharedTestDatabase;

namespace {

struct Tag : aside::Model<Tag> {
    std::int64_t id = 0;
    std::string name;
    std::int64_t uses = 0;
    static constexpr auto meta = aside::meta("name"_f.unique());
};

constexpr int racers = 16;

/// Lets every thread go at once; gives how many of them created a row.
template <class Call>
int race(Call call) {
    std::barrier start(racers);
    std::atomic<int> created{0};
    std::vector<std::jthread> threads;
    for (int i = 0; i < racers; ++i)
        threads.emplace_back([&] {
            start.arrive_and_wait();
            if (call().created) ++created;
        });
    threads.clear();
    return created;
}

}  // namespace

TEST_CASE("a raced get_or_create makes one row of a unique field") {
    const SharedTestDatabase<Tag> database;
    for (int round = 0; round < 5; ++round) {
        const std::string name = "round " + std::to_string(round);
        CHECK(race([&] { return Tag::objects.aget_or_create("name"_f = name).get(); }) == 1);
        CHECK(Tag::objects.filter("name"_f == name).count() == 1);
    }
}

TEST_CASE("where one writes at a time, a raced get_or_create makes one row of any field") {
    const SharedTestDatabase<Book> database;
    REQUIRES(one_writer);
    for (int round = 0; round < 5; ++round) {
        const std::string name = "round " + std::to_string(round);
        CHECK(race([&] { return Book::objects.get_or_create("title"_f = name); }) == 1);
        CHECK(Book::objects.filter("title"_f == name).count() == 1);
    }
}

TEST_CASE("a raced update_or_create makes one row and loses no update") {
    const SharedTestDatabase<Tag> database;
    const auto use = [] {
        return Tag::objects.update_or_create("name"_f = "x", defaults("uses"_f = "uses"_f + 1));
    };
    Tag::objects.create("name"_f = "x");
    CHECK(race(use) == 0);
    CHECK(Tag::objects.get().uses == racers);
    const auto make = [] {
        return Tag::objects.aupdate_or_create("name"_f = "y", defaults("uses"_f = 1)).get();
    };
    CHECK(race(make) == 1);
    CHECK(Tag::objects.count() == 2);
}
