// Members that are vectors, whose columns are arrays.
#include <doctest/doctest.h>

#include <array>

#include "support/both_ways.hpp"
#include "support/database.hpp"
#include "support/features.hpp"
#include "support/tables.hpp"

namespace arrays {

using namespace aside::literals;
using namespace std::chrono;
using aside::testing::features;
using aside::testing::TestDatabase;

enum class Colour { red, green };

struct Post : aside::Model<Post> {
    std::int64_t id = 0;
    std::string name;
    std::vector<std::int32_t> tags;
    std::vector<std::string> words;
    std::optional<std::vector<std::int64_t>> maybe;
    std::vector<std::optional<double>> holes;
    static constexpr auto meta =
        aside::meta("words"_f.max_length(8), "tags"_f.db_default(std::array{1, 2}));
};

/// A vector of each type that may be in one.
struct Many : aside::Model<Many> {
    std::int64_t id = 0;
    std::vector<bool> flags;
    std::vector<std::int16_t> small;
    std::vector<std::int64_t> big;
    std::vector<double> reals;
    std::vector<aside::Blob> bytes;
    std::vector<aside::Decimal<10, 2>> prices;
    std::vector<aside::Date> days;
    std::vector<aside::DateTime> moments;
    std::vector<aside::Time> times;
    std::vector<aside::Duration> spans;
    std::vector<aside::Uuid> codes;
    std::vector<Colour> colours;
};

using Ints = std::vector<std::int32_t>;
using Texts = std::vector<std::string>;
using Names = std::vector<std::string>;

/// `a` with 1, 2, 3, `b` with 3, 4, `c` with none.
struct Posts {
    Posts() {
        aside::create_tables<Post>();
        Post::objects.create("name"_f = "a", "tags"_f = {1, 2, 3}, "words"_f = {"x", "it's \"y\""},
                             "maybe"_f = std::vector<std::int64_t>{7});
        Post::objects.create("name"_f = "b", "tags"_f = {3, 4}, "words"_f = {"x"},
                             "maybe"_f = std::vector<std::int64_t>{});
        Post::objects.create("name"_f = "c", "tags"_f = Ints{});
    }
};

template <class Way, class... Condition>
Names found(Condition... condition) {
    auto rows = Post::objects.filter(condition...).order_by("id"_f);
    Names names;
    for (const Post& post : CALL(rows, list)) names.push_back(post.name);
    return names;
}

}  // namespace arrays

using namespace arrays;

