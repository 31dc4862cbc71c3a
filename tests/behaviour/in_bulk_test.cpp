#include <doctest/doctest.h>

#include <numeric>

#include "support/both_ways.hpp"
#include "support/database.hpp"

using namespace aside::literals;

namespace {

struct Code : aside::Model<Code> {
    std::int64_t id = 0;
    std::string text;
    std::optional<std::int32_t> number;
    static constexpr auto meta = aside::meta("text"_f.unique(), aside::unique_together("number"_f));
};

}  // namespace

BOTH_WAYS("more keys than a statement takes parameters are asked for in several") {
    const aside::testing::TestDatabase<Code> database;
    std::vector<Code> codes(40'000);
    for (std::size_t i = 0; i < codes.size(); ++i) codes[i].text = std::to_string(i);
    Code::objects.bulk_create(codes);
    std::vector<std::int64_t> keys(70'000);
    std::iota(keys.begin(), keys.end(), 1);
    const auto rows = CALL(Code::objects.filter("id"_f > 0), in_bulk, keys);
    CHECK(rows.size() == 40'000);
    CHECK(rows.at(40'000).text == "39999");
}

BOTH_WAYS("a unique field may be nullable") {
    const aside::testing::TestDatabase<Code> database;
    Code::objects.create({.text = "a", .number = 5});
    const auto rows = CALL(Code::objects, in_bulk, "number"_f, {5, 6});
    CHECK(rows.size() == 1);
    CHECK(rows.at(5).text == "a");
    CHECK(CALL(Code::objects, in_bulk, "text"_f, {std::string("a")}).at("a").number == 5);
}

BOTH_WAYS("rows of values are known by a column of theirs") {
    const aside::testing::TestDatabase<Code> database;
    Code::objects.create({.text = "a", .number = 5});
    Code::objects.create({.text = "b"});
    const std::vector<std::int64_t> keys{1, 2, 3};
    const auto by_key = CALL(Code::objects.values("id"_f, "text"_f), in_bulk, keys);
    CHECK(by_key.size() == 2);
    CHECK(by_key.at(2)["text"_f] == "b");
    CHECK(CALL(Code::objects.values("pk"_f, "text"_f), in_bulk, keys).at(1)["text"_f] == "a");
    const auto numbered = Code::objects.values("number"_f, "up"_f = Upper("text"_f));
    CHECK(CALL(numbered, in_bulk, "number"_f, {5}).at(5)["up"_f] == "A");
    CHECK(CALL(Code::objects.values(), in_bulk, keys).at(2)["number"_f] == std::nullopt);
}
