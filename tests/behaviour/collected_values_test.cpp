// Aggregates that put the values of many rows together, or ask whether conditions hold for them.
#include <algorithm>

#include "support/both_ways.hpp"
#include "support/database.hpp"
#include "support/features.hpp"

using namespace aside::literals;
using aside::testing::features;
using aside::testing::TestDatabase;

namespace teams {

struct Player;
enum class Place { goal, field };

struct Team : aside::Model<Team> {
    std::int64_t id = 0;
    std::string name;
    aside::ReverseForeignKey<Player, "team"> players;
};

struct Player : aside::Model<Player> {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::string> nick;
    std::int32_t goals = 0;
    bool active = true;
    std::optional<bool> hurt;
    aside::Decimal<6, 2> wage;
    double height = 1.5;
    aside::Date born = std::chrono::year(2000) / 1 / 31;
    aside::DateTime joined{};
    aside::Time rises;
    aside::Uuid token;
    aside::Json extra = aside::Json::parse("{}");
    Place place = Place::field;
    aside::ForeignKey<Team, aside::set_null> team;
    static constexpr auto meta =
        aside::meta("place"_f.choices(Place::goal, "goal", Place::field, "field"));
};

}  // namespace teams

using namespace teams;

namespace {

struct Teams : TestDatabase<Team, Player> {
    Teams() {
        const auto teams = Team::objects.bulk_create(
            std::vector<Team>{{.name = "red"}, {.name = "blue"}, {.name = "none"}});
        std::vector<Player> players{
            {.name = "carl", .nick = "ace", .goals = 2, .hurt = true, .wage = 9.90_dec},
            {.name = "anna", .goals = 5, .hurt = false, .wage = 20_dec},
            {.name = "bert", .nick = "bee", .goals = 2, .active = false},
            {.name = "dora", .nick = "ace", .goals = 1},
        };
        for (std::size_t i = 0; i < 3; ++i) players[i].team = teams[0];
        players[3].team = teams[1];
        Player::objects.bulk_create(players);
    }
};

/// The parts of a text between commas, in order: of what was put together in none.
std::vector<std::string> parts_of(const std::optional<std::string>& text) {
    std::vector<std::string> parts;
    std::istringstream rest(text.value_or(""));
    for (std::string part; std::getline(rest, part, ',');) parts.push_back(part);
    std::ranges::sort(parts);
    return parts;
}

aside::Json json(const char* text) { return aside::Json::parse(text); }

}  // namespace

BOTH_WAYS("texts are put together, in an order if one is said") {
    const Teams teams;
    const auto all =
        CALL(Player::objects, aggregate, "any"_f = StringAgg("name"_f, ","),
             "up"_f = StringAgg("name"_f, ", ").order_by("name"_f),
             "best"_f = StringAgg("name"_f, " > ").order_by("-goals"_f, "-name"_f),
             "shout"_f = StringAgg(Upper("name"_f), "").order_by(Length("name"_f).asc(), "-id"_f));
    static_assert(std::is_same_v<decltype(all["up"_f]), const std::optional<std::string>&>);
    CHECK(parts_of(all["any"_f]) == std::vector<std::string>{"anna", "bert", "carl", "dora"});
    CHECK(all["up"_f] == "anna, bert, carl, dora");
    CHECK(all["best"_f] == "anna > carl > bert > dora");
    CHECK(all["shout"_f] == "DORABERTANNACARL");
}

