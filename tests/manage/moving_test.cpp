// Whole databases, from one engine to another.
#include <doctest/doctest.h>
#include <malloc.h>

#include "fixtures/dump.hpp"
#include "fixtures/load.hpp"
#include "manage/fixture_models.hpp"

using namespace cinema;
using aside::testing::Ran;
using aside::testing::run_command;
using aside::testing::run_with_input;
using aside::testing::SharedTestDatabase;
using aside::testing::TestDatabase;

namespace {

/// SQLite beside the engine under test.
class OtherDatabase {
public:
    OtherDatabase() {
        aside::connect("sqlite::memory:", {.alias = "other"});
        aside::create_tables<Genre, Director, Film, Poster, Everything>({.alias = "other"});
    }
    ~OtherDatabase() { aside::disconnect("other"); }
    OtherDatabase(const OtherDatabase&) = delete;
    OtherDatabase& operator=(const OtherDatabase&) = delete;
};

std::string dump(const std::string& alias) {
    const Ran ran = run_command<Film, Poster, Everything>({"dumpdata", "--alias", alias});
    CHECK(ran.err == "");
    return ran.out;
}
void move(const std::string& from, const std::string& to) {
    const Ran ran =
        run_with_input<Film, Poster, Everything>({"loaddata", "-", "--alias", to}, dump(from));
    CHECK(ran.err == "");
    CHECK(ran.status == 0);
}

/// The most memory that is in use at once while so many rows are read and written, in bytes.
std::size_t most_memory(int rows) {
    const SharedTestDatabase<Genre> database;  // in a file, or in another process
    std::size_t most = 0;
    const auto look = [&] {
        most = std::max(most, static_cast<std::size_t>(mallinfo2().uordblks));
    };
    int next = 0;
    aside::fixtures::Fixture fixture{.name = "rows"};
    fixture.open = [&]() -> aside::fixtures::ByteSource {
        return [&](char* to, std::size_t room) -> std::size_t {
            look();
            std::string text;
            while (text.size() + 200 < room && next <= rows) {
                text += next == 0 ? "[" : next > 1 ? "," : "";
                if (next > 0)
                    text += R"({"model": "cinema.genre", "pk": )" + std::to_string(next) +
                            R"(, "fields": {"name": "genre )" + std::to_string(next) + "\"}}";
                if (next++ == rows) text += "]";
            }
            return text.copy(to, room);
        };
    };
    const std::size_t before = mallinfo2().uordblks;
    aside::fixtures::LoadOptions options;
    options.models = {&aside::detail::model_info<Genre>()};
    CHECK(aside::fixtures::load(options, {&fixture, 1}) == static_cast<std::uint64_t>(rows));
    return most - before;
}

}  // namespace

TEST_CASE("a database moves to another engine and back, each value as it was") {
    const TestDatabase<Genre, Director, Film, Poster, Everything> database;
    const OtherDatabase other;
    Everything::objects.bulk_create(everything());
    const auto genre = Genre::objects.create("name"_f = "drama");
    const auto ford = Director::objects.create("name"_f = "Ford");
    auto film = Film::objects.create("title"_f = "a", "director"_f = ford);
    film.genres.add(genre);
    Poster::objects.create("film"_f = film, "image"_f = std::vector{std::byte{1}});
    const std::string before = dump("default");
    move("default", "other");
    CHECK(dump("other") == before);
    CHECK(run_command<Film, Everything, Poster>({"flush", "--no-input"}).status == 0);
    move("other", "default");
    CHECK(dump("default") == before);
    CHECK(Genre::objects.create("name"_f = "noir").id == 2);
}

TEST_CASE("minus zero is kept where the engine keeps it") {
    const TestDatabase<Everything> database;
    REQUIRES(keeps_negative_zero);
    auto rows = everything();
    rows.resize(1);
    rows[0].real = -0.0;
    Everything::objects.bulk_create(rows);
    const std::string text = run_command<Everything>({"dumpdata"}).out;
    CHECK(text.find("\"real\": -0.0") != std::string::npos);
    CHECK(run_with_input<Everything>({"loaddata", "-"}, text).status == 0);
    CHECK(std::signbit(Everything::objects.get().real));
}

TEST_CASE("decimals keep all 38 digits where the engine keeps them") {
    const TestDatabase<Everything> database;
    if (aside::testing::features().own_functions) return;  // SQLite's decimals have 15
    auto rows = everything();
    rows.resize(1);
    rows[0].amount = aside::Decimal<38, 10>::parse("-9999999999999999999999999999.9999999999");
    rows[0].count = aside::Decimal<38, 0>::parse("99999999999999999999999999999999999999");
    Everything::objects.bulk_create(rows);
    const std::string text = run_command<Everything>({"dumpdata"}).out;
    CHECK(text.find("\"amount\": \"-9999999999999999999999999999.9999999999\"") != text.npos);
    CHECK(run_command<Everything>({"flush", "--no-input"}).status == 0);
    CHECK(run_with_input<Everything>({"loaddata", "-"}, text).status == 0);
    CHECK(run_command<Everything>({"dumpdata"}).out == text);
}

TEST_CASE("the memory that a load takes does not grow with its rows") {
    (void)most_memory(3000);  // what is made once
    const std::size_t few = most_memory(15'000);
    const std::size_t many = most_memory(45'000);
    if (few == 0) return;  // under a sanitizer, whose memory is not counted
    CHECK(few < 16'000'000);
    CHECK(many < few + 4'000'000);  // pages of SQLite's file among them
}

TEST_CASE("the memory that a dump takes does not grow with its rows") {
    const SharedTestDatabase<Genre> database;
    std::vector<Genre> genres(30'000);
    for (std::size_t i = 0; i < genres.size(); ++i) genres[i].name = "genre " + std::to_string(i);
    Genre::objects.bulk_create(genres);
    genres = {};
    std::size_t most = 0;
    std::size_t bytes = 0;
    aside::fixtures::DumpOptions options;
    options.models = {&aside::detail::model_info<Genre>()};
    const std::size_t before = mallinfo2().uordblks;
    aside::fixtures::dump(options, [&](std::string_view piece) {
        bytes += piece.size();
        most = std::max(most, static_cast<std::size_t>(mallinfo2().uordblks));
    });
    CHECK(bytes > 2'000'000);
    if (before == 0) return;
    CHECK(most < before + 4'000'000);
}
