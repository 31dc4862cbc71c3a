#pragma once
// A model for SQL, and statements in a form that fits a line.
#include <doctest/doctest.h>

#include "aside/aside.hpp"

namespace shop {

using namespace aside::literals;

enum class Size { small, large };

struct Cup : aside::Model<Cup> {
    std::int64_t id = 0;
    std::string name;
    std::optional<std::string> note;
    std::int32_t stock = 0;
    std::optional<std::int32_t> sold;
    double weight = 0;
    bool active = true;
    aside::Decimal<10, 2> price;
    aside::DateTime made;
    Size size = Size::small;

    static constexpr auto meta = aside::meta("size"_f.choices(Size::small, "S", Size::large, "L"));
};

constexpr std::string_view cup_columns =
    R"("shop_cup"."id", "shop_cup"."name", "shop_cup"."note", "shop_cup"."stock", "shop_cup"."sold", )"
    R"("shop_cup"."weight", "shop_cup"."active", "shop_cup"."price", "shop_cup"."made", "shop_cup"."size")";

inline std::string with_parameters(const aside::Statement& statement) {
    std::string text = statement.sql;
    for (const aside::SqlValue& param : statement.params)
        text += (&param == &statement.params.front() ? " [" : ", ") + param.to_string();
    return statement.params.empty() ? text : text + ']';
}

/// What follows the columns and the table, the table's name left out before columns: `WHERE "id" =
/// ? [1]`.
template <class QuerySet>
std::string tail(const QuerySet& rows) {
    std::string text = with_parameters(rows.sql());
    const std::string begin = "SELECT " + std::string(cup_columns) + " FROM \"shop_cup\"";
    REQUIRE(text.starts_with(begin));
    text.erase(0, std::min(begin.size() + 1, text.size()));
    const std::string qualifier = "\"shop_cup\".";
    for (auto at = text.find(qualifier); at != text.npos; at = text.find(qualifier, at))
        text.erase(at, qualifier.size());
    return text;
}

/// Of a filter by these conditions.
template <class... Condition>
std::string where(Condition... condition) {
    return tail(Cup::objects.filter(condition...));
}

}  // namespace shop
