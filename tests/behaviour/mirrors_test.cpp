// Facts about types, which hold where this compiles.
#include <doctest/doctest.h>

#include "support/books.hpp"

using namespace library;
using aside::Future;

namespace {

const aside::QuerySet<Book> books;
[[maybe_unused]] const Book constant;
Book book;
[[maybe_unused]] const std::vector<Book> many;
[[maybe_unused]] const std::vector<int> keys;

#define MIRRORED_BY(object, method, mirror, ...)                       \
    static_assert(std::is_same_v<decltype(object.mirror(__VA_ARGS__)), \
                                 Future<decltype(object.method(__VA_ARGS__))>>)
#define MIRRORED(method, ...)                           \
    MIRRORED_BY(books, method, a##method, __VA_ARGS__); \
    MIRRORED_BY(Book::objects, method, a##method, __VA_ARGS__)

MIRRORED(get, "id"_f = 1, "pages"_f > 3);
MIRRORED(create, "title"_f = "x");
MIRRORED(create, Book{});
MIRRORED(get_or_create, "title"_f = "x", defaults("pages"_f = 1));
MIRRORED(update_or_create, "title"_f = "x", defaults("pages"_f = 1));
MIRRORED(bulk_create, many, {.batch_size = 3});
MIRRORED(bulk_create, books);
MIRRORED(bulk_update, many, {"pages"_f}, {.batch_size = 3});
MIRRORED(bulk_update, books, {"pages"_f});
MIRRORED(update, "pages"_f = "pages"_f + 1);
MIRRORED(update_returning, "pages"_f = "pages"_f + 1);
MIRRORED(count);
MIRRORED(exists);
MIRRORED(contains, book);
MIRRORED(first);
MIRRORED(last);
MIRRORED(earliest, "pages"_f);
MIRRORED(latest);
MIRRORED(in_bulk, keys);
MIRRORED(in_bulk, {1, 2});
MIRRORED(in_bulk, "id"_f, keys);
MIRRORED(in_bulk, "id"_f, {1, 2});
MIRRORED(aggregate, "n"_f = Count("*"_f), "sum"_f = Sum("pages"_f));
MIRRORED(list);
MIRRORED(item, 3);
MIRRORED(explain, {.analyze = true});
MIRRORED_BY(books, delete_, adelete);
MIRRORED_BY(books, delete_returning, adelete_returning);
MIRRORED_BY(book, save, asave, {.force_insert = true});
MIRRORED_BY(book, refresh_from_db, arefresh_from_db, {"pages"_f});
MIRRORED_BY(constant, delete_, adelete);
MIRRORED_BY(constant, full_clean, afull_clean);

#undef MIRRORED
#undef MIRRORED_BY

static_assert(std::is_same_v<decltype(books.get()), Book>);
static_assert(std::is_same_v<decltype(books.first()), std::optional<Book>>);
static_assert(std::is_same_v<decltype(books.latest()), Book>);
static_assert(std::is_same_v<decltype(books.count()), std::int64_t>);
static_assert(std::is_same_v<decltype(books.list()), aside::Rows<Book>>);
static_assert(std::is_same_v<decltype(books.in_bulk(keys)), std::map<std::int64_t, Book>>);
static_assert(std::is_same_v<decltype(books.get_or_create()), aside::Created<Book>>);

/// g++ 12 destroys a braced aggregate twice where it stands in a `co_await` expression.
template <class T>
constexpr bool safe_in_a_coroutine = !std::is_aggregate_v<T> || std::is_trivially_destructible_v<T>;

[[maybe_unused]] const std::string text;
using Conditions = decltype(std::tuple(
    "title"_f == text, "title"_f.in(text, text), "id"_f.in(keys), "title"_f.range(text, text),
    !("title"_f == text), "title"_f == text && "title"_f != text, "title"_f == text || "id"_f > 1,
    ("title"_f == text) ^ ("id"_f > 1), aside::Q<Book>(), aside::field("title") == text));
using Keywords = decltype(std::tuple("title"_f = text, "title__in"_f = {text}, "id"_f = 1,
                                     "pages"_f = "pages"_f + 1, aside::field("title") = text,
                                     defaults("title"_f = text)));
using Expressions = decltype(std::tuple(
    "id"_f, aside::field("id"), "pages"_f + 1, aside::field("id") * 2, Count("*"_f),
    Sum("pages"_f + 1).filter("title"_f == text), "id"_f.desc(), aside::Order<Book>("id"_f)));
using Options = std::tuple<aside::FieldNames<Book>, aside::SaveOptions<Book>,
                           aside::InstanceOptions, aside::BulkCreateOptions<Book>,
                           aside::BulkUpdateOptions, aside::IteratorOptions, aside::ExplainOptions>;

template <class List>
inline constexpr bool all_of_list_safe = false;
template <class... T>
inline constexpr bool all_of_list_safe<std::tuple<T...>> = (safe_in_a_coroutine<T> && ...);
static_assert(all_of_list_safe<Conditions>);
static_assert(all_of_list_safe<Keywords>);
static_assert(all_of_list_safe<Expressions>);
static_assert(all_of_list_safe<Options>);
static_assert(all_of_list_safe<std::tuple<aside::QuerySet<Book>, aside::Rows<Book>>>);

std::int64_t waited_for(std::future<std::int64_t> future) { return future.get(); }

}  // namespace

TEST_CASE("a future is a std::future") {
    const aside::testing::TestDatabase<Book> database;
    static_assert(std::is_base_of_v<std::future<Book>, Future<Book>>);
    CHECK(waited_for(Book::objects.acount()) == 0);
    std::future<bool> plain = Book::objects.aexists();
    CHECK_FALSE(plain.get());
}

TEST_CASE("an iterator's mirror gives the same rows") {
    const aside::testing::SharedTestDatabase<Book> database;
    add_three_books();
    auto rows = Book::objects.order_by("title"_f).aiterator({.chunk_size = 2});
    Titles seen;
    while (auto row = rows.anext().get()) seen.push_back(row->title);
    CHECK(seen == Titles{"Beowulf", "Emma", "Ulysses"});
    CHECK_FALSE(rows.anext().get());
}
