#pragma once
// What plans do: compiled functions over queries and objects of any model.
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aside/detail/operation.hpp"
#include "aside/detail/query.hpp"
#include "aside/detail/query_form.hpp"
#include "aside/detail/row_buffer.hpp"
#include "aside/options.hpp"
#include "aside/rows.hpp"

namespace aside::detail {

template <class M>
Objects objects_in(std::vector<M>& objects) {
    return {objects.data(), sizeof(M), objects.size()};
}

/// A place for one column of one row.
struct Target {
    const FieldType* type = nullptr;
    void* member = nullptr;
};

inline constexpr std::size_t all_rows = static_cast<std::size_t>(-1);
/// Adds a query's rows to others, at most so many.
void fetch_rows(Runner& runner, const Query& query, RowBuffer& rows, std::size_t most = all_rows);
/// All rows of a query, which are of that type.
[[nodiscard]] RowSet load_rows(Runner& runner, const Query& query, const RowType& type);
[[nodiscard]] std::int64_t count_rows(Runner& runner, const Query& query);
[[nodiscard]] bool rows_exist(Runner& runner, const Query& query);
/// Has a query that is to have one row give no more than tell whether it has: two, unless a unique
/// column and nothing else says which row is meant. A table that does not keep its model's promises
/// may still have several.
void limit_for_only_row(Query& query);
/// The only row of a query, of which no more than two are read; throws the model's `DoesNotExist` or
/// `MultipleObjectsReturned`.
[[nodiscard]] RowBuffer fetch_only_row(Runner& runner, Query&& query, const RowType& type);
/// The same of a form's query, read into an object.
void read_only_row(Runner& runner, const QueryForm& form, std::span<const SqlValue> values,
                   void* object);
/// The first row or none; a query without an ordering is ordered by the key or, of groups, by what
/// they are of.
[[nodiscard]] RowBuffer fetch_first_row(Runner& runner, Query&& query, const RowType& type);
/// The row at that index; throws `DoesNotExist` behind the end.
[[nodiscard]] RowBuffer fetch_row_at(Runner& runner, const Query& query, std::int64_t index,
                                     const RowType& type);
/// The rows with one of these values in that field, which must be unique.
void fetch_by_keys(Runner& runner, const Query& query, std::string_view field,
                   const std::vector<SqlValue>& keys, RowBuffer& rows);
void aggregate_rows(Runner& runner, const Query& query, const std::vector<Aggregate>& aggregates,
                    std::span<const Target> targets);
[[nodiscard]] std::string explain_query(Runner& runner, const Query& query,
                                        const ExplainOptions& options);

/// Where an object is saved to unless told otherwise: the database of the transaction block around
/// the call, else "default".
[[nodiscard]] Place object_place(std::string_view alias);
/// Tells the relation members of an object its key.
void bind_relations(const ModelInfo& model, void* object);
/// Assigns plain values to an object's members. Throws for what does not fit and for expressions.
void assign_members(const ModelInfo& model, void* object,
                    const std::vector<Assignment>& assignments);
/// Inserts an object and sets its key. Fields with a default of the database's that `assigned` does
/// not name are left to it and read back; nullptr: every field is written.
void insert_object(Runner& runner, const ModelInfo& model, void* object,
                   const std::vector<Assignment>* assigned);
/// Inserts an object and, where the query is a related manager's, relates it to the owner; `through`
/// are further values of the join row. All or nothing.
void create_object(Runner& runner, const Query& query, void* object,
                   const std::vector<Assignment>* assigned,
                   const std::vector<Assignment>& through);

/// Rows that a related manager was given, by their keys.
struct RelatedChange {
    std::vector<SqlValue> keys{};
    std::vector<Assignment> through{};  ///< further values of new join rows
    bool clear = false;                 ///< of `set`: all are parted first
};
/// What a related manager, whose owner is the query's, does with rows of the query's model. Each is
/// all or nothing.
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
void refresh_object(Runner& runner, const ModelInfo& model, void* object,
                    std::span<const std::string_view> fields);
/// Checks an object's own values, then that the rows that it names are there, and that no other row
/// has what must be unique.
void validate_object(Runner& runner, const ModelInfo& model, const void* object);

struct BulkInsert {
    std::size_t batch_size = 0;
    bool ignore_conflicts = false;
    bool update_conflicts = false;
    std::span<const std::string_view> update_fields{};
    std::span<const std::string_view> unique_fields{};
    /// Where any are named: fields with a default of the database's that are not are left to it.
    std::span<const std::string_view> assigned_fields{};
};
/// Inserts objects and, where the query is a related manager's, relates them to the owner. All or
/// nothing.
void insert_objects(Runner& runner, const Query& query, Objects objects,
                    const BulkInsert& request);
struct UpdateRequest {
    std::span<const std::string_view> fields{};
    std::size_t batch_size = 0;
};
/// Writes these fields of all objects that are among the query's rows, or of none; gives how many
/// rows were. Of objects with the same key the last is written.
std::int64_t update_objects(Runner& runner, const Query& query, Objects objects,
                            const UpdateRequest& request);
/// Whether such an update changes one row at most, and so may share its commit.
[[nodiscard]] Intent intent_to_update(const Query& query);
std::int64_t update_rows(Runner& runner, const Query& query,
                         const std::vector<Assignment>& assignments);
/// Deletes the query's rows and the join rows that name them. Throws `ProtectedError` and
/// `RestrictedError` that name the model.
DeleteResult delete_rows(Runner& runner, const Query& query);

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

/// The rows of a query in chunks, read as they are asked for. Holds a connection until its end
/// where the database has several; else it has read everything before the first row. Used by one
/// thread at a time.
class RowStream {
public:
    RowStream(Query query, std::size_t chunk_size);
    RowStream(RowStream&&) noexcept;
    RowStream& operator=(RowStream&&) noexcept;
    ~RowStream();
    /// Appends the next rows, at most a chunk of them; false where there are no more.
    bool next(RowBuffer& rows);
    /// To be called where the next chunk may be read by another thread.
    void leave_thread() const noexcept;
    /// Whether the last row has been given. Known as soon as it has, without another call of `next`.
    [[nodiscard]] bool at_end() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace aside::detail
