// Tables as plain data, made of models and written as SQL, for engines that differ.
#include <doctest/doctest.h>

#include <algorithm>

#include "backend/data_source.hpp"
#include "sql/ddl.hpp"
#include "sql/schema_of.hpp"
#include "support/database.hpp"
#include "support/forwarding_connection.hpp"
#include "support/standard_dialect.hpp"

using namespace aside::literals;
using namespace aside::schema;
using aside::testing::StandardDialect;

namespace guild {

struct Member;
struct Guild : aside::Model<Guild> {
    std::int64_t id = 0;
    aside::ForeignKey<Member, aside::set_null> master;
    aside::ForeignKey<Guild, aside::cascade, aside::nullable> parent;
};
struct Member : aside::Model<Member> {
    std::int64_t id = 0;
    aside::ForeignKey<Guild> guild;
    aside::ManyToMany<Guild> guests;
};

enum class Rank : std::int8_t { low, high };
struct Kinds : aside::Model<Kinds> {
    std::int64_t id = 0;
    std::int16_t small = 0;
    Rank rank{};
    Rank named{};
    std::optional<std::string> text;
    aside::Decimal<8, 3> price;
    aside::ForeignKey<Guild, aside::protect> guild;
    static constexpr auto meta =
        aside::meta("named"_f.choices(Rank::low, "é", Rank::high, "hoch").db_default(Rank::high),
                    "text"_f.max_length(9), "price"_f.db_default(1.500_dec));
};

struct NullsLast : aside::Model<NullsLast> {
    std::int64_t id = 0;
    std::optional<std::int32_t> year;
    static constexpr auto meta =
        aside::meta(aside::index("by_year", "year"_f.desc(aside::nulls_last)));
};
struct Shuffled : aside::Model<Shuffled> {
    std::int64_t id = 0;
    static constexpr auto meta = aside::meta(aside::index("by_chance", "?"_f));
};

}  // namespace guild

namespace {

using namespace guild;

/// One that takes no name of a table that is not there.
class OrderedDialect final : public StandardDialect {
public:
    [[nodiscard]] const aside::sql::Features& features() const override {
        static constexpr aside::sql::Features ordered{.deferrable_constraints = true,
                                                      .transactional_ddl = true};
        return ordered;
    }
};

template <class... Model>
std::vector<std::string> statements(const std::vector<Table>& existing,
                                    const aside::sql::Dialect& dialect) {
    std::vector<Table> tables;
    const auto add = [&](const aside::detail::ModelInfo& model) {
        for (Table& table : aside::sql::schema_of(model, dialect))
            tables.push_back(std::move(table));
    };
    (add(aside::detail::model_info<Model>()), ...);
    return aside::sql::create_tables(tables, existing, dialect);
}

bool has(const std::string& sql, std::string_view part) { return sql.find(part) != sql.npos; }

/// SQLite, but it keeps the foreign keys that are added to tables to itself, and says by the
/// standard's words which tables there are.
class OrderedConnection final : public aside::testing::ForwardingConnection {
public:
    OrderedConnection(std::unique_ptr<Connection> inner, std::vector<std::string>& added)
        : ForwardingConnection(std::move(inner)), added_(added) {}
    std::unique_ptr<aside::backend::Prepared> prepare(std::string_view sql) override {
        if (sql.starts_with("ALTER TABLE")) {
            added_.emplace_back(sql);
            sql = "SELECT 1";
        }
        if (sql.ends_with("information_schema.tables"))
            sql = "SELECT name FROM sqlite_master WHERE type = 'table'";
        return inner().prepare(sql);
    }

private:
    std::vector<std::string>& added_;
};

const std::string later =
    R"(ALTER TABLE "guild_guild" ADD FOREIGN KEY ("master_id") REFERENCES )"
    R"("guild_member" ("id") ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED)";

}  // namespace

TEST_CASE("a model's table is plain data, with kinds that no engine has changed") {
    const auto tables =
        aside::sql::schema_of(aside::detail::model_info<Kinds>(), StandardDialect());
    REQUIRE(tables.size() == 1);
    const Table& table = tables.front();
    using aside::detail::FieldKind;
    CHECK(table.columns[0] == Column{.name = "id",
                                     .type = {.kind = FieldKind::integer, .bytes = 8},
                                     .identity = Identity::by_default});
    CHECK(table.columns[1].type == Type{.kind = FieldKind::integer, .bytes = 2});
    CHECK(table.columns[2].type == Type{.kind = FieldKind::integer, .bytes = 4});
    CHECK(table.columns[3] == Column{.name = "named",
                                     .type = {.kind = FieldKind::text, .max_length = 4},
                                     .default_value = aside::SqlValue("hoch")});
    CHECK(table.columns[4] == Column{.name = "text",
                                     .type = {.kind = FieldKind::text, .max_length = 9},
                                     .nullable = true});
    CHECK(table.columns[5] ==
          Column{.name = "price",
                 .type = {.kind = FieldKind::decimal, .max_digits = 8, .decimal_places = 3},
                 .default_value = aside::SqlValue(1.500_dec)});
    CHECK(table.columns[6].type == Type{.kind = FieldKind::integer, .bytes = 8});
    CHECK(table.foreign_keys ==
          std::vector<ForeignKey>{{.columns = {"guild_id"},
                                   .table = "guild_guild",
                                   .to = {"id"},
                                   .on_delete = Action::restrict,
                                   .deferrable = Deferrable::initially_deferred}});
}

TEST_CASE("where a table may be named ahead, foreign keys stand with their columns") {
    const auto all = statements<Guild, Member>({}, StandardDialect());
    CHECK(has(all[0], R"("master_id" text NULL REFERENCES "guild_member" ("id"))"));
    for (const std::string& sql : all) CHECK(sql.starts_with("CREATE "));
}

