#include <doctest/doctest.h>

#include <thread>

#include "support/both_ways.hpp"
#include "support/database.hpp"

using namespace aside::literals;
using aside::testing::TestDatabase;

namespace {

struct Account : aside::Model<Account> {
    std::int64_t id = 0;
    std::string login;
    std::string kind = "member";
    std::int32_t balance = 0;
    std::int32_t limit = 5;
    aside::DateTime made;
    aside::DateTime changed;
    aside::Date day = std::chrono::year(2000) / 1 / 1;
    aside::Time at;

    static constexpr auto meta =
        aside::meta("login"_f.unique(), "kind"_f.db_default("guest"), "limit"_f.db_default(10),
                    "made"_f.auto_now_add(), "changed"_f.auto_now(), "day"_f.auto_now(),
                    "at"_f.auto_now(), aside::unique_together("kind"_f, "balance"_f),
                    aside::check("within_limit", "balance"_f <= "limit"_f * 100),
                    aside::get_latest_by("balance"_f));
};

using Accounts = TestDatabase<Account>;

}  // namespace

BOTH_WAYS("a constraint of the database refuses what violates it") {
    const Accounts database;
    CALL(Account::objects, create, "login"_f = "ann", "balance"_f = 1);
    CHECK_THROWS_AS(CALL(Account::objects, create, "login"_f = "ann", "balance"_f = 2),
                    aside::IntegrityError);
    CHECK_THROWS_AS(CALL(Account::objects, create, "login"_f = "bob", "balance"_f = 1),
                    aside::IntegrityError);
    CHECK_THROWS_AS(CALL(Account::objects, create, "login"_f = "bob", "balance"_f = 1001),
                    aside::IntegrityError);
    CHECK_THROWS_AS(CALL(Account::objects, update, "balance"_f = 1001), aside::IntegrityError);
    CHECK(Account::objects.count() == 1);
}

BOTH_WAYS(
    "create with keywords leaves what is not named to the database's default, an object does not") {
    const Accounts database;
    const Account left = CALL(Account::objects, create, "login"_f = "ann");
    CHECK(left.kind == "guest");
    CHECK(left.limit == 10);
    const Account named =
        CALL(Account::objects, create, "login"_f = "bob", "limit"_f = 7, "balance"_f = 1);
    CHECK(named.kind == "guest");
    CHECK(named.limit == 7);
    CHECK(Account::objects.get("pk"_f = named.id).limit == 7);
    const Account object = CALL(Account::objects, create, Account{.login = "eve"});
    CHECK(object.kind == "member");
    CHECK(Account::objects.get("pk"_f = object.id).limit == 5);
}

BOTH_WAYS("auto_now is the moment of every save, auto_now_add of the first") {
    const Accounts database;
    const auto before = aside::now();
    Account account = CALL(Account::objects, create, "login"_f = "ann");
    CHECK(account.made >= before);
    CHECK(account.made <= aside::now());
    CHECK(account.changed >= before);
    CHECK(account.day != aside::Date(std::chrono::year(2000) / 1 / 1));
    const Account first = account;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    CALL(account, save);
    CHECK(account.changed > first.changed);
    CHECK(account.made == first.made);
    const Account read = Account::objects.get();
    CHECK(read.changed == account.changed);
    CHECK(read.made == first.made);
    CHECK(read.at == account.at);
}

BOTH_WAYS("a save of some fields sets those of them that are auto_now") {
    const Accounts database;
    Account account = Account::objects.create("login"_f = "ann");
    const Account first = account;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    CALL(account, save, {.update_fields = {"login"_f}});
    CHECK(Account::objects.get().changed == first.changed);
    CALL(account, save, {.update_fields = {"changed"_f}});
    CHECK(account.changed > first.changed);
    CHECK(Account::objects.get().changed == account.changed);
    CHECK(Account::objects.get().day == first.day);
}

BOTH_WAYS("update_or_create sets auto_now of the row that it finds") {
    const Accounts database;
    const Account first = Account::objects.create("login"_f = "ann");
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
    const auto again =
        CALL(Account::objects, update_or_create, "login"_f = "ann", defaults("balance"_f = 3));
    CHECK(again.object.changed > first.changed);
    CHECK(again.object.made == first.made);
}

BOTH_WAYS("latest and earliest go by get_latest_by where no field is given") {
    const Accounts database;
    for (const int balance : {2, 3, 1})
        Account::objects.create("login"_f = std::to_string(balance), "balance"_f = balance);
    CHECK(CALL(Account::objects, latest).balance == 3);
    CHECK(CALL(Account::objects, earliest).balance == 1);
    CHECK(CALL(Account::objects, latest, "-balance"_f).balance == 1);
}
