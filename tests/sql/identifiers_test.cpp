#include <doctest/doctest.h>

#include "sql/ddl.hpp"
#include "sql/schema_of.hpp"
#include "support/sqlite.hpp"
#include "support/standard_dialect.hpp"

using namespace aside::literals;

namespace {

struct Order : aside::Model<Order> {
    std::int64_t id = 0;
    std::string select;
    std::string class_;
    std::int32_t group = 0;
    std::string odd;

    static constexpr auto meta =
        aside::meta(aside::table("order \"by\"; --"), "odd"_f.db_column("it's \"odd\"").index(),
                    aside::unique_together("class"_f, "group"_f));
};

struct Long : aside::Model<Long> {
    std::int64_t id = 0;
    std::string first_name_of_the_person;
    std::string second_name_of_the_person;

    static constexpr auto meta = aside::meta(
        aside::table("a_table_whose_name_is_as_long_as_names_may_be_in_ascii"),
        "second_name_of_the_person"_f.db_column("zażółć_gęślą_jaźń_zażółć_gęślą").index(),
        aside::unique_together("first_name_of_the_person"_f, "second_name_of_the_person"_f));
};

/// The statements that create a model's table.
std::vector<std::string> definitions(const aside::detail::ModelInfo& model,
                                     const aside::sql::Dialect& dialect) {
    return aside::sql::create_table(aside::sql::schema_of(model, dialect).front(), dialect);
}

/// What stands between the first quotes behind a word.
std::string name_behind(const std::string& sql, const std::string& word) {
    const std::size_t begin = sql.find('"', sql.find(word)) + 1;
    return sql.substr(begin, sql.find('"', begin) - begin);
}

}  // namespace

TEST_CASE("names of indexes are as long as the engine takes, and differ all the same") {
    const auto& model = aside::detail::model_info<Long>();
    const auto statements = definitions(model, aside::testing::ShortNamesDialect());
    REQUIRE(statements.size() == 3);
    const std::string both = name_behind(statements[1], " INDEX ");
    const std::string one = name_behind(statements[2], " INDEX ");
    CHECK(both.size() == 63);
    CHECK(both.ends_with("_uniq"));
    CHECK(one.size() <= 63);
    CHECK(one.ends_with("_idx"));
    CHECK(both.substr(0, 40) == one.substr(0, 40));
    // An engine without a limit keeps all of it.
    const auto whole = definitions(model, aside::testing::StandardDialect());
    CHECK(name_behind(whole[1], " INDEX ").size() > 100);
}

TEST_CASE("no name of an index ends in half a character") {
    for (std::size_t length = 20; length <= 55; ++length) {  // with eight bytes more, all of them
        aside::detail::ModelInfo model = aside::detail::model_info<Long>();
        model.table = std::string(length, 'x') + "żółć";
        const auto statements = definitions(model, aside::testing::ShortNamesDialect());
        const std::string name = name_behind(statements[2], " INDEX ");
        CHECK(name.size() <= 63);
        const std::size_t tail = name.rfind('_', name.rfind('_') - 1);
        const auto last = static_cast<unsigned char>(name[tail - 1]);
        const bool begins = (last & 0xC0) == 0xC0;
        CHECK_FALSE(begins);
    }
}

TEST_CASE("a name that the engine would cut short is refused") {
    aside::detail::ModelInfo model = aside::detail::model_info<Order>();
    model.table = std::string(63, 'n');
    const aside::testing::ShortNamesDialect dialect;
    CHECK(definitions(model, dialect).front().find(model.table) != std::string::npos);
    model.table += 'n';
    CHECK_THROWS_WITH_AS((void)definitions(model, dialect), doctest::Contains("at most 63 bytes"),
                         aside::NotSupportedError);
    CHECK(definitions(model, aside::testing::StandardDialect()).size() == 3);
}

TEST_CASE("keywords, blanks and quotes are names like any other") {
    CHECK(
        Order::objects.filter("class"_f == "a").order_by("group"_f).sql().sql ==
        R"(SELECT "order ""by""; --"."id", "order ""by""; --"."select", "order ""by""; --"."class", )"
        R"("order ""by""; --"."group", "order ""by""; --"."it's ""odd""" FROM "order ""by""; --" )"
        R"(WHERE "order ""by""; --"."class" = ? ORDER BY "order ""by""; --"."group" ASC)");
}

TEST_CASE("a table with such names is created, written and read") {
    const aside::testing::SqliteMemory<Order> database;
    const auto made =
        Order::objects.create("select"_f = "*", "class"_f = "first", "group"_f = 1, "odd"_f = "?");
    CHECK(Order::objects.get("odd"_f = "?").class_ == "first");
    CHECK(Order::objects.filter("group"_f == 1).update("odd"_f = "!") == 1);
    CHECK(Order::objects.aggregate("select"_f = Max("group"_f))["select"_f] == 1);
    CHECK(Order::objects.filter("odd"_f.contains("!")).slice(0, 5).count() == 1);
    CHECK(made.delete_().by_table.at("order \"by\"; --") == 1);
}
