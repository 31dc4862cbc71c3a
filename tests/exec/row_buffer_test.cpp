#include "aside/detail/row_buffer.hpp"

#include <doctest/doctest.h>

#include <cstdint>
#include <stdexcept>
#include <string>

namespace {

using aside::detail::RowBuffer;
using aside::detail::RowVector;

/// A row that counts how many there are, and whose third move throws where it is told to.
struct Counted {
    static inline int alive = 0;
    static inline int moves_left = -1;

    Counted() { ++alive; }
    Counted(Counted&&) {
        if (moves_left-- == 0) throw std::runtime_error("no move");
        ++alive;
    }
    ~Counted() { --alive; }
};

}  // namespace

TEST_CASE("rows keep their values while a buffer grows") {
    const auto text = [](std::size_t i) {
        return "a row of more than a few characters " + std::to_string(i);
    };
    RowVector<std::string> rows;
    for (std::size_t i = 0; i < 100; ++i) *static_cast<std::string*>(rows.append()) = text(i);
    REQUIRE(rows.size() == 100);
    for (std::size_t i = 0; i < 100; ++i) CHECK(rows[i] == text(i));
}

TEST_CASE("rows stand where their type must be aligned") {
    struct alignas(64) Wide {
        char byte = 0;
    };
    RowVector<Wide> rows;
    for (int i = 0; i < 3; ++i) CHECK(reinterpret_cast<std::uintptr_t>(rows.append()) % 64 == 0);
}

TEST_CASE("a buffer destroys each of its rows once") {
    Counted::alive = 0;
    Counted::moves_left = -1;
    {
        RowVector<Counted> rows;
        for (int i = 0; i < 5; ++i) rows.append();
        CHECK(Counted::alive == 5);
        RowVector<Counted> other = std::move(rows);
        CHECK(Counted::alive == 5);
        CHECK(rows.empty());
        other.clear();
        CHECK(Counted::alive == 0);
        other.append();
        rows = std::move(other);
        CHECK(rows.size() == 1);
    }
    CHECK(Counted::alive == 0);
}

TEST_CASE("a row that cannot be moved while a buffer grows leaves no row behind") {
    Counted::alive = 0;
    Counted::moves_left = -1;
    RowVector<Counted> rows;
    for (int i = 0; i < 4; ++i) rows.append();
    Counted::moves_left = 2;
    CHECK_THROWS_WITH(rows.append(), "no move");
    CHECK(rows.empty());
    CHECK(Counted::alive == 0);
    Counted::moves_left = -1;
    rows.append();
    CHECK(rows.size() == 1);
}

TEST_CASE("a buffer that is cleared makes its rows of those that it had") {
    RowVector<std::string> rows;
    *static_cast<std::string*>(rows.append()) = "a row of more than a few characters";
    const auto room = rows[0].capacity();
    rows.clear();
    CHECK(rows.empty());
    auto& again = *static_cast<std::string*>(rows.append());
    CHECK(again.empty());
    CHECK(again.capacity() == room);
    again = "another one, of some more characters";
    for (int i = 0; i < 5; ++i) CHECK(static_cast<std::string*>(rows.append())->empty());
    CHECK(rows[0] == "another one, of some more characters");
    CHECK(rows.size() == 6);
}
