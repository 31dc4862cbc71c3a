// What comes from a request is as large and as deep as who sends it likes.
#include <chrono>
#include <ctime>

#include "aside/json.hpp"
#include "support/both_ways.hpp"
#include "support/database.hpp"
#include "support/features.hpp"

namespace inbox {
using namespace aside::literals;

struct Part;
struct Note : aside::Model<Note> {
    std::int64_t id = 0;
    std::string text;
    double weight = 0;
    aside::Json data;
    aside::ReverseForeignKey<Part, "note"> parts;
};
struct Part : aside::Model<Part> {
    std::int64_t id = 0;
    aside::ForeignKey<Note, aside::cascade> note;
};

struct Inbox : aside::testing::TestDatabase<Note, Part> {
    explicit Inbox(int size = 5000) {
        std::vector<Note> notes;
        for (int i = 1; i <= size; ++i)
            notes.push_back({.text = "n" + std::to_string(i), .weight = i / 4.0});
        Note::objects.bulk_create(notes);
    }
};
std::string nested(std::size_t depth, std::string_view inner = "") {
    return std::string(depth, '[') + std::string(inner) + std::string(depth, ']');
}
template <class Call>
std::string message_of(Call call) {
    try {
        call();
    } catch (const aside::Error& error) {
        return error.what();
    }
    return {};
}

}  // namespace inbox

using namespace inbox;
using aside::Json;

TEST_CASE("JSON is 1,000 deep at most, wherever it comes from") {
    CHECK(Json::parse(nested(1000)) == Json::parse(" " + nested(1000)));
    CHECK(Json::parse("\"" + nested(2000) + "\"").text().size() == 4002);
    CHECK(Json::parse("\"\\\"" + nested(2000) + "\"").text().size() == 4004);
    for (const std::size_t depth : {std::size_t{1001}, std::size_t{2'000'000}}) {
        CHECK_THROWS_AS((void)Json::parse(nested(depth)), aside::ValidationError);
        std::string objects;
        for (std::size_t i = 0; i < depth; ++i) objects += R"({"a":)";
        CHECK_THROWS_AS((void)Json::parse(objects), aside::ValidationError);
        const Json read = Json::from_valid_text(nested(depth));
        CHECK(read == Json(read));
        CHECK_THROWS_AS((void)(read == Json::from_valid_text(" " + nested(depth))),
                        aside::ValidationError);
        CHECK_THROWS_AS((void)aside::to_nlohmann(read), aside::ValidationError);
    }
    auto value = nlohmann::json::parse(nested(2'000'000));
    CHECK_THROWS_AS((void)aside::from_nlohmann(value), aside::ValidationError);
    CHECK(aside::to_nlohmann(aside::from_nlohmann(nlohmann::json::parse(nested(1000)))).is_array());
}

