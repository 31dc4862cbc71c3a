// What servers that only speak PostgreSQL's protocol lack, switched off one by one.
#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "support/postgresql.hpp"
#include "support/tables.hpp"

using namespace aside::literals;
using namespace aside::testing;
using Counts = std::map<std::string, std::int64_t>;

namespace {

struct Book;
struct Loan;

struct Author : aside::Model<Author> {
    std::int64_t id = 0;
    std::string name;
    aside::ReverseForeignKey<Book, "author"> books;
    static constexpr auto meta = aside::meta(aside::table("author"));
};

struct Book : aside::Model<Book> {
    std::int64_t id = 0;
    aside::ForeignKey<Author, aside::cascade> author;
    aside::ForeignKey<Book, aside::cascade, aside::nullable> sequel_to;
    aside::ManyToMany<Author> readers;
    aside::ReverseForeignKey<Loan, "book"> loans;
    static constexpr auto meta = aside::meta(aside::table("book"));
};

struct Loan : aside::Model<Loan> {
    std::int64_t id = 0;
    aside::ForeignKey<Book, aside::protect> book;
    static constexpr auto meta = aside::meta(aside::table("loan"));
};

struct Address;
struct Customer : aside::Model<Customer> {
    std::int64_t id = 0;
    aside::ForeignKey<Address, aside::set_null, aside::nullable> main;
    aside::ReverseForeignKey<Address, "customer"> addresses;
    static constexpr auto meta = aside::meta(aside::table("customer"));
};
struct Address : aside::Model<Address> {
    std::int64_t id = 0;
    aside::ForeignKey<Customer, aside::cascade> customer;
    aside::ForeignKey<Address, aside::cascade, aside::nullable> near;
    static constexpr auto meta = aside::meta(aside::table("address"));
};

struct Owner;
struct Pet : aside::Model<Pet> {
    std::int64_t id = 0;
    aside::ForeignKey<Owner, aside::restrict> owner;
    static constexpr auto meta = aside::meta(aside::table("pet"));
};
struct Owner : aside::Model<Owner> {
    std::int64_t id = 0;
    std::string name;
    aside::ReverseForeignKey<Pet, "owner"> pets;
    static constexpr auto meta = aside::meta(aside::table("owner"));
};

/// The server with a fresh schema, to which "default" is connected.
class Connected {
public:
    explicit Connected(const std::string& features) {
        aside::connect(server_.url() + "&features=" + features);
    }
    ~Connected() { aside::disconnect(); }
    [[nodiscard]] std::string url() const { return server_.url(); }

private:
    const PostgresServer server_;
};

/// An author whose book has a sequel, which another wrote, with readers of both.
struct Library : Connected {
    explicit Library(const std::string& features) : Connected(features) {
        aside::create_tables<Author, Book, Loan>();
        ann = Author::objects.create("name"_f = "Ann");
        bob = Author::objects.create("name"_f = "Bob");
        const Book first = Book::objects.create("author"_f = ann);
        sequel = Book::objects.create("author"_f = bob, "sequel_to"_f = first);
        first.readers.add(ann, bob);
        sequel.readers.add(bob);
    }
    Author ann, bob;
    Book sequel;
};

std::vector<std::string> statements_of(const std::function<void()>& call) {
    const aside::QueryLog log;
    call();
    std::vector<std::string> all;
    for (const aside::Statement& each : log) all.push_back(each.sql);
    return all;
}

bool any_begins(const std::vector<std::string>& all, std::string_view with) {
    return std::ranges::any_of(all, [&](const std::string& sql) { return sql.starts_with(with); });
}

}  // namespace

TEST_CASE("features are those of the connection, less what its URL switches off") {
    REQUIRES_SERVER();
    const Connected database("-advisory_locks,-notifications,commits_conflict");
    const aside::Features features = aside::connection().features();
    CHECK_FALSE(features.advisory_locks);
    CHECK_FALSE(features.notifications);
    CHECK(features.commits_conflict);
    CHECK(features.counts_cascades);
    CHECK_THROWS_AS(aside::atomic([] { aside::lock("job"); }), aside::NotSupportedError);
    CHECK_THROWS_AS(aside::notify("channel", "x"), aside::NotSupportedError);
    CHECK_THROWS_AS((void)aside::listen("channel", [](const aside::Notification&) {}),
                    aside::NotSupportedError);
}

TEST_CASE("a feature of no such name is refused, and those that there are named") {
    REQUIRES_SERVER();
    CHECK_THROWS_WITH_AS(
        Connected("-magic"),
        doctest::Contains("no feature is called \"magic\"; those are advisory_locks"),
        aside::ImproperlyConfigured);
}

TEST_CASE("what is deleted along is counted alike, whoever counts it") {
    REQUIRES_SERVER();
    const Counts all{{"author", 1}, {"book", 2}, {"book_readers", 3}};
    {
        const Library library("counts_cascades");
        CHECK(library.ann.delete_().by_table == all);
    }
    const Library library("-counts_cascades");
    const auto statements = statements_of([&] { CHECK(library.ann.delete_().by_table == all); });
    CHECK(any_begins(statements, "DELETE FROM \"book_readers\""));
    CHECK(Author::objects.get() == library.bob);
    CHECK(library.bob.delete_().by_table == Counts{{"author", 1}});
}

