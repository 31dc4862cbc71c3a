#pragma once
// A queryset as plain data.
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aside/detail/model_info.hpp"
#include "aside/detail/place.hpp"

namespace aside {}

namespace aside {
class Transaction;
}

namespace aside::detail {

/// The ways to load a relation that was not loaded, on the first access.
enum class FetchMode : unsigned char {
    one,    ///< loads it for that row
    peers,  ///< loads it for every row of the same result, in one query
    raise   ///< throws `FieldFetchBlocked`
};

struct Query;
/// A relation that is loaded for all rows at once, after they were read.
struct PrefetchTerm {
    std::string path{};
    std::shared_ptr<const Query> rows{};  ///< the rows to read at the path's end; nullptr: all
};
/// Limits a query to the rows that a relation leads to from some rows of another model, which are
/// called the owners.
struct Owners {
    const RelationInfo* relation = nullptr;  ///< a member of the owners' model
    std::vector<SqlValue> keys{};            ///< of the owners
    bool tells_owner = false;                ///< the first column of the result is the owner's key
    bool creates = false;                    ///< rows it creates get related to the one owner
};

/// A column of rows that are no objects, and the type that it is read as.
struct ValueTerm {
    Expr expr{};
    const FieldType* type = nullptr;
    std::size_t after = 0;  ///< the number of nodes of `where` before it: they join first
    /// Of a key: the number of columns behind it that belong to the object that has this key. If
    /// the key is NULL, it alone is read.
    std::size_t guarded = 0;
};
/// A column of a row by its name, and the type that it is read as.
struct NamedColumn {
    std::string_view name{};  ///< static text
    const FieldType* type = nullptr;
};

/// A name that `annotate` or `alias` gave, and its expression.
struct Annotation {
    std::string_view name{};  ///< static text
    Expr expr{};
    const FieldType* type = nullptr;
    std::size_t after = 0;   ///< the number of nodes of `where` before it: they join first
    bool selected = false;   ///< part of every row
    std::size_t place = 0;   ///< among those that are, in the order of a row's columns
    bool aggregate = false;  ///< it, or an annotation that it names, is computed of many rows
    bool window = false;
};
/// The columns that the rows of a query are grouped by.
enum class Grouping : unsigned char {
    none,    ///< nothing: an aggregate would make one row of all
    key,     ///< the model's key: a group is a row
    columns  ///< `group_by`, and all else that is selected or ordered by
};
/// How the rows of several queries become those of one.
enum class SetOperation : unsigned char {
    none,
    union_distinct,
    union_all,
    intersection,
    difference
};
/// A statement that the user wrote.
struct RawSql {
    std::string sql{};
    std::vector<SqlValue> params{};
    /// Columns of the statement that go by another name: the member's, the statement's.
    std::vector<std::pair<std::string_view, std::string>> translations{};

    /// The name of the column that a member is read from.
    [[nodiscard]] std::string_view column_of(const FieldInfo& field) const;
    /// The text for use inside of another statement. It has no end of its own, so that nothing
    /// behind it is taken for a part of it or for another statement.
    [[nodiscard]] std::string inner_sql() const;
};
struct RowLock {
    bool nowait = false;
    bool skip_locked = false;
    bool no_key = false;
    std::span<const std::string_view> of{};  ///< static text: `self` and paths; none: all rows
};

/// The question of a queryset. A value: refining copies it, evaluating only reads it.
///
/// Its copies and moves are compiled once, like those of the vectors in it: a program's files make
/// many.
struct Query {
    Query();
    explicit Query(const ModelInfo& of);
    Query(const Query& other);
    Query(Query&& other) noexcept;
    Query& operator=(const Query& other);
    Query& operator=(Query&& other) noexcept;
    ~Query();

