#include "sql/logged.hpp"
#include "sql/tail.hpp"
#include "support/sqlite.hpp"

using namespace shop;

namespace {

/// The statement that a call runs, with its parameters.
template <class Call>
std::string only_statement(Call call) {
    return aside::testing::only_logged(call, with_parameters);
}
/// The statements that a call runs, likewise.
template <class Call>
std::vector<std::string> statements(Call call) {
    return aside::testing::logged(call, with_parameters);
}

using Cups = aside::testing::SqliteMemory<Cup>;

}  // namespace

TEST_CASE("count asks for a number, of a slice or distinct rows through an inner statement") {
    const Cups cups;
    const std::string all = std::string(cup_columns) + " FROM \"shop_cup\"";
    CHECK(only_statement([] { Cup::objects.count(); }) == R"(SELECT COUNT(*) FROM "shop_cup")");
    CHECK(only_statement([] { Cup::objects.filter("id"_f > 1).order_by("name"_f).count(); }) ==
          R"(SELECT COUNT(*) FROM "shop_cup" WHERE "shop_cup"."id" > ? [1])");
    CHECK(only_statement([] { Cup::objects.limit(3).count(); }) ==
          "SELECT COUNT(*) FROM (SELECT " + all + R"( LIMIT ?) AS "shop_cup" [3])");
    CHECK(only_statement([] { Cup::objects.distinct().count(); }) ==
          "SELECT COUNT(*) FROM (SELECT DISTINCT " + all + R"() AS "shop_cup")");
}

TEST_CASE("exists and contains ask for one row without its columns or an order") {
    const Cups cups;
    CHECK(only_statement([] { Cup::objects.order_by("name"_f).exists(); }) ==
          R"(SELECT 1 FROM "shop_cup" LIMIT ? [1])");
    CHECK(
        only_statement([] { Cup::objects.filter("stock"_f > 1).contains(Cup{.id = 7}); }) ==
        R"(SELECT 1 FROM "shop_cup" WHERE "shop_cup"."stock" > ? AND "shop_cup"."id" = ? LIMIT ? [1, 7, 1])");
}

TEST_CASE("get by a unique column alone needs no limit") {
    const Cups cups;
    const std::string by_key =
        std::string(cup_columns) + R"( FROM "shop_cup" WHERE "shop_cup"."id" = ? [1])";
    CHECK(only_statement([] { CHECK_THROWS(Cup::objects.get("id"_f = 1)); }).ends_with(by_key));
    CHECK(only_statement([] { CHECK_THROWS(Cup::objects.get("pk"_f = 1)); }).ends_with(by_key));
    CHECK(only_statement([] {
              CHECK_THROWS(Cup::objects.filter("id"_f == 1).get());
          }).ends_with(by_key));
}

TEST_CASE("get reads at most two rows, first and an index one") {
    const Cups cups;
    const auto ends_with = [](const std::string& text, std::string_view end) {
        CAPTURE(text);
        CHECK(text.ends_with(end));
    };
    ends_with(only_statement([] { CHECK_THROWS(Cup::objects.get("name"_f = "x")); }),
              R"(WHERE "shop_cup"."name" = ? LIMIT ? ['x', 2])");
    ends_with(only_statement([] { CHECK_THROWS(Cup::objects.get("id"_f >= 1)); }),
              R"(WHERE "shop_cup"."id" >= ? LIMIT ? [1, 2])");
    ends_with(only_statement([] { CHECK_THROWS(Cup::objects.get("id"_f = 1, "name"_f = "x")); }),
              R"(WHERE "shop_cup"."id" = ? AND "shop_cup"."name" = ? LIMIT ? [1, 'x', 2])");
    ends_with(only_statement([] { Cup::objects.first(); }),
              R"(ORDER BY "shop_cup"."id" ASC LIMIT ? [1])");
    ends_with(only_statement([] { Cup::objects.last(); }),
              R"(ORDER BY "shop_cup"."id" DESC LIMIT ? [1])");
    ends_with(only_statement([] { CHECK_THROWS(Cup::objects.order_by("id"_f)[4]); }),
              R"(ORDER BY "shop_cup"."id" ASC LIMIT ? OFFSET ? [1, 4])");
    ends_with(only_statement([] { CHECK_THROWS(Cup::objects.latest("made"_f)); }),
              R"(ORDER BY "shop_cup"."made" DESC LIMIT ? [1])");
    ends_with(only_statement([] { CHECK_THROWS(Cup::objects.earliest("-stock"_f, "id"_f)); }),
              R"(ORDER BY "shop_cup"."stock" DESC, "shop_cup"."id" ASC LIMIT ? [1])");
}

