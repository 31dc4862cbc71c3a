// Rows that a transaction has locked, as others find them.
#include <future>

#include "support/both_ways.hpp"
#include "support/served_database.hpp"

using namespace aside::literals;
using namespace aside::testing;
using namespace std::chrono_literals;

namespace {

struct Owner : aside::Model<Owner> {
    std::int64_t id = 0;
    std::string name;
};
struct Account : aside::Model<Account> {
    std::int64_t id = 0;
    std::string name;
    aside::ForeignKey<Owner, aside::cascade> owner;
    aside::ForeignKey<Owner, aside::set_null> heir;
};

/// Two accounts of two owners, with the keys 1 and 2.
struct Bank : ServedDatabase {
    explicit Bank(const aside::ConnectOptions& options = {}) : ServedDatabase(options) {
        aside::create_tables<Owner, Account>();
        Owner::objects.bulk_create({Owner{.name = "Ann"}, {.name = "Bob"}});
        Account::objects.create("name"_f = "a", "owner"_f = 1);
        Account::objects.create("name"_f = "b", "owner"_f = 2);
    }
};

/// In a transaction on another thread.
template <class F>
auto elsewhere(F f) {
    return std::async(std::launch::async, [&] { return aside::atomic(f); }).get();
}
/// The keys of the rows of that model that another transaction can lock.
template <class M>
std::vector<std::int64_t> free_rows(const aside::LockOptions<M>& options = {.skip_locked = true}) {
    return elsewhere([&] {
        std::vector<std::int64_t> keys;
        for (const M& row : M::objects.order_by("id"_f).select_for_update(options))
            keys.push_back(row.id);
        return keys;
    });
}
using Keys = std::vector<std::int64_t>;

}  // namespace

BOTH_WAYS("a row that is locked is left out, is an error at once, or is waited for") {
    REQUIRES_SERVER();
    const Bank bank({.timeout = 200ms});
    const auto accounts = Account::objects.order_by("id"_f);
    aside::atomic([&] {
        CHECK(CALL(accounts.select_for_update(), get, "name"_f == "a").id == 1);
        CHECK(free_rows<Account>() == Keys{2});
        CHECK_THROWS_AS(
            elsewhere([&] { (void)CALL(accounts.select_for_update({.nowait = true}), list); }),
            aside::DatabaseLocked);
        CHECK_THROWS_AS(elsewhere([&] { (void)CALL(accounts.select_for_update(), list); }),
                        aside::DatabaseLocked);
        CHECK(CALL(accounts, list).size() == 2);  // to read needs no lock
    });
    CHECK(free_rows<Account>() == Keys{1, 2});
}

BOTH_WAYS("rows that are read along are locked, too, unless others are named") {
    REQUIRES_SERVER();
    const Bank bank;
    const auto accounts = Account::objects.select_related("owner"_f).filter("name"_f == "a");
    aside::atomic([&] {
        CHECK(CALL(accounts.select_for_update(), list).size() == 1);
        CHECK(free_rows<Owner>() == Keys{2});
    });
    aside::atomic([&] {
        CHECK(CALL(accounts.select_for_update({.of = {"self"_f}}), list).size() == 1);
        CHECK(free_rows<Owner>() == Keys{1, 2});
        CHECK(free_rows<Account>() == Keys{2});
    });
    aside::atomic([&] {
        CHECK(CALL(accounts.select_for_update({.of = {"owner"_f}}), list).size() == 1);
        CHECK(free_rows<Owner>() == Keys{2});
        CHECK(free_rows<Account>() == Keys{1, 2});
    });
}

BOTH_WAYS("a lock without keys lets others refer to the row") {
    REQUIRES_SERVER();
    const Bank bank({.timeout = 200ms});
    const auto refer = [] {
        return elsewhere([] { return Account::objects.create("name"_f = "c", "owner"_f = 1).id; });
    };
    aside::atomic([&] {
        (void)CALL(Owner::objects.select_for_update({.no_key = true}), get, "id"_f == 1);
        CHECK(refer() > 0);
        CHECK(free_rows<Owner>() == Keys{2});
    });
    aside::atomic([&] {
        (void)CALL(Owner::objects.select_for_update(), get, "id"_f == 1);
        CHECK_THROWS_AS(refer(), aside::DatabaseLocked);
    });
}

TEST_CASE("update_or_create locks its row, and none that it is found by") {
    REQUIRES_SERVER();
    const Bank bank;
    aside::atomic([&] {
        (void)Account::objects.filter("owner__name"_f == "Ann")
            .update_or_create("name"_f = "a", "owner"_f = 1, aside::defaults("heir"_f = 2));
        CHECK(free_rows<Account>() == Keys{2});
        CHECK(free_rows<Owner>({.skip_locked = true, .no_key = true}) == Keys{1, 2});
    });
    // The condition is over a row that may not be there.
    CHECK_FALSE(Account::objects.filter("heir__name"_f.isnull(true))
                    .update_or_create("name"_f = "b", aside::defaults("owner"_f = 1))
                    .created);
}

BOTH_WAYS("a transaction that waits for its snapshot sees one state, and writes nothing") {
    REQUIRES_SERVER();
    const Bank bank;
    const aside::AtomicOptions report{
        .read_only = true, .isolation = aside::serializable, .deferrable = true};
    CHECK(aside::atomic(report, [&] { return CALL(Account::objects, count); }) == 2);
    CHECK(aside::atomic(report, [] {
        return aside::connection().query("SHOW transaction_deferrable")[0][0] == "on";
    }));
    CHECK_THROWS_AS(
        aside::atomic(report, [] { Account::objects.filter("id"_f == 1).update("name"_f = "x"); }),
        aside::TransactionManagementError);
}