    const ModelInfo* model = nullptr;
    Place place{};
    Expr where{};  ///< conditions, one subtree after the other, all of which must hold
    std::vector<OrderTerm> order{};
    bool default_order = true;  ///< the model's `ordering` applies until `order_by` is called
    bool reversed = false;
    bool distinct = false;
    bool none = false;
    std::int64_t offset = 0;
    std::optional<std::int64_t> limit{};
    std::optional<Owners> owners{};      ///< of a related manager, or while prefetching
    std::vector<std::string> related{};  ///< paths whose objects are read with each row
    std::vector<PrefetchTerm> prefetched{};
    FetchMode fetch_mode = FetchMode::one;
    std::vector<ValueTerm> values{};  ///< the columns of a row; none: rows are objects
    std::vector<Annotation> annotations{};
    Grouping grouping = Grouping::none;
    std::vector<Expr> group_by{};
    std::size_t grouped_after = 0;                ///< the number of nodes of `where` before it
    SetOperation operation = SetOperation::none;  ///< of these rows with those of `others`
    std::vector<std::shared_ptr<const Query>> others{};
    std::shared_ptr<const RawSql> raw{};
    std::optional<RowLock> lock{};    ///< SELECT ... FOR UPDATE, if the engine has it
    std::vector<Expr> distinct_on{};  ///< the columns in which rows have to differ, if not in all

