#include "aside/json.hpp"
#include "exec/database/databases.hpp"
#include "fuzz/fuzz.hpp"
#include "fuzz/models.hpp"

using aside::testing::Chance;
using aside::testing::fuzz;
using aside::testing::mutated;
using namespace fuzzed;

namespace {

const std::vector<std::string_view> numbers = {"0",
                                               "-0",
                                               "12.50",
                                               "-99999999.99",
                                               "1e3",
                                               "1E-2",
                                               "999999999999.999999",
                                               "9223372036854775807",
                                               "+5",
                                               ".5",
                                               "5.",
                                               "NaN",
                                               "inf",
                                               "0x10",
                                               "1_000"};
const std::vector<std::string_view> times = {"2024-02-29",
                                             "2024-02-29 12:30:00",
                                             "2024-02-29T12:30:00.123456Z",
                                             "0001-01-01 00:00:00",
                                             "9999-12-31 23:59:59.999999",
                                             "23:59:59.5",
                                             "00:00",
                                             "12:00+02:00",
                                             "3 days, 4:05:06",
                                             "P1DT2H",
                                             "-1 days, 23:59:59.000001",
                                             "106751991 days",
                                             "2024-02-29T12:30:00-23:59"};
const std::vector<std::string_view> documents = {
    "null",     "{\"a\": [1, 2.5, \"x\", {\"b\": null}]}",
    "[]",       "\"\\ud83c\\udf55\"",
    "[[[[]]]]", "1e400",
    "-0.0",     "{\"a\": 1, \"a\": 2}",
    "true"};
const std::vector<std::string_view> uuids = {
    "12345678-1234-5678-1234-567812345678", "12345678123456781234567812345678",
    "{12345678-1234-5678-1234-567812345678}", "urn:uuid:12345678-1234-5678-1234-567812345678"};
const std::vector<std::string_view> urls = {"sqlite::memory:",
                                            "sqlite:/nowhere/at/all.db",
                                            "sqlite:x?mode=ro&synchronous=full",
                                            "sqlite:%3F%25",
                                            "postgres://u:p@h/db",
                                            "sqlite:///a?mode=rwc",
                                            "sqlite:?",
                                            ""};

/// Calls it; what it throws must be an error of ours, with a text that a log can take.
template <class Function>
bool accepts(Function function) {
    try {
        function();
        return true;
    } catch (const aside::Error& error) {
        CHECK(std::string_view(error.what()).size() < 8000);
        return false;
    }
}

}  // namespace

TEST_CASE("a decimal that is read is written as what is read again, anything else is refused") {
    fuzz(3000, [](Chance& chance) {
        const std::string text = mutated(chance, numbers);
        CAPTURE(text);
        accepts([&] {
            const auto read = aside::Decimal<10, 2>::parse(text);
            CHECK(read < aside::Decimal<10, 2>::from_units(10'000'000'000));
            CHECK(read > aside::Decimal<10, 2>::from_units(-10'000'000'000));
            CHECK(aside::Decimal<10, 2>::parse(read.to_string()) == read);
        });
        accepts([&] {
            const auto read = aside::Decimal<18, 18>::parse(text);
            CHECK(read.units() < 1'000'000'000'000'000'000);
            CHECK(read.units() > -1'000'000'000'000'000'000);
            CHECK(aside::Decimal<18, 18>::parse(read.to_string()) == read);
        });
        accepts([&] {
            const auto read = aside::Decimal<18, 0>::parse(text);
            CHECK(aside::Decimal<18, 0>::parse(read.to_string()) == read);
        });
    });
}

TEST_CASE("a UUID that is read is written as what is read again, anything else is refused") {
    fuzz(3000, [](Chance& chance) {
        const std::string text = mutated(chance, uuids);
        CAPTURE(text);
        accepts([&] {
            const auto read = aside::Uuid::parse(text);
            CHECK(aside::Uuid::parse(read.to_string()) == read);
        });
    });
}

TEST_CASE(
    "a JSON document that is read equals itself and is one for nlohmann::json, anything else is "
    "refused") {
    fuzz(3000, [](Chance& chance) {
        const std::string text = mutated(chance, documents);
        CAPTURE(text);
        accepts([&] {
            const auto read = aside::Json::parse(text);
            CHECK(read.text() == text);
            CHECK(read == aside::Json::parse(text + " "));
            accepts([&] { CHECK(aside::from_nlohmann(aside::to_nlohmann(read)) == read); });
        });
    });
}

TEST_CASE("a URL is understood or refused") {
    fuzz(1500, [](Chance& chance) {
        std::string url = mutated(chance, urls);
        CAPTURE(url);
        // No file is made: what is no database in memory leads to a folder that is not there.
        const bool memory = url.starts_with("sqlite::memory:");
        if (!memory && url.starts_with("sqlite:") && !url.starts_with("sqlite:/nowhere/"))
            url.insert(7, "/nowhere/at/all/");
        if (accepts([&] { aside::connect(url, {.alias = "fuzzed"}); })) aside::disconnect("fuzzed");
    });
}

// What a request says of a column: text that is read as the column's kind when the filter is made.
TEST_CASE("a text for a column of any kind is found where it was stored, or refused") {
    const aside::testing::TestDatabase<Shelf, Thing> database;
    fuzz(1500, [](Chance& chance) {
        static constexpr std::array<std::string_view, 12> fields = {
            "number", "maybe",  "real", "flag",   "price", "exact",
            "day",    "moment", "hour", "length", "code",  "data"};
        const std::string_view field = chance.of(fields);
        const auto& samples = chance.one_in(2)   ? times
                              : chance.one_in(2) ? numbers
                              : chance.one_in(2) ? uuids
                                                 : documents;
        const std::string text = mutated(chance, samples);
        CAPTURE(field);
        CAPTURE(text);
        accepts([&] {
            const Thing made = Thing::objects.create("text"_f = "made");
            const auto same = Thing::objects.filter("id"_f == made.id);
            const auto changed = same.update(aside::field(field) = text);
            CHECK(changed == 1);
            CHECK(Thing::objects.get("id"_f = made.id).text == "made");
            const auto found = same.filter(aside::field(field) = text).count();
            CHECK(found == 1);
        });
        Thing::objects.all().delete_();
    });
}
