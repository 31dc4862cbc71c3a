#pragma once
// What goes along with rows that are deleted, found by the models.
#include <vector>

#include "backend/connection.hpp"
#include "exec/rows/key_set.hpp"
#include "exec/session/session.hpp"
#include "sql/compiler.hpp"

namespace aside::exec {

/// The columns of join tables that name rows of the model and let join rows go with them. A table
/// of Django's making leaves that to the program that deletes.
[[nodiscard]] sql::Fields join_columns(const ModelInfo& model);

/// Deletes rows; gives how many.
std::int64_t remove(Session& session, const Query& rows);

/// The rows that go with rows which are deleted, by relations that cascade, for an engine that does
/// not tell how many ON DELETE CASCADE has deleted: they are found and locked before, and counted.
/// The engine deletes them, so that whatever protects rows does. Relations are known that a model has a member for, be it the foreign key of a model to itself,
/// one that reverses a foreign key, or a relation with a join table. What others name is deleted by
/// the engine, and not counted.
///
/// Used in a transaction.
class Cascade {
public:
    explicit Cascade(Session& session) : session_(session) {}

    /// Whether rows of a model may take others along.
    [[nodiscard]] static bool may_follow(const ModelInfo& model);
    /// Finds and locks what goes with the rows of these keys, which are locked.
    void find(const ModelInfo& model, const KeySet& keys);
    /// Deletes the rows of join tables, as a table of Django's making wants. Gives how many rows
    /// of which table go, those of `find` among them.
    [[nodiscard]] backend::Deletions remove_join_rows_and_count();

private:
    struct Found {
        const ModelInfo* model = nullptr;
        KeySet keys{};
    };

    Found& found_of(const ModelInfo& model);
    [[nodiscard]] KeySet rows_that_name(const FieldInfo& column, const KeySet& keys);

    Session& session_;
    std::vector<Found> found_;
};

}  // namespace aside::exec
