// Values that another program wrote into the library's own tables, which hold more than they
// should.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/sqlite.hpp"

using namespace aside::literals;
using namespace std::chrono;
using aside::testing::SqliteMemory;

namespace changed_by_others {

struct Entry : aside::Model<Entry> {
    std::int64_t id = 0;
    std::int16_t small = 0;
    std::int32_t medium = 0;
    aside::Decimal<18, 2> amount;
    aside::DateTime moment{};
    aside::Json data;

    static constexpr auto meta = aside::meta(aside::table("entry"));
};

struct Entries : SqliteMemory<Entry> {
    Entries() { Entry::objects.create({}); }
    void store(const std::string& column, const std::string& literal) const {
        aside::connection().execute("UPDATE entry SET " + column + " = " + literal);
    }
};

}  // namespace changed_by_others

using namespace changed_by_others;

BOTH_WAYS("a number that its field cannot hold is refused on the way out") {
    const Entries entries;
    entries.store("small", "40000");
    CHECK_THROWS_AS(CALL(Entry::objects, get), aside::DataError);
}

BOTH_WAYS("a column that holds something else is an error that names the field") {
    const Entries entries;
    for (const char* wrong : {"'text'", "X'00'", "1.5"}) {
        entries.store("medium", wrong);
        CHECK_THROWS_WITH_AS(CALL(Entry::objects, get), doctest::Contains("Entry.medium"),
                             aside::DataError);
    }
}

BOTH_WAYS("what other programs stored is added as it is read") {
    const Entries entries;
    entries.store("amount", "0.1 + 0.2");
    Entry::objects.create({});
    aside::connection().execute("UPDATE entry SET amount = '12.5' WHERE id = 2");
    Entry::objects.create({.amount = 7});
    const auto row = CALL(Entry::objects, aggregate, "sum"_f = Sum("amount"_f));
    CHECK(row["sum"_f]->to_string() == "19.80");
}

BOTH_WAYS("what Django or SQLite wrote in other forms is read") {
    const Entries entries;
    for (const auto& [text, moment] : {std::pair("'2024-02-29T01:00:00Z'", 1h + 0min),
                                       {"'2024-02-29 01:00:00.5'", 1h + 0min},
                                       {"'2024-02-29 01:30'", 1h + 30min},
                                       {"'2024-02-29 01:00:00+02:00'", -1h + 0min}}) {
        const char* const captured = text;  // a lambda in clang 14 takes no structured binding
        CAPTURE(captured);
        entries.store("moment", text);
        CHECK(floor<minutes>(CALL(Entry::objects, get).moment) ==
              sys_days(year(2024) / 2 / 29) + moment);
    }
    entries.store("moment", "'soon'");
    CHECK_THROWS_AS(CALL(Entry::objects, get), aside::Error);
}

BOTH_WAYS("JSON that is deeper than the library takes is read, and compared as text") {
    const Entries entries;
    Entry::objects.create({});
    const std::string deep = std::string(100'000, '[') + std::string(100'000, ']');
    aside::connection().execute("PRAGMA ignore_check_constraints = ON");
    aside::connection().execute("UPDATE entry SET data = ? WHERE id = 1", deep);
    CHECK(CALL(Entry::objects, get, "id"_f = 1).data.text() == deep);
    CHECK(CALL(Entry::objects.filter("data"_f == aside::Json::parse("null")), count) == 1);
}
