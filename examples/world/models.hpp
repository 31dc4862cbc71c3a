#pragma once
// What the tables of world.db hold. The members are the columns and the relations; there is nothing
// else to declare.
#include <aside/aside.hpp>

namespace world {
using namespace aside::literals;

struct Subdivision;
struct Currency;

struct Country : aside::Model<Country> {
    std::string alpha_2;
    std::string alpha_3;
    std::string numeric;
    std::string name;
    std::optional<std::string> official_name;
    std::string flag;
    aside::ReverseForeignKey<Subdivision, "country"> subdivisions;
    aside::ReverseForeignKey<Currency, "country"> currencies;

    static constexpr auto meta =
        aside::meta("alpha_2"_f.primary_key().max_length(2), "alpha_3"_f.max_length(3).unique(),
                    "numeric"_f.max_length(3), "name"_f.max_length(100), aside::ordering("name"_f));
};

/// A state, province, district, ... of a country, and perhaps of a larger one.
struct Subdivision : aside::Model<Subdivision> {
    std::string code;
    aside::ForeignKey<Country, aside::cascade, std::string> country;
    aside::ForeignKey<Subdivision, aside::set_null, std::string> parent;
    std::string name;
    std::string kind;
    aside::ReverseForeignKey<Subdivision, "parent"> parts;

    static constexpr auto meta =
        aside::meta("code"_f.primary_key().max_length(6), "name"_f.max_length(100),
                    "kind"_f.max_length(50), aside::ordering("code"_f));
};

enum class LanguageKind { living, extinct, ancient, historical, constructed, special, collection };

struct Language : aside::Model<Language> {
    std::int64_t id = 0;
    std::string alpha_3;
    std::optional<std::string> alpha_2;
    std::string name;
    LanguageKind kind = LanguageKind::living;

    static constexpr auto meta =
        aside::meta("alpha_3"_f.max_length(7).unique(), "alpha_2"_f.max_length(2),
                    "name"_f.max_length(100), "kind"_f.index(), aside::ordering("name"_f, "id"_f));
};

struct Currency : aside::Model<Currency> {
    std::int64_t id = 0;
    std::string alpha_3;
    std::string numeric;
    std::string name;
    aside::ForeignKey<Country, aside::set_null, std::string>
        country;  ///< none for the euro and gold

    static constexpr auto meta =
        aside::meta("alpha_3"_f.max_length(3).unique(), "numeric"_f.max_length(3),
                    "name"_f.max_length(100), aside::ordering("alpha_3"_f));
};

}  // namespace world
