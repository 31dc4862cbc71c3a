// The statements by which many rows go to PostgreSQL.
#include <doctest/doctest.h>

#include "aside/aside.hpp"
#include "sql/compiler.hpp"
#include "sql/postgresql/dialect.hpp"

using namespace aside::literals;
using aside::sql::Conflict;
using aside::sql::Fields;

namespace {

enum class Size { small, large };

struct Crate : aside::Model<Crate> {
    std::int64_t id = 0;
    std::string name;
    std::int32_t weight = 0;
    Size size = Size::small;
    static constexpr auto meta =
        aside::meta(aside::table("crate"), "size"_f.choices(Size::small, "S", Size::large, "L"));
};

const aside::detail::ModelInfo& model() { return aside::detail::model_info<Crate>(); }
Fields fields(std::initializer_list<const char*> names) {
    Fields found;
    for (const char* name : names) found.push_back(&model().at(name));
    return found;
}
const aside::sql::Dialect& dialect() { return aside::sql::postgresql::dialect(); }

}  // namespace

TEST_CASE("an INSERT of many rows takes an array a column, and keeps the order of the rows") {
    CHECK(aside::sql::insert_arrays(model(), fields({"name", "size"}), {}, fields({"id"}),
                                    dialect()) ==
          R"(INSERT INTO "crate" ("name", "size") SELECT "__col1", "__col2" FROM )"
          R"(UNNEST(CAST($1 AS text[]), CAST($2 AS text[])) WITH ORDINALITY AS "__rows" )"
          R"(("__col1", "__col2", "__col3") ORDER BY "__col3" RETURNING "id")");
    CHECK(aside::sql::insert_arrays(model(), fields({"weight"}),
                                    {.action = Conflict::Action::ignore}, {}, dialect())
              .ends_with(R"(ORDER BY "__col2" ON CONFLICT DO NOTHING)"));
}

TEST_CASE("an UPDATE of many rows takes the keys and the values as arrays") {
    const auto update = aside::sql::update_by_arrays(Crate::objects.filter("weight"_f > 3).query(),
                                                     fields({"name", "weight"}), dialect());
    CHECK(update.sql ==
          R"(UPDATE "crate" SET "name" = "__rows"."__col2", "weight" = "__rows"."__col3" FROM )"
          R"(UNNEST(CAST($1 AS bigint[]), CAST($2 AS text[]), CAST($3 AS bigint[])) AS "__rows" )"
          R"(("__col1", "__col2", "__col3") WHERE "crate"."id" = "__rows"."__col1" )"
          R"(AND "crate"."weight" > $4)");
    CHECK(update.params == std::vector<aside::SqlValue>{3});
}

TEST_CASE("rows are copied in the binary format") {
    CHECK(dialect().copy(model(), fields({"id", "name"})) ==
          R"(COPY "crate" ("id", "name") FROM STDIN (FORMAT binary))");
}
