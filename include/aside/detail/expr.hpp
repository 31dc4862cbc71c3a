#pragma once
// An expression as plain data: a tree written into one vector, each node before its children.
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "aside/detail/function.hpp"
#include "aside/value.hpp"

namespace aside::detail {

struct FieldType;
struct Query;
/// A query that others share, such as one in an expression. Throws `NotSupportedError` if it is too
/// deep.
[[nodiscard]] std::shared_ptr<const Query> shared_query(Query query);

enum class ExprKind : unsigned char {
    path,        ///< name: the path, which may go through an annotation and end in transforms
    outer_path,  ///< name: a path of a query further out; op: how many further, from 1
    value,       ///< value; type: its C++ type's, if a field has that type
    star,        ///< the `*` of COUNT(*)
    random,      ///< the `?` of order_by
    lookup,      ///< op: Lookup; children: the left side, then the values
    all_of,      ///< AND
    any_of,      ///< OR
    odd_of,      ///< XOR
    negation,    ///< NOT
    filter,  ///< of one filter call: they share joins over many-valued relations; one that joins
             ///< nothing stands alone
    arithmetic,  ///< op: the operator's character; two children
    function,    ///< op: Function; children: the arguments; type: of the result, if it is named
    choice,      ///< CASE; children: `when`s, then the value of ELSE
    when,        ///< children: a condition, the value if it holds
    aggregate,   ///< op: Aggregation; children: the argument, a `filter_clause`, an `ordering`, a
                 ///< default: the last three if any; value: of `string_agg` what stands in between
    filter_clause,  ///< children: the condition of an aggregate's rows
    window,         ///< children: a function or aggregate, then any of the next three
    partition,      ///< PARTITION BY; children: expressions
    ordering,       ///< ORDER BY; children: `order_term`s
    order_term,     ///< op: OrderFlags; one child
    frame,          ///< op: 0 ROWS, 1 RANGE; children: two values, NULL for no bound
    subquery,       ///< query: of one column
    exists,         ///< query
    raw             ///< value: SQL with a `?` for each of the children; type: of the result
};

enum class Lookup : unsigned char {
    exact,
    not_equal,
    iexact,
    contains,
    icontains,
    startswith,
    istartswith,
    endswith,
    iendswith,
    gt,
    gte,
    lt,
    lte,
    in,
    range,
    isnull,
    regex,
    iregex,
    has_key,
    has_keys,
    has_any_keys
};
inline constexpr std::string_view lookup_names[] = {
    "exact",    "ne",        "iexact", "contains", "icontains", "startswith", "istartswith",
    "endswith", "iendswith", "gt",     "gte",      "lt",        "lte",        "in",
    "range",    "isnull",    "regex",  "iregex",   "has_key",   "has_keys",   "has_any_keys"};
inline constexpr int lookup_count = sizeof lookup_names / sizeof lookup_names[0];
static_assert(lookup_count == static_cast<int>(Lookup::has_any_keys) + 1);
/// Whether it compares by order. The lookups that do, and those of the other groups below, stand
/// together in the enumeration.
[[nodiscard]] constexpr bool compares_order(Lookup lookup) {
    return lookup >= Lookup::gt && lookup <= Lookup::lte;
}
/// Whether it compares text as no other kind of value is compared.
[[nodiscard]] constexpr bool matches_text(Lookup lookup) {
    return (lookup >= Lookup::iexact && lookup <= Lookup::iendswith) || lookup == Lookup::regex ||
           lookup == Lookup::iregex;
}
/// Whether it asks for keys of a JSON value.
[[nodiscard]] constexpr bool asks_for_keys(Lookup lookup) { return lookup >= Lookup::has_key; }
/// Whether its SQL is one for all values of a kind, but for NULL. Not if text is matched, which is
/// escaped; not of `isnull`; and several values are as many parameters.
[[nodiscard]] constexpr bool binds_its_value(Lookup lookup) {
    return lookup == Lookup::exact || lookup == Lookup::not_equal || compares_order(lookup);
}
/// The lookup of that name, or -1; `ne` is no lookup that a path may end in.
[[nodiscard]] constexpr int find_lookup(std::string_view name) {
    for (int i = 0; i < lookup_count; ++i)
        if (lookup_names[i] == name && static_cast<Lookup>(i) != Lookup::not_equal) return i;
    return -1;
}

/// Whether a path or a name came at run time. Its text then lies elsewhere, and `name` has none. An
/// empty name that was compiled in is a text of no characters.
[[nodiscard]] constexpr bool came_at_run_time(std::string_view name) {
    return name.data() == nullptr;
}

struct ExprNode {
    ExprKind kind{};
    unsigned char op = 0;
    std::uint32_t size = 1;   ///< nodes of this subtree, itself included
    std::string_view name{};  ///< static text; `value` holds a path that came at run time
    SqlValue value{};
    const FieldType* type = nullptr;
    std::shared_ptr<const Query> query{};

    [[nodiscard]] bool at_run_time() const {
        return (kind == ExprKind::path || kind == ExprKind::outer_path) && came_at_run_time(name);
    }
    [[nodiscard]] std::string_view path() const {
        return at_run_time() ? std::string_view(*value.text()) : name;
    }
};
using Expr = std::vector<ExprNode>;

/// The greatest depth of conditions, expressions and the statements in them. Code that goes through
/// them calls itself for each level, and engines allow some hundreds.
inline constexpr std::size_t deepest_expression = 250;
/// The depth of the expression. Throws `NotSupportedError` if it is too deep.
[[nodiscard]] std::size_t checked_depth(const Expr& expr);
/// Joins another condition to this one, whose depths are known, by AND, OR or XOR; gives the depth.
/// Throws like `checked_depth`, and then changes nothing.
[[nodiscard]] std::size_t join_condition(Expr& condition, std::size_t depth, ExprKind kind,
                                         const Expr& other, std::size_t depth_of_other);

/// Appends nodes to an expression; typed expressions write themselves with it.
class ExprWriter {
public:
    explicit ExprWriter(Expr& target) : target_(target) {}

    /// Opens a node whose children follow until `end`.
    std::size_t begin(ExprKind kind, unsigned char op = 0, std::string_view name = {});
    /// Closes it. AND, OR, XOR and NOT of nothing vanish; AND, OR and XOR of one thing are that
    /// thing.
    void end(std::size_t opened);
    /// Closes an operation opened by `begin`. Throws `ValidationError` if it does not take a plain
    /// value among its operands: a divisor of zero, a position or a length that text cannot have.
    void end_operation(std::size_t opened);
    /// Appends a path whose text is static.
    void path(std::string_view name);
    /// Appends a path whose text came at run time.
    void run_time_path(std::string_view name);
    void value(SqlValue value, const FieldType* type = nullptr);
    /// A lookup of a path and one value, its three nodes at once.
    void comparison(Lookup lookup, std::string_view path, SqlValue value, const FieldType* type);
    void leaf(ExprKind kind);
    /// Sets the type of the node that was opened there.
    void type(std::size_t opened, const FieldType* type) { target_[opened].type = type; }
    /// Sets the value of the node that was opened there.
    void value_of(std::size_t opened, SqlValue value) { target_[opened].value = std::move(value); }
    /// A queryset in place of its rows (`subquery`) or of whether there are any (`exists`).
    void query(ExprKind kind, std::shared_ptr<const Query> query);
    void append(const Expr& expr);
    [[nodiscard]] std::size_t size() const { return target_.size(); }

private:
    void make_room();
    ExprNode& add(ExprKind kind);
    void splice_children(std::size_t opened);

    Expr& target_;
};

}  // namespace aside::detail
