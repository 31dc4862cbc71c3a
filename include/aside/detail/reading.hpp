#pragma once
// The work of plans that read: compiled functions over queries and rows of any model.
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aside/detail/operation.hpp"
#include "aside/detail/prepared_query.hpp"
#include "aside/detail/query.hpp"
#include "aside/detail/row_buffer.hpp"
#include "aside/options.hpp"
#include "aside/rows.hpp"

namespace aside::detail {

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
/// The only row of a query, of which no more than two are read; throws the model's `DoesNotExist`
/// or `MultipleObjectsReturned`.
[[nodiscard]] RowBuffer fetch_only_row(Runner& runner, Query&& query, const RowType& type);
/// Reads the only row of a prepared query's query into an object; throws as `fetch_only_row` does.
void read_only_row(Runner& runner, const PreparedQuery& form, std::span<const SqlValue> values,
                   void* object);
/// The intent of asking for the only row.
[[nodiscard]] Intent intent_of_get(const Query& query);
[[nodiscard]] Intent intent_of_get(const PreparedQuery& form, std::span<const SqlValue> values);
/// The first row or none. A query without an ordering is ordered by the key or, of groups, by their
/// columns.
[[nodiscard]] RowBuffer fetch_first_row(Runner& runner, Query&& query, const RowType& type);
/// The row at that index; throws `DoesNotExist` behind the end.
[[nodiscard]] RowBuffer fetch_row_at(Runner& runner, const Query& query, std::int64_t index,
                                     const RowType& type);
/// The rows with one of these values in that field, which must be unique.
void fetch_by_keys(Runner& runner, const Query& query, std::string_view field,
                   const std::vector<SqlValue>& keys, RowBuffer& rows);
/// Tells the relation members of an object the object's key.
void bind_relations(const ModelInfo& model, void* object);
void aggregate_rows(Runner& runner, const Query& query, const std::vector<Aggregate>& aggregates,
                    std::span<const Target> targets);
[[nodiscard]] std::string explain_query(Runner& runner, const Query& query,
                                        const ExplainOptions& options);

/// The rows of a query in chunks, read as they are asked for. Holds a connection until its end if
/// the database has several; else it has read everything before the first row. Used by one thread
/// at a time.
class RowStream {
public:
    RowStream(Query query, std::size_t chunk_size);
    RowStream(RowStream&&) noexcept;
    RowStream& operator=(RowStream&&) noexcept;
    ~RowStream();
    /// Appends the next rows, at most a chunk of them; false if there are no more.
    bool next(RowBuffer& rows);
    /// To be called before another thread may read the next chunk.
    void leave_thread() const noexcept;
    /// Whether the last row has been given. Known as soon as it has, without another call of
    /// `next`.
    [[nodiscard]] bool at_end() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace aside::detail