TEST_CASE("aggregates carry their names, and may be distinct and filtered") {
    const Cups cups;
    CHECK(
        only_statement([] {
            (void)Cup::objects.filter("active"_f == true)
                .aggregate("n"_f = Count("*"_f), "kinds"_f = Count("name"_f).distinct(),
                           "sum"_f = Sum("stock"_f * "weight"_f).filter("stock"_f > 2));
        }) ==
        R"(SELECT COUNT(*) AS "n", COUNT(DISTINCT "shop_cup"."name") AS "kinds", )"
        R"(SUM(("shop_cup"."stock" * "shop_cup"."weight")) FILTER (WHERE "shop_cup"."stock" > ?) AS "sum" )"
        R"(FROM "shop_cup" WHERE "shop_cup"."active" = ? [2, TRUE])");
}

TEST_CASE("update assigns values and expressions in one statement") {
    const Cups cups;
    CHECK(
        only_statement([] {
            Cup::objects.filter("id"_f > 1)
                .update("stock"_f = "stock"_f + 1, "note"_f = nullptr, "size"_f = Size::large,
                        "price"_f = 2.50_dec);
        }) ==
        R"(UPDATE "shop_cup" SET "stock" = FOR_FIELD(("shop_cup"."stock" + ?), ?), "note" = ?, "size" = ?, "price" = ? )"
        R"(WHERE "shop_cup"."id" > ? [1, 'shop::Cup.stock', NULL, 'L', 2.50, 1])");
    CHECK(only_statement([] { Cup::objects.update(aside::field("stock") = "7"); }) ==
          R"(UPDATE "shop_cup" SET "stock" = ? [7])");
}

TEST_CASE("bulk_update chooses each row's values by its key, in one statement a batch") {
    const Cups cups;
    const std::vector<Cup> changed{{.id = 7, .stock = 1, .price = 2.50_dec, .size = Size::large},
                                   {.id = 9, .note = "new"}};
    const std::string both =
        R"(UPDATE "shop_cup" SET "note" = CASE "id" WHEN ? THEN ? WHEN ? THEN ? ELSE "note" END, )"
        R"("price" = CASE "id" WHEN ? THEN ? WHEN ? THEN ? ELSE "price" END, )"
        R"("size" = CASE "id" WHEN ? THEN ? WHEN ? THEN ? ELSE "size" END )"
        R"(WHERE "id" IN (?, ?) [7, NULL, 9, 'new', 7, 2.50, 9, 0.00, 7, 'L', 9, 'S', 7, 9])";
    CHECK(statements([&] {
              Cup::objects.bulk_update(changed, {"note"_f, "price"_f, "size"_f});
          }) == std::vector<std::string>{"BEGIN IMMEDIATE", both, "COMMIT"});
    const auto batches = statements([&] {
        Cup::objects.filter("stock"_f > 1 || "sold"_f == 2)
            .bulk_update(changed, {"stock"_f}, {.batch_size = 1});
    });
    const std::string one =
        R"(UPDATE "shop_cup" SET "stock" = CASE "id" WHEN ? THEN ? ELSE "stock" END )"
        R"(WHERE "id" IN (?) AND ("shop_cup"."stock" > ? OR "shop_cup"."sold" = ?) )";
    CHECK(batches == std::vector<std::string>{"BEGIN IMMEDIATE", one + "[7, 1, 7, 1, 2]",
                                              one + "[9, 0, 9, 1, 2]", "COMMIT"});
}

