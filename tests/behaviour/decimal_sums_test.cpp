// Sums and means of decimals are those of the rows, digit for digit.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/database.hpp"

using namespace aside::literals;
using aside::DataError;
using aside::Decimal;
using aside::testing::TestDatabase;

namespace {

struct Entry : aside::Model<Entry> {
    std::int64_t id = 0;
    std::string account;
    Decimal<18, 2> amount;
    std::optional<Decimal<12, 4>> rate;
};

using Amount = Decimal<18, 2>;

/// Amounts that are no doubles, as most are not; negative ones, too.
struct Ledger : TestDatabase<Entry> {
    static constexpr int size = 5'000;
    std::int64_t units = 0;  ///< their sum

    Ledger() {
        std::vector<Entry> entries;
        for (int i = 0; i < size; ++i) {
            const std::int64_t cents = (i % 7 == 0 ? -1 : 1) * (99'999'999'999'901 - 37 * i);
            entries.push_back({.account = i % 2 == 0 ? "even" : "odd",
                               .amount = Amount::from_units(cents),
                               .rate = Decimal<12, 4>::from_units(1 + i % 3)});
            units += cents;
        }
        Entry::objects.bulk_create(entries);
    }
};

/// Sums of more digits than a double has.
struct Fortunes : TestDatabase<Entry> {
    Fortunes() {
        for (const char* amount : {"1000000000000000", "0.01", "0.02"})
            Entry::objects.create({.account = "rich", .amount = Amount::parse(amount)});
        Entry::objects.create({.account = "poor", .amount = 5});
    }
};

auto totals() { return Entry::objects.values("account"_f).annotate("total"_f = Sum("amount"_f)); }

std::string text(const std::optional<Amount>& amount) {
    return amount ? amount->to_string() : "none";
}

}  // namespace

BOTH_WAYS("a sum and a mean of many decimals are exact") {
    const Ledger ledger;
    const auto row = CALL(Entry::objects, aggregate, "sum"_f = Sum("amount"_f),
                          "mean"_f = Avg("amount"_f), "rate"_f = Sum("rate"_f));
    CHECK(row["sum"_f]->units() == ledger.units);
    CHECK(row["mean"_f]->units() == (ledger.units + Ledger::size / 2) / Ledger::size);
    CHECK(row["rate"_f]->to_string() == "0.9999");
}

BOTH_WAYS("groups, filters, distinct values and slices have exact sums") {
    const Ledger ledger;
    std::int64_t units = 0;
    for (const auto& row : CALL(totals(), list)) units += row["total"_f]->units();
    CHECK(units == ledger.units);
    const auto some =
        CALL(Entry::objects, aggregate, "even"_f = Sum("amount"_f).filter("account"_f == "even"),
             "odd"_f = Sum("amount"_f).filter("account"_f == "odd"),
             "rates"_f = Sum("rate"_f).distinct(), "mean"_f = Avg("rate"_f).distinct());
    CHECK(some["even"_f]->units() + some["odd"_f]->units() == ledger.units);
    CHECK(some["rates"_f] == Decimal<12, 4>(0.0006_dec));
    CHECK(some["mean"_f] == Decimal<12, 4>(0.0002_dec));
    const auto first =
        CALL(Entry::objects.order_by("id"_f).limit(3), aggregate, "sum"_f = Sum("amount"_f));
    CHECK(first["sum"_f]->units() == 99'999'999'999'901 - 37 - 74);
}

BOTH_WAYS("running sums are exact, also where rows leave the frame") {
    const Ledger ledger;
    const auto rows =
        CALL(Entry::objects.order_by("id"_f).annotate(
                 "all"_f = Sum("amount"_f).over(order_by("id"_f)),
                 "two"_f = Sum("amount"_f).over(order_by("id"_f), aside::RowRange(-1, 0))),
             list);
    std::int64_t units = 0;
    std::int64_t before = 0;
    for (const auto& row : rows) {
        units += row.amount.units();
        CHECK(row["all"_f]->units() == units);
        CHECK(row["two"_f]->units() == row.amount.units() + before);
        before = row.amount.units();
    }
    CHECK(units == ledger.units);
}

BOTH_WAYS("a sum keeps all 18 digits, though no double does") {
    const Fortunes fortunes;
    const auto sum =
        CALL(Entry::objects, aggregate, "sum"_f = Sum("amount"_f),
             "or_none"_f = Coalesce(Sum("amount"_f), 0), "default"_f = Sum("amount"_f).default_(0));
    CHECK(text(sum["sum"_f]) == "1000000000000005.03");
    CHECK(text(sum["or_none"_f]) == "1000000000000005.03");
    CHECK(text(sum["default"_f]) == "1000000000000005.03");
    const auto rows = CALL(totals().order_by("-total"_f), list);
    CHECK(text(rows[0]["total"_f]) == "1000000000000000.03");
    CHECK(text(rows[1]["total"_f]) == "5.00");
    CHECK(CALL(totals().filter("total"_f > 5), count) == 1);
    CHECK(CALL(totals().filter("total"_f < 6), count) == 1);
    const auto running =
        CALL(Entry::objects.annotate("so_far"_f = Sum("amount"_f).over(order_by("id"_f)))
                 .order_by("-so_far"_f),
             list);
    CHECK(text(running[0]["so_far"_f]) == "1000000000000005.03");
}

BOTH_WAYS("a sum of more digits than a decimal has is an error") {
    const Fortunes fortunes;
    const auto twice = CALL(Entry::objects, aggregate, "twice"_f = Sum("amount"_f) * 2);
    CHECK(text(twice["twice"_f]) == "2000000000000010.06");
    Entry::objects.update("amount"_f = 9'000'000'000'000'000);
    CHECK_THROWS_AS(CALL(Entry::objects, aggregate, "sum"_f = Sum("amount"_f)), DataError);
    CHECK(text(CALL(Entry::objects, aggregate, "mean"_f = Avg("amount"_f))["mean"_f]) ==
          "9000000000000000.00");
}

BOTH_WAYS("a sum of no rows is NULL, or the default") {
    const TestDatabase<Entry> database;
    const auto none =
        CALL(Entry::objects, aggregate, "sum"_f = Sum("amount"_f), "mean"_f = Avg("amount"_f),
             "rate"_f = Sum("rate"_f).distinct(), "zero"_f = Sum("amount"_f).default_(0));
    CHECK_FALSE(none["sum"_f]);
    CHECK_FALSE(none["mean"_f]);
    CHECK_FALSE(none["rate"_f]);
    CHECK(none["zero"_f] == Amount(0));
    Entry::objects.create({.amount = 1});
    CHECK_FALSE(CALL(Entry::objects, aggregate, "rate"_f = Sum("rate"_f))["rate"_f]);
}

BOTH_WAYS("a mean is rounded, halves away from zero") {
    const TestDatabase<Entry> database;
    for (const auto& [account, cents] : {std::pair("up", 1), {"up", 2}, {"down", -1}, {"down", -2}})
        Entry::objects.create({.account = account, .amount = Amount::from_units(cents)});
    const auto mean = [](const char* account) {
        const auto some = Entry::objects.filter("account"_f == account);
        return text(CALL(some, aggregate, "mean"_f = Avg("amount"_f))["mean"_f]);
    };
    CHECK(mean("up") == "0.02");
    CHECK(mean("down") == "-0.02");
}
