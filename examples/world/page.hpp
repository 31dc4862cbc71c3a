#pragma once
#include <functional>
#include <string>
#include <vector>

#include "models.hpp"

namespace world {

/// What the page shows: querysets that the template walks over, and values that it asks for, when
/// it comes to them.
struct Content {
    using Count = std::function<std::int64_t()>;
    struct Kind {
        std::string label{};
        Count count{};
    };
    struct Letter {
        std::string letter{};
        Count languages{};     ///< whose names begin with it
        Count subdivisions{};  ///< likewise
    };

    aside::QuerySet<Country> countries;         ///< each with its subdivisions and currencies
    aside::QuerySet<Language> short_languages;  ///< those with a two-letter code
    aside::QuerySet<Currency> currencies;
    std::vector<Kind> language_kinds{};
    std::vector<Letter> letters{};
    Count subdivision_count{};
    Count language_count{};
    std::function<Country()> host{};  ///< the country that the page is shown from
};

/// Nothing is asked before the template comes to it; each answer is waited for there.
Content ask_in_turn(const std::string& host_code);

/// Everything is asked at once, in the background; the template takes what is there, and waits only
/// for what is not.
Content ask_ahead(const std::string& host_code);

/// Renders the template.
std::string render(const std::string& text, const Content& content);

}  // namespace world