BOTH_WAYS("a vector of each type comes back as it was saved") {
    const TestDatabase<> database;
    REQUIRES(arrays);
    aside::create_tables<Many>();
    Many many;
    many.flags = {true, false, true};
    many.small = {std::numeric_limits<std::int16_t>::min(), 0, 7};
    many.big = {std::numeric_limits<std::int64_t>::max(), -1};
    many.reals = {-0.5, 1e300};
    many.bytes = {{std::byte{0}, std::byte{255}}, {}};
    many.prices = {1.50_dec, -99999999.99_dec};
    many.days = {year(1) / 1 / 1, year(9999) / 12 / 31};
    many.moments = {sys_days(year(2024) / 2 / 29) + 1us};
    many.times = {aside::Time(23, 59, 59, 999'999)};
    many.spans = {aside::Duration(-1), aside::Duration(hours(48))};
    many.codes = {aside::Uuid::random(), aside::Uuid::random()};
    many.colours = {Colour::green, Colour::red};
    CALL(many, save);
    const Many read = CALL(Many::objects, get, "id"_f == many.id);
    CHECK(read.flags == many.flags);
    CHECK(read.small == many.small);
    CHECK(read.big == many.big);
    CHECK(read.reals == many.reals);
    CHECK(read.bytes == many.bytes);
    CHECK(read.prices == many.prices);
    CHECK(read.days == many.days);
    CHECK(read.moments == many.moments);
    CHECK(read.times == many.times);
    CHECK(read.spans == many.spans);
    CHECK(read.codes == many.codes);
    CHECK(read.colours == many.colours);
    // Each is found by its value.
    CHECK(CALL(Many::objects.filter("flags"_f == many.flags, "small"_f == many.small,
                                    "big"_f == many.big, "reals"_f == many.reals,
                                    "bytes"_f == many.bytes, "prices"_f == many.prices),
               count) == 1);
    CHECK(CALL(Many::objects.filter("days"_f == many.days, "moments"_f == many.moments,
                                    "times"_f == many.times, "spans"_f == many.spans,
                                    "codes"_f == many.codes, "colours"_f == many.colours),
               count) == 1);
    CHECK(CALL(Many::objects.filter("colours"_f.contains(Colour::red), "prices"_f.contains(1.5_dec),
                                    "days"_f.overlap({aside::Date(year(1) / 1 / 1)}),
                                    "codes"_f.contains(many.codes.front())),
               count) == 1);
}

BOTH_WAYS("a vector may be empty, absent, or have gaps where its type says so") {
    const TestDatabase<> database;
    REQUIRES(arrays);
    const Posts posts;
    const Post c = CALL(Post::objects, get, "name"_f == "c");
    CHECK(c.tags.empty());
    CHECK(!c.maybe.has_value());
    CHECK(CALL(Post::objects, get, "name"_f == "b").maybe == std::vector<std::int64_t>{});
    Post gaps;
    gaps.name = "d";
    gaps.holes = {1.5, std::nullopt, 2.5};
    CALL(gaps, save);
    CHECK(CALL(Post::objects, get, "name"_f == "d").holes == gaps.holes);
    CHECK(found<Way>("maybe"_f.isnull()) == Names{"c", "d"});
    CHECK(found<Way>("maybe"_f == nullptr) == Names{"c", "d"});
    CHECK(found<Way>("holes__1"_f.isnull(), "holes__len"_f > 0) == Names{"d"});
}

BOTH_WAYS("an array contains elements, is contained by others, or has some in common") {
    const TestDatabase<> database;
    REQUIRES(arrays);
    const Posts posts;
    CHECK(found<Way>("tags"_f.contains(3)) == Names{"a", "b"});
    CHECK(found<Way>("tags"_f.contains({1, 3})) == Names{"a"});
    CHECK(found<Way>("tags"_f.contains(Ints{})) == Names{"a", "b", "c"});
    CHECK(found<Way>("tags__contains"_f = {2, 1}) == Names{"a"});
    CHECK_THROWS_WITH_AS(found<Way>("tags"_f.contains(std::int64_t{1} << 31)),
                         doctest::Contains("Post.tags cannot hold 2147483648"), aside::DataError);
    CHECK(found<Way>("tags"_f.contained_by({1, 2, 3, 9})) == Names{"a", "c"});
    CHECK(found<Way>("tags"_f.overlap({4, 5})) == Names{"b"});
    CHECK(found<Way>("tags"_f.overlap(Ints{})).empty());
    CHECK(found<Way>("words"_f.contains("x")) == Names{"a", "b"});
    CHECK(found<Way>("words"_f.contains({"x", "it's \"y\""})) == Names{"a"});
    CHECK(found<Way>("words"_f.contained_by(Texts{"x", "longer than eight"})) == Names{"b", "c"});
    CHECK(found<Way>("maybe"_f.overlap(7)) == Names{"a"});
    CHECK(found<Way>(!"maybe"_f.overlap(7)) == Names{"b", "c"});
    CHECK(found<Way>("tags"_f.contains("tags"_f)) == Names{"a", "b", "c"});
}

BOTH_WAYS("arrays are equal, ordered and looked for as wholes") {
    const TestDatabase<> database;
    REQUIRES(arrays);
    const Posts posts;
    CHECK(found<Way>("tags"_f = {3, 4}) == Names{"b"});
    CHECK(found<Way>("tags"_f == Ints{4, 3}).empty());
    CHECK(found<Way>("tags"_f != Ints{3, 4}) == Names{"a", "c"});
    CHECK(found<Way>("words"_f == Texts{"x"}) == Names{"b"});
    CHECK(found<Way>("tags"_f > Ints{1, 2}) == Names{"a", "b"});
    CHECK(found<Way>("tags"_f.in({Ints{3, 4}, Ints{}})) == Names{"b", "c"});
    CHECK(found<Way>("tags"_f.in(std::vector<Ints>(40, Ints{3, 4}))) == Names{"b"});
    Names ordered;
    for (const Post& post : CALL(Post::objects.order_by("-tags"_f), list))
        ordered.push_back(post.name);
    CHECK(ordered == Names{"b", "a", "c"});
}

BOTH_WAYS("a path leads to an array's length, an element or a slice") {
    const TestDatabase<> database;
    REQUIRES(arrays);
    const Posts posts;
    CHECK(found<Way>("tags__len"_f == 0) == Names{"c"});
    CHECK(found<Way>("tags__len__gte"_f = 2) == Names{"a", "b"});
    CHECK(found<Way>("maybe__len"_f == 0) == Names{"b"});
    CHECK(found<Way>("maybe__len"_f.isnull()) == Names{"c"});
    CHECK(found<Way>("tags__0"_f == 3) == Names{"b"});
    CHECK(found<Way>("tags__2"_f == 3) == Names{"a"});
    CHECK(found<Way>("words__1__icontains"_f = "Y") == Names{"a"});
    CHECK(found<Way>("tags__0_2"_f = {1, 2}) == Names{"a"});
    CHECK(found<Way>("tags__1_3__len"_f == 1) == Names{"b"});
    CHECK(found<Way>("tags__0_9"_f.contains(4)) == Names{"b"});
    // An element that is not there equals nothing.
    CHECK(found<Way>(!("tags__0"_f == 3)) == Names{"a", "c"});
    CHECK(found<Way>("tags__5"_f != 3) == Names{"a", "b", "c"});
    const auto rows =
        CALL(Post::objects.order_by("id"_f).values(
                 "tags"_f, "n"_f = "tags__len"_f, "first"_f = "tags__0"_f, "two"_f = "tags__0_2"_f),
             list);
    CHECK(rows[0]["tags"_f] == Ints{1, 2, 3});
    CHECK(rows[0]["n"_f] == 3);
    CHECK(rows[0]["first"_f] == 1);
    CHECK(rows[0]["two"_f] == Ints{1, 2});
    CHECK(rows[2]["first"_f] == std::nullopt);
    CHECK(rows[2]["two"_f].empty());
}

BOTH_WAYS("arrays are assigned to many rows at once") {
    const TestDatabase<> database;
    REQUIRES(arrays);
    const Posts posts;
    CHECK(CALL(Post::objects.filter("name"_f == "a"), update, "tags"_f = {9}) == 1);
    CHECK(CALL(Post::objects.filter("name"_f == "b"), update, "tags"_f = Ints{},
               "maybe"_f = std::nullopt) == 1);
    CHECK(found<Way>("tags"_f = {9}) == Names{"a"});
    CHECK(found<Way>("maybe"_f.isnull()) == Names{"b", "c"});
    const auto rows = CALL(Post::objects.order_by("id"_f), list);
    std::vector<Post> all(rows.begin(), rows.end());
    for (Post& post : all) post.words.push_back(post.name);
    CALL(Post::objects, bulk_update, all, {"words"_f});
    CHECK(found<Way>("words"_f.contains("b")) == Names{"b"});
    std::vector<Post> more(3);
    for (std::size_t i = 0; i < more.size(); ++i) more[i].tags.assign(i, 5);
    CALL(Post::objects, bulk_create, more);
    CHECK(found<Way>("tags"_f.contains(5)).size() == 2);
    CHECK(CALL(Post::objects.filter("tags"_f = {5, 5}), count) == 1);
    CHECK_THROWS_AS(
        CALL(Post::objects.filter("name"_f == "a"), update, "tags"_f = {std::int64_t{1} << 40}),
        aside::DataError);
}

BOTH_WAYS("the elements of a vector have at most the characters of its max_length") {
    const TestDatabase<> database;
    REQUIRES(arrays);
    const Posts posts;
    Post post;
    post.words = {"12345678", "123456789"};
    CHECK_THROWS_WITH_AS(post.full_clean(),
                         doctest::Contains("words: at most 8 characters, but it has 9"),
                         aside::ValidationError);
    CHECK_THROWS_AS(CALL(post, save), aside::DataError);
    post.words.pop_back();
    CALL(post, save);
    CHECK(post.id != 0);
}

BOTH_WAYS("a path that comes at run time leads to arrays, too") {
    const TestDatabase<> database;
    REQUIRES(arrays);
    const Posts posts;
    CHECK(found<Way>(aside::field("tags__contains") = 3) == Names{"a", "b"});
    CHECK(found<Way>(aside::field("tags__contains") = "[1, 2]") == Names{"a"});
    CHECK(found<Way>(aside::field("tags") = Ints{3, 4}) == Names{"b"});
    CHECK(found<Way>(aside::field("tags__contained_by") = Ints{3, 4, 5}) == Names{"b", "c"});
    CHECK(found<Way>(aside::field("tags__in") = std::vector<Ints>{{3, 4}, {}}) == Names{"b", "c"});
    CHECK(found<Way>(aside::field("words__overlap") = "x") == Names{"a", "b"});
    CHECK(found<Way>(aside::field("tags__len") = "2") == Names{"b"});
    CHECK(found<Way>(aside::field("tags__0") = "3") == Names{"b"});
    CHECK_THROWS_AS(found<Way>(aside::field("tags__contains") = "x"), aside::ValidationError);
    CHECK_THROWS_AS(found<Way>(aside::field("tags") = "{1}"), aside::ValidationError);
    CHECK_THROWS_WITH_AS(found<Way>(aside::field("name__overlap") = "x"),
                         doctest::Contains("is no array"), aside::FieldError);
    CHECK_THROWS_AS(found<Way>(aside::field("tags__icontains") = "x"), aside::FieldError);
}

BOTH_WAYS("values of rows are gathered in an array") {
    const TestDatabase<> database;
    REQUIRES(arrays);
    const Posts posts;
    const auto of_all = CALL(Post::objects, aggregate, "names"_f = ArrayAgg("name"_f),
                             "lengths"_f = ArrayAgg("tags__len"_f).distinct());
    std::optional<Names> names = of_all["names"_f];
    REQUIRE(names.has_value());
    std::ranges::sort(*names);
    CHECK(*names == Names{"a", "b", "c"});
    CHECK(of_all["lengths"_f] == std::vector<std::int64_t>{0, 2, 3});
    const auto ordered =
        CALL(Post::objects, aggregate, "names"_f = ArrayAgg("name"_f).order_by("-name"_f));
    CHECK(ordered["names"_f] == Names{"c", "b", "a"});
    auto none = Post::objects.filter("name"_f == "z");
    CHECK(CALL(none, aggregate, "names"_f = ArrayAgg("name"_f))["names"_f] == std::nullopt);
    const auto otherwise =
        CALL(none, aggregate, "names"_f = ArrayAgg("name"_f).default_(Names{"nobody"}));
    CHECK(otherwise["names"_f] == Names{"nobody"});
    const auto filtered =
        CALL(Post::objects, aggregate, "names"_f = ArrayAgg("name"_f).filter("tags__len"_f == 2));
    CHECK(filtered["names"_f] == Names{"b"});
    // Elements that may be NULL are of a type that says so.
    auto first = CALL(Post::objects.filter("name"_f == "c"), aggregate,
                      "firsts"_f = ArrayAgg("tags__0"_f))["firsts"_f];
    CHECK(first == std::vector<std::optional<std::int32_t>>{std::nullopt});
    auto groups = Post::objects.filter("words__0"_f == "x")
                      .values("words__0"_f)
                      .annotate("ids"_f = ArrayAgg("id"_f))
                      .filter("ids__len"_f == 2);
    CHECK(CALL(groups, list).size() == 1);
}

TEST_CASE("a table with arrays is read back as it was described") {
    const TestDatabase<> database;
    REQUIRES(arrays);
    aside::create_tables<Post, Many>();
    aside::testing::check_tables<Post, Many>();
}

TEST_CASE("where an engine has no arrays, a model with one is refused before anything is stored") {
    const TestDatabase<> database;
    if (features().arrays) return aside::testing::say_skipped("no arrays");
    const auto names_both = doctest::Contains("arrays::Post.tags is a std::vector");
    CHECK_THROWS_WITH_AS(aside::create_tables<Post>(), names_both, aside::NotSupportedError);
    CHECK_THROWS_WITH_AS(Post::objects.create("name"_f = "a"), names_both,
                         aside::NotSupportedError);
    CHECK_THROWS_WITH_AS((void)Post::objects.count(), names_both, aside::NotSupportedError);
    CHECK_THROWS_WITH_AS((void)Post::objects.filter("name"_f == "a").update("name"_f = "b"),
                         names_both, aside::NotSupportedError);
}
