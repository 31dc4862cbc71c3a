#pragma once
// Models with relations of every kind, and their statements in a form that fits a line.
#include "sql/logged.hpp"
#include "sql/tail.hpp"
#include "support/pizzeria.hpp"

namespace staff {

using namespace aside::literals;

struct City;
struct Person;

struct Country : aside::Model<Country> {
    std::int64_t id = 0;
    std::string name;
    aside::ReverseForeignKey<City, "country"> cities;
    static constexpr auto meta = aside::meta(aside::ordering("-name"_f));
};

struct City : aside::Model<City> {
    std::int64_t id = 0;
    std::string name;
    aside::ForeignKey<Country> country;
    aside::ReverseForeignKey<Person, "home"> people;
    static constexpr auto meta = aside::meta(aside::ordering("country"_f, "name"_f));
};

struct Person : aside::Model<Person> {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::int32_t> age;
    std::int32_t pay = 0;
    aside::ForeignKey<Person, aside::set_null> boss;
    aside::ForeignKey<City, aside::set_null> home;
    aside::ManyToMany<Person> friends;
    aside::ReverseForeignKey<Person, "boss"> team;
};

/// An ordering that leads back to itself.
struct Link : aside::Model<Link> {
    std::int64_t id = 0;
    aside::ForeignKey<Link, aside::set_null> next;
    static constexpr auto meta = aside::meta(aside::ordering("next"_f));
};

/// Without quotes and the namespaces' part of the tables' names.
inline std::string plain(std::string text) {
    for (const std::string_view noise : {"\"", "staff_", "pizzeria_"})
        for (auto at = text.find(noise); at != text.npos; at = text.find(noise, at))
            text.erase(at, noise.size());
    return text;
}

inline std::string statement_of(const aside::Statement& statement) {
    return plain(shop::with_parameters(statement));
}

/// What follows FROM.
template <class QuerySet>
std::string from(const QuerySet& rows) {
    const std::string text = statement_of(rows.sql());
    return text.substr(text.find(" FROM ") + 6);
}
/// What follows WHERE, of a statement without joins.
template <class QuerySet>
std::string where(const QuerySet& rows) {
    const std::string text = from(rows);
    CAPTURE(text);
    const auto at = text.find(" WHERE ");
    REQUIRE(text.substr(0, at).find(' ') == std::string::npos);
    return text.substr(at + 7);
}

template <class Call>
std::vector<std::string> statements(Call call) {
    return aside::testing::logged(call, statement_of);
}
template <class Call>
std::string only_statement(Call call) {
    return aside::testing::only_logged(call, statement_of);
}

}  // namespace staff