TEST_CASE("where none may be, foreign keys to later tables are added in the end") {
    const auto all = statements<Guild, Member>({}, OrderedDialect());
    CHECK_FALSE(has(all[0], R"(REFERENCES "guild_member")"));
    CHECK(has(all[0], R"("parent_id" text NULL REFERENCES "guild_guild" ("id"))"));
    CHECK(all.back() == later);
    CHECK(std::ranges::count_if(all, [](auto& sql) { return sql.starts_with("ALTER"); }) == 1);
    // The later tables name what is there by then.
    const auto member =
        std::ranges::find_if(all, [](auto& sql) { return has(sql, R"(EXISTS "guild_member" )"); });
    CHECK(has(*member, R"(REFERENCES "guild_guild")"));
}

TEST_CASE("a table that is there, or was given before, is not given its foreign keys again") {
    const auto count = [](const std::vector<std::string>& all) {
        return std::ranges::count(all, later);
    };
    CHECK(count(statements<Guild, Member>({{.name = "guild_guild"}}, OrderedDialect())) == 0);
    CHECK(count(statements<Guild, Member, Guild>({}, OrderedDialect())) == 1);
    // One whose target is there has it from the beginning.
    const auto all = statements<Guild, Member>({{.name = "guild_member"}}, OrderedDialect());
    CHECK(count(all) == 0);
    CHECK(has(all[0], R"("master_id" text NULL REFERENCES "guild_member" ("id"))"));
}

TEST_CASE("models that name each other are created where no table may be named ahead, and once") {
    static const OrderedDialect dialect;
    std::vector<std::string> added;
    auto source = aside::backend::source_of("sqlite::memory:", std::chrono::seconds(5));
    source.dialect = &dialect;
    source.open = [open = source.open, &added](aside::backend::Access access,
                                               const aside::detail::Interrupt* interrupt) {
        return std::make_unique<OrderedConnection>(open(access, interrupt), added);
    };
    aside::exec::connect_with(std::move(source), {});
    aside::create_tables<Guild, Member>();
    CHECK(added == std::vector<std::string>{later});
    aside::create_tables<Guild, Member>();
    CHECK(added.size() == 1);
    aside::disconnect();
}

TEST_CASE("all that a table can have is written") {
    const Table table{
        .name = "t",
        .columns = {{.name = "a", .default_value = Sql{"now()"}, .collation = "de"},
                    {.name = "b",
                     .nullable = true,
                     .default_value = aside::SqlValue("it's"),
                     .null_conflict = "FAIL"},
                    {.name = "c", .generated = Generated{.expression = "a || b", .stored = true}}},
        .primary_key =
            Key{.name = "pk", .parts = {{.column = "a"}, {.column = "b", .descending = true}}},
        .unique = {{.name = "u", .parts = {{.column = "a"}}, .conflict = "IGNORE"},
                   {.parts = {{.column = "b", .collation = "x"}}}},
        .foreign_keys =
            {{.name = "f", .columns = {"c"}, .table = "o", .on_update = Action::set_default},
             {.columns = {"a", "b"},
              .table = "o",
              .to = {"x", "y"},
              .on_delete = Action::restrict,
              .deferrable = Deferrable::initially_immediate}},
        .checks = {{.condition = "a > b"}, {.name = "k", .condition = "c"}},
        .indexes = {
            {.name = "i",
             .unique = true,
             .parts = {{.column = "a", .descending = true, .operator_class = "text_pattern_ops"},
                       {.expression = "lower(b)", .collation = "x"}},
             .condition = "a IS NOT NULL"},
            {.name = "j", .definition = "CREATE INDEX j ON t USING gin (a)"}}};
    CHECK(
        aside::sql::create_table(table, StandardDialect()) ==
        std::vector<std::string>{
            R"(CREATE TABLE IF NOT EXISTS "t" ("a" text COLLATE "de" NOT NULL CONSTRAINT "u" UNIQUE ON CONFLICT IGNORE )"
            R"(DEFAULT (now()), "b" text NULL ON CONFLICT FAIL DEFAULT 'it''s', )"
            R"("c" text NOT NULL GENERATED ALWAYS AS (a || b) STORED CONSTRAINT "f" REFERENCES "o" ON UPDATE SET DEFAULT, )"
            R"(CONSTRAINT "pk" PRIMARY KEY ("a", "b" DESC), UNIQUE ("b" COLLATE "x"), )"
            R"(FOREIGN KEY ("a", "b") REFERENCES "o" ("x", "y") ON DELETE RESTRICT DEFERRABLE, )"
            R"(CHECK (a > b), CONSTRAINT "k" CHECK (c)))",
            R"(CREATE UNIQUE INDEX IF NOT EXISTS "i" ON "t" ("a" text_pattern_ops DESC, lower(b) COLLATE "x") )"
            R"(WHERE a IS NOT NULL)",
            "CREATE INDEX j ON t USING gin (a)"});
}

TEST_CASE("an index takes no place of NULL, and no chance") {
    CHECK_THROWS_AS(
        (void)aside::sql::schema_of(aside::detail::model_info<NullsLast>(), StandardDialect()),
        aside::ImproperlyConfigured);
    CHECK_THROWS_AS(
        (void)aside::sql::schema_of(aside::detail::model_info<Shuffled>(), StandardDialect()),
        aside::ImproperlyConfigured);
}

TEST_CASE("options of one engine's tables are refused by others") {
    CHECK_THROWS_WITH_AS(
        (void)aside::sql::create_table({.name = "t", .strict = true}, StandardDialect()),
        doctest::Contains("STRICT"), aside::NotSupportedError);
}
