// Many rows at once: by COPY where that does what INSERT would do, else as arrays.
#include <algorithm>
#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "aside/aside.hpp"
#include "support/postgresql.hpp"

using namespace aside::testing;
using namespace aside::literals;
using aside::SqlValue;
using doctest::Contains;

namespace {

struct Cargo : aside::Model<Cargo> {
    std::int64_t id = 0;
    std::string name;
    std::int32_t weight = 0;
    std::optional<double> price;
    aside::Blob label;
    std::optional<aside::DateTime> sent;
    aside::Decimal<8, 2> tax{};
    aside::Uuid code{};
    aside::Json notes;
    bool fragile = false;
    static constexpr auto meta =
        aside::meta(aside::table("cargo"), "name"_f.max_length(20).unique());
};

constexpr int many = 1200;  // more than what is copied from on

/// A database with the table, which is also looked at through a connection of its own.
class Harbour {
public:
    Harbour() {
        aside::connect(server_.url());
        aside::create_tables<Cargo>();
    }
    Harbour(const Harbour&) = delete;
    Harbour& operator=(const Harbour&) = delete;
    ~Harbour() { aside::disconnect(); }

    [[nodiscard]] std::string url() const { return server_.url(); }
    void run(std::string_view sql) const { connection_->run(sql); }
    [[nodiscard]] std::int64_t count() const {
        return *value_of(*connection_, "SELECT COUNT(*) FROM cargo").integer();
    }

private:
    const PostgresServer server_;
    const std::unique_ptr<PostgresConnection> connection_ = server_.connect();
};

std::vector<Cargo> cargos(int count) {
    std::vector<Cargo> made;
    for (int i = 0; i < count; ++i) {
        Cargo cargo{.name = "c" + std::to_string(i), .weight = i - 5};
        if (i % 2 != 0) cargo.price = i / 4.0;
        cargo.label = aside::Blob(static_cast<std::size_t>(i % 3), std::byte{0});
        if (i % 3 != 0) cargo.sent = aside::DateTime(std::chrono::microseconds(i * 1'000'001LL));
        cargo.tax = aside::Decimal<8, 2>::parse(std::to_string(i) + ".05");
        cargo.code =
            aside::Uuid::parse("00000000-0000-0000-0000-00000000" + std::to_string(1000 + i));
        cargo.notes = aside::Json::parse("{\"n\": " + std::to_string(i) + "}");
        cargo.fragile = i % 5 == 0;
        made.push_back(std::move(cargo));
    }
    return made;
}

/// How the rows went to the server: the first word of each statement that wrote.
std::string ways(const aside::QueryLog& log) {
    std::string words;
    for (const aside::Statement& each : log)
        for (const std::string_view word : {"COPY", "INSERT"})
            if (each.sql.starts_with(word) && words.find(word) == words.npos)
                words += (words.empty() ? "" : " ") + std::string(word);
    return words;
}

std::map<std::int64_t, Cargo> rows_by_key() {
    std::map<std::int64_t, Cargo> rows;
    for (const Cargo& row : Cargo::objects.all()) rows.emplace(row.id, row);
    return rows;
}

/// Each object has its row's key, and the row what the object has.
void check_rows(const std::vector<Cargo>& made) {
    const auto rows = rows_by_key();
    REQUIRE(rows.size() == made.size());
    for (const Cargo& cargo : made) {
        const auto row = rows.find(cargo.id);
        REQUIRE(row != rows.end());
        REQUIRE(row->second == cargo);
    }
}

/// Makes many and says how; each has its own key.
std::string made_by() {
    const aside::QueryLog log;
    check_rows(Cargo::objects.bulk_create(cargos(many)));
    return ways(log);
}

}  // namespace

TEST_CASE("many rows are copied, with keys of the table's sequence, and values of every type") {
    REQUIRES_SERVER();
    const Harbour harbour;
    CHECK(made_by() == "COPY");
    CHECK(Cargo::objects.create({.name = "next"}).id == many + 1);
}

TEST_CASE("few rows are one array a column, and their objects have the right keys") {
    REQUIRES_SERVER();
    const Harbour harbour;
    const aside::QueryLog log;
    check_rows(Cargo::objects.bulk_create(cargos(999)));
    CHECK(ways(log) == "INSERT");
}

TEST_CASE("rows with keys of their own are copied, too") {
    REQUIRES_SERVER();
    const Harbour harbour;
    auto given = cargos(many);
    for (int i = 0; i < many; ++i) given[static_cast<std::size_t>(i)].id = 2 * (many - i);
    const aside::QueryLog log;
    check_rows(Cargo::objects.bulk_create(std::move(given)));
    CHECK(ways(log) == "COPY");
}

