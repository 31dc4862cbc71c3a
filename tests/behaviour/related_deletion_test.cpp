// What becomes of rows whose relation names a row that is deleted, and how that is counted.
#include <doctest/doctest.h>

#include "support/both_ways.hpp"
#include "support/features.hpp"
#include "support/pizzeria.hpp"

namespace tree {
using namespace aside::literals;

struct Root : aside::Model<Root> {
    std::int64_t id = 0;
    std::string name;
};

inline constexpr const char* leaf_tables[] = {"cascading", "protecting", "restricting",
                                              "nulled",    "defaulted",  "left"};

/// A leaf that names a root, and what becomes of it.
template <int Name, aside::OnDelete Action, class... Option>
struct Leaf : aside::Model<Leaf<Name, Action, Option...>> {
    std::int64_t id = 0;
    aside::ForeignKey<Root, Action, Option...> root;

    static constexpr auto meta =
        aside::meta(aside::table(leaf_tables[Name]), "root"_f.db_default(1));
};
using Cascading = Leaf<0, aside::cascade>;
using Protecting = Leaf<1, aside::protect>;
using Restricting = Leaf<2, aside::restrict>;
using Nulled = Leaf<3, aside::set_null>;
using Defaulted = Leaf<4, aside::set_default>;
using Left = Leaf<5, aside::do_nothing>;

struct Tree : aside::testing::TestDatabase<Root, Cascading, Protecting, Restricting, Nulled,
                                           Defaulted, Left> {
    const Root first = Root::objects.create("name"_f = "first");
    const Root second = Root::objects.create("name"_f = "second");
};
using Counts = std::map<std::string, std::int64_t>;

/// Has nothing to do with any other.
struct Stone : aside::Model<Stone> {
    std::int64_t id = 0;
};

struct Branch : aside::Model<Branch> {
    std::int64_t id = 0;
    aside::ForeignKey<Root, aside::cascade> root;
};
/// Names a root, and something that goes with one.
struct Twig : aside::Model<Twig> {
    std::int64_t id = 0;
    aside::ForeignKey<Root, aside::cascade> root;
    aside::ForeignKey<Branch, aside::restrict> branch;
};
struct Branches : aside::testing::TestDatabase<Root, Branch, Twig> {
    const Root first = Root::objects.create("name"_f = "first");
    const Root second = Root::objects.create("name"_f = "second");
    const Branch branch = Branch::objects.create("root"_f = first);
};

}  // namespace tree

using namespace tree;
using aside::ProtectedError;
using aside::RestrictedError;

// Root has no member for what names it: only an engine that counts can tell how many went along.
BOTH_WAYS("cascade deletes the row too, and counts it") {
    const Tree tree;
    REQUIRES(counts_cascades);
    Cascading::objects.bulk_create({Cascading{.root = tree.second}, {.root = tree.second}});
    Cascading::objects.create("root"_f = tree.first);
    const auto deleted = CALL_DELETE(tree.second);
    CHECK(deleted.by_table == Counts{{"cascading", 2}, {"tree_root", 1}});
    CHECK(deleted.total == 3);
    CHECK(Cascading::objects.count() == 1);
}

BOTH_WAYS("protect refuses, by an error that names the model and what to do") {
    const Tree tree;
    Cascading::objects.create("root"_f = tree.second);
    const Protecting leaf = Protecting::objects.create("root"_f = tree.second);
    try {
        CALL_DELETE(tree.second);
        FAIL("no error");
    } catch (const ProtectedError& error) {
        CHECK(std::string(error.what()).starts_with("a tree::Root cannot be deleted, since other"));
        CHECK_FALSE(error.message().empty());
        CHECK(error.sql().starts_with("DELETE FROM \"tree_root\""));
        CHECK((error.code() != 0 || !error.sqlstate().empty()));
    }
    CHECK(Root::objects.count() == 2);
    CHECK(Cascading::objects.count() == 1);
    leaf.delete_();
    const auto deleted = CALL_DELETE(tree.second);
    if (aside::testing::features().counts_cascades)
        CHECK(deleted.by_table == Counts{{"cascading", 1}, {"tree_root", 1}});
    CHECK(Root::objects.count() == 1);
    CHECK_FALSE(Cascading::objects.exists());
}

// Where a relation is checked at once, `restrict` is as `protect`.
BOTH_WAYS("restrict refuses, by an error of its own") {
    const Tree tree;
    REQUIRES(deferrable_constraints);
    const Restricting leaf = Restricting::objects.create("root"_f = tree.second);
    try {
        CALL_DELETE(tree.second);
        FAIL("no error");
    } catch (const RestrictedError& error) {
        CHECK(std::string(error.what()).starts_with("a tree::Root cannot be deleted, since other"));
        CHECK_FALSE(error.message().empty());
        CHECK(error.sql().starts_with("DELETE"));
    }
    CHECK(Root::objects.count() == 2);
    CHECK(CALL_DELETE(Root::objects.filter("name"_f = "first")).total == 1);
}