    /// Whether the columns of a row are the loaded ones of an object, whose key is the first.
    [[nodiscard]] bool loads_columns() const {
        return !values.empty() && values.front().expr.front().kind == ExprKind::path &&
               values.front().expr.front().path() == "pk";
    }
    [[nodiscard]] bool sliced() const { return offset != 0 || limit.has_value(); }
    /// The terms in force: the queryset's own or the model's.
    [[nodiscard]] const std::vector<OrderTerm>& ordering() const {
        return order.empty() && default_order ? model->ordering : order;
    }
    /// The annotation of that name, or nullptr.
    [[nodiscard]] const Annotation* find_annotation(std::string_view name) const {
        for (const Annotation& annotation : annotations)
            if (annotation.name == name) return &annotation;
        return nullptr;
    }
    [[nodiscard]] bool ordered() const { return !ordering().empty(); }
};

/// `"name"_f = value` in create and update.
struct Assignment {
    std::string_view name{};      ///< static text; none if the name came at run time
    std::string run_time_name{};  ///< the name, if it did
    Expr value{};
};
/// A function over all rows, and the name that its result goes by.
struct Aggregate {
    std::string_view name{};
    Expr expr{};
};

/// Throws `NotSupportedError` if the rows are those of several queries together; `what` is the
/// method that cannot be applied to them.
void require_one_query(const Query& query, std::string_view what);
/// Throws `NotSupportedError` if the rows are those of several queries together, or of a statement
/// by hand; `what` is the method that cannot be applied to them.
void require_own_rows(const Query& query, std::string_view what);
/// Throws `NotSupportedError` if the rows are those of several queries together, of a statement by
/// hand, or of a slice; `what` is the method that cannot be applied to them.
void require_unsliced(const Query& query, std::string_view what);
/// Throws `NotSupportedError` if the rows cannot be ordered any more: those of a slice, or of a
/// statement by hand. `what` is the method.
void require_orderable(const Query& query, std::string_view what);
/// Throws `NotSupportedError` if the query's columns cannot be chosen any more; `what` is the
/// method.
void require_selectable(const Query& query, std::string_view what);
/// Throws `NotSupportedError` if the rows cannot be changed: those of groups, of several queries
/// together, of a statement by hand, or of a slice. `what` is the method.
void require_changeable(const Query& query, std::string_view what);
/// Throws `NotSupportedError` if the rows cannot be deleted: if `require_changeable` throws, if
/// they are values, or distinct.
void require_deletable(const Query& query);
/// Narrows to rows [start, stop) of the query's present rows. Throws `NotSupportedError` for a
/// negative number.
void slice_query(Query& query, std::int64_t start, std::optional<std::int64_t> stop);
/// Narrows to that many rows, if there are more.
void limit_to(Query& query, std::int64_t rows);
/// Checks the paths that came at run time in conditions from node `begin` on, and converts the
/// values compared to them.
void resolve_run_time_conditions(const Query& query, Expr& expr, std::size_t begin);
void resolve_run_time_order(const Query& query, OrderTerm& term);
/// Finds the field of each assignment, and converts texts that came at run time to its values.
void resolve_assignments(const ModelInfo& model, std::vector<Assignment>& assignments);
/// Appends NOT of all of these conditions.
void append_negated(Expr& target, const Expr& conditions);
/// Appends the conditions of one `exclude` call, negated: they share joins over many-valued
/// relations.
void append_exclusion(Expr& target, const Expr& conditions);
void replace_ordering(Query& query, std::vector<OrderTerm> terms);
/// Makes the rows these columns, and no objects.
void select_values(Query& query, std::vector<ValueTerm> values);
[[nodiscard]] ValueTerm named_value(const NamedColumn& column);
/// Makes the rows these columns, by name.
void select_columns(Query& query, std::span<const NamedColumn> columns);
/// Makes the rows objects again, with the selected annotations beside them.
void select_objects(Query& query);
/// Makes the rows objects, and nothing beside them.
void select_objects_alone(Query& query);
/// The truncation of `dates` or `datetimes`, and its ordering.
struct Truncation {
    Function function{};
    bool narrows = false;  ///< from a moment to its day
    bool descending = false;
};
/// Makes the rows the beginnings of the periods that a date or time falls into, each once and in
/// order; NULL is left out.
void select_moments(Query& query, Expr source, const FieldType* type, const Truncation& truncation);
/// The annotations that are part of every row, in the order of its columns.
[[nodiscard]] std::vector<const Annotation*> selected_annotations(const Query& query);
/// Gives a name to an expression of each row or, of an aggregate, of each group: by the columns of
/// `values`, else by the key. If it is selected it is a further column of the row. Throws
/// `FieldError` if another annotation has the name.
void add_annotation(Query& query, Annotation annotation);
/// The rows of this query and of others as one. Throws `NotSupportedError` if they cannot be put
/// together.
[[nodiscard]] Query put_together(const Query& first, std::vector<Query> others,
                                 SetOperation operation);
/// Makes the rows of several queries together these of their columns.
void select_values_of_parts(Query& query, const std::vector<ValueTerm>& values);
/// The parts of a query that a statement by hand in its place keeps.
[[nodiscard]] Query rows_of_statement(const Query& before);
void lock_rows(Query& query, const RowLock& lock);
/// The term of that path, which is compiled in and leads somewhere.
[[nodiscard]] OrderTerm order_by_path(std::string_view path, bool descending,
                                      OrderTerm::Nulls nulls);
void use_place(Query& query, const Place& place);
/// The query with a time-out. Throws `NotSupportedError` unless it is positive.
[[nodiscard]] Query limit_time(Query query, std::chrono::milliseconds timeout);
void use_transaction(Query& query, const Transaction& transaction);
/// A condition on the primary key.
void filter_key(Query& query, SqlValue key);
/// The condition that finds the row of an object: by its key, and by the node that it lies on if
/// the model is distributed.
void filter_object(Query& query, const void* object);
/// Orders for `earliest` or `latest`, by these fields or by the model's `get_latest_by`. Throws
/// `FieldError` if there are neither.
void order_for_earliest(Query& query, const std::vector<std::string_view>& names, bool latest);
/// Throws `NotSupportedError` for a negative index.
void require_index(std::int64_t index);
/// Throws the model's `DoesNotExist` if `size` rows have none at that index.
void require_row_at(const Query& query, std::int64_t index, std::size_t size);
/// Throws `ValidationError` if the object has no key yet; `what` is the method that needs one.
void require_key(const ModelInfo& model, const void* object, std::string_view what);
/// The index of the row that `first()` gives: the first or, if nothing orders them, the one with
/// the least key.
[[nodiscard]] std::size_t first_of(const Query& query, const void* rows, std::size_t stride,
                                   std::size_t count);
[[nodiscard]] Aggregate aggregate_of_assignment(Assignment assignment);

/// Orders rows that nothing orders, so that there is a first: by the key or, of groups, by their
/// columns. Throws `NotSupportedError` if there is nothing to order by.
void order_for_first(Query& query);

enum class Combination : unsigned char { both, either, exactly_one };
/// `a & b`, `a | b`, `a ^ b` of two queries of one model. Throws `NotSupportedError` if one is
/// sliced or they differ in DISTINCT or in their database.
[[nodiscard]] Query combine(const Query& a, const Query& b, Combination combination);

}  // namespace aside::detail

extern template class std::vector<aside::SqlValue>;
extern template class std::vector<aside::detail::ExprNode>;
extern template class std::vector<aside::detail::OrderTerm>;
extern template class std::vector<aside::detail::ValueTerm>;
extern template class std::vector<aside::detail::Annotation>;
extern template class std::vector<aside::detail::PrefetchTerm>;
extern template class std::vector<aside::detail::Assignment>;
extern template class std::vector<aside::detail::Aggregate>;
