// What `check` finds in models, without a database.
#include <doctest/doctest.h>

#include "manage/command_line.hpp"

using namespace aside::literals;
using aside::testing::Ran;
using aside::testing::run_command;

namespace checked {

struct Shop : aside::Model<Shop> {
    std::int64_t id = 0;
    std::string name;
};
/// Of the table of another model, with one column twice and a relation that can be given nothing.
struct Twin : aside::Model<Twin> {
    std::int64_t id = 0;
    std::string name;
    std::string label;
    aside::ForeignKey<Shop, aside::set_default> shop;
    static constexpr auto meta =
        aside::meta(aside::table("checked_shop"), "label"_f.db_column("name"),
                    aside::check("one", "name"_f != ""), aside::check("one", "name"_f != "x"));
};
struct Listed : aside::Model<Listed> {
    std::int64_t id = 0;
    std::vector<std::int32_t> numbers;
};

}  // namespace checked

using namespace checked;

TEST_CASE("models without mistakes are fine, and no database is needed to see it") {
    const Ran ran = run_command<Shop>({"check"});
    CHECK(ran.status == 0);
    CHECK(ran.out == "");
}

TEST_CASE("mistakes that the compiler cannot see are a line each") {
    const Ran ran = run_command<Shop, Twin>({"check"});
    CHECK(ran.status == 1);
    CHECK(ran.out ==
          "checked::Twin: checked::Shop has the table \"checked_shop\" as well\n"
          "checked::Twin.label: another member has the column \"name\" as well\n"
          "checked::Twin.shop: set_default needs a .db_default(...), or a relation that may be "
          "NULL\n"
          "checked::Twin: two checks are called \"one\"\n");
}

TEST_CASE("what an engine has not is a mistake where the models are to be on it") {
    CHECK(run_command<Listed>({"check"}).status == 0);
    const Ran ran = run_command<Listed>({"check", "--engine", "sqlite"});
    CHECK(ran.status == 1);
    CHECK(ran.out.find("checked::Listed") != std::string::npos);
    CHECK(run_command<Listed>({"check", "--engine", "postgresql"}).status == 0);
}
