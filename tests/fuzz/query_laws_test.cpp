// Random programs of querysets over a small table, against what the same rows in memory say.
#include <algorithm>
#include <functional>
#include <set>

#include "fuzz/fuzz.hpp"
#include "fuzz/models.hpp"

using aside::testing::Chance;
using aside::testing::fuzz;
using namespace fuzzed;

namespace {

using Keys = std::vector<std::int64_t>;
using Things = std::vector<Thing>;

constexpr std::array<std::string_view, 6> texts = {"", "a", "b", "ab", "ba", "abc"};

/// A condition of the library, and what it says of a row: yes or no, also where a column is NULL.
struct Condition {
    aside::Q<Thing> q;
    std::function<bool(const Thing&)> holds;
};

template <class T>
bool compare(std::size_t how, const T& left, const T& right) {
    switch (how) {
        case 0:
            return left == right;
        case 1:
            return left < right;
        case 2:
            return left <= right;
        case 3:
            return left > right;
        default:
            return left >= right;
    }
}
template <class Left, class Right>
aside::Q<Thing> comparison(std::size_t how, Left left, const Right& right) {
    switch (how) {
        case 0:
            return left == right;
        case 1:
            return left < right;
        case 2:
            return left <= right;
        case 3:
            return left > right;
        default:
            return left >= right;
    }
}

/// A comparison of one column, by name at run time now and then.
template <class Field, class Member, class Value>
Condition comparing(Chance& chance, Field field, std::string_view name, Member member,
                    const Value& value) {
    const std::size_t how = chance.below(5);
    auto q = chance.one_in(4) ? comparison(how, aside::field(name), value)
                              : comparison(how, field, value);
    return {q, [=](const Thing& row) {
                const std::optional<Value> held = row.*member;
                return held && compare(how, *held, value);
            }};
}

Condition leaf(Chance& chance) {
    const auto whole = static_cast<std::int32_t>(chance.between(-3, 3));
    const std::string text(chance.of(texts));
    switch (chance.below(13)) {
        case 0:
            return comparing(chance, "number"_f, "number", &Thing::number, whole);
        case 1:
            return comparing(chance, "maybe"_f, "maybe", &Thing::maybe, whole);
        case 2:
            return comparing(chance, "text"_f, "text", &Thing::text, text);
        case 3:
            return comparing(chance, "note"_f, "note", &Thing::note, text);
        case 4:
            return comparing(chance, "real"_f, "real", &Thing::real,
                             static_cast<double>(whole) / 2);
        case 5:
            return comparing(chance, "price"_f, "price", &Thing::price,
                             aside::Decimal<10, 2>::from_units(whole * 50));
        case 6:
            return {"maybe"_f.isnull(), [](const Thing& row) { return !row.maybe; }};
        case 7:
            return {"note"_f.isnull(false), [](const Thing& row) { return row.note.has_value(); }};
        case 8: {
            const std::vector<std::int32_t> values = {whole, 2, 2, -1};
            return {"maybe"_f.in(values), [=](const Thing& row) {
                        return row.maybe &&
                               (*row.maybe == whole || *row.maybe == 2 || *row.maybe == -1);
                    }};
        }
        case 9:
            return {"number"_f.range(whole, whole + 2), [=](const Thing& row) {
                        return row.number >= whole && row.number <= whole + 2;
                    }};
        case 10:
            return {"note"_f.startswith(text),
                    [=](const Thing& row) { return row.note && row.note->starts_with(text); }};
        case 11: {
            const std::size_t how = chance.below(5);
            return {comparison(how, "maybe"_f, "number"_f), [=](const Thing& row) {
                        return row.maybe && compare(how, *row.maybe, row.number);
                    }};
        }
        default:
            return {"maybe"_f + "number"_f > whole,
                    [=](const Thing& row) { return row.maybe && *row.maybe + row.number > whole; }};
    }
}

Condition tree(Chance& chance, int depth) {
    if (depth == 0 || chance.one_in(4)) return leaf(chance);
    if (chance.one_in(4)) {
        const Condition inner = tree(chance, depth - 1);
        return {!inner.q, [=](const Thing& row) { return !inner.holds(row); }};
    }
    const Condition left = tree(chance, depth - 1), right = tree(chance, depth - 1);
    if (chance.one_in(2))
        return {left.q && right.q,
                [=](const Thing& row) { return left.holds(row) && right.holds(row); }};
    return {left.q || right.q,
            [=](const Thing& row) { return left.holds(row) || right.holds(row); }};
}

/// The table, and the same rows in memory, by key.
struct Table : aside::testing::TestDatabase<Shelf, Thing> {
    Things rows;

