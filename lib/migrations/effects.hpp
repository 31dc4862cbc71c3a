#pragma once
// What changes mean to people, and to the rows that are there.
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "migrations/changes.hpp"

namespace aside::migrations {

/// The names by which people are told of tables and columns: `film`, `film.director`.
class Labels {
public:
    Labels() = default;
    /// The models' own names, where no two tables have the same.
    explicit Labels(std::span<const detail::ModelInfo* const> models);

    [[nodiscard]] std::string of(std::string_view table) const;
    [[nodiscard]] std::string of(std::string_view table,
                                 const schema::DeclaredColumn& column) const;
    /// Whether a person may mean a table, or a column of it, by that text: they may say the table's
    /// own name, and the column's.
    [[nodiscard]] bool means(std::string_view text, std::string_view table) const;
    [[nodiscard]] bool means(std::string_view text, std::string_view table,
                             const schema::DeclaredColumn& column) const;

private:
    std::map<std::string, std::string, std::less<>> labels_;
};

/// A change that rows may stand against.
struct Narrowing {
    std::string path{};  ///< such as `film.director`, by which it is allowed
    std::string why{};   ///< `film.director was nullable and is not`
};

struct Effects {
    std::vector<std::string> lines{};        ///< what is done, a line each
    std::vector<std::string> destroys{};     ///< what is lost: `film.name`
    std::vector<std::string> fails_where{};  ///< `film.director is NULL`
    std::vector<Narrowing> narrowings{};
    std::vector<std::string> impossible{};  ///< what no engine does by itself, with the way out
    std::string name{};                     ///< a name for the migration: `film_title`
};

/// `bounds_text`: some engine refuses text that is longer than its column.
[[nodiscard]] Effects effects_of(std::span<const TableChange> changes, const Fills& fills,
                                 const Labels& labels, bool bounds_text);

}  // namespace aside::migrations
