#include <doctest/doctest.h>

#include "manage/fixture_models.hpp"

using namespace cinema;
using aside::testing::FixtureFolder;
using aside::testing::Ran;
using aside::testing::run_command;
using aside::testing::run_with_input;
using aside::testing::TestDatabase;

namespace {

using Database = TestDatabase<Genre, Director, Film, Poster, Projector, Hall, Ticket, Everything>;

Ran load(const std::string& text, std::vector<std::string> more = {}) {
    more.insert(more.begin(), {"loaddata", "-"});
    return run_with_input<Film, Poster, Projector, Ticket, Everything>(std::move(more), text);
}
void load_all(const std::string& text, std::vector<std::string> more = {}) {
    const Ran ran = load(text, std::move(more));
    CHECK(ran.err == "");
    CHECK(ran.status == 0);
}
/// What a load that is refused says; nothing may be left of it.
std::string refusal(const std::string& text, int status = 2) {
    const auto count = [] {
        return Genre::objects.count() + Director::objects.count() + Film::objects.count() +
               Everything::objects.count() + Poster::objects.count() + Ticket::objects.count();
    };
    const auto before = count();
    const Ran ran = load(text);
    CHECK(ran.status == status);
    CHECK(ran.out == "");
    CHECK(count() == before);
    return ran.err;
}
std::string dump(std::vector<std::string> arguments = {}) {
    arguments.insert(arguments.begin(), "dumpdata");
    return run_command<Film, Poster, Projector, Everything>(std::move(arguments)).out;
}
bool says(const std::string& text, const std::string& part) {
    const bool found = text.find(part) != std::string::npos;
    CHECK_MESSAGE(found, text, " does not say ", part);
    return found;
}

/// A row of `Film`, with one more member if it is given.
std::string film(int pk, const std::string& more = "") {
    return R"({"model": "cinema.film", "pk": )" + std::to_string(pk) +
           R"(, "fields": {"title": "t", "director": 1)" + (more.empty() ? "" : ", " + more) + "}}";
}
const std::string director = R"({"model": "cinema.director", "pk": 1, "fields": {"name": "Ford"}})";

}  // namespace

TEST_CASE("what was written is read again, each value as it was") {
    const Database database;
    Everything::objects.bulk_create(everything());
    const std::string text = dump({"cinema.everything"});
    Everything::objects.all().delete_();
    CHECK(load(text).out == "Installed 3 objects from 1 fixture\n");
    const auto expected = everything();
    const auto rows = Everything::objects.order_by("id"_f).list();
    REQUIRE(rows.size() == expected.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        CHECK(rows[i].real == expected[i].real);
        CHECK(rows[i].text == expected[i].text);
        CHECK(rows[i].data == expected[i].data);
        CHECK(rows[i].moment == expected[i].moment);
        CHECK(rows[i].hour == expected[i].hour);
        CHECK(rows[i].span == expected[i].span);
        CHECK(rows[i].amount == expected[i].amount);
        CHECK(rows[i].share == expected[i].share);
        CHECK(rows[i].document == expected[i].document);
        CHECK(rows[i].size == expected[i].size);
        CHECK(rows[i].note == expected[i].note);
        CHECK(rows[i].count == expected[i].count);
    }
    CHECK(dump({"cinema.everything"}) == text);
}

TEST_CASE("rows may come before those that they name, in circles and of themselves") {
    const Database database;
    load_all("[" + film(2, R"("sequel_to": 1, "similar": [3], "genres": [4])") + "," +
             film(1, R"("sequel_to": 3)") + "," + film(3, R"("sequel_to": 2)") + R"(,
        {"model": "cinema.poster", "pk": 3, "fields": {"image": "AQI="}},
        {"model": "cinema.projector", "pk": "p", "fields": {"hall": "h"}},
        {"model": "cinema.hall", "pk": "h", "fields": {"projector": "p"}},
        {"model": "cinema.director", "pk": 1, "fields": {"name": "x", "teacher": 1}},
        {"model": "cinema.genre", "pk": 4, "fields": {"name": "drama"}}])");
    CHECK(Film::objects.get("id"_f = 2).sequel_to->id == 1);
    CHECK(Film::objects.get("id"_f = 2).genres.get().name == "drama");
    CHECK(Film::objects.get("id"_f = 3).similar.get().id == 2);
    CHECK(Director::objects.get().teacher.pk() == 1);
    CHECK(Hall::objects.get().projector->hall.pk() == "h");
    CHECK(Poster::objects.get().image == std::vector{std::byte{1}, std::byte{2}});
}

