#include "fuzz/fuzz.hpp"
#include "fuzz/models.hpp"

using aside::testing::Chance;
using aside::testing::fuzz;
using aside::testing::mutated;
using namespace fuzzed;

namespace {

constexpr std::array<std::string_view, 24> steps = {
    "id",    "pk",       "number",    "maybe",  "text", "note",   "real", "flag",
    "price", "exact",    "day",       "moment", "hour", "length", "code", "data",
    "shelf", "shelf_id", "thing_set", "name",   "a",    "0",      "-1",   "password"};
constexpr std::array<std::string_view, 17> other_ends = {
    "contained_by", "year", "month",  "date",   "time",         "week_day", "quarter",
    "iso_year",     "hour", "minute", "second", "exact__exact", "",         "_",
    "__",           "desc", "-"};
/// Every lookup, and what may look like one.
const std::vector<std::string_view>& ends() {
    static const auto all = [] {
        const auto& lookups = aside::detail::lookup_names;
        std::vector<std::string_view> names(std::begin(lookups), std::end(lookups));
        names.insert(names.end(), other_ends.begin(), other_ends.end());
        return names;
    }();
    return all;
}
const std::vector<std::string_view> values = {"1",     "-7.5",
                                              "x",     "true",
                                              "None",  "null",
                                              "",      "2024-01-01",
                                              "a,b",   "[1]",
                                              "{}",    "%",
                                              "(",     "2024-01-01 10:00:00",
                                              "12:00", "12345678123456781234567812345678"};

/// A path that may be right: fields, relations, keys of JSON, transforms, a lookup.
std::string random_path(Chance& chance) {
    std::string path(chance.of(steps));
    for (std::size_t further = chance.below(4); further > 0; --further)
        path.append("__").append(chance.one_in(2) ? chance.of(steps) : chance.of(ends()));
    if (chance.one_in(10)) path = mutated(chance, {path});
    if (chance.one_in(10)) path.insert(0, "-");
    return path;
}

/// Makes a queryset and evaluates it; what may go wrong is an error of ours, with a text that a log
/// can take.
template <class Function>
bool works(Function function) {
    try {
        function();
        return true;
    } catch (const aside::ProgrammingError& error) {
        FAIL_CHECK("the statement is wrong: " << error.what());
    } catch (const aside::Error& error) {
        CHECK(std::string_view(error.what()).size() < 8000);
    }
    return false;
}

struct Things : aside::testing::TestDatabase<Shelf, Thing> {
    Things() {
        Shelf::objects.create("name"_f = "upper");
        Thing::objects.create("number"_f = 1, "text"_f = "x", "shelf"_f = 1,
                              "data"_f = aside::Json::parse(R"({"a": [1]})"));
        Thing::objects.create("number"_f = 2, "maybe"_f = 3, "note"_f = "n");
    }
};

}  // namespace

TEST_CASE("a filter by any name works and excludes what it does not find, or is refused") {
    const Things things;
    fuzz(3000, [](Chance& chance) {
        const std::string path = random_path(chance);
        const std::string text =
            chance.one_in(3) ? mutated(chance, values) : std::string(chance.of(values));
        CAPTURE(path);
        CAPTURE(text);
        works([&] {
            const auto found = Thing::objects.filter(aside::field(path) = text);
            const auto count = found.count();
            CHECK(static_cast<std::int64_t>(found.list().size()) == count);
            CHECK(found.acount().get() == count);
            CHECK(found.exists() == (count > 0));
        });
        works(
            [&] { static_cast<void>(Thing::objects.exclude(aside::field(path) = text).count()); });
        works([&] {
            static_cast<void>(
                Thing::objects.filter(aside::field(path).in(std::vector<std::string>{text, "1"}))
                    .count());
        });
        works([&] {
            static_cast<void>(
                Shelf::objects.filter(aside::field("thing_set__" + path) = text).count());
        });
    });
}

TEST_CASE("an ordering by any name keeps all rows, or is refused") {
    const Things things;
    fuzz(3000, [](Chance& chance) {
        const std::string path = random_path(chance);
        const std::string other = random_path(chance);
        CAPTURE(path);
        CAPTURE(other);
        works([&] {
            const auto ordered = Thing::objects.order_by(aside::field(path), "id"_f);
            const bool many = path.find("thing_set") != std::string::npos;
            CHECK((many ? ordered.size() >= 2 : ordered.size() == 2));
            if (!many) CHECK(ordered.reverse().list()[0].id == ordered.list()[1].id);
        });
        works([&] {
            static_cast<void>(
                Thing::objects.filter(aside::field(path) == aside::field(other)).count());
        });
        works([&] {
            static_cast<void>(Thing::objects.filter(aside::field(path) == "number"_f).count());
        });
    });
}

TEST_CASE("an update by any name changes one row, or is refused") {
    const Things things;
    fuzz(2000, [](Chance& chance) {
        const std::string path = random_path(chance);
        const std::string text(chance.of(values));
        CAPTURE(path);
        CAPTURE(text);
        works([&] {
            const auto changed =
                Thing::objects.filter("id"_f == 2).update(aside::field(path) = text);
            CHECK(changed <= 1);
        });
        CHECK(Thing::objects.count() == 2);
        if (chance.one_in(50) || Thing::objects.filter("id"_f == 2).count() == 0) {
            Thing::objects.exclude("id"_f == 1).delete_();
            Thing::objects.create("id"_f = 2, "number"_f = 2, "maybe"_f = 3, "note"_f = "n");
        }
    });
}
