// What inspectdb writes of Django's tables, and of those of PostgreSQL.
#include <doctest/doctest.h>

#include "manage/command_line.hpp"
#include "manage/inspected/django.inc"
#include "manage/inspected/django_postgresql.inc"
#include "manage/inspected/django_postgresql_tables.hpp"
#include "manage/inspected/django_tables.hpp"
#include "manage/inspected/kept.hpp"
#include "manage/inspected/postgresql.inc"
#include "manage/inspected/postgresql_tables.hpp"
#include "support/database.hpp"
#include "support/features.hpp"

using namespace aside::literals;
using aside::testing::check_is_kept;
using aside::testing::Ran;
using aside::testing::run_command;

TEST_CASE("models of Django's tables find no difference to them at all") {
    const aside::testing::ScratchDatabase database;
    for (const char* sql : inspected::django_tables) aside::connection().execute(sql);
    check_is_kept(run_command<django::interop::Tag>({"inspectdb", "--namespace", "django"}).out,
                  "django.inc");
    const Ran ran =
        run_command<django::interop::Authorship, django::interop::Maybe, django::interop::Sample,
                    django::interop::Review, django::interop::Profile, django::Furniture>(
            {"check", "--database"});
    CHECK(ran.out == "");
    CHECK(ran.status == 0);
}

TEST_CASE(
    "models of the tables that Django makes in PostgreSQL find no difference to them either") {
    const aside::testing::TestDatabase<> database;
    if (!aside::testing::features().index_methods) return;
    for (const char* sql : inspected::django_postgresql_tables) aside::connection().execute(sql);
    check_is_kept(run_command<django_postgresql::interop::Tag>(
                      {"inspectdb", "--namespace", "django_postgresql"})
                      .out,
                  "django_postgresql.inc");
    const Ran ran =
        run_command<django_postgresql::interop::Authorship, django_postgresql::interop::Maybe,
                    django_postgresql::interop::Sample, django_postgresql::interop::Review,
                    django_postgresql::interop::Profile, django_postgresql::Furniture,
                    django_postgresql::interop::Positive>({"check", "--database"});
    CHECK(ran.out == "");
    CHECK(ran.status == 0);
}

TEST_CASE("tables of PostgreSQL are read and written by what was written of them") {
    const aside::testing::TestDatabase<> database;
    if (!aside::testing::features().index_methods) return;  // the tables are PostgreSQL's
    for (const char* sql : inspected::postgresql_tables) aside::connection().execute(sql);
    const Ran ran =
        run_command<shop::Box>({"inspectdb", "--include-views", "--enums", "--reverse"});
    check_is_kept(ran.out, "postgresql.inc");
    const shop::Box box = shop::Box::objects.create("name"_f = "small");
    aside::connection().execute(
        "INSERT INTO shop_thing (box_id, m, nums, p, status) VALUES (?, 'ok', '{1,2}', 5, 'done')",
        box.id);
    const shop::Thing thing = shop::Thing::objects.get("status"_f = shop::Thing::Status::done);
    CHECK(thing.box->name == "small");
    CHECK(thing.nums == std::vector<std::int32_t>{1, 2});
    CHECK(thing.n == 9.50_dec);
    CHECK(thing.total == 6);
    thing.boxes.add(box);
    CHECK(box.thing_boxes_set.count() == 1);
    CHECK(models::Seen::objects.get("name"_f = "small").id == box.id);
    const Ran checked =
        run_command<shop::Thing, models::Seen, models::Kept>({"check", "--database"});
    CAPTURE(checked.out);
    CHECK(checked.status == 0);
}
