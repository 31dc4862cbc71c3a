// Models in a database that is attached to each connection.
#include <doctest/doctest.h>

#include <string>

#include "support/other_schema.hpp"

using namespace aside::literals;
using namespace aside::testing;
using Counts = std::map<std::string, std::int64_t>;

namespace {

struct Shelf : aside::Model<Shelf> {
    std::int64_t id = 0;
    static constexpr auto meta = aside::meta(aside::table("shelf"));
};

struct Volume : aside::Model<Volume> {
    std::int64_t id = 0;
    aside::ForeignKey<Shelf> shelf;
    static constexpr auto meta = aside::meta(aside::table("archive", "volume"));
};

struct Paper : aside::Model<Paper> {
    std::int64_t id = 0;
    static constexpr auto meta = aside::meta(aside::table("paper"));
};

}  // namespace

TEST_CASE("a foreign key from one attached database to another is refused, and both are named") {
    const OtherSchema archive("archive");
    const ScratchDatabase database(archive.options());
    CHECK_THROWS_WITH_AS((aside::create_tables<Shelf, Volume>()),
                         "aside: SQLite has no foreign keys between attached databases: "
                         "\"archive.volume\" cannot name \"main.shelf\"",
                         aside::NotSupportedError);
}

TEST_CASE(
    "a table that is only in an attached database is found, and counted by the model's name") {
    const OtherSchema archive("archive");
    const ScratchDatabase database(archive.options());
    auto sql = aside::connection();
    sql.execute("CREATE TABLE archive.paper (id integer PRIMARY KEY AUTOINCREMENT)");
    Paper::objects.create();
    Paper::objects.create();
    CHECK(Paper::objects.filter("id__gt"_f = 0).delete_().by_table == Counts{{"paper", 2}});
}