TEST_CASE("a row that names a missing one is refused with its file, line, model and key") {
    const Database database;
    const FixtureFolder folder;
    const std::string rows = folder.file("rows.json", "[\n" + director + ",\n" + film(1) + "]");
    const std::string more =
        folder.file("more.json", "[" + film(2) + ",\n" + film(3, R"("sequel_to": 99)") + "]");
    Ran ran = run_command<Film>({"loaddata", rows, more});
    CHECK(ran.status == 4);
    says(ran.err,
         more + ", line 2: cinema.film 3: sequel_to names cinema.film 99, which is not there");
    CHECK(Film::objects.count() + Director::objects.count() == 0);

    const std::string lists =
        folder.file("lists.json", "[" + director + ",\n" + film(4, R"("genres": [7])") + "]");
    ran = run_command<Film>({"loaddata", rows, lists});
    CHECK(ran.status == 4);
    says(ran.err,
         lists + ", line 2: cinema.film 4: genres names cinema.genre 7, which is not there");
    CHECK(Film::objects.count() == 0);

    // Standard input cannot be read again to find the line.
    says(refusal("[" + film(5) + "]", 4),
         "standard input: cinema.film 5: director names cinema.director 1, which is not there");
}

TEST_CASE("natural keys are looked up, also those of rows that come later") {
    const Database database;
    const std::string text = R"([
        {"model": "cinema.film", "pk": 5, "fields": {"title": "b", "director": ["Ford"],
            "sequel_to": ["a", "Ford"], "genres": [["noir"], ["drama"]]}},
        {"model": "cinema.film", "fields": {"title": "a", "director": ["Ford"],
            "similar": [["b", "Ford"]]}},
        {"model": "cinema.director", "fields": {"name": "Ford", "teacher": ["Griffith"]}},
        {"model": "cinema.director", "pk": 9, "fields": {"name": "Griffith", "teacher": null}},
        {"model": "cinema.genre", "fields": {"name": "noir"}},
        {"model": "cinema.genre", "pk": 30, "fields": {"name": "drama"}}])";
    const auto check = [] {
        CHECK(Film::objects.count() == 2);
        const Film later = Film::objects.get("id"_f = 5);
        CHECK(later.director->name == "Ford");
        CHECK(later.director->teacher.pk() == 9);
        CHECK(later.sequel_to->title == "a");
        CHECK(later.genres.count() == 2);
        CHECK(later.sequel_to->similar.get().id == 5);
        CHECK(Genre::objects.count() == 2);
        CHECK(Director::objects.count() == 2);
    };
    load_all(text);
    check();
    // Rows without keys are those that are there.
    load_all(text);
    check();
    const std::string again = dump({"cinema.film", "cinema.genre", "cinema.director",
                                    "--natural-foreign", "--natural-primary"});
    aside::testing::run_command<Film>({"flush", "--no-input"});
    load_all(again);
    CHECK(dump({"cinema.film", "cinema.genre", "cinema.director", "--natural-foreign",
                "--natural-primary"}) == again);
}

