#include <doctest/doctest.h>

#include "aside/json.hpp"
#include "support/database.hpp"
#include "support/features.hpp"

using namespace aside::literals;
using namespace std::string_literals;
using aside::SqlValue;
using aside::testing::TestDatabase;
using aside::testing::value_of;

namespace {

struct Texts : aside::Model<Texts> {
    std::int64_t id = 0;
    std::string text;
    aside::Blob bytes;
    aside::Uuid uuid;
    aside::Json json;
    std::optional<std::string> maybe_text;
    std::optional<aside::Blob> maybe_bytes;
    std::optional<aside::Uuid> maybe_uuid;
    std::optional<aside::Json> maybe_json;
};

Texts stored_and_read(const Texts& texts) {
    return Texts::objects.get("pk"_f = Texts::objects.create(texts).id);
}

aside::Blob bytes(std::initializer_list<int> values) {
    aside::Blob result;
    for (const int value : values) result.push_back(static_cast<std::byte>(value));
    return result;
}

}  // namespace

namespace {

void check_comes_back(const std::vector<std::string>& texts) {
    for (const std::string& text : texts) {
        const Texts read = stored_and_read({.text = text, .maybe_text = text});
        CHECK(read.text == text);
        CHECK(read.maybe_text == text);
        CHECK(Texts::objects.filter("text"_f == text).count() == 1);
    }
}

}  // namespace

TEST_CASE("text comes back byte for byte") {
    const TestDatabase<Texts> database;
    check_comes_back({"", "żółć 🍕", "it's \"quoted\"; --", std::string(100'000, 'x')});
}

TEST_CASE("text comes back byte for byte, NUL and whatever is no UTF-8 included") {
    const TestDatabase<Texts> database;
    REQUIRES(text_of_any_bytes);
    check_comes_back({"a\0b"s, "\0"s, "\xff\xfe"s});
}

TEST_CASE("lookups of text see beyond a NUL") {
    const TestDatabase<Texts> database;
    REQUIRES(text_of_any_bytes);
    Texts::objects.create("text"_f = "a\0bcd"s);
    CHECK(Texts::objects.filter("text"_f.contains("bc")).exists());
    CHECK(Texts::objects.filter("text"_f.contains("a\0b"s)).exists());
    CHECK(Texts::objects.filter("text"_f.startswith("a\0b"s)).exists());
    CHECK(Texts::objects.filter("text"_f.endswith("cd")).exists());
    CHECK_FALSE(Texts::objects.filter("text"_f.endswith("bc")).exists());
    CHECK_FALSE(Texts::objects.filter("text"_f == "a").exists());
}

TEST_CASE("empty is not NULL") {
    const TestDatabase<Texts> database;
    const Texts empty = stored_and_read({.maybe_text = "", .maybe_bytes = aside::Blob{}});
    CHECK(empty.maybe_text == "");
    CHECK(empty.maybe_bytes == aside::Blob{});
    const Texts null = stored_and_read({});
    CHECK_FALSE(null.maybe_text);
    CHECK_FALSE(null.maybe_bytes);
    CHECK_FALSE(null.maybe_uuid);
    CHECK_FALSE(null.maybe_json);
    CHECK(Texts::objects.filter("maybe_text"_f == nullptr).count() == 1);
}

TEST_CASE("bytes come back as they are") {
    const TestDatabase<Texts> database;
    const aside::Blob some = bytes({0, 1, 127, 128, 255, 0});
    const Texts read = stored_and_read({.bytes = some, .maybe_bytes = some});
    CHECK(read.bytes == some);
    CHECK(read.maybe_bytes == some);
    CHECK(value_of("SELECT bytes FROM texts") == SqlValue(some));
    CHECK(Texts::objects.filter("bytes"_f == some).exists());
}

TEST_CASE("a UUID comes back as it was and is found by its value") {
    const TestDatabase<Texts> database;
    const auto uuid = aside::Uuid::parse("6fa459ea-ee8a-3ca4-894e-db77e160355e");
    CHECK(stored_and_read({.uuid = uuid, .maybe_uuid = uuid}).maybe_uuid == uuid);
    CHECK(Texts::objects.get("uuid"_f = uuid).uuid == uuid);
    const auto random = aside::Uuid::random();
    CHECK(stored_and_read({.uuid = random}).uuid == random);
    CHECK(random != aside::Uuid::random());
}

TEST_CASE("a UUID is read with or without hyphens, and nothing else is") {
    const auto uuid = aside::Uuid::parse("6FA459EAEE8A3CA4894EDB77E160355E");
    CHECK(uuid.to_string() == "6fa459ea-ee8a-3ca4-894e-db77e160355e");
    for (const char* wrong : {"", "6fa459ea", "6fa459ea-ee8a-3ca4-894e-db77e160355g",
                              "6fa459ea-ee8a-3ca4-894e-db77e160355e0"})
        CHECK_THROWS_AS((void)aside::Uuid::parse(wrong), aside::ValidationError);
}

TEST_CASE("JSON comes back with its value") {
    const TestDatabase<Texts> database;
    const std::string text = R"( {"b": 1.00, "a":[true,null, "ż" ]} )";
    const Texts read =
        stored_and_read({.json = aside::Json::parse(text), .maybe_json = aside::Json::parse("[]")});
    CHECK(read.maybe_json->text() == "[]");
    CHECK(read.json == aside::Json::parse(R"({"a":[true,null,"ż"],"b":1.0})"));
    CHECK_FALSE(read.json == aside::Json::parse("{}"));
    CHECK(stored_and_read({}).json.text() == "null");
    CHECK_THROWS_AS((void)aside::Json::parse("{"), aside::ValidationError);
}

TEST_CASE("JSON converts from and to another library's values") {
    const aside::Json json = aside::from_nlohmann({{"a", 1}});
    CHECK(json.text() == R"({"a":1})");
    CHECK(aside::to_nlohmann(json)["a"] == 1);
}

TEST_CASE("empty text ends with nothing but empty text, and excluding an ending keeps it") {
    const TestDatabase<Texts> database;
    Texts::objects.create("text"_f = "");
    Texts::objects.create("text"_f = "ab");
    CHECK(Texts::objects.filter("text"_f.endswith("b")).count() == 1);
    CHECK(Texts::objects.exclude("text"_f.endswith("b")).get().text.empty());
    CHECK(Texts::objects.exclude("text"_f.iendswith("B")).count() == 1);
    CHECK(Texts::objects.filter("text"_f.endswith("")).count() == 2);
}
