// Random sequences of calls, in any order and with any arguments: what goes wrong is an error of
// ours.
#include <algorithm>
#include <functional>
#include <limits>
#include <typeinfo>

#include "fuzz/fuzz.hpp"
#include "fuzz/models.hpp"

using aside::testing::Chance;
using aside::testing::fuzz;
using aside::testing::mutated;
using namespace fuzzed;

namespace {

constexpr std::array<std::string_view, 14> names = {
    "id",   "pk",          "number",    "-number", "text", "maybe", "day",
    "data", "shelf__name", "thing_set", "nothing", "",     "?",     "number__lt"};
constexpr std::array<std::string_view, 4> aliases = {"default", "other", "", "nobody"};
constexpr std::array<std::string_view, 9> urls = {"sqlite::memory:",
                                                  "sqlite:/nowhere/at/all.db",
                                                  "sqlite:",
                                                  "",
                                                  "mysql://x",
                                                  "sqlite:/tmp?mode=ro",
                                                  "sqlite::memory:?mode=never",
                                                  "sqlite:/dev/null?immutable=1",
                                                  "sqlite::memory:?synchronous=normal&nothing=1"};
constexpr std::array<std::string_view, 9> statements = {"SELECT 1",
                                                        "SELECT ?, ?",
                                                        "SELEC",
                                                        "",
                                                        "SELECT 1; SELECT 2",
                                                        "COMMIT",
                                                        "BEGIN",
                                                        "PRAGMA writable_schema = 1",
                                                        "INSERT INTO fuzzed_thing DEFAULT VALUES"};
constexpr std::array<std::int64_t, 10> numbers = {
    0,       1,
    -1,      2,
    5,       2000,
    1 << 30, std::numeric_limits<std::int64_t>::max(),
    -7,      std::numeric_limits<std::int64_t>::min()};

using ThingSet = decltype(Thing::objects.all());
using ThingRows = decltype(Thing::objects.list());

/// What the calls of one walk work on. A member may be moved from, empty, or of a database that is
/// gone.
struct Walk {
    ThingSet set = Thing::objects.all();
    ThingSet other = Thing::objects.all();
    ThingRows rows;
    Thing object;
    Shelf shelf;
    aside::Q<Thing> q;
    aside::Future<std::int64_t> count;
    aside::Future<ThingRows> list;
    std::optional<aside::Iteration<Thing>> iteration;
    std::optional<aside::AsyncIterator<Thing>> feed;
    std::vector<std::unique_ptr<aside::Transaction>> blocks;
    aside::Json json;
    aside::Decimal<18, 6> decimal;
};
using Call = std::function<void(Walk&, Chance&)>;

std::int32_t small(Chance& chance) { return static_cast<std::int32_t>(chance.between(-2, 3)); }
template <class T>
T taken(T& value) {
    return std::move(value);
}

const std::vector<Call> refining = {
    [](Walk& w, Chance&) { w.set = Thing::objects.all(); },
    [](Walk& w, Chance& c) { w.set = w.set.filter("number"_f = small(c)); },
    [](Walk& w, Chance& c) { w.set = w.set.filter(aside::field(c.of(names)) = small(c)); },
    [](Walk& w, Chance&) { w.set = w.set.exclude(w.q); },
    [](Walk& w, Chance& c) { w.q = w.q || aside::Q<Thing>("maybe"_f > small(c)); },
    [](Walk& w, Chance&) { w.q = aside::Q<Thing>(taken(w.q)) && !w.q; },
    [](Walk& w, Chance& c) { w.set = w.set.order_by(aside::field(c.of(names))); },
    [](Walk& w, Chance&) { w.set = w.set.reverse(); },
    [](Walk& w, Chance&) { w.set = w.set.distinct(); },
    [](Walk& w, Chance& c) { w.set = w.set.slice(c.of(numbers), c.of(numbers)); },
    [](Walk& w, Chance& c) { w.set = w.set.limit(c.of(numbers)); },
    [](Walk& w, Chance& c) { w.set = w.set.offset(c.of(numbers)); },
    [](Walk& w, Chance&) { w.set = w.set.union_(w.other); },
    [](Walk& w, Chance&) { w.set = w.set.difference(w.set, w.other); },
    [](Walk& w, Chance&) { w.set = w.set & w.other; },
    [](Walk& w, Chance&) { w.set = w.set | w.other; },
    [](Walk& w, Chance&) { w.set = w.set.none(); },
    [](Walk& w, Chance&) { w.set = w.set.select_related("shelf"_f); },
    [](Walk& w, Chance&) { w.set = w.set.prefetch_related("shelf"_f); },
    [](Walk& w, Chance&) {
        w.set = w.set.select_for_update({.nowait = true, .skip_locked = true});
    },
    [](Walk& w, Chance& c) { w.set = w.set.using_(c.of(aliases)); },
    [](Walk& w, Chance& c) {
        if (!w.blocks.empty()) w.set = w.set.using_(*c.of(w.blocks));
    },
    [](Walk& w, Chance& c) {
        w.set = w.set.timeout(std::chrono::milliseconds(c.of(numbers) % 100));
    },
    [](Walk& w, Chance&) { std::swap(w.set, w.other); },
    [](Walk& w, Chance&) { w.other = taken(w.set); },
};
const std::vector<Call> asking = {
    [](Walk& w, Chance&) { w.rows = w.set.list(); },
    [](Walk& w, Chance&) { static_cast<void>(w.set.count()); },
    [](Walk& w, Chance&) { static_cast<void>(w.set.exists()); },
    [](Walk& w, Chance&) { w.object = w.set.get(); },
    [](Walk& w, Chance& c) { w.object = w.set.get("id"_f = small(c)); },
    [](Walk& w, Chance&) { static_cast<void>(w.set.first()); },
    [](Walk& w, Chance&) { static_cast<void>(w.set.last()); },
    [](Walk& w, Chance& c) { static_cast<void>(w.set.item(c.of(numbers))); },
    [](Walk& w, Chance&) { static_cast<void>(w.set.earliest("day"_f)); },
    [](Walk& w, Chance&) { static_cast<void>(w.set.latest()); },
    [](Walk& w, Chance& c) {
        static_cast<void>(w.set.in_bulk(std::vector<std::int64_t>{1, c.of(numbers)}));
    },
    [](Walk& w, Chance&) { static_cast<void>(w.set.aggregate("all"_f = aside::Sum("number"_f))); },
    [](Walk& w, Chance&) { static_cast<void>(w.set.contains(w.object)); },
    [](Walk& w, Chance& c) {
        static_cast<void>(w.set.explain({.format = c.one_in(2) ? "json" : ""}));
    },
    [](Walk& w, Chance&) {
        static_cast<void>(w.set.values_list("shelf__name"_f, "data"_f).list());
    },
    [](Walk& w, Chance& c) {
        static_cast<void>(w.set.annotate("more"_f = "number"_f + small(c)).list());
    },
    [](Walk& w, Chance& c) { static_cast<void>(w.rows[static_cast<std::size_t>(c.of(numbers))]); },
    [](Walk& w, Chance&) { static_cast<void>(w.rows.size()), static_cast<void>(taken(w.rows)); },
    [](Walk& w, Chance& c) {
        w.iteration.emplace(w.set.iterator({.chunk_size = static_cast<std::size_t>(c.below(3))}));
    },
    [](Walk& w, Chance&) {
        if (w.iteration)
            for (const Thing& thing : *w.iteration) w.object = thing;
    },
    [](Walk&, Chance& c) { static_cast<void>(Thing::objects.raw(c.of(statements)).list()); },
    [](Walk&, Chance& c) {
        const auto rows = aside::connection(c.of(aliases)).query(c.of(statements), 1);
        static_cast<void>(rows[static_cast<std::size_t>(small(c))][c.of(names)]);
    },
};
const std::vector<Call> writing = {
    [](Walk& w, Chance& c) {
        w.object = w.set.create("number"_f = small(c), "id"_f = c.of(numbers));
    },
    [](Walk& w, Chance& c) { static_cast<void>(w.set.update("number"_f = small(c))); },
    [](Walk& w, Chance&) { static_cast<void>(w.set.update("number"_f = "number"_f * 2000000000)); },
    [](Walk& w, Chance& c) { static_cast<void>(w.set.update("shelf"_f = c.of(numbers))); },
    [](Walk& w, Chance&) { static_cast<void>(w.set.delete_()); },
    [](Walk& w, Chance& c) {
        std::vector<Thing> things(c.below(4), w.object);
        static_cast<void>(
            w.set.bulk_create(things, {.batch_size = static_cast<std::size_t>(c.of(numbers)),
                                       .ignore_conflicts = c.one_in(2),
                                       .update_conflicts = c.one_in(3)}));
    },
    [](Walk& w, Chance&) {
        std::vector<Thing> things{w.object, Thing{}};
        static_cast<void>(w.set.bulk_update(things, {"number"_f, "shelf"_f}));
    },
    [](Walk& w, Chance& c) { w.object = w.set.get_or_create("number"_f = small(c)).object; },
    [](Walk& w, Chance& c) {
        w.object =
            w.set.update_or_create("id"_f = small(c), aside::defaults("text"_f = "x")).object;
    },
    [](Walk& w, Chance& c) {
        w.object.save(
            {.force_insert = c.one_in(3), .force_update = c.one_in(3), .alias = c.of(aliases)});
    },
    [](Walk& w, Chance&) { w.object.save({.update_fields = {"text"_f}}); },
    [](Walk& w, Chance&) { w.object.refresh_from_db(); },
    [](Walk& w, Chance&) { w.object.delete_(); },
    [](Walk& w, Chance&) { w.object.full_clean(); },
    [](Walk& w, Chance& c) { w.object.id = c.of(numbers); },
    [](Walk& w, Chance& c) { w.object.text.assign(c.below(5), '\xff'); },
    [](Walk& w, Chance&) { w.object = Thing{}; },
    [](Walk& w, Chance& c) { w.shelf = Shelf{.id = small(c), .name = "s"}; },
    [](Walk& w, Chance&) { w.shelf.save(); },
    [](Walk& w, Chance&) { w.object.shelf = w.shelf; },
    [](Walk& w, Chance&) { static_cast<void>(w.object.shelf.get()); },
    [](Walk& w, Chance&) { w.shelf.thing_set.add(w.object); },
    [](Walk& w, Chance&) {
        w.shelf.thing_set.set(std::vector<Thing>{w.object, Thing{}});
    },
    [](Walk& w, Chance&) { w.shelf.thing_set.clear(); },
    [](Walk& w, Chance&) { static_cast<void>(w.shelf.thing_set.create("number"_f = 1)); },
    [](Walk&, Chance& c) { aside::connection(c.of(aliases)).execute(c.of(statements), "x"); },
};
void end_any(Walk& w, Chance& c) {
    if (!w.blocks.empty())
        w.blocks.erase(w.blocks.begin() + static_cast<std::ptrdiff_t>(c.below(w.blocks.size())));
}
const std::vector<Call> blocks = {
    [](Walk& w, Chance& c) {
        w.blocks.push_back(
            std::make_unique<aside::Transaction>(aside::AtomicOptions{.alias = c.of(aliases),
                                                                      .durable = c.one_in(6),
                                                                      .savepoint = !c.one_in(4),
                                                                      .read_only = c.one_in(6)}));
    },
    [](Walk& w, Chance& c) {
        if (!w.blocks.empty()) c.of(w.blocks)->commit();
    },
    end_any,
    [](Walk& w, Chance& c) {
        aside::atomic({.alias = c.of(aliases), .durable = c.one_in(4)}, [&] {
            for (int times = 0; times < 3; ++times) c.of(c.one_in(2) ? asking : writing)(w, c);
        });
    },
    [](Walk& w, Chance& c) {
        const auto alias = c.of(aliases);
        aside::aatomic([set = w.set, alias] {
            aside::on_commit(alias, [] {});
            return set.update("number"_f = 1);
        }).get();
    },
    [](Walk&, Chance& c) { aside::on_commit(c.of(aliases), [] {}); },
    [](Walk&, Chance& c) { aside::disconnect(c.of(aliases)); },
    [](Walk&, Chance& c) {
        aside::connect(c.of(urls), {.alias = c.one_in(2) ? "other" : c.of(aliases),
                                    .pool_size = static_cast<int>(small(c)),
                                    .timeout = std::chrono::milliseconds(small(c) * 100)});
    },
    [](Walk&, Chance& c) { aside::create_tables<Shelf, Thing>({.alias = c.of(aliases)}); },
    [](Walk&, Chance& c) {
        const aside::QueryLog log;
        static_cast<void>(log[c.below(3)]);
    },
};
const std::vector<Call> background = {
    [](Walk& w, Chance&) { w.count = w.set.acount(); },
    [](Walk& w, Chance&) { w.list = w.set.alist(); },
    [](Walk& w, Chance&) { w.set.start_fetch(); },
    [](Walk& w, Chance&) { static_cast<void>(w.count.get()); },
    [](Walk& w, Chance&) { w.rows = w.list.get(); },
    [](Walk& w, Chance&) { w.count.cancel(); },
    [](Walk& w, Chance&) {
        w.count = std::move(w.count).then([](std::int64_t counted) { return counted + 1; });
    },
    [](Walk& w, Chance&) {
        w.count = std::move(w.list).then([set = w.set](const ThingRows&) { return set.acount(); });
    },
    [](Walk& w, Chance&) { static_cast<void>(taken(w.list)); },
    [](Walk& w, Chance& c) {
        w.feed.emplace(w.set.aiterator({.chunk_size = static_cast<std::size_t>(c.below(3))}));
    },
    [](Walk& w, Chance&) {
        if (w.feed) static_cast<void>(w.feed->anext().get());
    },
    [](Walk& w, Chance&) {
        if (w.feed) static_cast<void>(taken(*w.feed));
    },
};
const std::vector<Call> values = {
    [](Walk& w, Chance& c) {
        w.json = aside::Json::parse(mutated(c, {"{\"a\": [1, null]}", "[]", "1e400", "\"x\""}));
    },
    [](Walk& w, Chance&) { w.object.data = w.json; },
    [](Walk& w, Chance& c) {
        w.decimal =
            aside::Decimal<18, 6>::parse(mutated(c, {"1.5", "-999999999999.999999", "1e3"}));
    },
    [](Walk& w, Chance&) { w.decimal = w.decimal + w.decimal, w.object.exact = w.decimal; },
    [](Walk& w, Chance& c) {
        w.object.day = aside::Date(std::chrono::year(static_cast<int>(c.between(-9, 10005))),
                                   std::chrono::month(static_cast<unsigned>(c.below(14))),
                                   std::chrono::day(static_cast<unsigned>(c.below(33))));
    },
    [](Walk& w, Chance& c) {
        w.object.hour = aside::Time(static_cast<int>(c.between(-1, 24)), small(c));
    },
    [](Walk& w, Chance& c) { w.object.moment = aside::DateTime(aside::Duration(c.of(numbers))); },
    [](Walk& w, Chance& c) { w.object.length = aside::Duration(c.of(numbers)); },
    [](Walk& w, Chance& c) {
        static_cast<void>(w.set.update("length"_f = std::chrono::hours(c.of(numbers))));
    },
    [](Walk& w, Chance& c) {
        w.object.code = aside::Uuid::parse(mutated(c, {"12345678123456781234567812345678"}));
    },
};

/// A walk may have done so, or not.
void disconnect_if_connected(std::string_view alias) {
    try {
        aside::disconnect(alias);
    } catch (const aside::ConnectionDoesNotExist&) {
    }
}

/// What kind of an exception left the library that should not, or nothing.
std::string foreign(const Call& call, Walk& walk, Chance& chance, bool is_background) {
    try {
        call(walk, chance);
    } catch (const aside::Error& error) {
        return std::string_view(error.what()).empty() ? "an error without a text" : "";
    } catch (const std::future_error&) {  // as a std::future's
        return is_background ? "" : "std::future_error";
    } catch (const std::exception& error) {
        return std::string(typeid(error).name()) + ": " + error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("whatever is called, in any order, throws errors of ours alone") {
    const aside::testing::SharedTestDatabase<> first;
    aside::create_tables<Shelf, Thing>();
    const std::array groups = {&refining, &refining,   &asking, &writing,
                               &blocks,   &background, &values};
    fuzz(400, [&](Chance& chance) {
        Walk walk;
        std::string path;
        CAPTURE(path);
        for (std::size_t calls = 5 + chance.below(40); calls > 0; --calls) {
            const auto& group = *chance.of(groups);
            const std::size_t index = chance.below(group.size());
            path += std::to_string(static_cast<std::size_t>(std::ranges::find(groups, &group) -
                                                            groups.begin())) +
                    "." + std::to_string(index) + " ";
            const std::string what = foreign(group[index], walk, chance, &group == &background);
            CHECK(what == "");
        }
        while (!walk.blocks.empty()) end_any(walk, chance);
        walk.feed.reset();
        walk.iteration.reset();
        disconnect_if_connected("default");
        aside::connect(first.url());
        aside::connection().execute("DELETE FROM fuzzed_thing");
        aside::connection().execute("DELETE FROM fuzzed_shelf");
    });
    for (const std::string_view alias : aliases) disconnect_if_connected(alias);
}
