#pragma once
// Decides which joins a query's paths share, and which of them must find a row.
#include <forward_list>
#include <functional>

#include "aside/detail/query.hpp"
#include "sql/selected_relations.hpp"
#include "sql/tables.hpp"

namespace aside::sql {

/// A term of an ordering, after the columns of relations were put in.
struct OrderColumn {
    const Node* expression = nullptr;  ///< nullptr if it is just a column
    Column column{};
    bool descending = false;
    detail::OrderTerm::Nulls nulls = detail::OrderTerm::Nulls::engine;
};

/// Whether a term orders rows at random (`?`).
[[nodiscard]] inline bool is_random(const OrderColumn& term) {
    return term.expression != nullptr && term.expression->kind == detail::ExprKind::random;
}

/// Finds the meaning of a path that belongs to a statement further out, `steps` statements away.
using OuterPaths = std::function<Meaning(const Node& path, unsigned steps)>;

/// Puts all that a query reads into `Tables`. If two lookups reach the same relation, Django's
/// rules say whether they mean the same row of it:
/// - always, if the relation leads to one row;
/// - within one `filter` call, but not beyond, if it may lead to several;
/// - orderings and aggregates take any join that is there.
///
/// A negated lookup over a relation to several rows holds if none of them passes, so it becomes an
/// EXISTS; so does a lookup in an exclusive or.
class Resolver {
public:
    Resolver(Tables& tables, const detail::Query& query, const Dialect& dialect,
             const OuterPaths* outer)
        : tables_(tables), query_(query), dialect_(dialect), outer_(outer) {}

    /// Limits the rows to those of some owners; gives the column of the owners' keys.
    Column owners(const detail::Owners& owners);
    /// Resolves the paths of a query's conditions, annotations and values, in the order in which
    /// they were given.
    void conditions_and_columns();
    /// Resolves an expression over the rows, which removes none of them.
    void expression(const Node& node);
    /// The tables of the objects that are read with each row.
    [[nodiscard]] std::vector<std::size_t> related(const std::vector<SelectedRelation>& relations);
    /// Throws `FieldError` for orderings of models that lead to each other.
    [[nodiscard]] std::vector<OrderColumn> ordering(const std::vector<detail::OrderTerm>& terms);

private:
    /// State that lookups share.
    struct Scope {
        std::size_t root = 0;         ///< the table that paths start from
        bool takes_any_join = false;  ///< also one that another call made
        bool splits = true;           ///< negated lookups become an EXISTS
        TableSet joins{};             ///< to several rows, which lookups may mean
        TableSet closed{};            ///< such joins of the filter calls that ended in this scope
        TableSet* offered = nullptr;  ///< such joins of an alternative, each to be taken over once
    };
    /// A condition's place among negations.
    struct Place {
        bool negated = false;
        bool below_negation = false;
        bool first = false;  ///< in the first filter call, which shares the owners' join
        [[nodiscard]] Place inverted() const { return {!negated, true, first}; }
    };
    /// How an ordering came to be part of another.
    struct Expansion;

    // Each of these gives the tables without whose rows the condition cannot hold.
    TableSet condition(const Node& node, Scope& scope, Place place);
    TableSet conjunction(Nodes nodes, Scope& scope, Place place);
    TableSet disjunction(Nodes nodes, Scope& scope, Place place);
    TableSet parity(Nodes nodes, Scope& scope, Place place);
    TableSet filter(const Node& node, Scope& scope, Place place);
    TableSet lookup(const Node& node, Scope& scope, Place place);
    TableSet compared(const Node& lookup, Scope& scope, Scope& scope_of_values, bool negated);
    TableSet operand(const Node& node, Scope& scope);
    TableSet path(const Node& node, Scope& scope);
    void outer_path(const Node& node);
    void subquery(const Node& node, Scope& scope);
    [[nodiscard]] const detail::Annotation* annotation_of(const Node& path) const;

    void exists(const Node& condition, const Scope& around);
    void exists_for_lookup(const Node& lookup, Scope& around);
    void tie_to_shared(std::size_t inner, std::size_t outer, const Scope& around);
    TableSet walk(const Path& path, Scope& scope);
    std::size_t join(std::size_t parent, const Step& step, Scope& scope);
    [[nodiscard]] bool crosses_many(Nodes nodes, const Scope& scope) const;
    void order(const detail::OrderTerm& term, const Expansion& expansion,
               std::vector<OrderColumn>& columns);
    [[nodiscard]] bool ends_in_transform(const Node& path, std::size_t root) const;
    const Node& own_copy(const detail::Expr& expr);

    Tables& tables_;
    const detail::Query& query_;
    const Dialect& dialect_;
    const OuterPaths* const outer_;  ///< valid while the statement's paths are resolved
    TableSet owners_joins_{};
    std::forward_list<detail::Expr> copies_{};
};

}  // namespace aside::sql
