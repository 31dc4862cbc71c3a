#pragma once
// A model with a column of every kind that functions take.
#include "sql/tail.hpp"

namespace calls {

using namespace aside::literals;

struct Visit : aside::Model<Visit> {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::string> note;
    std::int64_t count = 0;
    std::optional<std::int64_t> rank;
    double weight = 0;
    bool paid = false;
    aside::Decimal<10, 2> price;
    std::optional<aside::Decimal<10, 3>> rate;
    aside::Date day;
    aside::DateTime made;
    std::optional<aside::DateTime> left;
    aside::Time at;
    aside::Duration span{};
};

/// One column of a queryset as SQL, with its parameters: `LOWER("name")`.
template <class Expression>
std::string sql(Expression expression) {
    std::string text =
        shop::with_parameters(Visit::objects.values_list(aside::flat, expression).sql());
    const std::string qualifier = "\"calls_visit\".";
    for (auto at = text.find(qualifier); at != text.npos; at = text.find(qualifier, at))
        text.erase(at, qualifier.size());
    const std::string begin = "SELECT ";
    const std::string end = " FROM \"calls_visit\"";
    REQUIRE(text.starts_with(begin));
    text.erase(text.find(end), end.size());
    const std::string group = " GROUP BY \"id\"";  // of an aggregate
    if (const auto at = text.find(group); at != text.npos) text.erase(at, group.size());
    return text.substr(begin.size());
}
/// The conditions of a filter likewise.
template <class... Condition>
std::string where(Condition... condition) {
    std::string text = shop::with_parameters(Visit::objects.filter(condition...).sql());
    text.erase(0, text.find(" WHERE ") + 7);
    const std::string qualifier = "\"calls_visit\".";
    for (auto at = text.find(qualifier); at != text.npos; at = text.find(qualifier, at))
        text.erase(at, qualifier.size());
    return text;
}

}  // namespace calls
