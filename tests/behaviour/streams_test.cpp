#include <doctest/doctest.h>

#include <thread>

#include "support/database.hpp"
#include "support/gate.hpp"

using namespace aside::literals;
using aside::testing::TestDatabase;

namespace {

struct Line : aside::Model<Line> {
    std::int64_t id = 0;
    std::int32_t number = 0;
};

template <class Database>
struct LinesOf : Database {
    LinesOf() {
        std::vector<Line> lines(100);
        for (int i = 0; i < 100; ++i) lines[static_cast<std::size_t>(i)].number = i;
        Line::objects.bulk_create(lines);
    }
};
using Lines = LinesOf<TestDatabase<Line>>;
using SharedLines = LinesOf<aside::testing::SharedTestDatabase<Line>>;

}  // namespace

TEST_CASE("a stream sees the rows that were there when it began, whatever is written meanwhile") {
    const Lines lines;
    int sum = 0;
    for (const Line& line : Line::objects.order_by("id"_f).iterator({.chunk_size = 10})) {
        sum += line.number;
        Line::objects.filter("pk"_f == line.id + 50).update("number"_f = 0);
    }
    CHECK(sum == 99 * 100 / 2);
}

TEST_CASE("querysets and writes inside of a stream's loop do not wait for it") {
    const Lines lines;
    int rows = 0;
    for (const Line& line : Line::objects.iterator({.chunk_size = 7})) {
        CHECK(Line::objects.get("pk"_f = line.id) == line);
        Line::objects.create("number"_f = 1);
        ++rows;
    }
    CHECK(rows == 100);
    CHECK(Line::objects.count() == 200);
}

TEST_CASE("a stream that is left early gives back what it holds") {
    const Lines lines;
    for (int i = 0; i < 40; ++i)
        for (const Line& line : Line::objects.iterator({.chunk_size = 1})) {
            CHECK(line.number == 0);
            break;
        }
    CHECK(Line::objects.count() == 100);
}

TEST_CASE("readers do not wait for a write, which has a connection of its own") {
    const SharedLines lines;
    aside::testing::Gate gate("UPDATE");
    auto write = Line::objects.aupdate("number"_f = 0);
    gate.wait_until_held();
    CHECK(Line::objects.count() == 100);
    CHECK(Line::objects.acount().get() == 100);
    gate.open();
    CHECK(write.get() == 100);
}

TEST_CASE("readers and writers on many threads all come to an end") {
    const Lines lines;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 8; ++i)
            threads.emplace_back([i] {
                for (int round = 0; round < 10; ++round) {
                    if (i % 2 == 0)
                        Line::objects.create("number"_f = -1);
                    else
                        CHECK(Line::objects.filter("number"_f >= 0).list().size() == 100);
                }
            });
    }
    CHECK(Line::objects.count() == 140);
}
