#include "sql/logged.hpp"

using namespace aside::literals;
using aside::testing::definitions;

namespace warehouse {

enum class Color { red, green };
enum class Level : std::int16_t { low = -1, high = 1 };

struct Everything : aside::Model<Everything> {
    std::int64_t id = 0;
    bool flag = false;
    std::int16_t small = 0;
    std::int32_t medium = 0;
    std::int64_t big = 0;
    double real = 0;
    std::string text;
    std::string short_text;
    aside::Blob bytes;
    aside::Date day;
    aside::DateTime moment;
    aside::Time time;
    aside::Duration span{};
    aside::Decimal<8, 3> decimal;
    aside::Uuid uuid;
    aside::Json json;
    Color color{};
    Color named_color{};
    Level level{};
    std::optional<std::string> maybe_text;
    std::optional<aside::Json> maybe_json;
    std::optional<double> maybe_real;

    static constexpr auto meta =
        aside::meta("short_text"_f.max_length(20), "named_color"_f.choices());
};

struct Options : aside::Model<Options> {
    std::int64_t id = 0;
    std::string slug;
    std::string name;
    std::int32_t rank = 7;
    std::int32_t low = 0;
    std::int32_t high = 0;
    Color color{};

    static constexpr auto meta = aside::meta(
        aside::table("options"), "slug"_f.unique().max_length(40),
        "name"_f.db_column("title").index().db_default("it's"), "rank"_f.db_default(3),
        "color"_f.choices(Color::red, "r", Color::green, "gr").db_default(Color::green),
        aside::unique_together("low"_f, "high"_f), aside::index("rank"_f, "-name"_f),
        aside::check("ordered", "low"_f <= "high"_f && !("name"_f == "x" || "high"_f > 9)));
};

struct Keyed : aside::Model<Keyed> {
    std::string code;
    std::int32_t id = 0;
    static constexpr auto meta =
        aside::meta(aside::table("keyed"), "code"_f.primary_key().max_length(3));
};

struct Foreign : aside::Model<Foreign> {
    std::int64_t id = 0;
    static constexpr auto meta = aside::meta(aside::table("someone_elses"), aside::managed(false));
};

}  // namespace warehouse

using namespace warehouse;

TEST_CASE("each type of member has the column type that Django gives it") {
    const auto statements = definitions<Everything>();
    REQUIRE(statements.size() == 1);
    CHECK(
        statements[0] ==
        R"(CREATE TABLE IF NOT EXISTS "warehouse_everything" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, )"
        R"("flag" bool NOT NULL, "small" smallint NOT NULL, "medium" integer NOT NULL, "big" bigint NOT NULL, )"
        R"("real" real NOT NULL, "text" text NOT NULL, "short_text" varchar(20) NOT NULL, "bytes" BLOB NOT NULL, )"
        R"("day" date NOT NULL, "moment" datetime NOT NULL, "time" time NOT NULL, "span" bigint NOT NULL, )"
        R"("decimal" decimal NOT NULL, "uuid" char(32) NOT NULL, )"
        R"("json" text NOT NULL CHECK ((JSON_VALID("json") OR "json" IS NULL)), "color" integer NOT NULL, )"
        R"("named_color" varchar(5) NOT NULL, "level" integer NOT NULL, "maybe_text" text NULL, )"
        R"("maybe_json" text NULL CHECK ((JSON_VALID("maybe_json") OR "maybe_json" IS NULL)), )"
        R"("maybe_real" real NULL))");
}

TEST_CASE("options become constraints, defaults and indexes") {
    const auto statements = definitions<Options>();
    REQUIRE(statements.size() == 4);
    CHECK(
        statements[0] ==
        R"(CREATE TABLE IF NOT EXISTS "options" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, )"
        R"("slug" varchar(40) NOT NULL UNIQUE, "title" text NOT NULL DEFAULT 'it''s', )"
        R"("rank" integer NOT NULL DEFAULT 3, "low" integer NOT NULL, "high" integer NOT NULL, )"
        R"("color" varchar(2) NOT NULL DEFAULT 'gr', CONSTRAINT "ordered" CHECK )"
        R"((("low" <= "high" AND NOT (("title" = 'x' OR "high" > 9))))))");
    CHECK(
        statements[1] ==
        R"(CREATE UNIQUE INDEX IF NOT EXISTS "options_low_high_c33979dd_uniq" ON "options" ("low", "high"))");
    CHECK(
        statements[2] ==
        R"(CREATE INDEX IF NOT EXISTS "options_rank_d285c3_idx" ON "options" ("rank", "title" DESC))");
    CHECK(statements[3] ==
          R"(CREATE INDEX IF NOT EXISTS "options_title_d36253f2" ON "options" ("title"))");
}

TEST_CASE("the key is the member that is named one") {
    CHECK(
        definitions<Keyed>().front() ==
        R"(CREATE TABLE IF NOT EXISTS "keyed" ("code" varchar(3) NOT NULL PRIMARY KEY, "id" integer NOT NULL))");
}

TEST_CASE("a table that somebody else makes is left alone") {
    CHECK(definitions<Foreign>().empty());
}
