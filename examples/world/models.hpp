#pragma once
// What the tables of world.db hold. The members are the columns; there is nothing else to declare.
#include <aside/aside.hpp>

namespace world {
using namespace aside::literals;

struct Country : aside::Model<Country> {
    std::int64_t id = 0;
    std::string alpha_2;
    std::string alpha_3;
    std::string numeric;
    std::string name;
    std::optional<std::string> official_name;
    std::string flag;

    static constexpr auto meta =
        aside::meta("alpha_2"_f.max_length(2).unique(), "alpha_3"_f.max_length(3).unique(),
                    "numeric"_f.max_length(3), "name"_f.max_length(100), aside::ordering("name"_f));
};

/// A state, province, district, ... of a country.
struct Subdivision : aside::Model<Subdivision> {
    std::int64_t id = 0;
    std::string code;
    std::string country;  ///< its `alpha_2`
    std::string name;
    std::string kind;

    static constexpr auto meta =
        aside::meta("code"_f.max_length(6).unique(), "country"_f.max_length(2).index(),
                    "name"_f.max_length(100), "kind"_f.max_length(50), aside::ordering("code"_f));
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

    static constexpr auto meta =
        aside::meta("alpha_3"_f.max_length(3).unique(), "numeric"_f.max_length(3),
                    "name"_f.max_length(100), aside::ordering("alpha_3"_f));
};

}  // namespace world
