#include <doctest/doctest.h>

#include "schema/names.hpp"
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

/// Whether every character has all of its bytes, and no byte stands alone.
bool has_whole_characters(std::string_view text) {
    int wanted = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool goes_on = (byte & 0xC0) == 0x80;
        if (goes_on != (wanted > 0)) return false;
        wanted = goes_on ? wanted - 1 : byte >= 0xF0 ? 3 : byte >= 0xE0 ? 2 : byte >= 0xC0 ? 1 : 0;
    }
    return wanted == 0;
}

}  // namespace

TEST_CASE("names of indexes are as long as the engine takes, and those that Django makes up") {
    const auto& model = aside::detail::model_info<Long>();
    const auto statements = definitions(model, aside::testing::ShortNamesDialect());
    REQUIRE(statements.size() == 3);
    CHECK(name_behind(statements[1], " INDEX ").size() <= 63);
    CHECK(name_behind(statements[2], " INDEX ").size() <= 63);
    // An engine without a limit keeps more of it.
    const auto whole = definitions(model, aside::testing::StandardDialect());
    CHECK(name_behind(whole[1], " INDEX ").size() > 100);
}

// What Django 3.2 gives for them.
TEST_CASE("an index is called as Django calls it") {
    using aside::schema::constraint_name;
    using Columns = std::vector<std::string>;
    const std::string table = "a_table_whose_name_is_as_long_as_names_may_be_in_ascii";
    CHECK(constraint_name("options", Columns{"low", "high"}, "_uniq", 200) ==
          "options_low_high_c33979dd_uniq");
    CHECK(constraint_name("options", Columns{"title"}, "", 200) == "options_title_d36253f2");
    CHECK(constraint_name(table, Columns{"second_name_of_the_person"}, "", 63) ==
          "a_table_whose_name_is_as_l_second_name_of_the_person_49f1bfa4");
    CHECK(constraint_name(table, Columns{"first", "second_name_of_the_person"}, "_uniq", 63) ==
          "a_table_whose_name_is_as_first_second_name_of_the_2d7ca635_uniq");
    CHECK(constraint_name(table.substr(1), Columns{"second_name_of_the_person"}, "", 63) ==
          "D_table_whose_name_is_as_lo_second_name_of_the_person_a8575df");
    CHECK(constraint_name(std::string(30, 't'), Columns{std::string(30, 'c')},
                          "_fk_" + std::string(30, 'o') + "_id",
                          63) == "tttttttttttttttttttt_cccccccccccccccccccc_a9a02f85_fk_ooooooooo");
}

TEST_CASE("an index that a model lists is called as Django's models.Index calls itself") {
    using aside::schema::index_name;
    using Parts = std::vector<aside::schema::KeyPart>;
    CHECK(
        index_name("options", Parts{{.column = "rank"}, {.column = "title", .descending = true}}) ==
        "options_rank_d285c3_idx");
    CHECK(index_name("_options_long_table", Parts{{.column = "rankings_long"}}) ==
          "Doptions_lo_ranking_c7c6cf_idx");
    CHECK(index_name("żółta_tabelka_długa", Parts{{.column = "łąkałąka"}}) ==
          "żółta_tabel_łąkałąk_e6c794_idx");
}

TEST_CASE("no name of an index ends in half a character") {
    for (std::size_t length = 5; length <= 55; ++length) {
        const std::string table = std::string(length, 'x') + "żółćżółćżółćżółćżółć";
        const std::string name = aside::schema::constraint_name(
            table, std::vector<std::string>{"żółćżółćżółćżółćżółć"}, "", 63);
        CHECK(name.size() <= 63);
        CHECK(has_whole_characters(name));
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
