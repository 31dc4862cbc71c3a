#pragma once
// Plans that are compiled once for all models and rows. Their results have a type, if they need
// one, only when they are handed to the user.
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "aside/detail/arguments.hpp"
#include "aside/detail/changing.hpp"
#include "aside/detail/evaluation.hpp"
#include "aside/detail/plan.hpp"
#include "aside/detail/reading.hpp"
#include "aside/options.hpp"
#include "aside/rows.hpp"

namespace aside::detail {

using Evaluated = std::shared_ptr<Evaluation>;

/// A plan without types, and the function that gives its result a type.
template <class Given, class Result, class State>
struct TypedPlan {
    Plan<Result, State> plan;
    Given (*give)(Result&&) = nullptr;

    /// Runs the plan on this thread and gives its typed result; blocks.
    Given run() && { return give(std::move(plan).run()); }
    /// Runs the plan on the arena and gives a future of its typed result.
    Future<Given> submit() && {
        const Place place = plan.place();
        Given (*const body)(Runner&, TypedPlan&) = [](Runner& runner, TypedPlan& typed) {
            return typed.give(typed.plan.body(runner, typed.plan.state));
        };
        return submit_operation(place, plan.intent, std::move(*this), body);
    }
};
template <class Given, class Result, class State>
TypedPlan(Plan<Result, State>, Given (*)(Result&&)) -> TypedPlan<Given, Result, State>;

// ---- rows

[[nodiscard]] Plan<RowSet, Evaluated> list_plan(Evaluated rows);
/// The rows of an evaluation, on this thread.
[[nodiscard]] RowSet rows_here(const Evaluated& rows);

/// A row that was read, or one of those that are cached, or none.
struct FoundRow {
    RowBuffer read;
    RowSet cached{};

