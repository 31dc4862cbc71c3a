#pragma once
// What the queries beside this file are about.
#include <aside/aside.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace bookshop {
using namespace aside::literals;

struct Book;
struct Order;

struct Publisher : aside::Model<Publisher> {
    std::int64_t id = 0;
    std::string name;
    std::string city;
    std::int32_t founded = 0;
    aside::ReverseForeignKey<Book, "publisher"> book_set;
};

struct Author : aside::Model<Author> {
    std::int64_t id = 0;
    std::string name;
    std::optional<aside::Date> born;
    aside::ReverseManyToMany<Book, "authors"> book_set;
};

struct Book : aside::Model<Book> {
    std::int64_t id = 0;
    std::string title;
    std::int32_t year = 0;
    double price = 0;
    std::optional<double> rating;
    aside::ForeignKey<Publisher, aside::cascade> publisher;
    aside::ManyToMany<Author> authors;
    aside::ReverseForeignKey<Order, "book"> order_set;

    static constexpr auto meta = aside::meta("title"_f.max_length(200).index());
};

struct Store : aside::Model<Store> {
    std::int64_t id = 0;
    std::string name;
    aside::ReverseForeignKey<Order, "store"> order_set;

    static constexpr auto meta = aside::meta("name"_f.max_length(100).unique());
};

struct Order : aside::Model<Order> {
    std::int64_t id = 0;
    std::int32_t copies = 1;
    std::int32_t day = 0;  // of the shop's life
    aside::ForeignKey<Book, aside::cascade> book;
    aside::ForeignKey<Store, aside::cascade> store;
};

}  // namespace bookshop
