#include <doctest/doctest.h>

#include "support/books.hpp"
#include "support/futures.hpp"

using namespace library;
using namespace aside::testing;

namespace {

/// What is reported until all is done.
Texts reported(const Unobserved& unobserved) {
    aside::shutdown();
    return unobserved.texts();
}

}  // namespace

TEST_CASE("a failed call whose future was dropped is reported, once") {
    const SharedTestDatabase<Book> database;
    const Unobserved unobserved;
    SUBCASE("dropped at once") { (void)Book::objects.aget("id"_f = 99); }
    SUBCASE("dropped when it has failed") { Book::objects.aget("id"_f = 99).wait(); }
    SUBCASE("dropped behind a continuation") {
        Book::objects.aget("id"_f = 99).then([](const Book&) {}).then([] {});
    }
    SUBCASE("assigned over") {
        auto book = Book::objects.aget("id"_f = 99);
        book = Book::objects.acreate("title"_f = "Emma");
        CHECK(book.get().title == "Emma");
    }
    CHECK(reported(unobserved).size() == 1);
}

TEST_CASE("a failed call whose error somebody has is not reported") {
    const SharedTestDatabase<Book> database;
    const Unobserved unobserved;
    SUBCASE("by get()") {
        CHECK_THROWS_AS(Book::objects.aget("id"_f = 99).get(), Book::DoesNotExist);
    }
    SUBCASE("as a std::future") { std::future<Book> book = Book::objects.aget("id"_f = 99); }
    SUBCASE("behind a continuation") {
        auto book = Book::objects.aget("id"_f = 99).then([](const Book&) {});
        CHECK_THROWS_AS(book.get(), Book::DoesNotExist);
    }
    CHECK(reported(unobserved).empty());
}

TEST_CASE("that a call was cancelled is not reported") {
    const Unobserved unobserved;
    std::promise<void> go;
    const auto wait =
        aside::sync_to_async([&] { go.get_future().wait(); }, {.thread_sensitive = true});
    auto busy = wait();
    wait().cancel();
    go.set_value();
    busy.get();
    CHECK(reported(unobserved).empty());
}

TEST_CASE("a continuation that throws is reported, and nothing else breaks") {
    const SharedTestDatabase<Book> database;
    const Unobserved unobserved;
    Book::objects.acount().then([](std::int64_t) { throw std::runtime_error("not this one"); });
    CHECK(Book::objects.acount().get() == 0);
    CHECK(reported(unobserved) == Texts{"not this one"});
}

TEST_CASE("execute() gives the rows to a function") {
    const SharedTestDatabase<Book> database;
    add_three_books();
    std::promise<Titles> got;
    SUBCASE("of a queryset") {
        Book::objects.filter("pages"_f > 300)
            .order_by("id"_f)
            .execute([&](aside::Rows<Book> books) { got.set_value(titles(books)); });
        CHECK(in_time(got.get_future()) == Titles{"Emma", "Ulysses"});
    }
    SUBCASE("of a manager") {
        Book::objects.execute([&](const auto& books) { got.set_value(titles(books)); },
                              [](std::exception_ptr) {});
        CHECK(in_time(got.get_future()).size() == 3);
    }
}

TEST_CASE("execute() gives the error to the other function, or reports it") {
    const SharedTestDatabase<Book> database;
    const Unobserved unobserved;
    const auto broken = Book::objects.raw("SELECT nothing");
    int ready = 0;
    Texts errors;
    SUBCASE("to the other function") {
        broken.execute(
            [&](const auto&) { ++ready; },
            [&](std::exception_ptr error) { errors.push_back(Unobserved::text_of(error)); });
        CHECK(reported(unobserved).empty());
        CHECK(errors.size() == 1);
    }
    SUBCASE("reported") {
        broken.execute([&](const auto&) { ++ready; });
        CHECK(reported(unobserved).size() == 1);
    }
    CHECK(ready == 0);
}

TEST_CASE("what a function of execute() throws is reported, and not given to the other") {
    const SharedTestDatabase<Book> database;
    const Unobserved unobserved;
    int failures = 0;
    Book::objects.execute([](const auto&) { throw std::runtime_error("first"); });
    aside::shutdown();
    Book::objects.execute([](const auto&) { throw std::runtime_error("second"); },
                          [&](std::exception_ptr) { ++failures; });
    CHECK(reported(unobserved) == Texts{"first", "second"});
    CHECK(failures == 0);
}

TEST_CASE("fetch() is alist()") {
    const SharedTestDatabase<Book> database;
    add_three_books();
    CHECK(Book::objects.fetch().get().size() == 3);
    CHECK(Book::objects.filter("id"_f = 1).fetch().get().front().title == "Emma");
}
