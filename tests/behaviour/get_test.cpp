// get() of all rows of a model is asked without a query where the types of its conditions say what
// its statement is: it must be what it is of a queryset, whose query is always written.
#include <doctest/doctest.h>

#include "aside/json.hpp"
#include "aside/query_log.hpp"
#include "support/books.hpp"
#include "support/both_ways.hpp"
#include "support/pizzeria.hpp"

using namespace library;
using aside::testing::TestDatabase;
using pizzeria::Pizza;

namespace {

struct Books : TestDatabase<Book> {
    Books() { add_three_books(); }
};

enum class Size : std::uint8_t { small, large };

struct Shirt : aside::Model<Shirt> {
    std::int64_t id = 0;
    Size size = Size::small;
    aside::Decimal<6, 2> price{};
    aside::Date made{};
    aside::Uuid code{};
    aside::Json notes{};

    static constexpr auto meta = aside::meta("size"_f.choices(Size::small, "S", Size::large, "L"));
};

/// Text that looks up what it refers to as it is read.
struct Reference {
    std::string words;
};

}  // namespace

template <>
struct aside::FieldTraits<Reference> {
    using stored = std::string;
    static stored to_stored(const Reference& reference) { return reference.words; }
    static Reference from_stored(stored words);
};

namespace {

struct Memo : aside::Model<Memo> {
    std::int64_t id = 0;
    Reference text;
};

/// What `get` found: the row's key, or which error it threw.
template <class M, class Rows, class... C>
std::string found(const Rows& rows, const C&... conditions) {
    try {
        const M row = rows.get(conditions...);
        return std::to_string(row.id);
    } catch (const typename M::DoesNotExist& error) {
        return error.what();
    } catch (const typename M::MultipleObjectsReturned& error) {
        return error.what();
    } catch (const aside::DataError& error) {
        return error.what();
    }
}

/// Asks all rows and a queryset of them in turn, the first and the second time.
template <class M, class... C>
std::string get_both_ways(const C&... conditions) {
    std::string result;
    for (int round = 0; round < 2; ++round) {
        const aside::QueryLog log;
        result = found<M>(M::objects, conditions...);
        CHECK(result == found<M>(M::objects.all(), conditions...));
        const std::size_t each = log.size() / 2;
        REQUIRE(log.size() == 2 * each);
        for (std::size_t i = 0; i < each; ++i) {
            CHECK(log[i].sql == log[each + i].sql);
            CHECK(log[i].params == log[each + i].params);
        }
    }
    return result;
}

}  // namespace

Reference aside::FieldTraits<Reference>::from_stored(stored words) {
    if (!words.starts_with("see ")) return {std::move(words)};
    const Memo other = Memo::objects.get("id"_f = std::stoi(words.substr(4)));
    return {words + ", which says: " + other.text.words};
}

TEST_CASE_FIXTURE(Books, "get of all rows asks what get of a queryset does") {
    const auto get = [](const auto&... conditions) { return get_both_ways<Book>(conditions...); };
    for (int id = 1; id <= 3; ++id) CHECK(get("id"_f = id) == std::to_string(id));
    CHECK(get("pk"_f = 2) == "2");
    CHECK(get("pk"_f == 3) == "3");
    CHECK(get("title"_f = "Emma") == "1");
    CHECK(get("title"_f = std::string("Ulysses")) == "2");
    CHECK(get("pages__gt"_f = 500) == "2");
    CHECK(get("pages"_f < 300) == "3");
    CHECK(get("pages"_f >= 400, "year"_f < 1900) == "1");
    CHECK(get("pages__lte"_f = 245, "title"_f != "Emma", "author"_f = nullptr) == "3");
    CHECK(get("title"_f.startswith("Em")) == "1");
    CHECK(get("title__istartswith"_f = "uly") == "2");
    CHECK(get("title__length"_f = 4) == "1");
    CHECK(get("year__isnull"_f = true) == "3");
    CHECK(get("year"_f.isnull(false), "pages"_f < 500) == "1");
    CHECK(get("id"_f = 1, "id"_f = 1, "id"_f = 1, "id"_f = 1, "id"_f = 1, "id"_f = 1, "id"_f = 1,
              "id"_f = 1) == "1");
    CHECK(get("id"_f = 1, "id"_f = 1, "id"_f = 1, "id"_f = 1, "id"_f = 1, "id"_f = 1, "id"_f = 1,
              "id"_f = 1, "id"_f = 2) == "no library::Book matches the query");
}