TEST_CASE("nothing is copied where INSERT would do more, or is refused less") {
    REQUIRES_SERVER();
    const Harbour harbour;
    SUBCASE("a trigger that may change rows") {
        harbour.run(
            "CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS "
            "'BEGIN NEW.fragile := NEW.fragile; RETURN NEW; END'");
        harbour.run(
            "CREATE TRIGGER shouts BEFORE INSERT ON cargo FOR EACH ROW EXECUTE FUNCTION shout()");
    }
    SUBCASE("a rule") {
        harbour.run("CREATE TABLE seen (id bigint)");
        harbour.run(
            "CREATE RULE sees AS ON INSERT TO cargo WHERE FALSE DO ALSO INSERT INTO seen VALUES "
            "(1)");
    }
    SUBCASE("keys that come from elsewhere") {
        harbour.run("ALTER TABLE cargo ALTER id DROP IDENTITY");
        harbour.run("CREATE SEQUENCE other START 7");
        harbour.run("ALTER TABLE cargo ALTER id SET DEFAULT NEXTVAL('other') * 2");
    }
    SUBCASE("a view") {
        harbour.run("ALTER TABLE cargo RENAME TO hold");
        harbour.run("CREATE VIEW cargo AS SELECT * FROM hold");
    }
    SUBCASE("a column of another type") {
        harbour.run("ALTER TABLE cargo ALTER weight TYPE numeric");
    }
    CHECK(made_by() == "INSERT");
}

TEST_CASE("the sequences of Django's older tables, and narrow columns, are copied into") {
    REQUIRES_SERVER();
    const Harbour harbour;
    harbour.run("ALTER TABLE cargo ALTER id DROP IDENTITY");
    harbour.run("CREATE SEQUENCE \"old Keys\" OWNED BY cargo.id");
    harbour.run("ALTER TABLE cargo ALTER id SET DEFAULT NEXTVAL('\"old Keys\"')");
    harbour.run("ALTER TABLE cargo ALTER weight TYPE smallint");
    CHECK(made_by() == "COPY");
    auto heavy = cargos(many);
    for (Cargo& cargo : heavy) cargo.name += "b";
    heavy.back().weight = 40'000;
    CHECK_THROWS_WITH_AS(Cargo::objects.bulk_create(heavy),
                         Contains("\"weight\" cannot hold 40000"), aside::DataError);
    CHECK(harbour.count() == many);
}

TEST_CASE("row security keeps rows from being copied") {
    REQUIRES_SERVER();
    const Harbour harbour;
    harbour.run("ALTER TABLE cargo ENABLE ROW LEVEL SECURITY");
    harbour.run("ALTER TABLE cargo FORCE ROW LEVEL SECURITY");
    harbour.run("CREATE POLICY all_rows ON cargo USING (TRUE)");
    harbour.run("DROP ROLE IF EXISTS aside_sailor");
    harbour.run("CREATE ROLE aside_sailor");
    harbour.run(
        "DO $$ BEGIN EXECUTE 'GRANT USAGE ON SCHEMA ' || current_schema() || ' TO aside_sailor'; "
        "END $$");
    harbour.run("GRANT ALL ON cargo TO aside_sailor");
    aside::atomic([] {
        aside::connection().execute("SET LOCAL ROLE aside_sailor");
        CHECK(made_by() == "INSERT");
    });
    harbour.run("DROP OWNED BY aside_sailor");
    harbour.run("DROP ROLE aside_sailor");
}

TEST_CASE("keys that the database always gives are taken from its sequence, and cannot be given") {
    REQUIRES_SERVER();
    const Harbour harbour;
    harbour.run("ALTER TABLE cargo ALTER id SET GENERATED ALWAYS");
    CHECK(made_by() == "COPY");
    auto given = cargos(many);
    for (int i = 0; i < many; ++i) given[static_cast<std::size_t>(i)].id = 10'000 + i;
    CHECK_THROWS_AS(Cargo::objects.bulk_create(given), aside::DatabaseError);
    CHECK(harbour.count() == many);
}

TEST_CASE("a trigger that leaves rows out leaves their objects without a key") {
    REQUIRES_SERVER();
    const Harbour harbour;
    harbour.run(
        "CREATE FUNCTION drop_some() RETURNS trigger LANGUAGE plpgsql AS "
        "'BEGIN IF NEW.weight % 100 = 0 THEN RETURN NULL; END IF; RETURN NEW; END'");
    harbour.run(
        "CREATE TRIGGER drops BEFORE INSERT ON cargo FOR EACH ROW EXECUTE FUNCTION drop_some()");
    const auto made = Cargo::objects.bulk_create(cargos(many));
    const auto rows = rows_by_key();
    CHECK(rows.size() == many - 12);
    for (const Cargo& cargo : made) {
        REQUIRE((cargo.id == 0) == (cargo.weight % 100 == 0));
        if (cargo.id != 0) REQUIRE(rows.at(cargo.id).name == cargo.name);
    }
}