    void fill(Chance& chance) {
        Thing::objects.all().delete_();
        Things made(chance.below(12));
        for (Thing& thing : made) {
            thing.number = static_cast<std::int32_t>(chance.between(-3, 3));
            if (!chance.one_in(3)) thing.maybe = static_cast<std::int32_t>(chance.between(-2, 2));
            thing.text = chance.of(texts);
            if (!chance.one_in(3)) thing.note = chance.of(texts);
            thing.real = static_cast<double>(chance.between(-3, 3)) / 2;
            thing.price = aside::Decimal<10, 2>::from_units(chance.between(-3, 3) * 50);
        }
        if (!made.empty()) Thing::objects.bulk_create(made);
        read();
    }
    void read() {
        rows.clear();
        for (const Thing& thing : Thing::objects.order_by("id"_f)) rows.push_back(thing);
    }
    [[nodiscard]] Keys keys(const std::function<bool(const Thing&)>& holds) const {
        Keys keys;
        for (const Thing& row : rows)
            if (holds(row)) keys.push_back(row.id);
        return keys;
    }
};

template <class Rows>
Keys keys_of(const Rows& rows) {
    Keys keys;
    for (const auto& row : rows) keys.push_back(row.id);
    return keys;
}
template <class Rows>
Keys sorted(const Rows& rows) {
    Keys keys = keys_of(rows);
    std::sort(keys.begin(), keys.end());
    return keys;
}

/// What holds of each queryset: how its questions go together, on this thread and in the
/// background.
template <class Set>
void agrees(const Set& set, const Keys& expected) {
    CHECK(sorted(set.all().list()) == expected);
    CHECK(sorted(set.all().alist().get()) == expected);
    CHECK(sorted(set.all().start_fetch()) == expected);
    const auto size = static_cast<std::int64_t>(expected.size());
    CHECK(set.all().count() == size);
    CHECK(set.all().acount().get() == size);
    CHECK(set.all().exists() == !expected.empty());
    CHECK(set.all().aexists().get() == !expected.empty());
    CHECK(set.all().first().has_value() == !expected.empty());
    Keys streamed;
    for (const auto& row : set.all().iterator({.chunk_size = 3})) streamed.push_back(row.id);
    std::sort(streamed.begin(), streamed.end());
    CHECK(streamed == expected);
}

/// The rows in an order that a few columns and, in the end, the key make; NULL is the least.
struct Ordered {
    aside::QuerySet<Thing> set;
    Things rows;
};
Ordered ordered(Chance& chance, aside::QuerySet<Thing> set, Things rows) {
    const auto by = [&](auto term, auto reverse, auto member) {
        const bool descending = chance.one_in(2);
        set = descending ? set.order_by(reverse, "id"_f) : set.order_by(term, "id"_f);
        std::stable_sort(rows.begin(), rows.end(), [&](const Thing& a, const Thing& b) {
            return descending ? b.*member < a.*member : a.*member < b.*member;
        });
    };
    switch (chance.below(5)) {
        case 0:
            by("number"_f, "-number"_f, &Thing::number);
            break;
        case 1:
            by("maybe"_f, "-maybe"_f, &Thing::maybe);
            break;
        case 2:
            by("note"_f, "-note"_f, &Thing::note);
            break;
        case 3:
            by("price"_f, "-price"_f, &Thing::price);
            break;
        default:
            by("real"_f, "-real"_f, &Thing::real);
            break;
    }
    if (chance.one_in(2)) {
        set = set.reverse();
        std::reverse(rows.begin(), rows.end());
    }
    return {set, rows};
}

Things part_of(const Things& rows, std::size_t start, std::size_t stop) {
    start = std::min(start, rows.size()), stop = std::min(stop, rows.size());
    if (start >= stop) return {};
    return {rows.begin() + static_cast<std::ptrdiff_t>(start),
            rows.begin() + static_cast<std::ptrdiff_t>(stop)};
}

}  // namespace

