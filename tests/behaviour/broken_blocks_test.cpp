// What an error in a transaction block leaves of it.
#include <doctest/doctest.h>

#include <functional>
#include <vector>

#include "support/both_ways.hpp"
#include "support/database.hpp"
#include "support/pizzeria.hpp"

namespace broken_blocks_test {

using namespace aside::literals;
using aside::testing::SharedTestDatabase;

struct Word : aside::Model<Word> {
    std::int64_t id = 0;
    std::string text;
    std::int16_t uses = 0;
    static constexpr auto meta = aside::meta("text"_f.unique());
};
/// Keeps its word from being deleted.
struct Quote : aside::Model<Quote> {
    std::int64_t id = 0;
    aside::ForeignKey<Word, aside::protect> word;
};
struct Moment : aside::Model<Moment> {
    std::int64_t id = 0;
    aside::DateTime at;
};
using Words = SharedTestDatabase<Word, Quote>;

/// Runs a call that fails in a block that has written before and writes after it.
template <class Call>
void fail_within_block(Call call) {
    aside::atomic([&] {
        Word::objects.create("text"_f = "before");
        CHECK_THROWS_AS(call(), aside::DatabaseError);
        Word::objects.create("text"_f = "after");
    });
    CHECK(Word::objects.filter("text"_f.in("before", "after")).count() == 2);
    Word::objects.filter("text"_f.in("before", "after")).delete_();
}

BOTH_WAYS("a call that is all or nothing leaves the block around it as it was where it fails") {
    const Words database;
    Word taken{.text = "taken"};
    taken.save();
    fail_within_block([] {
        CALL(Word::objects, get_or_create, "id"_f = 50, aside::defaults("text"_f = "taken"));
    });
    fail_within_block([] {
        CALL(Word::objects, update_or_create, "id"_f = 50, aside::defaults("text"_f = "taken"));
    });
    fail_within_block([] {
        CALL(Word::objects, update_or_create, "text"_f = "before",
             aside::defaults("text"_f = "taken"));
    });
    fail_within_block([] {
        CALL(Word::objects, bulk_create, std::vector<Word>{{.text = "new"}, {.text = "taken"}});
    });
    fail_within_block([] {
        std::vector<Word> before{Word::objects.get("text"_f = "before")};
        before.front().text = "taken";
        CALL(Word::objects, bulk_update, before, {"text"_f});
    });
    CHECK(Word::objects.count() == 1);
}

BOTH_WAYS("a value that is refused before it reaches the engine leaves the block as it was") {
    const SharedTestDatabase<Moment> database;
    const aside::DateTime wrong = aside::DateTime::max();
    Moment kept{.at = aside::now()};
    aside::atomic([&] {
        CALL(kept, save);
        CHECK_THROWS_AS(CALL(Moment::objects, create, {.at = wrong}), aside::DataError);
        CHECK_THROWS_AS(CALL(Moment::objects, create, "at"_f = wrong), aside::DataError);
        CHECK_THROWS_AS(CALL(Moment::objects, update, "at"_f = wrong), aside::DataError);
        CHECK_THROWS_AS(CALL(Moment::objects, bulk_create, std::vector<Moment>{{.at = wrong}}),
                        aside::DataError);
        Moment changed = kept;
        changed.at = wrong;
        CHECK_THROWS_AS(CALL(changed, save), aside::DataError);
        CHECK_THROWS_AS(CALL_DELETE(Moment::objects.filter("at"_f == wrong)), aside::DataError);
        CALL(Moment::objects, create, {.at = kept.at});
    });
    CHECK(Moment::objects.count() == 2);
    Moment::objects.all().delete_();
}

BOTH_WAYS("a related manager's change leaves the block around it as it was where it fails") {
    const pizzeria::SharedMenu menu;
    using pizzeria::Box;
    using pizzeria::Pizza;
    using pizzeria::Price;
    using pizzeria::Topping;
    const Pizza pizza = Pizza::objects.create("name"_f = "bianca",
                                              "price"_f = Price::objects.create("amount"_f = 9));
    aside::connection().execute("CREATE UNIQUE INDEX one_name ON pizzeria_topping (name)");
    const Topping anchovy = Topping::objects.create("name"_f = "anchovy");
    aside::atomic([&] {
        CALL(pizza.toppings, add, anchovy);
        CHECK_THROWS_AS(CALL(pizza.toppings, create, "name"_f = "anchovy"), aside::IntegrityError);
        CHECK_THROWS_AS(
            CALL(pizza.toppings, get_or_create, "id"_f = 70, aside::defaults("name"_f = "anchovy")),
            aside::IntegrityError);
        CALL(pizza.toppings, create, "name"_f = "truffle");
    });
    CHECK(pizza.toppings.count() == 2);
}

BOTH_WAYS("a deletion that is refused leaves the block around it as it was") {
    const Words database;
    Word kept{.text = "kept"};
    kept.save();
    Quote::objects.create("word"_f = kept);
    fail_within_block([&] { CALL_DELETE(kept); });
    fail_within_block([] { CALL_DELETE(Word::objects.all()); });
    CHECK(Word::objects.count() == 1);
}

BOTH_WAYS("a block that is broken when its function returns says so, and has undone what it did") {
    const Words database;
    Word::objects.create("text"_f = "taken");
    std::string swallowed;
    const auto write_all = [&] {
        CALL(Word::objects, create, "text"_f = "mine");
        try {
            CALL(Word::objects, create, "text"_f = "taken");
        } catch (const aside::IntegrityError& error) {
            swallowed = error.message();
        }
        return 3;
    };
    try {
        aside::atomic(write_all);
        FAIL("no error");
    } catch (const aside::TransactionManagementError& error) {
        REQUIRE_FALSE(swallowed.empty());
        CHECK(std::string(error.what()).find(swallowed) != std::string::npos);
    }
    CHECK_THROWS_AS(aside::aatomic(write_all).get(), aside::TransactionManagementError);
    CHECK(Word::objects.count() == 1);

    aside::atomic([&] {
        Word::objects.create("text"_f = "outer");
        CHECK_THROWS_AS(aside::atomic(write_all), aside::TransactionManagementError);
    });
    CHECK(Word::objects.count() == 2);
}

TEST_CASE("an error of the function leaves its broken block as it is") {
    const Words database;
    CHECK_THROWS_AS(aside::atomic([] {
                        Word::objects.create("text"_f = "a");
                        Word::objects.create("text"_f = "a");
                    }),
                    aside::IntegrityError);
    CHECK(Word::objects.count() == 0);
}

}  // namespace broken_blocks_test
