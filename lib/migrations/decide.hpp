#pragma once
// From two states to what is to be done: renames are asked for, and so is all that may lose
// something.
#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include "migrations/changes.hpp"
#include "migrations/effects.hpp"

namespace aside::migrations {

/// Answers that are given before they are asked for, as options of `makemigrations`.
struct Wishes {
    std::vector<std::string> renames{};   ///< `film.name=film.title`, `film=movie`
    std::vector<std::string> drops{};     ///< `film.name`, `film`
    std::vector<std::string> narrows{};   ///< `film.director`, `film.year_known`
    std::vector<std::string> defaults{};  ///< `film.added=now`
};

/// Who answers what no wish does; without functions, nobody.
struct Asked {
    std::function<bool(const std::string& question)> yes{};
    std::function<std::string(const std::string& question)> text{};
};

/// Questions that nobody answered, a line each, with the options that would.
class Unanswered : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// What is to be done, and how it is undone.
struct Plan {
    State to{};
    std::vector<TableChange> up{};
    std::vector<TableChange> down{};
    Fills fills{};
    Fills fills_back{};
    Effects effects{};
    Effects effects_back{};

    [[nodiscard]] bool empty() const { return up.empty(); }
};

/// Settles what becomes of one state in that which the models ask for. `dialects`: the engines that
/// migrations are written for. Throws `Unanswered`, and `ImproperlyConfigured` for wishes that fit
/// nothing and for changes that no engine can do.
[[nodiscard]] Plan decide(const State& from, State wanted,
                          std::span<const detail::ModelInfo* const> models,
                          std::span<const sql::Dialect* const> dialects, const Wishes& wishes,
                          const Asked& asked);

}  // namespace aside::migrations