TEST_CASE("saving an object updates its row by its key") {
    const Cups cups;
    Cup cup = Cup::objects.create("name"_f = "a");
    cup.stock = 3;
    CHECK(only_statement([&] {
              cup.save({.update_fields = {"stock"_f, "note"_f}});
          }) == R"(UPDATE "shop_cup" SET "stock" = ?, "note" = ? WHERE "id" = ? [3, NULL, 1])");
}

TEST_CASE("delete is one statement") {
    const Cups cups;
    CHECK(only_statement([] { Cup::objects.filter("id"_f > 1).delete_(); }) ==
          R"(DELETE FROM "shop_cup" WHERE "shop_cup"."id" > ? [1])");
    CHECK(only_statement([] { Cup{.id = 7}.delete_(); }) ==
          R"(DELETE FROM "shop_cup" WHERE "shop_cup"."id" = ? [7])");
}

TEST_CASE("an insert leaves the key to the database unless it is given") {
    const Cups cups;
    const std::string columns =
        R"("name", "note", "stock", "sold", "weight", "active", "price", "made", "size")";
    CHECK(only_statement([] { Cup::objects.create("name"_f = "a"); }) ==
          R"(INSERT INTO "shop_cup" ()" + columns +
              R"() VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) )"
              R"(['a', NULL, 0, NULL, 0.0, TRUE, 0.00, '1970-01-01 00:00:00', 'S'])");
    CHECK(only_statement([] {
              Cup::objects.create({.id = 9, .name = "b"});
          }).starts_with(R"(INSERT INTO "shop_cup" ("id", )" + columns + R"() VALUES (?, )"));
}

TEST_CASE(
    "get_or_create looks, and only where there is nothing looks again under the lock and inserts") {
    const Cups cups;
    const auto create = [] { Cup::objects.get_or_create("name"_f = "a", defaults("stock"_f = 1)); };
    const auto created = statements(create);
    REQUIRE(created.size() == 5);
    CHECK(created[0].ends_with(R"(WHERE "shop_cup"."name" = ? LIMIT ? ['a', 2])"));
    CHECK(created[1] == "BEGIN IMMEDIATE");
    CHECK(created[2] == created[0]);
    CHECK(created[3].starts_with("INSERT INTO"));
    CHECK(created[4] == "COMMIT");
    CHECK(only_statement(create) == created[0]);
}

TEST_CASE("none and what cannot match run no statement") {
    const Cups cups;
    const auto none = Cup::objects.none();
    CHECK(statements([&] {
              CHECK(none.count() == 0);
              CHECK_FALSE(none.exists());
              CHECK(none.empty());
              CHECK_FALSE(none.first());
              CHECK_FALSE(none.last());
              CHECK_FALSE(none.contains(Cup{.id = 1}));
              CHECK(none.in_bulk({1}).empty());
              CHECK(none.update("stock"_f = 1) == 0);
              CHECK(none.bulk_update({Cup{.id = 1}}, {"stock"_f}) == 0);
              CHECK(Cup::objects.bulk_update(std::vector<Cup>(), {"stock"_f}) == 0);
              CHECK(none.delete_().total == 0);
              CHECK(none.aggregate("n"_f = Count("*"_f))["n"_f] == 0);
              CHECK_FALSE(none.aggregate("sum"_f = Sum("stock"_f))["sum"_f]);
              for (const Cup& cup : none.iterator()) CHECK(cup.id == 0);
              CHECK_THROWS_AS(none.get(), Cup::DoesNotExist);
              CHECK(Cup::objects.filter("id__in"_f = std::vector<int>{}).count() == 0);
              CHECK(Cup::objects.limit(0).count() == 0);
          }).empty());
}