BOTH_WAYS("deep JSON in conditions is an error, or compared as text") {
    const Inbox inbox;
    CHECK_THROWS_AS((void)Note::objects.filter(aside::field("data") = nested(100'000)),
                    aside::ValidationError);
    const Json deep = Json::from_valid_text(nested(100'000));
    const auto equal = Note::objects.filter("data"_f == deep);
    const auto part = Note::objects.filter("data"_f.contains(deep));
    if (aside::testing::features().keeps_json_text) {
        CHECK(CALL(equal, count) == 0);
        CHECK(CALL(part, count) == 0);
    } else {
        CHECK_THROWS_AS(CALL(equal, count), aside::DatabaseError);
        CHECK_THROWS_AS(CALL(part, count), aside::DatabaseError);
    }
    CHECK(CALL(Note::objects.filter("data"_f == Json::parse(nested(1000))), count) == 0);
}

TEST_CASE("numbers and text that no double or document can hold are errors of ours") {
    CHECK_THROWS_AS((void)Json::parse("1e400"), aside::ValidationError);
    CHECK_THROWS_AS((void)Json::parse("[-1e400]"), aside::ValidationError);
    CHECK_THROWS_AS((void)aside::to_nlohmann(Json::from_valid_text("1e400")),
                    aside::ValidationError);
    CHECK_THROWS_AS((void)aside::to_nlohmann(Json::from_valid_text("{")), aside::ValidationError);
    CHECK_THROWS_AS((void)aside::from_nlohmann(nlohmann::json("\xff")), aside::ValidationError);
    CHECK_FALSE(Json::from_valid_text("1e400") == Json::parse("1"));
}

TEST_CASE("names that come at run time are refused in a short time by a short text") {
    const Inbox inbox;
    std::string steps = "parts";
    while (steps.size() < 800'000) steps += "__note__parts";
    const std::string long_name(1'000'000, 'x');
    for (const std::string& name : {steps, long_name}) {
        const auto field = aside::field(name);
        for (const std::string& message :
             {message_of([&] { (void)Note::objects.filter(field == "1"); }),
              message_of([&] { (void)Note::objects.filter(aside::field(name + "__gt") = "1"); }),
              message_of([&] { (void)Note::objects.order_by(field); }),
              message_of([&] { (void)Note::objects.annotate("n"_f = Lower(field)); }),
              message_of([&] { Note::objects.update(aside::field(name) = "1"); })}) {
            CHECK_FALSE(message.empty());
            CHECK(message.size() < 2100);
        }
    }
    const std::string huge(1'000'000, '7');
    for (const std::string_view path : {"id", "weight"}) {
        const std::string message =
            message_of([&] { (void)Note::objects.filter(aside::field(path) = huge + "x"); });
        CHECK_FALSE(message.empty());
        CHECK(message.size() < 2100);
    }
}

TEST_CASE("a message ends before a character, and says how long it was") {
    std::string text;
    while (text.size() < 10'000) text += "\u20ac";
    const std::string said = aside::Error(text).what();
    CHECK(said.starts_with("\u20ac"));
    CHECK(said.ends_with("\u20ac... (10002 bytes)"));
    CHECK(said.size() < 2100);
    CHECK(std::string(aside::FieldError("short").what()) == "short");
}

BOTH_WAYS("a condition of thousands of terms is compiled and found, by each operator") {
    const Inbox inbox(50);
    aside::Q<Note> any;
    aside::Q<Note> all;
    aside::Q<Note> odd;
    aside::Q<Note> related;
    for (int i = 11; i < 4000; ++i) {
        any |= "id"_f == i;
        all &= "id"_f != i;
        odd ^= "id"_f == i;
        related |= "parts__id"_f == i;
    }
    CHECK(CALL(Note::objects.filter(any), count) == 40);
    CHECK(CALL(Note::objects.filter(all), count) == 10);
    CHECK(CALL(Note::objects.filter(odd), count) == 40);
    CHECK(CALL(Note::objects.exclude(any), count) == 10);
    CHECK(CALL(Note::objects.filter(related), count) == 0);
    CHECK(CALL(Note::objects.filter(!all && any), count) == 40);
    auto rows = Note::objects.all();
    for (int i = 1; i <= 1200; ++i) rows = rows.filter("id"_f != i + 10);
    CHECK(CALL(rows, count) == 10);
}

BOTH_WAYS("thousands of alternatives of one column are a list of values") {
    const Inbox inbox(50);
    aside::Q<Note> texts;
    aside::Q<Note> mixed("id"_f > 45);
    for (int i = 11; i < 8000; ++i) {
        texts |= "text"_f == "n" + std::to_string(i);
        mixed |= aside::Q<Note>("text"_f == "n" + std::to_string(i - 8));
        mixed |= aside::Q<Note>("weight"_f == (i - 8) / 4.0);
        if (i % 100 == 0) mixed |= "text"_f.startswith("x");
    }
    const aside::Q<Note> some = aside::Q<Note>("id"_f < 20) && texts;
    const std::clock_t begin = std::clock();  // of this process: others may take the cores
    CHECK(CALL(Note::objects.filter(texts), count) == 40);
    CHECK(CALL(Note::objects.exclude(texts), count) == 10);
    CHECK(CALL(Note::objects.filter(mixed), count) == 48);
    CHECK(CALL(Note::objects.filter(!mixed), count) == 2);
    CHECK(CALL(Note::objects.filter(some), count) == 9);
    CHECK(std::clock() - begin < 5 * CLOCKS_PER_SEC);
}

BOTH_WAYS("many alternatives that are named at run time keep the lookups that they end in") {
    const Inbox inbox(50);
    aside::Q<Note> ending;
    aside::Q<Note> equal;
    for (int i = 48; i < 300; ++i) {
        ending |= aside::Q<Note>(aside::field("id__gt") = i);
        equal |= aside::Q<Note>(aside::field("text") = "n" + std::to_string(i));
    }
    CHECK(CALL(Note::objects.filter(ending), count) == 2);
    CHECK(CALL(Note::objects.filter(equal), count) == 3);
}

BOTH_WAYS("JSON is asked for a thousand keys") {
    const Inbox inbox(1);
    std::vector<std::string> keys;
    for (int i = 0; i < 1000; ++i) keys.push_back("k" + std::to_string(i));
    CHECK(CALL(Note::objects.filter("data"_f.has_keys(keys)), count) == 0);
    CHECK(CALL(Note::objects.filter("data"_f.has_any_keys(keys)), count) == 0);
    std::string path = "data";
    for (int i = 0; i < 200; ++i) path += "__k";
    CHECK_THROWS_AS((void)CALL(Note::objects.filter(aside::field(path) = 1), count),
                    aside::FieldError);
}

TEST_CASE("adding to a condition joins it like the operator does") {
    const Inbox inbox(50);
    using Q = aside::Q<Note>;
    const auto count = [](const Q& q) { return Note::objects.filter(q).count(); };
    Q q;
    q |= Q();
    CHECK(count(q) == 50);
    q |= "id"_f == 1;
    q |= "id"_f == 2;
    CHECK(count(q) == 2);
    q &= "id"_f != 1;
    CHECK(count(q) == 1);
    const Q& itself = q;
    q |= itself;
    CHECK(count(q) == 1);
    q ^= itself;
    CHECK(count(q) == 0);
    Q both("id"_f == 1 || "id"_f == 2);
    both |= Q("id"_f == 3 || "id"_f == 4);
    CHECK(count(both) == 4);
    const Q& both_again = both;
    both &= both_again;
    CHECK(count(both) == 4);
}

TEST_CASE("conditions and querysets that are nested too deep are refused where they are made") {
    const Inbox inbox(50);
    aside::Q<Note> q("id"_f > 0);
    const auto nest = [&] {
        for (int i = 0; i < 100'000; ++i) {
            if (i % 2 == 0)
                q |= "id"_f == i;
            else
                q &= "id"_f > 0;
        }
    };
    CHECK_THROWS_AS(nest(), aside::NotSupportedError);
    aside::Q<Note> negated("id"_f > 0);
    const auto negate = [&] {
        for (int i = 0; i < 100'000; ++i) negated = !negated;
    };
    CHECK_THROWS_AS(negate(), aside::NotSupportedError);
    aside::Q<Note> doubled("id"_f > 0);
    const auto double_it = [&] {
        const aside::Q<Note>& itself = doubled;
        for (int i = 0; i < 100; ++i) doubled |= itself;
    };
    CHECK_THROWS_WITH_AS(double_it(), doctest::Contains("1000000 parts"), aside::NotSupportedError);
    auto rows = Note::objects.all();
    const auto filter = [&] {
        for (int i = 0; i < 100'000; ++i) rows = Note::objects.filter("id"_f.in(rows));
    };
    CHECK_THROWS_AS(filter(), aside::NotSupportedError);
    auto united = Note::objects.all();
    const auto unite = [&] {
        for (int i = 0; i < 100'000; ++i) united = united.union_(Note::objects.limit(1));
    };
    CHECK_THROWS_AS(unite(), aside::NotSupportedError);
    auto combined = Note::objects.filter("id"_f > 0);
    const auto combine = [&] {
        for (int i = 0; i < 100'000; ++i)
            combined =
                (combined | Note::objects.filter("id"_f = i)) & Note::objects.filter("id"_f > 0);
    };
    CHECK_THROWS_AS(combine(), aside::NotSupportedError);
}

BOTH_WAYS("in() takes more values than the engine takes parameters") {
    const Inbox inbox(5000);
    std::vector<std::int64_t> ids{4999, 5000};
    std::vector<std::string> texts{"n4999", "n5000"};
    std::vector<double> weights{4999 / 4.0, 1250};
    for (int i = 10'000; i < 300'000; ++i) ids.push_back(i);
    for (int i = 10'000; i < 30'000; ++i) {
        texts.push_back("a \"text\"\\\n" + std::to_string(i));
        weights.push_back(i / 4.0);
    }
    CHECK(CALL(Note::objects.filter("id"_f.in(ids)), count) == 2);
    CHECK(CALL(Note::objects.exclude("id"_f.in(ids)), count) == 4998);
    CHECK(CALL(Note::objects.filter("text"_f.in(texts)), count) == 2);
    CHECK(CALL(Note::objects.filter("weight"_f.in(weights)), count) == 2);
    CHECK(CALL(Note::objects.filter("data__a"_f.in(texts)), count) == 0);
    if (aside::testing::features().text_of_any_bytes) {
        const std::vector<std::string> with_nul(1001, std::string("a\0b", 3));
        CHECK(CALL(Note::objects.filter("text"_f.in(with_nul)), count) == 0);
    }
    CHECK(CALL(Note::objects.filter(aside::field("id__in") = ids), count) == 2);
    Note::objects.filter("id"_f = 7).update("text"_f = texts.back());
    CHECK(CALL(Note::objects.filter("text"_f.in(texts), "id"_f < 10), get).id == 7);
}