TEST_CASE("a long chain of natural keys in any order takes few rounds") {
    const Database database;
    std::string text = "[";
    for (int i = 2000; i > 0; --i)
        text += R"({"model": "cinema.director", "fields": {"name": ")" + std::to_string(i) +
                R"(", "teacher": [")" + std::to_string(i - 1) + "\"]}},";
    text += R"({"model": "cinema.director", "fields": {"name": "0", "teacher": null}}])";
    load_all(text);
    CHECK(Director::objects.count() == 2001);
    CHECK(Director::objects.filter("teacher"_f.isnull(true)).count() == 1);
    CHECK(Director::objects.get("name"_f = "1500").teacher->name == "1499");
}

TEST_CASE("a natural key that no row or several rows have is refused with its row") {
    const Database database;
    says(
        refusal("[" + director + R"(,
        {"model": "cinema.film", "pk": 1, "fields": {"title": "a", "director": ["Nobody"]}}])"),
        "standard input, line 2: cinema.film 1: director names cinema.director [\"Nobody\"], which "
        "is not there");
    says(
        refusal(
            R"([{"model": "cinema.film", "pk": 1, "fields": {"title": "a", "director": ["a", 1]}}])"),
        "a natural key of cinema.director has 1 parts, not 2");
    load_all("[" + director + "," + film(1) + "," + film(2) + "]");
    says(refusal("[" + film(3, R"("sequel_to": ["t", "Ford"])") + "]"),
         "cinema.film 3: sequel_to: several rows of cinema.film have the natural key");
    says(refusal(R"([{"model": "cinema.ticket", "pk": ["x"], "fields": {}}])"), "a list where");
}

TEST_CASE("a row that is there is overwritten, and its lists become those of the fixture") {
    const Database database;
    load_all("[" + director + R"(, {"model": "cinema.genre", "pk": 1, "fields": {"name": "a"}},
        {"model": "cinema.genre", "pk": 2, "fields": {"name": "b"}},
        {"model": "cinema.genre", "pk": 3, "fields": {"name": "c"}},)" +
             film(1, R"("rating": 5.5, "genres": [1, 2])") + "," +
             film(2, R"("genres": [3], "similar": [1])") + "]");
    load_all("[" + film(1, R"("genres": [3, 2, 3], "similar": [])") + "," + film(2) + "]");
    CHECK(Film::objects.count() == 2);
    CHECK_FALSE(Film::objects.get("id"_f = 1).rating.has_value());
    CHECK(says(dump({"cinema.film"}), R"("genres": [2, 3], "similar": []}})"));
    CHECK(Film::objects.get("id"_f = 2).genres.get().id == 3);
    // One that comes twice has what the later one says.
    load_all("[" + film(1, R"("rating": 1)") + "," + film(1, R"("rating": 2)") + "]");
    CHECK(Film::objects.get("id"_f = 1).rating == 2);
}

TEST_CASE("members that a fixture leaves out have their initialisers, keys the database's") {
    const Database database;
    load_all("[" + director +
             R"(, {"model": "cinema.film", "fields": {"title": "a", "director": 1}},
        {"model": "cinema.film", "pk": null, "fields": {"title": "b", "director": 1}}])");
    CHECK(Film::objects.get("title"_f = "a").year == 1900);
    CHECK(Film::objects.get("title"_f = "b").id != Film::objects.get("title"_f = "a").id);
    says(refusal(R"([{"model": "cinema.film", "pk": 1, "fields": {"title": "a"}}])"),
         "cinema.film 1: director: it is missing");
    says(refusal(R"([{"model": "cinema.projector", "fields": {"hall": "h"}}])"),
         "cinema.projector: it has no pk, and the database gives none");
}

TEST_CASE("moments are those of the fixture, and not of its loading") {
    const Database database;
    load_all(R"([{"model": "cinema.ticket", "pk": 1, "fields":
        {"sold": "2001-02-03T04:05:06Z", "changed": "2001-02-03T04:05:06.789+01:00"}}])");
    const Ticket ticket = Ticket::objects.get();
    CHECK(aside::detail::format_date_time(ticket.sold) == "2001-02-03 04:05:06");
    CHECK(aside::detail::format_date_time(ticket.changed) == "2001-02-03 03:05:06.789000");
    says(
        refusal(
            R"([{"model": "cinema.ticket", "pk": 2, "fields": {"sold": "2001-02-03T04:05:06Z"}}])"),
        "cinema.ticket 2: changed: it is missing");
}