    [[nodiscard]] bool empty() const { return read.empty() && cached.size == 0; }
};
/// A query that is asked for one row.
struct RowQuery {
    Query query;
    const RowType* type = nullptr;
};
struct RowAt {
    Evaluated rows{};
    std::int64_t index = 0;
};
/// The only row; throws as `fetch_only_row`.
FoundRow find_only_row(Runner& runner, RowQuery& of);
/// The first row in the query's order, or none.
FoundRow find_first_row(Runner& runner, RowQuery& of);
/// Reverses the ordering, so that the last row comes first.
void reverse_for_last(Query& query);
/// Orders and limits the query so that its only row is the first or last by these fields, or by the
/// model's `get_latest_by`.
void limit_to_earliest(Query& query, std::initializer_list<std::string_view> names, bool latest);
[[nodiscard]] Plan<FoundRow, Evaluated> first_plan(Evaluated rows);
[[nodiscard]] Plan<FoundRow, RowAt> item_plan(Evaluated rows, std::int64_t index);

template <class Row>
Rows<Row> rows_of(RowSet&& rows) {
    return Rows<Row>(std::move(rows));
}
/// The row itself: moved if it was read for this call, copied if it is among the cached ones.
template <class Row>
Row row_of(FoundRow&& found) {
    if (found.cached.size != 0) return *static_cast<const Row*>(found.cached.data);
    return std::move(*static_cast<Row*>(found.read.data()));
}
template <class Row>
std::optional<Row> optional_row_of(FoundRow&& found) {
    if (found.empty()) return std::nullopt;
    return row_of<Row>(std::move(found));
}

// ---- about rows

[[nodiscard]] Plan<std::int64_t, Evaluated> count_plan(Evaluated rows);
[[nodiscard]] Plan<bool, Evaluated> exists_plan(Evaluated rows);

struct Aggregates {
    Evaluated rows{};
    std::vector<Aggregate> wanted{};
    std::span<const NamedColumn> columns{};  ///< of the row that they make; static
    const RowType* type = nullptr;
};
/// `at_run_time`: some of their names came at run time.
[[nodiscard]] Plan<RowBuffer, Aggregates> aggregate_plan(Aggregates aggregates, bool at_run_time);

struct Explanation {
    Evaluated rows{};
    ExplainOptions options{};
    std::string format{};  ///< the options' own
};
[[nodiscard]] Plan<std::string, Explanation> explain_plan(Evaluated rows,
                                                          const ExplainOptions& options);

template <class Row>
Row only_row_of(RowBuffer&& rows) {
    return std::move(*static_cast<Row*>(rows.data()));
}

// ---- changes

struct CreatedRow {
    RowBuffer row;
    bool created = false;
};
struct ObjectToCreate {
    Evaluated rows{};
    RowBuffer object;
};
struct ObjectOfKeywords {
    Evaluated rows{};
    Creation creation{};
    const RowType* type = nullptr;
};
struct ObjectToUpsert {
    Evaluated rows{};
    Upsert upsert{};
    const RowType* type = nullptr;
};
[[nodiscard]] Plan<RowBuffer, ObjectToCreate> create_plan(Evaluated rows, RowBuffer object);
[[nodiscard]] Plan<RowBuffer, ObjectOfKeywords> create_plan(Evaluated rows, Creation creation,
                                                            const RowType& type);
[[nodiscard]] Plan<CreatedRow, ObjectToUpsert> get_or_create_plan(Evaluated rows, Upsert upsert,
                                                                  const RowType& type);
[[nodiscard]] Plan<CreatedRow, ObjectToUpsert> update_or_create_plan(Evaluated rows, Upsert upsert,
                                                                     const RowType& type);
template <class M>
Created<M> created_of(CreatedRow&& made) {
    return {only_row_of<M>(std::move(made.row)), made.created};
}

struct RowsToUpdate {
    Evaluated rows{};
    std::vector<Assignment> assigned{};
};
[[nodiscard]] Plan<std::int64_t, RowsToUpdate> update_plan(Evaluated rows,
                                                           std::vector<Assignment> assigned);
[[nodiscard]] Plan<DeleteResult, Evaluated> delete_plan(Evaluated rows);
[[nodiscard]] Plan<RowSet, RowsToUpdate> update_returning_plan(Evaluated rows,
                                                               std::vector<Assignment> assigned);
[[nodiscard]] Plan<RowSet, Evaluated> delete_returning_plan(Evaluated rows);

struct PairsToAdd {
    const RelationInfo* relation = nullptr;
    std::vector<KeyPair> pairs{};
};
[[nodiscard]] Plan<std::int64_t, PairsToAdd> bulk_add_plan(const Evaluated& rows,
                                                           std::string_view relation,
                                                           std::vector<KeyPair> pairs);

/// A related manager's change of rows.
using ChangeRelated = void (*)(Runner& runner, const Query& query, const RelatedChange& change);
struct RowsToRelate {
    Evaluated related{};
    RelatedChange change{};
    ChangeRelated make = nullptr;
};
[[nodiscard]] Plan<void, RowsToRelate> change_plan(Evaluated related, RelatedChange change,
                                                   ChangeRelated make);

extern template struct Plan<RowSet, Evaluated>;
extern template struct Plan<FoundRow, RowQuery>;
extern template struct Plan<FoundRow, RowAt>;
extern template struct Plan<FoundRow, Evaluated>;
extern template struct Plan<std::int64_t, Evaluated>;
extern template struct Plan<bool, Evaluated>;
extern template struct Plan<RowBuffer, Aggregates>;
extern template struct Plan<std::string, Explanation>;
extern template struct Plan<RowBuffer, ObjectToCreate>;
extern template struct Plan<RowBuffer, ObjectOfKeywords>;
extern template struct Plan<CreatedRow, ObjectToUpsert>;
extern template struct Plan<std::int64_t, RowsToUpdate>;
extern template struct Plan<RowSet, RowsToUpdate>;
extern template struct Plan<DeleteResult, Evaluated>;
extern template struct Plan<std::int64_t, PairsToAdd>;
extern template struct Plan<void, RowsToRelate>;

}  // namespace aside::detail