TEST_CASE("rows that name each other are counted once, however many there are") {
    REQUIRES_SERVER();
    for (const char* features : {"counts_cascades", "-counts_cascades"}) {
        INFO(features);
        const Connected database(features);
        aside::create_tables<Customer, Address>();
        Customer customer = Customer::objects.create();
        std::vector<Address> addresses(11'000, Address{.customer = customer});
        addresses = Address::objects.bulk_create(addresses);
        for (std::size_t i = 1; i < addresses.size(); ++i) addresses[i].near = addresses[i - 1];
        Address::objects.bulk_update(addresses, "near"_f);
        customer.main = addresses.back();
        customer.save();
        CHECK(customer.delete_().by_table == Counts{{"address", 11'000}, {"customer", 1}});
        CHECK(Address::objects.count() == 0);
    }
}

TEST_CASE("a deletion that is counted by statements is refused as a whole") {
    REQUIRES_SERVER();
    const Library library("-counts_cascades");
    Loan::objects.create("book"_f = library.sequel);
    CHECK_THROWS_AS(library.ann.delete_(), aside::ProtectedError);
    CHECK(Book::objects.count() == 2);
    CHECK(Book::objects.first()->readers.count() == 2);
}

TEST_CASE(
    "without deferrable constraints a relation is checked at once, and says by which it was") {
    REQUIRES_SERVER();
    const Connected database("-deferrable_constraints");
    aside::create_tables<Owner, Pet>();
    const Owner owner = Owner::objects.create("name"_f = "Ann");
    Pet::objects.create("owner"_f = owner);
    aside::atomic([&] {
        CHECK_THROWS_AS(aside::atomic([] { Pet::objects.create("owner"_f = 99); }),
                        aside::ForeignKeyViolation);
        CHECK_THROWS_AS(aside::atomic([&] { owner.delete_(); }), aside::RestrictedError);
    });
    CHECK(tables_of_database().back().foreign_keys.front().deferrable ==
          aside::schema::Deferrable::no);
}

TEST_CASE("tables are created without a transaction where it would not undo that") {
    REQUIRES_SERVER();
    const auto created = [] { aside::create_tables<Owner, Pet>(); };
    {
        const Connected database("transactional_ddl");
        CHECK(std::ranges::count(statements_of(created), "BEGIN") == 1);
    }
    const Connected database("-transactional_ddl");
    CHECK(std::ranges::count(statements_of(created), "BEGIN") == 0);
    Owner::objects.create("name"_f = "Ann");
}

TEST_CASE("many rows get their own keys where keys come in no order") {
    REQUIRES_SERVER();
    for (const char* features : {"-ordered_keys", "ordered_keys"}) {
        const Connected database(features);
        aside::connection().execute(
            "CREATE TABLE owner (id bigint PRIMARY KEY DEFAULT "
            "(random() * 1e15)::bigint, name text NOT NULL)");
        for (const std::size_t count : {std::size_t{7}, std::size_t{2300}}) {
            std::vector<Owner> owners(count);
            for (std::size_t i = 0; i < count; ++i) owners[i].name = std::to_string(i);
            owners = Owner::objects.bulk_create(owners);
            std::size_t right = 0;
            for (const Owner& each : Owner::objects.all())
                right += std::ranges::count_if(owners, [&](const Owner& owner) {
                    return owner.id == each.id && owner.name == each.name;
                });
            CHECK(right == count);
            Owner::objects.all().delete_();
        }
    }
}

TEST_CASE("plans are told as text where EXPLAIN has no formats") {
    REQUIRES_SERVER();
    const Connected database("-explain_formats");
    aside::create_tables<Owner, Pet>();
    CHECK_FALSE(Owner::objects.all().explain().empty());
    CHECK_FALSE(Owner::objects.all().explain({.analyze = true, .verbose = true}).empty());
    CHECK_THROWS_WITH_AS(Owner::objects.all().explain({.format = "json"}),
                         doctest::Contains("explain_formats"), aside::NotSupportedError);
}

TEST_CASE("a commit that conflicts is run again by retries, and is no unknown outcome") {
    REQUIRES_SERVER();
    const Connected database("commits_conflict");
    aside::create_tables<Owner, Pet>();
    aside::connect(database.url(), {.alias = "other"});
    const aside::AtomicOptions serializable{.retries = 1, .isolation = aside::serializable};
    int runs = 0;
    // Each reads what the other writes; the one that commits last is refused at its commit.
    aside::atomic(serializable, [&] {
        const auto seen = Owner::objects.count();
        Owner::objects.create("name"_f = "default " + std::to_string(seen));
        if (++runs > 1) return;
        aside::atomic({.alias = "other", .isolation = aside::serializable}, [&] {
            const auto others = Owner::objects.using_("other").count();
            Owner::objects.using_("other").create("name"_f = "other " + std::to_string(others));
        });
    });
    aside::disconnect("other");
    CHECK(runs == 2);
    CHECK(Owner::objects.count() == 2);
}

TEST_CASE("writes in the background do not share a commit that may conflict") {
    REQUIRES_SERVER();
    const Connected database("commits_conflict");
    aside::create_tables<Owner, Pet>();
    std::vector<aside::Future<Owner>> made;
    for (int i = 0; i < 200; ++i) made.push_back(Owner::objects.acreate("name"_f = "x"));
    const auto statements = statements_of([&] {
        for (auto& each : made) each.get();
    });
    CHECK_FALSE(any_begins(statements, "SAVEPOINT"));
    CHECK(Owner::objects.count() == 200);
}
