// What makemigrations does in a database that Django has tables in.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "manage/command_line.hpp"
#include "manage/migrations.hpp"
#include "support/database.hpp"

using namespace aside;
using namespace aside::testing;

namespace {

using namespace aside::literals;

namespace old {
struct Product : Model<Product> {
    std::int64_t id = 0;
    std::string name;
    static constexpr auto meta = aside::meta(aside::table("shop_product"));
};
}  // namespace old
namespace longer {
struct Product : Model<Product> {
    std::int64_t id = 0;
    std::string name;
    std::string notes;
    static constexpr auto meta = aside::meta(aside::table("shop_product"));
};
}  // namespace longer
namespace left {
struct Product : Model<Product> {
    std::int64_t id = 0;
    std::string name;
    std::string notes;
    static constexpr auto meta = aside::meta(aside::table("shop_product"), aside::managed(false));
};
}  // namespace left

/// A table of the program's own, whose name begins with no app.
struct Review : Model<Review> {
    std::int64_t id = 0;
    std::string text;
    static constexpr auto meta = aside::meta(aside::table("review"));
};
/// The list is in a table of the program's own, although the products are not.
namespace listing {
struct Review : Model<Review> {
    std::int64_t id = 0;
    std::string text;
    ManyToMany<left::Product> products;
    static constexpr auto meta = aside::meta(aside::table("review"));
};
}  // namespace listing
/// A table of an app that comes with Django, which its name does not begin with.
struct Session : Model<Session> {
    std::int64_t id = 0;
    std::string text;
    static constexpr auto meta = aside::meta(aside::table("django_session"));
};

class Folder {
public:
    template <class... M>
    Ran make(std::vector<std::string> arguments = {}) const {
        arguments.insert(arguments.begin(), "makemigrations");
        return run_command<M...>(arguments, {.migrations = path()});
    }
    [[nodiscard]] std::string path() const { return directory_ / "migrations"; }
    [[nodiscard]] std::string state() const {
        std::ifstream stream(path() + "/state.json");
        return {std::istreambuf_iterator<char>(stream), {}};
    }

private:
    ScratchDirectory directory_;
};

void create(const std::string& table) {
    connection().execute("CREATE TABLE " + table + " (id integer NOT NULL PRIMARY KEY, name text)");
}

}  // namespace

TEST_CASE("a table of Django's is created, altered and dropped by Django only") {
    const SharedTestDatabase<> database;
    const Folder folder;
    // Made where there is no such table.
    REQUIRE(folder.make<old::Product, Review>().status == 0);
    const std::string before = folder.state();
    create_django_migrations();
    create("shop_product");
    const auto refused = [&](const Ran& ran, const std::string& verb) {
        CHECK(ran.status == 3);
        CHECK(contains(ran.err, "would " + verb + " the table shop_product"));
        CHECK(contains(ran.err, "app shop of Django"));
        CHECK(contains(ran.err, "aside::managed(false)"));
        CHECK(contains(ran.err, "--adopt shop"));
    };
    refused(folder.make<longer::Product, Review>(), "alter");
    refused(folder.make<longer::Product, Review>({"--dry-run"}), "alter");
    refused(folder.make<Review>({"--drop", "shop_product"}), "drop");
    CHECK(folder.state() == before);
    const Folder other;
    refused(other.make<old::Product>(), "create");
    CHECK_FALSE(std::filesystem::exists(other.path()));
}

TEST_CASE("an app that is adopted stays so, and no other one does") {
    const SharedTestDatabase<> database;
    create_django_migrations();
    create("shop_product");
    create("django_session");
    const Folder folder;
    REQUIRE(folder.make<old::Product>({"--adopt", "shop"}).err == "");
    CHECK(contains(folder.state(), "\"adopted\": [\"shop\"],\n"));
    CHECK(folder.make<longer::Product>().err == "");
    CHECK(contains(folder.state(), "\"notes\""));
    CHECK(contains(folder.state(), "\"adopted\": [\"shop\"],\n"));
    CHECK(contains(folder.make<longer::Product, Session>().err, "--adopt django"));
    CHECK(folder.make<longer::Product, Session>({"--adopt", "django"}).status == 0);
    CHECK(contains(folder.state(), "\"adopted\": [\"django\", \"shop\"],\n"));
}

TEST_CASE("an app that Django does not have cannot be adopted") {
    const SharedTestDatabase<> database;
    create_django_migrations();
    const Ran ran = Folder().make<Review>({"--adopt", "shpo"});
    CHECK(ran.status == 2);
    CHECK(contains(ran.err, "shpo"));
    CHECK(contains(ran.err, "it has django, shop"));
}

TEST_CASE("a model whose table becomes another program's is no table that is dropped") {
    const SharedTestDatabase<> database;
    const Folder folder;
    REQUIRE(folder.make<old::Product, Review>().status == 0);
    create_django_migrations();
    create("shop_product");
    CHECK(folder.make<left::Product, Review>().out == "No changes\n");
    CHECK(folder.make<left::Product, Review, Session>().status == 0);
    CHECK_FALSE(contains(folder.state(), "shop_product"));
    CHECK(contains(folder.state(), "django_session"));
}

TEST_CASE("a list of another program's rows is not dropped unasked") {
    const SharedTestDatabase<> database;
    const Folder folder;
    REQUIRE(folder.make<listing::Review>().status == 0);
    REQUIRE(contains(folder.state(), "\"join\": true"));
    const Ran ran = folder.make<Review>();
    CHECK(ran.status == 3);
    CHECK(contains(ran.err, "--drop review_products"));
}

TEST_CASE("nothing is asked of a database that is not there, and of tables that are not") {
    {
        const SharedTestDatabase<> database;
        create_django_migrations();
        CHECK(Folder().make<old::Product>().status == 0);
    }
    CHECK(Folder().make<old::Product>({"--engine", "sqlite"}).status == 0);
}
