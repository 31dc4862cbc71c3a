#include "fixtures/json_reader.hpp"

#include <doctest/doctest.h>

#include <cmath>
#include <limits>

#include "aside/error.hpp"
#include "fixtures/durations.hpp"
#include "fixtures/json_writer.hpp"

using aside::fixtures::JsonReader;
using aside::fixtures::JsonValue;
using aside::fixtures::JsonWriter;
using aside::fixtures::python_real;
using aside::fixtures::read_json;

namespace {

std::string written(const JsonValue& value, int indent = 0) {
    std::string text;
    JsonWriter(text, indent).value(value);
    return text;
}

/// The values of a list, which comes so many bytes at a time.
std::vector<std::string> values_of(const std::string& text, std::size_t at_once) {
    std::size_t at = 0;
    JsonReader reader(
        [&](char* to, std::size_t room) {
            const std::size_t size = text.copy(to, std::min(room, at_once), at);
            at += size;
            return size;
        },
        "rows.json");
    std::vector<std::string> values;
    JsonValue value;
    while (reader.next(value)) values.push_back(written(value));
    CHECK_FALSE(reader.next(value));
    return values;
}

std::string refusal(const std::string& text) {
    try {
        (void)values_of(text, text.size() + 1);
    } catch (const aside::ValidationError& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("a list is read value by value, however its bytes come") {
    const std::string text =
        "\xEF\xBB\xBF [1, {\"a\\\"\": [true, false, null], \"é\\n\": \"\\ud83c\\udf55\"},\n"
        "\t-0.0, 1e5, [], {}, Infinity, -Infinity, NaN ]\r\n";
    const std::vector<std::string> expected = {
        "1",        "{\"a\\\"\": [true, false, null], \"é\\n\": \"🍕\"}",
        "-0.0",     "100000.0",
        "[]",       "{}",
        "Infinity", "-Infinity",
        "NaN"};
    for (const std::size_t at_once : {1, 2, 3, 7, 1000})
        CHECK(values_of(text, at_once) == expected);
    CHECK(values_of("[]", 1).empty());
    CHECK(values_of(" [ ] ", 1).empty());
}

TEST_CASE("broken documents are refused with their name, the line and what is wrong") {
    const std::pair<const char*, const char*> broken[] = {
        {"", "rows.json, line 1: the document is empty"},
        {"\n\n{}", "rows.json, line 3: the document is no list"},
        {"[1", "rows.json, line 1: the document ends inside of the list of rows"},
        {"[1,", "rows.json, line 1: the document ends where a value is expected"},
        {"[1 2]", "expected , or ] behind a row"},
        {"[,1]", "expected a value"},
        {"[1]\n[2]", "rows.json, line 2: something follows"},
        {"[{\"a\": 1,\n\"b\" 2}]", "rows.json, line 2: expected : behind a name"},
        {"[{\"a\": 1 \"b\": 2}]", "expected , or }"},
        {"[{a: 1}]", "expected a name in quotes"},
        {"[{\"a\": 1", "ends inside of an object"},
        {"[{\"a\": \"", "ends inside of a text"},
        {"[\"a\nb\"]", "control character"},
        {"[\"\\x\"]", "unknown escape \\x"},
        {"[\"\\u12g4\"]", "four hexadecimal digits"},
        {"[\"\\ud800\"]", "first half of a character alone"},
        {"[\"\\udc00\"]", "second half of a character alone"},
        {"[\"\xff\"]", "not UTF-8"},
        {"[\"\xc3\"]", "not UTF-8"},
        {"[01]", "begins with 0"},
        {"[1.]", "expected a digit"},
        {"[-]", "expected a digit"},
        {"[1e]", "expected a digit"},
        {"[-Inf]", "expected a value"},
        {"[nul]", "expected a value, not nul"},
        {"[True]", "expected a value, not True"},
        {"['a']", "expected a value"}};
    for (const auto& each : broken) {
        const std::string said = refusal(each.first);
        CHECK_MESSAGE(said.find(each.second) != std::string::npos, each.first, " gives ", said);
    }
}

TEST_CASE("what stands too deep is refused, and does not end the program") {
    CHECK(refusal(std::string(1'000'000, '[')).find("deep in one another") != std::string::npos);
    std::string objects = "[";
    for (int i = 0; i < 2000; ++i) objects += "{\"a\":";
    CHECK(refusal(objects).find("deep in one another") != std::string::npos);
}

TEST_CASE("of values with one name in an object the last one counts, among few and many") {
    CHECK(written(read_json(R"({"a": 1, "b": 2, "a": 3})")) == R"({"b": 2, "a": 3})");
    std::string many = "{";
    for (int i = 0; i < 100; ++i)
        many += "\"" + std::to_string(i % 50) + "\": " + std::to_string(i) + ",";
    many.back() = '}';
    const JsonValue value = read_json(many);
    CHECK(value.names.size() == 50);
    CHECK(value.find("7")->text == "57");
}

TEST_CASE("numbers of JSON are spelled as Python does where that is the same number") {
    CHECK(written(read_json("[1.50, 1E2, 1e16, 12345678901234567890, 0.10000000000000001, -0]")) ==
          "[1.5, 100.0, 1e+16, 12345678901234567890, 0.10000000000000001, -0]");
    CHECK(written(read_json("[1e400, 1e-400, 123456789012345678.5]")) ==
          "[1e400, 1e-400, 123456789012345678.5]");
    constexpr double infinity = std::numeric_limits<double>::infinity();
    const std::pair<double, const char*> reals[] = {{0.0, "0.0"},
                                                    {-0.0, "-0.0"},
                                                    {1.0, "1.0"},
                                                    {0.1, "0.1"},
                                                    {1e15, "1000000000000000.0"},
                                                    {1e16, "1e+16"},
                                                    {0.0001, "0.0001"},
                                                    {0.00001, "1e-05"},
                                                    {1.5e300, "1.5e+300"},
                                                    {5e-324, "5e-324"},
                                                    {infinity, "Infinity"},
                                                    {-infinity, "-Infinity"},
                                                    {123456789.12345679, "123456789.12345679"}};
    for (const auto& [real, text] : reals) CHECK(python_real(real) == text);
}

TEST_CASE("durations are read in the forms that Django reads, and written in its own") {
    using aside::Duration;
    using aside::fixtures::duration_text;
    using aside::fixtures::parse_duration;
    const std::pair<const char*, std::int64_t> texts[] = {{"1 02:03:04.000005", 93784000005},
                                                          {"-1 23:59:59.999999", -1},
                                                          {"00:00:00", 0},
                                                          {"15", 15000000},
                                                          {"1:15", 75000000},
                                                          {"-00:00:01", -1000000},
                                                          {"1 day 00:00:01", 86401000000},
                                                          {"2 days, 0:00:01", 172801000000},
                                                          {"3 days", 259200000000},
                                                          {"P1DT2H3M4.5S", 93784500000},
                                                          {"-PT1S", -1000000},
                                                          {"PT0.000001S", 1},
                                                          {"1,5", 1500000}};
    for (const auto& each : texts)
        CHECK_MESSAGE(parse_duration(each.first) == Duration(each.second), each.first);
    for (const std::int64_t microseconds :
         {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max(),
          std::int64_t{0}, std::int64_t{-1}, std::int64_t{86'400'000'000}})
        CHECK(parse_duration(duration_text(Duration(microseconds))) == Duration(microseconds));
    for (const char* bad : {"", "x", "1 ", "1:2:3:4", "PT", "P1M", "1 day 1 day",
                            "9999999999999999999", "200000000 00:00:00", "1.", "--1", "P1DT"})
        CHECK_THROWS_AS((void)parse_duration(bad), aside::ValidationError);
}