BOTH_WAYS("texts that are NULL are left out, and of no texts there is none") {
    const Teams teams;
    const auto nicks =
        CALL(Player::objects, aggregate, "all"_f = StringAgg("nick"_f, "+").order_by("name"_f),
             "none"_f = StringAgg("nick"_f, "+").order_by("id"_f).filter("name"_f == "anna"),
             "said"_f = StringAgg("nick"_f, "+").filter("id"_f < 0).default_("nobody"),
             "active"_f = StringAgg("nick"_f, "+").filter("active"_f == true).order_by("-name"_f),
             "distinct"_f = StringAgg("nick"_f, "+").distinct().order_by("-nick"_f));
    static_assert(std::is_same_v<decltype(nicks["said"_f]), const std::string&>);
    CHECK(nicks["all"_f] == "bee+ace+ace");
    CHECK(nicks["none"_f] == std::nullopt);
    CHECK(nicks["said"_f] == "nobody");
    CHECK(nicks["active"_f] == "ace+ace");
    CHECK(nicks["distinct"_f] == "bee+ace");
    for (const auto& rows : {Player::objects.none(), Player::objects.filter("id"_f = 0)}) {
        const auto of =
            CALL(rows, aggregate, "text"_f = StringAgg("name"_f, "+").order_by("id"_f),
                 "json"_f = JSONAgg("name"_f).order_by("id"_f), "all"_f = BoolAnd("active"_f),
                 "any"_f = BoolOr("active"_f), "list"_f = JSONAgg("name"_f).default_(json("[]")));
        CHECK(of["text"_f] == std::nullopt);
        CHECK(of["json"_f] == std::nullopt);
        CHECK(of["all"_f] == std::nullopt);
        CHECK(of["any"_f] == std::nullopt);
        CHECK(of["list"_f] == json("[]"));
    }
}

BOTH_WAYS("what stands between texts is any text") {
    const Teams teams;
    const std::string between = "'; \"?%\\ż\n";
    CHECK(CALL(Player::objects.filter("goals"_f = 2), aggregate,
               "x"_f = StringAgg("name"_f, between).order_by("name"_f))["x"_f] ==
          "bert" + between + "carl");
}

BOTH_WAYS("the rows of each group are put together apart") {
    const Teams teams;
    const auto named =
        Team::objects
            .annotate("names"_f = StringAgg("players__name"_f, ", ").order_by("players__name"_f),
                      "active"_f = BoolAnd("players__active"_f))
            .order_by("id"_f);
    const auto rows = CALL(named, list);
    REQUIRE(rows.size() == 3);
    CHECK(rows[0]["names"_f] == "anna, bert, carl");
    CHECK(rows[1]["names"_f] == "dora");
    CHECK(rows[2]["names"_f] == std::nullopt);
    CHECK(rows[0]["active"_f] == false);
    CHECK(rows[1]["active"_f] == true);
    CHECK(CALL(named.filter("names"_f.contains("bert")), count) == 1);
    CHECK(CALL(named.order_by("-names"_f).filter("names"_f.isnull(false)), first)->name == "blue");
    const auto by_goals =
        Player::objects.values("goals"_f)
            .annotate("teams"_f = StringAgg("name"_f, "/").order_by("-team__name"_f, "-name"_f))
            .order_by("-goals"_f);
    std::vector<std::optional<std::string>> groups;
    for (const auto& row : CALL(by_goals, list)) groups.push_back(row["teams"_f]);
    CHECK(groups == std::vector<std::optional<std::string>>{"anna", "carl/bert", "dora"});
}

BOTH_WAYS("NULL stands in an order where it is said to") {
    const Teams teams;
    const auto of = CALL(
        Player::objects, aggregate,
        "first"_f = StringAgg("name"_f, ",").order_by("nick"_f.asc(aside::nulls_first), "name"_f),
        "last"_f = StringAgg("name"_f, ",").order_by("nick"_f.asc(aside::nulls_last), "name"_f),
        "down"_f = StringAgg("name"_f, ",").order_by("nick"_f.desc(aside::nulls_last), "-name"_f),
        "engine"_f = StringAgg("name"_f, ",").order_by("nick"_f, "name"_f));
    CHECK(of["first"_f] == "anna,carl,dora,bert");
    CHECK(of["last"_f] == "carl,dora,bert,anna");
    CHECK(of["down"_f] == "bert,dora,carl,anna");
    CHECK(of["engine"_f] == (features().nulls_largest ? of["last"_f] : of["first"_f]));
}

BOTH_WAYS("values are ordered as rows are: decimals and large integers exactly") {
    const TestDatabase<Team, Player> database;
    Player::objects.bulk_create(
        std::vector<Player>{{.name = "c", .wage = 100.00_dec, .height = 2},
                            {.name = "a", .wage = 9.99_dec, .height = 10},
                            {.name = "b", .wage = 99.90_dec, .height = -1.5}});
    const auto of =
        CALL(Player::objects, aggregate, "wage"_f = StringAgg("name"_f, "").order_by("wage"_f),
             "twice"_f = StringAgg("name"_f, "").order_by((-("wage"_f * 2)).asc()),
             "height"_f = StringAgg("name"_f, "").order_by("height"_f),
             "large"_f = StringAgg("name"_f, "").order_by(("id"_f + 9007199254740992).desc()));
    CHECK(of["wage"_f] == "abc");
    CHECK(of["twice"_f] == "cba");
    CHECK(of["height"_f] == "bca");
    CHECK(of["large"_f] == "bac");
}

