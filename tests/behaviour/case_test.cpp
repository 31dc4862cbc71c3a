#include "support/books.hpp"
#include "support/both_ways.hpp"

using namespace library;
using aside::Value;

namespace {

enum class Mood { calm, wild };

struct Cat : aside::Model<Cat> {
    std::int64_t id = 0;
    Mood mood = Mood::calm;
    aside::Decimal<6, 2> weight;
    aside::Date born = std::chrono::year(2020) / 1 / 2;

    static constexpr auto meta = aside::meta("mood"_f.choices(Mood::calm, "c", Mood::wild, "w"));
};

struct Shelf : aside::testing::TestDatabase<Book, Cat> {
    Shelf() {
        add_three_books();
        Cat::objects.bulk_create(
            {Cat{.weight = 4.50_dec}, {.mood = Mood::wild, .weight = 3.25_dec}});
    }
};

template <class T, class Expression>
constexpr bool gives(const Expression&) {
    return std::is_same_v<typename Expression::template value<Book, aside::Names<>>, T>;
}

}  // namespace

TEST_CASE("a Case has the type that all branches fit into") {
    CHECK(gives<std::string>(Case(When("pages"_f > 1, "a")).otherwise("title"_f)));
    CHECK(gives<std::optional<std::string>>(Case(When("pages"_f > 1, "author"_f)).otherwise("a")));
    CHECK(gives<std::optional<std::int64_t>>(Case(When("pages"_f > 1, 1))));
    CHECK(gives<std::optional<std::int64_t>>(Case(When("pages"_f > 1, 1)).otherwise(nullptr)));
    CHECK(gives<std::int64_t>(Case(When("pages"_f > 1, "id"_f)).otherwise("pages"_f)));
    CHECK(gives<std::int32_t>(Case(When("pages"_f > 1, "pages"_f)).otherwise("pages"_f)));
    CHECK(gives<double>(Case(When("pages"_f > 1, "pages"_f)).otherwise(0.5)));
    CHECK(gives<aside::Decimal<18, 6>>(Case(When("pages"_f > 1, 1)).otherwise(0.50_dec)));
    CHECK(gives<Mood>(Case(When("pages"_f > 1, Mood::wild)).otherwise(Value(Mood::calm))));
    CHECK(gives<bool>(Case(When("pages"_f > 1, "pages"_f < 5)).otherwise(false)));
    CHECK(gives<aside::Date>(Value(std::chrono::sys_days(std::chrono::year(2020) / 1 / 1))));
    CHECK(gives<std::optional<std::int64_t>>(Value(std::optional<int>())));
}

BOTH_WAYS("each row takes the first branch that holds for it") {
    const Shelf shelf;
    const auto size =
        Case(When("pages"_f < 300, "thin"), When("pages"_f < 500, "thick")).otherwise("huge");
    CHECK(CALL(Book::objects.order_by("id"_f).values_list(aside::flat, size), list).to_vector() ==
          Titles{"thick", "huge", "thin"});
    CHECK(titles(CALL(Book::objects.filter(size == "huge"), list)) == Titles{"Ulysses"});
    CHECK(titles(CALL(
              Book::objects.order_by(Case(When("title"_f == "Beowulf", 1)).otherwise(2), "title"_f),
              list)) == Titles{"Beowulf", "Emma", "Ulysses"});
    CHECK(CALL(Book::objects, aggregate,
               "n"_f = Sum(Case(When("year"_f > 1900, "pages"_f)).otherwise(1)))["n"_f] == 734);
    CHECK(CALL(Book::objects, aggregate, "n"_f = Count(Case(When("year"_f > 1900, 1))))["n"_f] ==
          1);
}

BOTH_WAYS("what no branch holds for is NULL") {
    const Shelf shelf;
    const auto books =
        CALL(Book::objects.annotate("age"_f = Case(When("year"_f < 1900, "old"))).order_by("id"_f),
             list);
    CHECK(books[0]["age"_f] == "old");
    CHECK(books[1]["age"_f] == std::nullopt);
    CHECK(CALL(Book::objects.annotate("age"_f = Case(When("year"_f < 1900, "old")))
                   .filter("age"_f = nullptr),
               count) == 2);
}

BOTH_WAYS("a Case is assigned, and enumerators keep the form of their column") {
    const Shelf shelf;
    CHECK(CALL(Cat::objects, update,
               "mood"_f = Case(When("weight"_f > 4, Mood::wild)).otherwise(Mood::calm),
               "weight"_f =
                   Case(When("mood"_f == Mood::wild, "weight"_f + 1)).otherwise("weight"_f)) == 2);
    CHECK(CALL(Cat::objects.filter("mood"_f == Mood::wild), count) == 1);
    CHECK(CALL(Cat::objects.order_by("id"_f).values_list(aside::flat, "weight"_f), list)
              .to_vector() == std::vector<aside::Decimal<6, 2>>{4.50_dec, 4.25_dec});
    using aside::testing::value_of;
    CHECK(value_of("SELECT mood FROM cat ORDER BY id") == "w");
    CHECK(value_of("SELECT mood FROM cat ORDER BY id DESC") == "c");
    const auto moods = Case(When("weight"_f > 4.30_dec, "mood"_f)).otherwise(Mood::wild);
    CHECK(CALL(Cat::objects.order_by("id"_f).values_list(aside::flat, moods), list).to_vector() ==
          std::vector{Mood::wild, Mood::wild});
    CHECK(CALL(Cat::objects.filter(moods == Mood::wild), count) == 2);
}

BOTH_WAYS("plain values are selected as they are") {
    const Shelf shelf;
    const auto row =
        CALL(Cat::objects
                 .values_list(Value(5), Value("a"), Value(2.5), Value(true), Value(1.25_dec),
                              Value(aside::Date(std::chrono::year(2024) / 2 / 29)),
                              Value(std::optional<int>()), Value(Mood::wild))
                 .limit(1),
             list)
            .front();
    CHECK(row == std::tuple<std::int64_t, std::string, double, bool, aside::Decimal<18, 6>,
                            aside::Date, std::optional<std::int64_t>, Mood>{
                     5, "a", 2.5, true, 1.25_dec, std::chrono::year(2024) / 2 / 29, std::nullopt,
                     Mood::wild});
}