TEST_CASE("a copied row that violates a constraint is told as an inserted one, and none is kept") {
    REQUIRES_SERVER();
    const Harbour harbour;
    auto twice = cargos(many);
    twice[700].name = "c3";
    std::string constraint;
    try {
        Cargo::objects.bulk_create(twice);
    } catch (const aside::UniqueViolation& error) {
        constraint = error.constraint();
        CHECK(error.sql().starts_with("COPY \"cargo\""));
        CHECK(std::string_view(error.what()).find("c3") == std::string_view::npos);
    }
    CHECK(constraint.starts_with("cargo_name_"));
    CHECK(harbour.count() == 0);
    auto other = cargos(many);
    other[7].name = std::string(21, 'x');
    CHECK_THROWS_AS(Cargo::objects.bulk_create(other), aside::DataError);
    CHECK(harbour.count() == 0);
    CHECK(made_by() == "COPY");  // the connection goes on
}

TEST_CASE("in a block only the copy is undone that failed") {
    REQUIRES_SERVER();
    const Harbour harbour;
    aside::atomic([] {
        Cargo::objects.create({.name = "first"});
        auto twice = cargos(many);
        twice.back().name = "first";
        CHECK_THROWS_AS(Cargo::objects.bulk_create(twice), aside::UniqueViolation);
        auto unfit = cargos(many);
        unfit.back().name = std::string("a\0b", 3);
        CHECK_THROWS_WITH_AS(Cargo::objects.bulk_create(unfit), Contains("Cargo.name"),
                             aside::DataError);
        CHECK(Cargo::objects.count() == 1);
    });
    CHECK(harbour.count() == 1);
}

TEST_CASE("a copy that waits for a lock ends at its deadline") {
    REQUIRES_SERVER();
    using namespace std::chrono_literals;
    const Harbour harbour;
    harbour.run("BEGIN");
    harbour.run(
        "INSERT INTO cargo (name, weight, label, tax, code, notes, fragile) VALUES "
        "('c1100', 0, '', 0, '00000000-0000-0000-0000-000000000000', '0', FALSE)");
    const auto begin = std::chrono::steady_clock::now();
    CHECK_THROWS_AS(Cargo::objects.all().timeout(300ms).bulk_create(cargos(many)),
                    aside::QueryTimeout);
    CHECK(std::chrono::steady_clock::now() - begin < 2s);
    harbour.run("ROLLBACK");
    CHECK(made_by() == "COPY");
}

TEST_CASE("conflicts are ignored and updated by statements") {
    REQUIRES_SERVER();
    const Harbour harbour;
    Cargo::objects.bulk_create(cargos(10));
    const aside::QueryLog log;
    Cargo::objects.bulk_create(cargos(many), {.ignore_conflicts = true});
    CHECK(harbour.count() == many);
    CHECK(ways(log) == "INSERT");
}

TEST_CASE(
    "rows of many objects that are updated or inserted tell the right keys, twice the same too") {
    REQUIRES_SERVER();
    const Harbour harbour;
    auto old = cargos(many);
    std::ranges::reverse(old);
    Cargo::objects.bulk_create(old);
    const auto update = [](std::vector<Cargo> objects) {
        return Cargo::objects.bulk_create(
            std::move(objects), {.update_conflicts = true,
                                 .update_fields = {"weight"_f, "code"_f, "notes"_f, "tax"_f},
                                 .unique_fields = {"name"_f}});
    };
    auto more = cargos(many + 100);
    for (Cargo& cargo : more) cargo.weight += 1000;
    SUBCASE("each once") {
        const aside::QueryLog log;
        check_rows(update(more));
        CHECK(log.size() < 10);
    }
    SUBCASE("one twice: the last one counts") {
        more.push_back(more.front());
        more.back().weight = 77;
        const auto made = update(more);
        CHECK(made.back().id == made.front().id);
        CHECK(Cargo::objects.get("name"_f = "c0").weight == 77);
        CHECK(harbour.count() == many + 100);
    }
    SUBCASE("rows that a trigger gives another name") {
        harbour.run(
            "CREATE FUNCTION rename() RETURNS trigger LANGUAGE plpgsql AS "
            "'BEGIN NEW.name := UPPER(NEW.name); RETURN NEW; END'");
        harbour.run(
            "CREATE TRIGGER renames BEFORE INSERT ON cargo FOR EACH ROW EXECUTE FUNCTION rename()");
        const auto made = update(more);
        for (const Cargo& cargo : made) {
            std::string upper = cargo.name;
            upper[0] = 'C';
            REQUIRE(Cargo::objects.get("pk"_f = cargo.id).name == upper);
        }
    }
}

TEST_CASE("a batch size is kept, so that nothing is copied") {
    REQUIRES_SERVER();
    const Harbour harbour;
    const aside::QueryLog log;
    check_rows(Cargo::objects.bulk_create(cargos(many), {.batch_size = 500}));
    CHECK(ways(log) == "INSERT");
}