BOTH_WAYS("values of each kind have one form in JSON") {
    const TestDatabase<Team, Player> database;
    const auto moment = std::chrono::sys_days(std::chrono::year(2026) / 11 / 30) +
                        std::chrono::milliseconds(36'500'500);
    Player::objects.create(Player{.name = "a \"b\" ż",
                                  .goals = -3,
                                  .wage = 9.90_dec,
                                  .joined = moment,
                                  .rises = aside::Time(std::chrono::minutes(390)),
                                  .token = aside::Uuid::parse("0123456789abcdef0123456789abcdef"),
                                  .extra = json(R"({"k": [1, null]})"),
                                  .place = Place::goal});
    const auto of = CALL(Player::objects, aggregate, "text"_f = JSONAgg("name"_f),
                         "null"_f = JSONAgg("nick"_f), "integer"_f = JSONAgg("goals"_f),
                         "truth"_f = JSONAgg("active"_f), "decimal"_f = JSONAgg("wage"_f),
                         "twice"_f = JSONAgg("wage"_f * 2), "real"_f = JSONAgg("height"_f),
                         "date"_f = JSONAgg("born"_f), "moment"_f = JSONAgg("joined"_f),
                         "time"_f = JSONAgg("rises"_f), "uuid"_f = JSONAgg("token"_f),
                         "json"_f = JSONAgg("extra"_f), "part"_f = JSONAgg("extra__k"_f),
                         "choice"_f = JSONAgg("place"_f), "team"_f = JSONAgg("team"_f));
    static_assert(std::is_same_v<decltype(of["text"_f]), const std::optional<aside::Json>&>);
    CHECK(of["text"_f] == json(R"(["a \"b\" ż"])"));
    CHECK(of["null"_f] == json("[null]"));
    CHECK(of["integer"_f] == json("[-3]"));
    CHECK(of["truth"_f] == json("[true]"));
    CHECK(of["decimal"_f]->text() == "[9.90]");
    CHECK(of["twice"_f] == json("[19.8]"));
    CHECK(of["real"_f] == json("[1.5]"));
    CHECK(of["date"_f] == json(R"(["2000-01-31"])"));
    CHECK(of["moment"_f] == json(R"(["2026-11-30T10:08:20.5+00:00"])"));
    CHECK(of["time"_f] == json(R"(["06:30:00"])"));
    CHECK(of["uuid"_f] == json(R"(["01234567-89ab-cdef-0123-456789abcdef"])"));
    CHECK(of["json"_f] == json(R"([{"k": [1, null]}])"));
    CHECK(of["part"_f] == json("[[1, null]]"));
    CHECK(of["choice"_f] == json(R"(["goal"])"));
    CHECK(of["team"_f] == json("[null]"));
}

BOTH_WAYS("an array of JSON has an order, distinct values and some rows only, too") {
    const Teams teams;
    const auto of =
        CALL(Player::objects, aggregate, "nicks"_f = JSONAgg("nick"_f).order_by("name"_f),
             "goals"_f = JSONAgg("goals"_f).distinct().order_by("-goals"_f),
             "extras"_f = JSONAgg("extra"_f).distinct(),
             "some"_f = JSONAgg("name"_f).filter("goals"_f > 1).order_by("-name"_f));
    CHECK(of["nicks"_f] == json(R"([null, "bee", "ace", "ace"])"));
    CHECK(of["goals"_f] == json("[5, 2, 1]"));
    CHECK(of["extras"_f] == json("[{}]"));
    CHECK(of["some"_f] == json(R"(["carl", "bert", "anna"])"));
    const auto rows = CALL(
        Team::objects.annotate("goals"_f = JSONAgg("players__goals"_f).order_by("players__name"_f))
            .order_by("id"_f),
        list);
    CHECK(rows[0]["goals"_f] == json("[5, 2, 2]"));
}

