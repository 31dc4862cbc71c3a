#pragma once
// What the tables of a history are after its last migration, as `state.json` keeps it.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/declared.hpp"
#include "sql/dialect.hpp"

namespace aside::migrations {

/// The tables after a migration. Their names differ, and so do those of a table's columns.
struct State {
    std::string after{};  ///< the name of the last migration; empty: there is none yet
    std::vector<std::string> adopted{};  ///< the apps of Django's whose tables are ours, sorted
    std::vector<schema::DeclaredTable> tables{};

    [[nodiscard]] const schema::DeclaredTable* find(std::string_view table) const;

    friend bool operator==(const State&, const State&) = default;
};

/// The state that the models ask for, with the conditions of checks in the words of these engines.
/// Tables of models that another program creates are not in it. Throws `NotSupportedError` for
/// what an engine has not, and `ImproperlyConfigured` if two models have one table.
[[nodiscard]] State state_of(std::span<const detail::ModelInfo* const> models,
                             std::span<const sql::Dialect* const> dialects);

/// The text of `state.json`: sorted, a line a column, the last migration in the first line. Equal
/// states have one text.
[[nodiscard]] std::string to_text(const State& state);
/// The state that a text tells. Throws `ImproperlyConfigured` for what `to_text` cannot have
/// written; `name` is the file's, for messages.
[[nodiscard]] State state_from(std::string_view text, std::string_view name);

}  // namespace aside::migrations
