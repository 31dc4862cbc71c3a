#include "support/both_ways.hpp"
#include "support/pizzeria.hpp"

using namespace pizzeria;

namespace {

auto pizzas_of_box() { return Pizza::objects.filter("box"_f == OuterRef("pk"_f)); }
auto count_of_box() {
    return Subquery(
        pizzas_of_box().order_by().values("box"_f).annotate("n"_f = Count("*"_f)).values("n"_f));
}
using Numbers = std::vector<std::optional<std::int64_t>>;
template <class Rows>
Numbers numbers(const Rows& rows) {
    return Numbers(rows.begin(), rows.end());
}

}  // namespace

BOTH_WAYS("rows are found by whether others belong to them") {
    const Menu menu;
    CHECK(names(CALL(Box::objects.filter(Exists(pizzas_of_box())), list)) == Texts{"small"});
    CHECK(names(CALL(Box::objects.filter(!Exists(pizzas_of_box())), list)) == Texts{"large"});
    CHECK(names(CALL(Box::objects.exclude(Exists(pizzas_of_box())), list)) == Texts{"large"});
    CHECK(CALL(Box::objects.filter(Exists(Pizza::objects)), count) == 2);
    CHECK(CALL(Box::objects, get, Exists(pizzas_of_box())).name == "small");
    const auto boxes =
        CALL(Box::objects.annotate("used"_f = Exists(pizzas_of_box())).order_by("id"_f), list);
    static_assert(std::is_same_v<decltype(boxes[0]["used"_f]), const bool&>);
    CHECK(boxes[0]["used"_f]);
    CHECK_FALSE(boxes[1]["used"_f]);
}

BOTH_WAYS("a subquery computes a value of each row, NULL where it has no row") {
    const Menu menu;
    const auto boxes = CALL(Box::objects.annotate("n"_f = count_of_box()).order_by("id"_f), list);
    CHECK(boxes[0]["n"_f] == 2);
    CHECK(boxes[1]["n"_f] == std::nullopt);
    CHECK(names(CALL(Box::objects.filter(count_of_box() == 2), list)) == Texts{"small"});
    CHECK(names(CALL(Box::objects.exclude(count_of_box() == 2), list)) == Texts{"large"});
    CHECK(names(CALL(Box::objects.order_by(count_of_box().asc(aside::nulls_last)), list)) ==
          Texts{"small", "large"});
    const auto first =
        pizzas_of_box().order_by("-name"_f).values_list(aside::flat, "name"_f).limit(1);
    CHECK(CALL(Box::objects.order_by("id"_f).values_list("name"_f, Subquery(first)), list)
              .to_vector() == std::vector<std::tuple<std::string, std::optional<std::string>>>{
                                  {"small", "margarita"}, {"large", std::nullopt}});
    CHECK(CALL(Box::objects, aggregate, "most"_f = Max(count_of_box()))["most"_f] == 2);
    CHECK(names(CALL(
              Pizza::objects.filter(Subquery(Box::objects.filter("name"_f == "small")) == "box"_f)
                  .order_by("name"_f),
              list)) == Texts{"funghi", "margarita"});
}

BOTH_WAYS("a subquery may be a branch of a Case") {
    const Menu menu;
    const auto shown = Case(When(Exists(pizzas_of_box()), count_of_box())).otherwise(0);
    CHECK(numbers(CALL(Box::objects.order_by("id"_f).values_list(aside::flat, shown), list)) ==
          Numbers{2, 0});
}