BOTH_WAYS("a condition holds for all rows, for some, or for none that have a value") {
    const Teams teams;
    const auto of = CALL(Player::objects, aggregate, "all"_f = BoolAnd("active"_f),
                         "any"_f = BoolOr("active"_f), "played"_f = BoolAnd("goals"_f > 0),
                         "stars"_f = BoolOr("goals"_f > 5), "hurt"_f = BoolOr("hurt"_f),
                         "unknown"_f = BoolAnd("hurt"_f).filter("goals"_f == 1),
                         "told"_f = BoolAnd("hurt"_f).filter("goals"_f == 1).default_(true),
                         "few"_f = BoolAnd("active"_f).filter("goals"_f != 2));
    static_assert(std::is_same_v<decltype(of["all"_f]), const std::optional<bool>&>);
    static_assert(std::is_same_v<decltype(of["told"_f]), const bool&>);
    CHECK(of["all"_f] == false);
    CHECK(of["any"_f] == true);
    CHECK(of["played"_f] == true);
    CHECK(of["stars"_f] == false);
    CHECK(of["hurt"_f] == true);
    CHECK(of["unknown"_f] == std::nullopt);
    CHECK(of["told"_f]);
    CHECK(of["few"_f] == true);
}

BOTH_WAYS("distinct values have no other order than their own") {
    const Teams teams;
    CHECK_THROWS_WITH_AS(
        CALL(Player::objects, aggregate,
             "x"_f = StringAgg("nick"_f, ",").distinct().order_by("name"_f)),
        doctest::Contains("distinct values can be put together in their own order only"),
        aside::FieldError);
    CHECK(CALL(Player::objects, aggregate,
               "x"_f = StringAgg(Concat("nick"_f, "!"), ",")
                           .distinct()
                           .order_by(Concat("nick"_f, "!").desc()))["x"_f] == "bee!,ace!,!");
}

BOTH_WAYS("over a window each row has the values up to it") {
    const Teams teams;
    const auto rows = CALL(
        Player::objects
            .annotate(
                "so_far"_f = StringAgg("name"_f, ",").over(order_by("name"_f)),
                "two"_f = StringAgg("nick"_f, ",").over(order_by("name"_f), aside::RowRange(-1, 0)),
                "next"_f = JSONAgg("goals"_f).over(order_by("name"_f), aside::RowRange(0, 1)),
                "all"_f = BoolAnd("active"_f).over(partition_by("team"_f)))
            .order_by("name"_f),
        list);
    CHECK(rows[0]["so_far"_f] == "anna");
    CHECK(rows[3]["so_far"_f] == "anna,bert,carl,dora");
    CHECK(rows[0]["two"_f] == std::nullopt);
    CHECK(rows[1]["two"_f] == "bee");
    CHECK(rows[3]["two"_f] == "ace,ace");
    CHECK(rows[0]["next"_f] == json("[5, 2]"));
    CHECK(rows[3]["next"_f] == json("[1]"));
    CHECK(rows[0]["all"_f] == false);
    CHECK(rows[3]["all"_f] == true);
}

BOTH_WAYS("rows of slices, of distinct rows and of groups are put together, too") {
    const Teams teams;
    CHECK(CALL(Player::objects.order_by("-name"_f).limit(2), aggregate,
               "x"_f = StringAgg("name"_f, ",").order_by("name"_f))["x"_f] == "carl,dora");
    CHECK(CALL(Player::objects.values("nick"_f).distinct(), aggregate,
               "x"_f = StringAgg("nick"_f, ",").order_by("nick"_f))["x"_f] == "ace,bee");
    CHECK(CALL(Team::objects.annotate("n"_f = Count("players"_f)), aggregate,
               "x"_f = StringAgg("name"_f, ",").order_by("-n"_f, "name"_f))["x"_f] ==
          "red,blue,none");
    const auto of_team = Player::objects.filter("team"_f == aside::OuterRef("id"_f))
                             .values("team"_f)
                             .annotate("x"_f = StringAgg("name"_f, "").order_by("name"_f))
                             .values_list(aside::flat, "x"_f);
    CHECK(CALL(Team::objects.annotate("x"_f = aside::Subquery(of_team)).order_by("id"_f), first)
              ->
              operator[]("x"_f) == "annabertcarl");
}