BOTH_WAYS("restrict allows what the same deletion removes") {
    const Branches branches;
    REQUIRES(deferrable_constraints);
    Twig::objects.create("root"_f = branches.first, "branch"_f = branches.branch);
    CHECK_THROWS_AS(CALL_DELETE(branches.branch), RestrictedError);
    CHECK(CALL_DELETE(branches.first).by_table ==
          Counts{{"tree_branch", 1}, {"tree_root", 1}, {"tree_twig", 1}});
}

BOTH_WAYS("restrict refuses what a cascade would leave behind") {
    const Branches branches;
    REQUIRES(deferrable_constraints);
    Twig::objects.create("root"_f = branches.second, "branch"_f = branches.branch);
    CHECK_THROWS_AS(CALL_DELETE(branches.first), RestrictedError);
    CHECK(Branch::objects.count() == 1);
    CHECK(CALL_DELETE(Root::objects.all()).total == 4);
}

BOTH_WAYS("set_null empties the relation") {
    const Tree tree;
    Nulled::objects.create("root"_f = tree.second);
    CHECK(CALL_DELETE(tree.second).by_table == Counts{{"tree_root", 1}});
    CHECK_FALSE(Nulled::objects.get().root);
}

BOTH_WAYS("set_default lets it name the default's row") {
    const Tree tree;
    Defaulted::objects.create("root"_f = tree.second);
    CHECK(CALL_DELETE(tree.second).total == 1);
    CHECK(Defaulted::objects.get().root->name == "first");
    // PostgreSQL looks at once whether the default's row is still there, as it does for `protect`.
    CHECK_THROWS_AS(CALL_DELETE(tree.first), aside::IntegrityError);
    CHECK(Root::objects.count() == 1);
}

BOTH_WAYS("do_nothing leaves it to the database, which refuses") {
    const Tree tree;
    Left::objects.create("root"_f = tree.second);
    if (aside::testing::features().deferrable_constraints)
        CHECK_THROWS_AS(CALL_DELETE(tree.second), RestrictedError);
    else
        CHECK_THROWS_AS(CALL_DELETE(tree.second), ProtectedError);
    CHECK(Root::objects.count() == 2);
}

BOTH_WAYS("an insert that names no row is an IntegrityError and no refused deletion") {
    const Tree tree;
    try {
        CALL(Cascading::objects, create, "root"_f = 77);
        FAIL("no error");
    } catch (const RestrictedError&) {
        FAIL("the wrong error");
    } catch (const aside::IntegrityError& error) {
        CHECK(error.sql().starts_with("INSERT"));
    }
}

BOTH_WAYS("deleting rows counts their join rows, also where conditions ask for those") {
    const pizzeria::Menu menu;
    using pizzeria::Pizza;
    const auto deleted = CALL_DELETE(Pizza::objects.filter("toppings__name"_f = "cheese"));
    CHECK(deleted.by_table == Counts{{"pizzeria_pizza", 2}, {"pizzeria_pizza_toppings", 3}});
    CHECK(pizzeria::names(Pizza::objects.all()) == pizzeria::Texts{"rossa"});
    CHECK(CALL_DELETE(pizzeria::Topping::objects.get("name"_f = "cheese")).total == 1);
}

BOTH_WAYS("deleting through a related manager deletes the related rows") {
    const pizzeria::Menu menu;
    const auto box = pizzeria::Box::objects.get("name"_f = "small");
    const auto deleted = CALL_DELETE(box.pizza_set.filter("name"_f = "funghi"));
    CHECK(deleted.by_table == Counts{{"pizzeria_pizza", 1}, {"pizzeria_pizza_toppings", 1}});
    CHECK(CALL_DELETE(box.pizza_set.all()).total == 3);
    CHECK(pizzeria::Pizza::objects.count() == 1);
}

TEST_CASE("more rows than a statement has parameters for are deleted all or none") {
    const pizzeria::Menu menu;
    pizzeria::Topping::objects.bulk_create(std::vector<pizzeria::Topping>(25'000));
    CHECK(pizzeria::Topping::objects.all().delete_().by_table ==
          Counts{{"pizzeria_pizza_toppings", 3}, {"pizzeria_topping", 25'003}});
}

TEST_CASE("a table that is emptied as a whole is counted, also where nothing refers to it") {
    const Tree tree;
    aside::create_tables<Stone>();
    Cascading::objects.bulk_create(std::vector<Cascading>(5, Cascading{.root = tree.first}));
    Stone::objects.bulk_create(std::vector<Stone>(5));
    CHECK(Cascading::objects.all().delete_().by_table == Counts{{"cascading", 5}});
    CHECK(Stone::objects.all().delete_().by_table == Counts{{"tree_stone", 5}});
    CHECK(Stone::objects.all().delete_() == aside::DeleteResult{});
    CHECK(Root::objects.none().delete_() == aside::DeleteResult{});
}

TEST_CASE("a model without join tables is deleted by one statement") {
    const Tree tree;
    REQUIRES(counts_cascades);
    const aside::QueryLog log;
    Root::objects.all().delete_();
    CHECK(log.size() == 1);
}