TEST_CASE("unknown models and fields are refused, unless they are to be left out") {
    const Database database;
    const std::string unknown = "[" + director + R"(,
        {"model": "cinema.gone", "pk": 1, "fields": {"a": 1}}])";
    says(refusal(unknown),
         "standard input, line 2: there is no model cinema.gone; there are cinema.film");
    says(refusal("[" + film(1, R"("colour": "red")") + "]"),
         "cinema.film 1: colour: there is no such field; there are title, year");
    load_all(unknown, {"--ignorenonexistent"});
    load_all("[" + film(1, R"("colour": "red")") + "]", {"-i"});
    CHECK(Film::objects.get().title == "t");
}

TEST_CASE("values that a field cannot have are refused with the field") {
    const Database database;
    const auto field = [](const std::string& name, const std::string& value) {
        return refusal(R"([{"model": "cinema.everything", "pk": 5, "fields": {")" + name +
                       "\": " + value + "}}]");
    };
    const std::string row = "standard input, line 1: cinema.everything 5: ";
    const std::tuple<const char*, const char*, const char*> wrong[] = {
        {"flag", "\"maybe\"", "flag: \"maybe\" is neither true nor false"},
        {"flag", "null", "flag: null, and the member is no std::optional"},
        {"small", "32768", "cannot hold 32768"},
        {"big", "9223372036854775808", "big: 9223372036854775808 does not fit"},
        {"number", "1.5", "number: "},
        {"number", "[]", "number: a list where an integer is expected"},
        {"number", "{}", "number: an object where"},
        {"real", "NaN", "not a number"},
        {"real", "1e400", "no number that a double holds"},
        {"real", "\"x\"", "no number that a double holds"},
        {"text", "true", "text: a boolean where text is expected"},
        {"data", "\"***\"", "data: no bytes in Base64"},
        {"data", "\"AP8\"", "data: no bytes in Base64"},
        {"day", "\"2024-02-30\"", "is no date"},
        {"day", "20240230", "day: a number where a date is expected"},
        {"moment", "\"2024-02-28T25:00:00Z\"", "is no date and time"},
        {"hour", "\"24:00\"", "is no time"},
        {"span", "\"a while\"", "span: no duration"},
        {"amount", "\"1.23456789012\"", "amount: "},
        {"amount", "\"x\"", "is no decimal number"},
        {"token", "\"12\"", "token: "},
        {"document", "[1, NaN]", "document: JSON with Infinity or NaN"},
        {"size", "\"M\"", "size: \"M\" is not among the choices"}};
    for (const auto& [name, value, why] : wrong) {
        const std::string said = field(name, value);
        says(said, row);
        says(said, why);
    }
    says(refusal("[1]"), "standard input, line 1: a number where a row is expected");
    says(refusal("[{}]"), "a row without a model");
    says(refusal(R"([{"model": 7}])"), "a row without a model");
    says(refusal(R"([{"model": "cinema.film", "pk": 1}])"), "cinema.film 1: it has no fields");
    says(refusal(R"([{"model": "cinema.film", "pk": "x", "fields": {}}])"), "cinema.film x: ");
    says(refusal("[" + film(1, R"("genres": 7)") + "]"),
         "genres: a number where a list of cinema.genre is expected");
    says(refusal("[" + director), "standard input, line 1: the document ends");
}

TEST_CASE("a row that the database refuses is named, among many that it takes") {
    const Database database;
    std::string text = "[";
    for (int i = 1; i <= 300; ++i)
        text += R"({"model": "cinema.genre", "pk": )" + std::to_string(i) +
                R"(, "fields": {"name": "n)" + std::to_string(i == 200 ? 100 : i) + "\"}},\n";
    text += R"({"model": "cinema.genre", "pk": 999, "fields": {"name": "last"}}])";
    says(refusal(text, 4), "standard input, line 200: cinema.genre 200: ");
}

