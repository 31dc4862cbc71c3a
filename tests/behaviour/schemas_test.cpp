// Tables that name the schema they stand in. In SQLite that is an attached database.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/both_ways.hpp"
#include "support/other_schema.hpp"
#include "support/tables.hpp"

using namespace aside::literals;
using namespace aside::testing;
using Counts = std::map<std::string, std::int64_t>;

namespace ledger {

struct Line;

struct Tag : aside::Model<Tag> {
    std::int64_t id = 0;
    std::string name;
    static constexpr auto meta = aside::meta(aside::table("aside_billing", "tag"));
};

struct Invoice : aside::Model<Invoice> {
    std::int64_t id = 0;
    std::string number;
    std::int32_t total = 0;
    aside::ManyToMany<Tag> tags;
    aside::ReverseForeignKey<Line, "invoice"> lines;
    static constexpr auto meta =
        aside::meta(aside::table("aside_billing", "invoice"), "number"_f.max_length(20).unique(),
                    aside::index("-total"_f), aside::check("not_negative", "total"_f >= 0));
};

struct Line : aside::Model<Line> {
    std::int64_t id = 0;
    aside::ForeignKey<Invoice, aside::cascade> invoice;
    std::string text;
    static constexpr auto meta = aside::meta(aside::table("aside_billing", "line"),
                                             aside::unique_together("invoice"_f, "text"_f));
};

/// Of the same name, but where tables are that name no schema.
struct Draft : aside::Model<Draft> {
    std::int64_t id = 0;
    std::string number;
    static constexpr auto meta = aside::meta(aside::table("invoice"));
};

/// The point is one of the name.
struct Pointed : aside::Model<Pointed> {
    std::int64_t id = 0;
    std::string name;
    static constexpr auto meta = aside::meta(aside::table("aside_billing.pointed"));
};

struct Books : DatabaseOfSchemas<Tag, Invoice, Line, Draft, Pointed> {
    Books() : DatabaseOfSchemas("aside_billing") {}
};

}  // namespace ledger

using namespace ledger;

BOTH_WAYS("rows of a table in another schema are created, read, changed and deleted") {
    const Books books;
    Invoice invoice = CALL(Invoice::objects, create, "number"_f = "A1", "total"_f = 5);
    invoice.total = 7;
    CALL(invoice, save);
    CHECK(CALL(Invoice::objects, get, "number"_f = "A1").total == 7);
    CALL(Invoice::objects, update, "total"_f = "total"_f + 1);
    CALL(invoice, refresh_from_db);
    CHECK(invoice.total == 8);
    CHECK(CALL(Draft::objects, count) == 0);
    CHECK(CALL_AS(invoice, delete_, adelete).by_table == Counts{{"aside_billing.invoice", 1}});
    CHECK_FALSE(CALL(Invoice::objects, exists));
}

BOTH_WAYS("relations in another schema are followed both ways") {
    const Books books;
    const Invoice first = CALL(Invoice::objects, create, "number"_f = "A1");
    const Invoice second = CALL(Invoice::objects, create, "number"_f = "A2");
    CALL(Line::objects, create, "invoice"_f = first, "text"_f = "one");
    CALL(Line::objects, create, "invoice"_f = first, "text"_f = "two");
    const Tag tag = CALL(Tag::objects, create, "name"_f = "paid");
    CALL(second.tags, add, tag);
    CHECK(CALL(Line::objects.filter("invoice__number"_f = "A1"), count) == 2);
    CHECK(CALL(Invoice::objects.filter("tags__name"_f = "paid"), get) == second);
    CHECK(CALL(Invoice::objects.exclude("lines__text"_f = "two"), get) == second);
    const auto lines = Line::objects.select_related("invoice"_f).order_by("text"_f).list();
    CHECK(lines.front().invoice->number == "A1");
    const auto invoices =
        Invoice::objects.prefetch_related("lines"_f, "tags"_f).order_by("number"_f).list();
    CHECK(invoices[0].lines.count() == 2);
    CHECK(invoices[1].tags.count() == 1);
    CALL_AS(Line::objects.filter("invoice__number"_f = "A1"), delete_, adelete);
    CHECK(CALL(first.lines, count) == 0);
}

