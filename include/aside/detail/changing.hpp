#pragma once
// The work of plans that write: compiled functions over queries and objects of any model.
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "aside/detail/operation.hpp"
#include "aside/detail/place.hpp"
#include "aside/detail/query.hpp"
#include "aside/detail/row_buffer.hpp"
#include "aside/options.hpp"
#include "aside/rows.hpp"

namespace aside::detail {

template <class M>
Objects objects_in(std::vector<M>& objects) {
    return {objects.data(), sizeof(M), objects.size()};
}

/// The place where an object is saved if no alias is given: the database of the transaction block
/// around the call, else "default".
[[nodiscard]] Place object_place(std::string_view alias);
/// Assigns plain values to an object's members. Throws for a value that does not fit, and for
/// expressions.
void assign_members(const ModelInfo& model, void* object,
                    const std::vector<Assignment>& assignments);
/// Inserts an object and sets its key. Fields with a default of the database's that `assigned` does
/// not name are left to it and read back; nullptr: every field is written.
void insert_object(Runner& runner, const ModelInfo& model, void* object,
                   const std::vector<Assignment>* assigned);
/// Inserts an object. If the query is a related manager's, relates it to the owner; `through` are
/// further values of the join row. All or nothing.
void create_object(Runner& runner, const Query& query, void* object,
                   const std::vector<Assignment>* assigned, const std::vector<Assignment>& through);

/// Rows that a related manager was given, by their keys.
struct RelatedChange {
    std::vector<SqlValue> keys{};
    std::vector<Assignment> through{};  ///< further values of new join rows
    bool clear = false;                 ///< of `set`: all are parted first
};
/// Changes the relation of a related manager, whose owner is the query's, for rows of the query's
/// model. Each of these functions is all or nothing.
void add_related(Runner& runner, const Query& query, const RelatedChange& change);
void remove_related(Runner& runner, const Query& query, const RelatedChange& change);
void clear_related(Runner& runner, const Query& query, const RelatedChange& change);
void set_related(Runner& runner, const Query& query, const RelatedChange& change);
/// Two keys: of a row of a model, and of one that it is related to.
using KeyPair = std::pair<SqlValue, SqlValue>;
/// Fills an automatic join table; gives how many rows are new.
std::int64_t add_join_rows(Runner& runner, const RelationInfo& relation,
                           const std::vector<KeyPair>& pairs);

struct SaveRequest {
    bool force_insert = false;
    bool force_update = false;
    std::span<const std::string_view> fields{};
};
void save_object(Runner& runner, const ModelInfo& model, void* object, const SaveRequest& request);
/// The intent of saving an object, told by whether its key is set. `one_statement`: the call asks
/// for an INSERT only, or for an UPDATE only.
[[nodiscard]] Intent intent_of_save(const ModelInfo& model, const void* object, bool one_statement);
void refresh_object(Runner& runner, const ModelInfo& model, void* object,
                    std::span<const std::string_view> fields);
/// Checks an object's own values, then that the rows that it names exist, and that no other row has
/// its unique values.
void validate_object(Runner& runner, const ModelInfo& model, const void* object);

struct BulkInsert {
    std::size_t batch_size = 0;
    bool ignore_conflicts = false;
    bool update_conflicts = false;
    std::span<const std::string_view> update_fields{};
    std::span<const std::string_view> unique_fields{};
    /// The fields that the caller named, if any: then fields with a default of the database's that
    /// are not among them are left to the database.
    std::span<const std::string_view> assigned_fields{};
};
/// Inserts objects. If the query is a related manager's, relates them to the owner. All or nothing.
void insert_objects(Runner& runner, const Query& query, Objects objects, const BulkInsert& request);
struct UpdateRequest {
    std::span<const std::string_view> fields{};
    std::size_t batch_size = 0;
};
/// Writes these fields of all objects that are among the query's rows, or of none; gives the number
/// of rows. Of objects with the same key the last one is written.
std::int64_t update_objects(Runner& runner, const Query& query, Objects objects,
                            const UpdateRequest& request);
std::int64_t update_rows(Runner& runner, const Query& query,
                         const std::vector<Assignment>& assignments);
/// Updates the query's rows or none, and gives the rows as they are afterwards.
RowSet update_and_return(Runner& runner, const Query& query,
                         const std::vector<Assignment>& assignments, const RowType& type);
/// Deletes the query's rows and the join rows that name them. Throws `ProtectedError` and
/// `RestrictedError` that name the model.
DeleteResult delete_rows(Runner& runner, const Query& query);
/// Deletes the query's rows and the join rows that name them; gives the query's rows as they were.
RowSet delete_and_return(Runner& runner, const Query& query, const RowType& type);

/// Finds the row into `found` (false), or inserts the object (true). One row even when raced.
bool get_or_create_row(Runner& runner, const Query& query, RowBuffer& found, void* object,
                       const std::vector<Assignment>& assigned,
                       const std::vector<Assignment>& through);
/// Updates the row and reads it into `found` (false), or inserts the object (true). One row even
/// when raced.
bool update_or_create_row(Runner& runner, const Query& query, RowBuffer& found, void* object,
                          const std::vector<Assignment>& assigned,
                          const std::vector<Assignment>& defaults,
                          const std::vector<Assignment>& through);

}  // namespace aside::detail