TEST_CASE("text that the engine cannot store is refused with its row") {
    const Database database;
    if (aside::testing::features().text_of_any_bytes) return;
    says(refusal(R"([{"model": "cinema.genre", "pk": 1, "fields": {"name": "a\u0000b"}}])"),
         "standard input, line 1: cinema.genre 1: cinema::Genre.name: text with a NUL");
}

TEST_CASE("the numbers, texts and forms that Django reads are read") {
    const Database database;
    load_all(R"([{"model": "CINEMA.Everything", "pk": "5", "extra": 1, "fields": {"flag": "True",
        "small": "7", "number": 8.0, "real": "1.5", "text": 12, "day": "2024-02-28",
        "moment": "2024-02-28 01:02:03+02:00", "hour": "01:02", "span": "P1DT1S", "amount": 1.5,
        "share": "1E-8", "token": "00000000000000000000000000000005", "document": {"a": [1e2]},
        "size": "L", "count": 9223372036854775807}}])");
    const Everything row = Everything::objects.get();
    CHECK(row.id == 5);
    CHECK(row.flag);
    CHECK(row.number == 8);
    CHECK(row.text == "12");
    CHECK(aside::detail::format_date_time(row.moment) == "2024-02-27 23:02:03");
    CHECK(row.span == aside::Duration(86'401'000'000));
    CHECK(row.amount.to_string() == "1.5000000000");
    CHECK(row.share.to_string() == "0.00000001");
    CHECK(row.document == aside::Json::parse("{\"a\": [100]}"));
    CHECK(row.count->to_string() == "9223372036854775807");
}

TEST_CASE("keys that the database gives lie behind those of a fixture") {
    const Database database;
    load_all(R"([{"model": "cinema.genre", "pk": 41, "fields": {"name": "a"}}])");
    CHECK(Genre::objects.create("name"_f = "b").id == 42);
    // A counter that is further stays there.
    load_all(R"([{"model": "cinema.genre", "pk": 7, "fields": {"name": "c"}}])");
    CHECK(Genre::objects.create("name"_f = "d").id == 43);
}

TEST_CASE("reset_sequences brings counters behind keys that a program has set") {
    const Database database;
    std::vector<Genre> genres(2);
    genres[0] = {.id = 10, .name = "a"};
    genres[1] = {.id = 20, .name = "b"};
    Genre::objects.bulk_create(genres);
    aside::reset_sequences<Genre, Film, Projector>();
    CHECK(Genre::objects.create("name"_f = "c").id == 21);
    aside::reset_sequences<Genre>();
    CHECK(Genre::objects.create("name"_f = "d").id == 22);
}

TEST_CASE("a file that is not there is a wrong use, and is named") {
    const Database database;
    const Ran ran = run_command<Film>({"loaddata", "/nowhere/rows.json"});
    CHECK(ran.status == 2);
    says(ran.err, "/nowhere/rows.json");
    CHECK(run_command<Film>({"loaddata"}).status == 2);
    CHECK(run_command<Film>({"loaddata", "/"}).status == 2);
}

namespace archive {
struct Reel : aside::Model<Reel> {
    std::int64_t id = 0;
    std::int32_t metres = 0;

    static constexpr auto meta = aside::meta(aside::table("cinema_reel"));
};
}  // namespace archive

TEST_CASE("a model whose table has Django's name takes the rows of that name") {
    const TestDatabase<archive::Reel> database;
    const Ran ran = run_with_input<archive::Reel>(
        {"loaddata", "-"}, R"([{"model": "cinema.reel", "pk": 1, "fields": {"metres": 300}}])");
    CHECK(ran.err == "");
    CHECK(archive::Reel::objects.get().metres == 300);
}
