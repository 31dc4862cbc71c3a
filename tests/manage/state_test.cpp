#include "migrations/state.hpp"

#include <doctest/doctest.h>

#include "aside/aside.hpp"
#include "aside/models.hpp"
#include "model/reached_models.hpp"
#include "sql/postgresql/dialect.hpp"
#include "sql/sqlite/dialect.hpp"

using aside::migrations::State;
using aside::migrations::state_from;
using aside::migrations::state_of;
using aside::migrations::to_text;

namespace {

using namespace aside::literals;

const aside::sql::Dialect* const both[] = {&aside::sql::sqlite::dialect(),
                                           &aside::sql::postgresql::dialect()};

template <class... Model>
State state() {
    return state_of(aside::model::reached_models(aside::models<Model...>()), both);
}

namespace cinema {
struct Director : aside::Model<Director> {
    std::int64_t id = 0;
    std::string name;
    static constexpr auto meta =
        aside::meta(aside::table("cinema_director"), "name"_f.max_length(100).unique());
};
struct Film : aside::Model<Film> {
    std::int64_t id = 0;
    std::string title;
    std::optional<std::int32_t> year;
    aside::Decimal<6, 2> price;
    aside::ForeignKey<Director, aside::protect> director;
    aside::ManyToMany<Director> actors;
    static constexpr auto meta =
        aside::meta(aside::table("cinema_film"), "title"_f.max_length(200).index(),
                    "price"_f.db_default(9.90_dec), aside::unique_together("title"_f, "year"_f),
                    aside::index("-year"_f), aside::check("year_known", "year"_f > 1887));
};
}  // namespace cinema
namespace kinds {
struct Everything : aside::Model<Everything> {
    std::int64_t id = 0;
    bool flag = false;
    std::int16_t small = 0;
    double real = 0;
    double endless = 0;
    std::string text;
    std::vector<std::byte> bytes;
    aside::Date date;
    aside::DateTime moment;
    aside::Time time;
    aside::Duration duration{};
    aside::Decimal<38, 10> decimal;
    aside::Uuid uuid;
    aside::Json json;
    static constexpr auto meta =
        aside::meta(aside::table("kinds \"everything\""), "flag"_f.db_default(true),
                    "small"_f.db_default(-5), "real"_f.db_default(0.1),
                    "text"_f.db_default("it's \"\n\\ü"), "decimal"_f.db_default(0.0000000001_dec));
};
}  // namespace kinds
namespace indexed {
struct Film : aside::Model<Film> {
    std::int64_t id = 0;
    std::string title;
    std::int32_t year = 0;
    static constexpr auto meta =
        aside::meta(aside::index("by_year", "-year"_f, "title"_f),
                    aside::index("by_title", aside::Lower("title"_f), "-year"_f));
};
}  // namespace indexed

namespace renamed {
struct Regisseur : aside::Model<Regisseur> {
    std::int64_t id = 0;
    std::string name;
    static constexpr auto meta =
        aside::meta(aside::table("cinema_director"), "name"_f.max_length(100).unique());
};
}  // namespace renamed
}  // namespace

TEST_CASE("a state says each column in a line, and the last migration in its first one") {
    State initial = state<cinema::Film>();
    initial.after = "0001_initial";
    CHECK(to_text(initial) == R"({"after": "0001_initial",
 "tables": {
  "cinema_director": {
   "columns": {
    "id": {"automatic": true, "bytes": 8, "key": true, "type": "integer"},
    "name": {"length": 100, "type": "text", "unique": true}
   }
  },
  "cinema_film": {
   "columns": {
    "director_id": {"bytes": 8, "index": true, "member": "director", "on_delete": "restrict", "references": ["cinema_director", "id"], "type": "integer"},
    "id": {"automatic": true, "bytes": 8, "key": true, "type": "integer"},
    "price": {"default": "9.90", "digits": 6, "places": 2, "type": "decimal"},
    "title": {"index": true, "length": 200, "type": "text"},
    "year": {"bytes": 4, "null": true, "type": "integer"}
   },
   "checks": {
    "year_known": {"postgresql": "\"year\" > 1887", "sqlite": "\"year\" > 1887"}
   },
   "indexes": [
    {"columns": ["year"], "descending": ["year"]}
   ],
   "unique_together": [
    ["title", "year"]
   ]
  },
  "cinema_film_actors": {
   "join": true,
   "columns": {
    "director_id": {"bytes": 8, "index": true, "member": "target", "on_delete": "cascade", "references": ["cinema_director", "id"], "type": "integer"},
    "film_id": {"bytes": 8, "index": true, "member": "owner", "on_delete": "cascade", "references": ["cinema_film", "id"], "type": "integer"},
    "id": {"automatic": true, "bytes": 8, "key": true, "type": "integer"}
   },
   "unique_together": [
    ["film_id", "director_id"]
   ]
  }
 }
}
)");
}

TEST_CASE("a state is read as it was written") {
    const State written = state<cinema::Film, kinds::Everything>();
    const std::string text = to_text(written);
    CHECK(to_text(state_from(text, "state.json")) == text);
    State again = state_from(text, "state.json");
    for (aside::schema::DeclaredTable& table : again.tables)
        table.columns = written.find(table.name)->columns;  // which are in the order of the members
    CHECK(again == written);
}

TEST_CASE("an index over expressions is kept by its name, in the words of each engine") {
    const std::string text = to_text(state<indexed::Film>());
    const std::string terms =
        R"json([{"expression": "(LOWER(\"title\"))"}, {"column": "year", "descending": true}])json";
    CHECK(text.find(R"json({"columns": ["year", "title"], "descending": ["year"], )json"
                    R"json("name": "by_year"})json") != text.npos);
    CHECK(text.find(R"json({"expressions": {"postgresql": )json" + terms +
                    R"json(, "sqlite": )json" + terms + R"json(}, "name": "by_title"})json") !=
          text.npos);
    CHECK(to_text(state_from(text, "state.json")) == text);
}

TEST_CASE("a struct of another name whose table stays makes the same state") {
    CHECK(to_text(state<cinema::Director>()) == to_text(state<renamed::Regisseur>()));
}

TEST_CASE("a state that is none is an error that names the file and the cure") {
    for (const char* broken :
         {"", "{}", "[]", R"({"after": 1, "tables": {}})", R"({"after": "", "tables": {"a": {}}})",
          R"({"after": "", "tables": {"a": {"columns": {"b": {"type": "colour"}}}}})",
          R"({"after": "", "tables": {"a": {"columns": {"b": {"type": "array"}}}}})"})
        CHECK_THROWS_WITH_AS((void)state_from(broken, "m/state.json"),
                             doctest::Contains("m/state.json is no state of migrations"),
                             aside::ImproperlyConfigured);
    CHECK_THROWS_WITH_AS((void)state_from("<<<<<<< HEAD\n{}", "state.json"),
                         doctest::Contains("makemigrations --rebase"), aside::ImproperlyConfigured);
}