TEST_CASE("two tables of one name are told apart by their schemas, in one statement too") {
    const Books books;
    Invoice::objects.create("number"_f = "A1");
    Draft::objects.create("number"_f = "A1");
    Draft::objects.create("number"_f = "A2");
    const auto billed = Draft::objects.filter(
        aside::Exists(Invoice::objects.filter("number"_f = aside::OuterRef("number"_f))));
    CHECK(billed.values_list("number"_f).list().size() == 1);
    CHECK(Draft::objects.all().delete_().by_table == Counts{{"invoice", 2}});
    CHECK(Invoice::objects.count() == 1);
}

TEST_CASE("what is deleted along with rows of another schema is counted by its full name") {
    const Books books;
    const Invoice invoice = Invoice::objects.create("number"_f = "A1");
    Line::objects.create("invoice"_f = invoice, "text"_f = "one");
    Line::objects.create("invoice"_f = invoice, "text"_f = "two");
    invoice.tags.add(Tag::objects.create("name"_f = "paid"));
    const auto deleted = Invoice::objects.all().delete_();
    CHECK(deleted.by_table == Counts{{"aside_billing.invoice", 1},
                                     {"aside_billing.invoice_tags", 1},
                                     {"aside_billing.line", 2}});
    CHECK(deleted.total == 4);
}

TEST_CASE("many rows are inserted into another schema, and get their keys") {
    const Books books;
    std::vector<Invoice> invoices(2500);
    for (std::size_t i = 0; i < invoices.size(); ++i) invoices[i].number = std::to_string(i);
    invoices = Invoice::objects.bulk_create(invoices);
    CHECK(Invoice::objects.count() == 2500);
    CHECK(Invoice::objects.get("pk"_f = invoices[1700].id).number == "1700");
    for (Invoice& invoice : invoices) invoice.total = 3;
    Invoice::objects.bulk_update(invoices, "total"_f);
    CHECK(Invoice::objects.filter("total"_f = 3).count() == 2500);
}

TEST_CASE("tables of another schema are read back as they were made") {
    const Books books;
    const std::vector<std::string> others{"aside_billing"};
    const auto read = aside::detail::run_here({}, [&](aside::detail::Runner& runner) {
        const aside::exec::Lease session = runner.read();
        return comparable(
            aside::exec::read_tables(*session, aside::sql::ReadTables::tables, others));
    });
    for (const auto& table : comparable(tables_of_models<Tag, Invoice, Line, Draft, Pointed>())) {
        const auto found = std::ranges::find_if(read, [&](const aside::schema::Table& each) {
            return each.name == table.name && each.schema == table.schema;
        });
        INFO(table.full_name());
        REQUIRE(found != read.end());
        CHECK(shown(differences(table, *found)) == "");
    }
    aside::create_tables<Tag, Invoice, Line>();  // and changes nothing
}

TEST_CASE("an error names the table that it is about") {
    const Books books;
    Invoice::objects.create("number"_f = "A1");
    try {
        Invoice::objects.create("number"_f = "A1");
        FAIL("no error");
    } catch (const aside::UniqueViolation& error) {
        CHECK(error.table() == "invoice");
        CHECK((error.schema() == "aside_billing" || error.schema().empty()));
        CHECK(error.column() == "number");
    }
}

TEST_CASE("a point in the name of a table is a character of it") {
    const Books books;
    Pointed::objects.create("name"_f = "x");
    CHECK(Pointed::objects.get().name == "x");
    CHECK(value_of("SELECT COUNT(*) FROM \"aside_billing.pointed\"") == aside::SqlValue(1));
}

TEST_CASE("tables are not created in a schema that is not there, and the error names the cure") {
    const TestDatabase<> database;
    try {
        aside::create_tables<Tag>();
        FAIL("no error");
    } catch (const aside::DatabaseError& error) {
        CHECK(error.sqlstate() == "3F000");
        CHECK(std::string(error.what()).find("aside_billing") != std::string::npos);
    }
}
