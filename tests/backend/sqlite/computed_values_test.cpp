// What an update computes in SQLite, whose columns and expressions may have values of any type.
#include "support/scores.hpp"
#include "support/sqlite.hpp"

using namespace scores;

namespace {

/// The columns of a table of another program's, which takes what it is given.
struct Loose : aside::Model<Loose> {
    std::int64_t id = 0;
    std::int64_t big = 0;
    double real = 0;
    std::string name;
    static constexpr auto meta = aside::meta(aside::table("loose"), aside::managed(false));
};
/// In SQLite.
struct ScoresOfSqlite : aside::testing::SqliteMemory<Score> {
    ScoresOfSqlite() { fill_scores(); }
};

}  // namespace

BOTH_WAYS("what is no value of the member's kind is refused, whatever the expression says it is") {
    const ScoresOfSqlite scores;
    check_refused<Way>("big", "big"_f = aside::RawSQL<std::int64_t>("1.5"));
    check_refused<Way>("big", "big"_f = aside::RawSQL<std::int64_t>("'many'"));
    check_refused<Way>("name", "name"_f = aside::RawSQL<std::string>("x'00ff'"));
    check_refused<Way>("day", "day"_f = aside::RawSQL<aside::Date>("'soon'"));
    check_refused<Way>("real", "real"_f = aside::RawSQL<double>("'much'"));
    check_refused<Way>("state", "state"_f = aside::RawSQL<State>("'ajar'"));
    check_refused<Way>("title", "title"_f = aside::RawSQL<Title>("'small'"));
    CHECK(CALL(Score::objects, update, "title"_f = aside::RawSQL<Title>("'Great'")) == 2);
    CHECK(CALL(Score::objects, update, "name"_f = aside::RawSQL<std::string>("12")) == 2);
    CHECK(Score::objects.filter("name"_f = "12").count() == 2);
    CHECK(CALL(Score::objects, update, "real"_f = "real"_f * 1e308) == 2);
    CHECK(Score::objects.list().size() == 2);
}

BOTH_WAYS("NULL is refused where a member cannot be NULL, also by a table that would take it") {
    const aside::testing::SqliteMemory<> database;
    aside::connection().execute("CREATE TABLE loose (id integer PRIMARY KEY, big, real, name)");
    aside::connection().execute("INSERT INTO loose VALUES (1, 1, 1e308, 'a')");
    CHECK_THROWS_WITH_AS(CALL(Loose::objects, update, "real"_f = "real"_f / ("real"_f - "real"_f)),
                         doctest::Contains("Loose.real cannot hold"), aside::IntegrityError);
    CHECK_THROWS_AS(CALL(Loose::objects, update, "real"_f = "real"_f * 1e308 - "real"_f * 1e308),
                    aside::IntegrityError);
    CHECK_THROWS_AS(CALL(Loose::objects, update, "big"_f = aside::RawSQL<std::int64_t>("NULL")),
                    aside::IntegrityError);
    CHECK(CALL(Loose::objects, update, "big"_f = "big"_f + 1) == 1);
    CHECK(Loose::objects.get().big == 2);
}

TEST_CASE("only the library hands a field to the function that checks by it") {
    const ScoresOfSqlite scores;
    CHECK_THROWS_AS((void)aside::connection().query("SELECT FOR_FIELD(1, 'Score.small')"),
                    aside::DatabaseError);
    CHECK_THROWS_AS((void)aside::connection().query("SELECT FOR_FIELD(1, 140737488355328)"),
                    aside::DatabaseError);
}
