#include <doctest/doctest.h>

#include <fstream>

#include "manage/fixture_models.hpp"

using namespace cinema;
using aside::testing::FixtureFolder;
using aside::testing::Ran;
using aside::testing::run_command;
using aside::testing::TestDatabase;

namespace {

std::string dump(std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "dumpdata");
    const Ran ran = run_command<Film, Poster, Everything>(std::move(arguments));
    CHECK(ran.status == 0);
    CHECK(ran.err == "");
    return ran.out;
}

using Database = TestDatabase<Genre, Director, Film, Poster, Everything>;

void fill() {
    const auto drama = Genre::objects.create("name"_f = "drama");
    const auto noir = Genre::objects.create("name"_f = "noir");
    const auto ford = Director::objects.create("name"_f = "Ford");
    auto first = Film::objects.create("title"_f = "The \"First\"", "director"_f = ford);
    auto second = Film::objects.create("title"_f = "Sequel", "year"_f = 1950, "director"_f = ford,
                                       "rating"_f = 7.5, "sequel_to"_f = first);
    second.genres.add(noir, drama);
    second.similar.add(first);
}

}  // namespace

TEST_CASE("rows are written in one line as Django writes them, with lists of keys") {
    const Database database;
    fill();
    CHECK(
        dump({}) ==
        R"([{"model": "cinema.film", "pk": 1, "fields": {"title": "The \"First\"", "year": 1900, )"
        R"("director": 1, "rating": null, "sequel_to": null, "genres": [], "similar": [2]}}, )"
        R"({"model": "cinema.film", "pk": 2, "fields": {"title": "Sequel", "year": 1950, )"
        R"("director": 1, "rating": 7.5, "sequel_to": 1, "genres": [1, 2], "similar": [1]}}, )"
        R"({"model": "cinema.director", "pk": 1, "fields": {"name": "Ford", "teacher": null}}, )"
        R"({"model": "cinema.genre", "pk": 1, "fields": {"name": "drama"}}, )"
        R"({"model": "cinema.genre", "pk": 2, "fields": {"name": "noir"}}])");
}

TEST_CASE("with an indentation each value has a line, and empty lists have none") {
    const Database database;
    fill();
    CHECK(dump({"cinema.film", "--pks", "2", "--indent", "2"}) == R"([
{
  "model": "cinema.film",
  "pk": 2,
  "fields": {
    "title": "Sequel",
    "year": 1950,
    "director": 1,
    "rating": 7.5,
    "sequel_to": 1,
    "genres": [
      1,
      2
    ],
    "similar": [
      1
    ]
  }
}
]
)");
    CHECK(dump({"cinema.everything", "--indent", "4"}) == "[\n]\n");
    CHECK(dump({"cinema.everything"}) == "[]");
}

TEST_CASE("values of every type are written as Django writes them, and moments to microseconds") {
    const Database database;
    Everything::objects.bulk_create(everything());
    CHECK(
        dump({"cinema.everything", "--pks", "7"}) ==
        R"([{"model": "cinema.everything", "pk": 7, "fields": {"flag": false, "small": 0, )"
        R"("number": 0, "big": 0, "real": 0.1, "text": "x", "data": "AP8=", "day": "2024-02-29", )"
        R"("moment": "2024-05-06T07:08:09.120000Z", "hour": "03:04:05.000006", )"
        R"("span": "-1 23:59:59.999999", "amount": "1.5000000000", "share": "-99.00000000", )"
        R"("token": "00000000-0000-0000-0000-000000000005", "document": 12345678901234567890.50, )"
        R"("size": "S", "note": "n", "count": "0"}}])");
    const std::string extremes = dump({"cinema.everything", "--pks", "1,2"});
    for (const char* part :
         {R"("real": -Infinity)", R"("real": 5e-324)", R"("share": "0E-8")", R"("share": "1E-8")",
          R"("day": "0001-01-01")", R"("moment": "0001-01-01T00:00:00Z")", R"("hour": "00:00:00")",
          R"("span": "-106751992 19:59:05.224192")", R"("span": "106751991 04:00:54.775807")",
          R"("amount": "-99999.9999999999")",
          R"("text": "'; \"quoted\" \\ \n\t\u0001\u001f)"
          "\x7f ž 🍕 \u2028\"",
          R"("document": {"k": [1, null, "x", 2.5, 1e-07, {"é": {}}, []]})"})
        CHECK_MESSAGE(extremes.find(part) != std::string::npos, part);
}