TEST_CASE("conditions find the rows for which they hold, and exclude finds all others") {
    Table table;
    fuzz(60, [&](Chance& chance) {
        table.fill(chance);
        for (int i = 0; i < 10; ++i) {
            const Condition a = tree(chance, 3), b = tree(chance, 2);
            CAPTURE(Thing::objects.filter(a.q).sql().sql);
            const auto both = [&](const Thing& row) { return a.holds(row) && b.holds(row); };
            const auto none_of = [&](const Thing& row) { return !a.holds(row); };
            CHECK(sorted(Thing::objects.filter(a.q)) == table.keys(a.holds));
            CHECK(sorted(Thing::objects.exclude(a.q)) == table.keys(none_of));
            CHECK(sorted(Thing::objects.filter(!a.q)) == table.keys(none_of));
            CHECK(sorted(Thing::objects.filter(a.q).filter(b.q)) == table.keys(both));
            CHECK(sorted(Thing::objects.filter(a.q && b.q)) == table.keys(both));
            CHECK(sorted(Thing::objects.filter(a.q, b.q)) == table.keys(both));
        }
        const Condition a = tree(chance, 3);
        agrees(Thing::objects.filter(a.q), table.keys(a.holds));
    });
}

TEST_CASE("orderings, reversals and slices of slices are those of a list") {
    Table table;
    fuzz(100, [&](Chance& chance) {
        table.fill(chance);
        const Condition a = tree(chance, 2);
        Things rows;
        std::copy_if(table.rows.begin(), table.rows.end(), std::back_inserter(rows), a.holds);
        auto [set, expected] = ordered(chance, Thing::objects.filter(a.q), rows);
        CHECK(keys_of(set) == keys_of(expected));
        for (int i = 0; i < 4; ++i) {
            const std::size_t start = chance.below(14), stop = start + chance.below(14);
            const std::size_t inner = chance.below(6), end = inner + chance.below(6);
            const auto first =
                set.slice(static_cast<std::int64_t>(start), static_cast<std::int64_t>(stop));
            const Things held = part_of(expected, start, stop);
            CHECK(keys_of(first) == keys_of(held));
            CHECK(keys_of(first.slice(static_cast<std::int64_t>(inner),
                                      static_cast<std::int64_t>(end))) ==
                  keys_of(part_of(held, inner, end)));
            CHECK(keys_of(first.offset(static_cast<std::int64_t>(inner))) ==
                  keys_of(part_of(held, inner, 99)));
            Keys sliced = keys_of(held);
            std::sort(sliced.begin(), sliced.end());
            agrees(first, sliced);
        }
        const auto last = set.last();
        CHECK(last.has_value() == !expected.empty());
        if (last) CHECK(last->id == expected.back().id);
        if (last) CHECK(set.item(0).id == expected.front().id);
    });
}