TEST_CASE_FIXTURE(Books, "a value that may be NULL is told from one that is") {
    const auto by = [](std::optional<std::string> author) {
        return get_both_ways<Book>("author"_f = author);
    };
    for (int round = 0; round < 2; ++round) {
        CHECK(by("Joyce") == "2");
        CHECK(by(std::nullopt) == "3");
        CHECK(by("Austen") == "1");
        CHECK(by("Homer") == "no library::Book matches the query");
    }
    const auto of = [](std::optional<int> year) { return get_both_ways<Book>("year"_f == year); };
    CHECK(of(1922) == "2");
    CHECK(of(std::nullopt) == "3");
}

TEST_CASE_FIXTURE(Books, "what is to be NULL or not may be said at run time") {
    for (const bool is : {true, false, true}) {
        CHECK(get_both_ways<Book>("year"_f.isnull(is), "pages"_f < 500) == (is ? "3" : "1"));
        CHECK(get_both_ways<Book>("author__isnull"_f = is, "pages"_f < 500) == (is ? "3" : "1"));
    }
}

TEST_CASE_FIXTURE(Books, "get of the async manager is asked like that of the other") {
    for (int id = 1; id <= 3; ++id) CHECK(Book::aobjects.get("id"_f = id).get().id == id);
    CHECK_THROWS_AS((void)Book::aobjects.get("id"_f = 4).get(), Book::DoesNotExist);
}

BOTH_WAYS("of no row and of several each get throws its model's error") {
    const Books books;
    for (int round = 0; round < 2; ++round) {
        CHECK_THROWS_WITH_AS((void)CALL(Book::objects, get, "id"_f = 4),
                             "no library::Book matches the query", Book::DoesNotExist);
        CHECK_THROWS_WITH_AS((void)CALL(Book::objects, get, "pages__gt"_f = 1),
                             "more than one library::Book matches the query, where get() wants one",
                             Book::MultipleObjectsReturned);
        CHECK(CALL(Book::objects, get, "id"_f = 2).title == "Ulysses");
    }
}

TEST_CASE_FIXTURE(pizzeria::Menu, "paths to other tables are joined, and share what they join") {
    const auto get = [](const auto&... conditions) { return get_both_ways<Pizza>(conditions...); };
    CHECK(get("box__name"_f = "small", "price__amount"_f > 8.75_dec) == "2");
    CHECK(get("toppings__name"_f = "basil") == "1");
    CHECK(get("toppings__name"_f = "cheese", "toppings__id"_f > 1) ==
          "no pizzeria::Pizza matches the query");
    CHECK(get("price__pizza__name"_f == "rossa") == "3");
    CHECK(get("box_id"_f = nullptr) == "3");
    CHECK(get("price"_f = 2) == "2");
    CHECK(get("price"_f = pizzeria::Price::objects.get("id"_f = 1)) == "1");
    CHECK(Pizza::objects.get("id"_f = 1).box->name == "small");
    CHECK(Pizza::objects.get("id"_f = 1).toppings.count() == 2);
}

TEST_CASE("values are compared as their columns store them") {
    const TestDatabase<Shirt> shirts;
    using namespace std::chrono;
    const aside::Uuid code = aside::Uuid::random();
    Shirt::objects.create({.size = Size::large,
                           .price = 12.50_dec,
                           .made = aside::Date(2024y / 12 / 31),
                           .code = code,
                           .notes = aside::Json::parse("{\"a\": 1}")});
    Shirt::objects.create(
        {.size = Size::small, .price = 9_dec, .made = aside::Date(2025y / 1 / 1)});
    const auto get = [](const auto&... conditions) { return get_both_ways<Shirt>(conditions...); };
    CHECK(get("size"_f = Size::large) == "1");
    CHECK(get("size"_f = Size::small) == "2");
    CHECK(get("price"_f = 12.5_dec) == "1");
    CHECK(get("price"_f < 10) == "2");
    CHECK(get("made"_f > aside::Date(2024y / 12 / 31)) == "2");
    CHECK(get("made__year"_f = 2024) == "1");
    CHECK(get("made__year"_f = 2025) == "2");
    CHECK(get("code"_f = code) == "1");
    CHECK(get("notes__a"_f = 1) == "1");
    CHECK(get("size"_f = static_cast<Size>(7)).find("choice") != std::string::npos);
}

TEST_CASE("a get that runs while another one of its form does has a statement of its own") {
    const TestDatabase<Memo> memos;
    Memo::objects.create({.text = {"first"}});
    Memo::objects.create({.text = {"see 1"}});
    Memo::objects.create({.text = {"see 2"}});
    for (int round = 0; round < 2; ++round) {
        const Memo last = Memo::objects.get("id"_f = 3);
        CHECK(last.text.words == "see 2, which says: see 1, which says: first");
    }
}