BOTH_WAYS("members of a queryset are found, and excluded in spite of NULL") {
    const Menu menu;
    const auto used = Pizza::objects.values_list(aside::flat, "box"_f);  // 1, 1, NULL
    CHECK(names(CALL(Box::objects.filter("pk"_f.in(used)), list)) == Texts{"small"});
    CHECK(names(CALL(Box::objects.exclude("pk"_f.in(used)), list)) == Texts{"large"});
    CHECK(names(CALL(Pizza::objects.exclude("box"_f.in(Box::objects.filter("name"_f == "small"))),
                     list)) == Texts{"rossa"});
    CHECK(CALL(Pizza::objects.filter("box"_f.in(Box::objects.none())), count) == 0);
    CHECK(CALL(Pizza::objects.exclude("box"_f.in(Box::objects.none())), count) == 3);
    CHECK(names(CALL(
              Pizza::objects.filter("toppings"_f.in(Topping::objects.filter("name"_f == "basil"))),
              list)) == Texts{"margarita"});
    CHECK(sorted_names(CALL(
              Pizza::objects.exclude("toppings"_f.in(Topping::objects.filter("name"_f == "basil"))),
              list)) == Texts{"funghi", "rossa"});
    CHECK(names(CALL(Pizza::objects.filter("pk"_f.in(Pizza::objects.order_by("-name"_f).limit(1))),
                     list)) == Texts{"rossa"});
}

BOTH_WAYS("a queryset of one row is compared to") {
    const Menu menu;
    CHECK(sorted_names(CALL(
              Pizza::objects.filter("box"_f == Box::objects.order_by("id"_f).limit(1)), list)) ==
          Texts{"funghi", "margarita"});
    CHECK(names(CALL(Pizza::objects.filter("box"_f != Box::objects.order_by("id"_f).limit(1)),
                     list)) == Texts{"rossa"});
    CHECK(CALL(Pizza::objects.filter("box"_f != Box::objects.filter("id"_f == 9).limit(1)),
               count) == 3);
}

BOTH_WAYS("a subquery finds the rows of every level around it") {
    const Menu menu;
    // Boxes with a pizza that has a topping named after no box, but costs less than some other.
    const auto toppings = Topping::objects.filter("pizza_set"_f == OuterRef("pk"_f),
                                                  "name"_f != OuterRef(OuterRef("name"_f)));
    CHECK(names(CALL(Box::objects.filter(Exists(pizzas_of_box().filter(Exists(toppings)))),
                     list)) == Texts{"small"});
    const auto dearer = Pizza::objects.filter("price__amount"_f > OuterRef("price__amount"_f));
    CHECK(names(CALL(Pizza::objects.filter(!Exists(dearer)), list)) == Texts{"funghi"});
}

BOTH_WAYS("updates and deletions look at other rows") {
    const Menu menu;
    const auto first = pizzas_of_box().order_by("id"_f).values_list(aside::flat, "name"_f).limit(1);
    CHECK(CALL(Box::objects.filter(Exists(pizzas_of_box())), update, "name"_f = Subquery(first)) ==
          1);
    CHECK(names(Box::objects.order_by("id"_f)) == Texts{"margarita", "large"});
    CHECK(CALL_DELETE(Box::objects.filter(!Exists(pizzas_of_box()))).total == 1);
    CHECK(names(Box::objects.all()) == Texts{"margarita"});
}

BOTH_WAYS("one queryset stands in a statement as often as it is named") {
    const Menu menu;
    const auto used = Exists(pizzas_of_box());
    CHECK(CALL(Box::objects.filter(used || !used).filter(used), count) == 1);
    CHECK(CALL(Box::objects.annotate("a"_f = used, "b"_f = used).filter("a"_f == "b"_f), count) ==
          2);
}

BOTH_WAYS("SQL that you write is read as its type") {
    const Menu menu;
    const auto lengths =
        CALL(Topping::objects.order_by("id"_f).values_list(
                 aside::flat, aside::RawSQL<std::int64_t>("length(name) + ?", 100)),
             list);
    CHECK(lengths.to_vector() == std::vector<std::int64_t>{106, 105, 103});
    CHECK(CALL(Topping::objects.filter(aside::RawSQL<bool>("name LIKE ?", "b%") == true), count) ==
          1);
    CHECK(CALL(Topping::objects.exclude(aside::RawSQL<std::optional<int>>("NULLIF(id, 1)") == 2),
               count) == 2);
}
