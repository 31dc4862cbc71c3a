#include "sql/tail.hpp"

using namespace shop;

namespace {

template <class... Term>
std::string order(Term... terms) {
    return tail(Cup::objects.order_by(terms...));
}

struct Ranked : aside::Model<Ranked> {
    std::int64_t id = 0;
    std::string name;
    static constexpr auto meta =
        aside::meta(aside::table("ranked"), aside::ordering("name"_f, "-id"_f));
};

template <class QuerySet>
std::string ranked(const QuerySet& rows) {
    return rows.sql().sql.substr(rows.sql().sql.find("FROM"));
}

}  // namespace

TEST_CASE("an ordering has a direction and a place for NULL in each term") {
    CHECK(order("name"_f) == R"(ORDER BY "name" ASC)");
    CHECK(order("-name"_f, "id"_f) == R"(ORDER BY "name" DESC, "id" ASC)");
    CHECK(order("sold"_f.asc()) == R"(ORDER BY "sold" ASC)");
    CHECK(order("sold"_f.desc()) == R"(ORDER BY "sold" DESC)");
    CHECK(order("sold"_f.asc(aside::nulls_last)) == R"(ORDER BY "sold" ASC NULLS LAST)");
    CHECK(order("sold"_f.desc(aside::nulls_first)) == R"(ORDER BY "sold" DESC NULLS FIRST)");
    CHECK(order("?"_f) == "ORDER BY RANDOM()");
}

TEST_CASE("reverse turns direction and place of NULL around, twice does nothing") {
    const auto rows = Cup::objects.order_by("-name"_f, "sold"_f.asc(aside::nulls_last));
    CHECK(tail(rows.reverse()) == R"(ORDER BY "name" ASC, "sold" DESC NULLS FIRST)");
    CHECK(tail(rows.reverse().reverse()) == tail(rows));
}

TEST_CASE("an ordering replaces the one before it, and an empty one removes it") {
    CHECK(tail(Cup::objects.order_by("name"_f).order_by("id"_f)) == R"(ORDER BY "id" ASC)");
    CHECK(tail(Cup::objects.order_by("name"_f).order_by()) == "");
}

TEST_CASE("a model's ordering applies until a queryset has one") {
    CHECK(ranked(Ranked::objects.all()) ==
          R"(FROM "ranked" ORDER BY "ranked"."name" ASC, "ranked"."id" DESC)");
    CHECK(ranked(Ranked::objects.reverse()) ==
          R"(FROM "ranked" ORDER BY "ranked"."name" DESC, "ranked"."id" ASC)");
    CHECK(ranked(Ranked::objects.order_by("id"_f)) ==
          R"(FROM "ranked" ORDER BY "ranked"."id" ASC)");
    CHECK(ranked(Ranked::objects.order_by()) == R"(FROM "ranked")");
}

TEST_CASE("a term of an ordering is chosen at run time") {
    aside::Order<Cup> term = "name"_f;
    CHECK(order(term) == R"(ORDER BY "name" ASC)");
    term = "sold"_f.desc(aside::nulls_last);
    CHECK(order(term, "id"_f) == R"(ORDER BY "sold" DESC NULLS LAST, "id" ASC)");
    CHECK(order(aside::field("-stock")) == R"(ORDER BY "stock" DESC)");
    CHECK(order(aside::field("?")) == "ORDER BY RANDOM()");
}

TEST_CASE("distinct rows are asked for by the statement") {
    CHECK(Cup::objects.distinct().sql().sql ==
          "SELECT DISTINCT " + std::string(cup_columns) + " FROM \"shop_cup\"");
}