TEST_CASE("natural keys stand for the keys of rows and relations, what is named comes first") {
    const Database database;
    fill();
    const std::string text = dump({"cinema", "--exclude", "cinema.everything", "--exclude",
                                   "cinema.poster", "--natural-foreign", "--natural-primary"});
    CHECK(text == R"([{"model": "cinema.director", "fields": {"name": "Ford", "teacher": null}}, )"
                  R"({"model": "cinema.genre", "fields": {"name": "drama"}}, )"
                  R"({"model": "cinema.genre", "fields": {"name": "noir"}}, )"
                  R"({"model": "cinema.film", "fields": {"title": "The \"First\"", "year": 1900, )"
                  R"("director": ["Ford"], "rating": null, "sequel_to": null, "genres": [], )"
                  R"("similar": [["Sequel", "Ford"]]}}, )"
                  R"({"model": "cinema.film", "fields": {"title": "Sequel", "year": 1950, )"
                  R"("director": ["Ford"], "rating": 7.5, "sequel_to": ["The \"First\"", "Ford"], )"
                  R"("genres": [["drama"], ["noir"]], "similar": [["The \"First\"", "Ford"]]}}])");
}

TEST_CASE("lists are those of their rows however many rows there are") {
    const Database database;
    const auto ford = Director::objects.create("name"_f = "Ford");
    std::vector<Film> films(600);
    for (std::size_t i = 0; i < films.size(); ++i) {
        films[i].title = "film " + std::to_string(i);
        films[i].director = ford;
    }
    films = Film::objects.bulk_create(films);
    std::vector<Genre> genres(7);
    for (std::size_t i = 0; i < genres.size(); ++i) genres[i].name = std::to_string(i);
    genres = Genre::objects.bulk_create(genres);
    for (std::size_t i = 0; i < films.size(); i += 50) films[i].genres.add(genres[i / 50 % 7]);
    const std::string text = dump({"cinema.film"});
    for (std::size_t i = 0; i < films.size(); ++i) {
        const std::size_t row = text.find("\"film " + std::to_string(i) + '"');
        const std::size_t list = text.find("\"genres\": [", row) + 11;
        const std::string expected = i % 50 == 0 ? std::to_string(genres[i / 50 % 7].id) : "";
        REQUIRE(text.substr(list, text.find(']', list) - list) == expected);
    }
}

TEST_CASE("models are chosen by their names and namespaces, and unknown ones are refused") {
    const Database database;
    Genre::objects.create("name"_f = "drama");
    const std::string row = R"([{"model": "cinema.genre", "pk": 1, "fields": {"name": "drama"}}])";
    for (const char* name : {"cinema.genre", "cinema.Genre", "cinema::Genre", "cinema"})
        CHECK(dump({name}) == row);
    const Ran ran = run_command<Genre>({"dumpdata", "cinema.gnre"});
    CHECK(ran.status == 2);
    CHECK(ran.err.find("no model cinema.gnre; there are cinema.genre") != std::string::npos);
    CHECK(run_command<Film>({"dumpdata", "--pks", "1"}).status == 2);
}

TEST_CASE("a file has its name when it is whole, and is not touched when rows cannot be written") {
    const Database database;
    const FixtureFolder folder;
    const std::string path = folder.file("rows.json", "before");
    Genre::objects.create("name"_f = "drama");
    const std::string expected = dump({"cinema.genre"});
    CHECK(dump({"cinema.genre", "-o", path}) == "");
    std::ifstream in(path);
    CHECK(std::string(std::istreambuf_iterator<char>(in), {}) == expected);
    CHECK(run_command<Genre>({"dumpdata", "-o", folder.path("none/rows.json")}).status == 2);
}

TEST_CASE("text that JSON cannot have is refused with the row and the field") {
    const Database database;
    if (!aside::testing::features().text_of_any_bytes) return;
    Genre::objects.create("name"_f = "\xff");
    const Ran ran = run_command<Genre>({"dumpdata"});
    CHECK(ran.status != 0);
    CHECK(ran.err.find("cinema.genre 1: name: text that is no UTF-8") != std::string::npos);
}

TEST_CASE("how far it has come is shown on a terminal alone") {
    const Database database;
    Genre::objects.create("name"_f = "drama");
    CHECK(run_command<Genre>({"dumpdata"}, {}, "y").err.find("] 1 rows") != std::string::npos);
    CHECK(run_command<Genre>({"dumpdata"}).err == "");
}