TEST_CASE("unions, intersections and differences are those of sets") {
    Table table;
    fuzz(100, [&](Chance& chance) {
        table.fill(chance);
        const Condition a = tree(chance, 2), b = tree(chance, 2);
        const auto left = Thing::objects.filter(a.q), right = Thing::objects.filter(b.q);
        agrees(left.union_(right),
               table.keys([&](const Thing& row) { return a.holds(row) || b.holds(row); }));
        agrees(left.intersection(right),
               table.keys([&](const Thing& row) { return a.holds(row) && b.holds(row); }));
        agrees(left.difference(right),
               table.keys([&](const Thing& row) { return a.holds(row) && !b.holds(row); }));
        CHECK(left.union_(right, aside::all).count() == left.count() + right.count());
        CHECK(Thing::objects.filter("id"_f.in(left)).count() == left.count());
        const Keys keys =
            table.keys([&](const Thing& row) { return a.holds(row) || b.holds(row); });
        const auto first = left.union_(right).order_by("id"_f).limit(2);
        CHECK(keys_of(first) ==
              Keys(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(
                                                    std::min<std::size_t>(2, keys.size()))));
    });
}

TEST_CASE("columns, keys and aggregates say what the objects do") {
    Table table;
    fuzz(100, [&](Chance& chance) {
        table.fill(chance);
        const Condition a = tree(chance, 2);
        const auto set = Thing::objects.filter(a.q);
        std::vector<std::int32_t> numbers;
        std::optional<std::int64_t> sum;
        std::set<std::optional<std::int32_t>> distinct;
        aside::Decimal<10, 2> price;
        for (const Thing& row : table.rows) {
            if (!a.holds(row)) continue;
            numbers.push_back(row.number);
            distinct.insert(row.maybe);
            if (row.maybe) sum = sum.value_or(0) + *row.maybe;
            price += row.price;
        }
        const auto size = static_cast<std::int64_t>(numbers.size());
        std::vector<std::int32_t> read;
        for (const std::int32_t number : set.order_by("id"_f).values_list(aside::flat, "number"_f))
            read.push_back(number);
        CHECK(read == numbers);
        CHECK(set.values_list(aside::flat, "maybe"_f).distinct().count() ==
              static_cast<std::int64_t>(distinct.size()));
        const auto all = set.aggregate("n"_f = Count("*"_f), "known"_f = Count("maybe"_f),
                                       "sum"_f = Sum("maybe"_f), "least"_f = Min("number"_f),
                                       "most"_f = Max("number"_f), "price"_f = Sum("price"_f));
        CHECK(all["n"_f] == size);
        CHECK(all["sum"_f] == sum);
        CHECK(all["price"_f].value_or(aside::Decimal<10, 2>()) == price);
        if (!numbers.empty()) {
            CHECK(all["least"_f] == *std::min_element(numbers.begin(), numbers.end()));
            CHECK(all["most"_f] == *std::max_element(numbers.begin(), numbers.end()));
        }
        const Keys keys = table.keys(a.holds);
        const auto bulk = set.in_bulk(keys_of(table.rows));
        CHECK(bulk.size() == keys.size());
        for (const std::int64_t key : keys) CHECK(bulk.at(key).id == key);
        std::int64_t grouped = 0;
        for (const auto& group : set.values("maybe"_f).annotate("n"_f = Count("id"_f)).order_by())
            grouped += group["n"_f];
        CHECK(grouped == size);
    });
}

TEST_CASE("updates and deletions touch the rows for which a condition holds") {
    Table table;
    fuzz(100, [&](Chance& chance) {
        table.fill(chance);
        const Condition a = tree(chance, 2);
        const Keys keys = table.keys(a.holds);
        const auto size = static_cast<std::int64_t>(keys.size());
        CHECK(Thing::objects.filter(a.q).update("number"_f = "number"_f + 100,
                                                "text"_f = "changed") == size);
        CHECK(sorted(Thing::objects.filter("text"_f == "changed")) == keys);
        CHECK(sorted(Thing::objects.filter("number"_f > 50)) == keys);
        table.read();
        const Condition b = tree(chance, 2);
        const Keys gone = table.keys(b.holds);
        CHECK(Thing::objects.filter(b.q).delete_().total == static_cast<std::int64_t>(gone.size()));
        CHECK(sorted(Thing::objects.all()) ==
              table.keys([&](const Thing& row) { return !b.holds(row); }));
    });
}
