#pragma once
// Where the rows of a query come from.
#include "query/conditions.hpp"
#include "query/resolver.hpp"
#include "query/truth.hpp"

namespace aside::query {

/// Whether a query has all rows of its model, or none, whatever is in the tables.
[[nodiscard]] Truth truth(const detail::Query& query);

/// The tables of a query and the conditions that its rows pass. What else a statement reads is told
/// to `resolver()` before `settle()`; then it is written.
class Source {
public:
    Source(const detail::Query& query, const Dialect& dialect);

    [[nodiscard]] Resolver& resolver() { return resolver_; }
    /// `depth`: how many statements it stands in.
    void settle(unsigned depth = 0) { tables_.settle(depth); }

    [[nodiscard]] const Tables& tables() const { return tables_; }
    [[nodiscard]] const ExprCompiler& compiler() const { return compiler_; }
    /// Where the owners' keys are.
    [[nodiscard]] Column owner() const { return owner_; }
    void from(SqlWriter& writer) const { tables_.from(writer, 0, dialect_); }
    /// The keyword and the conditions, or nothing where all rows pass.
    void conditions(SqlWriter& writer, std::string_view keyword) const;
    /// The same for a statement that has no joins: where there are some, the rows' keys are looked
    /// up by a statement of its own. Settles.
    void conditions_without_joins(SqlWriter& writer, std::string_view keyword);

private:
    void owners(SqlWriter& writer) const;

    const detail::Query& query_;
    const Dialect& dialect_;
    Tables tables_;
    Resolver resolver_;
    ExprCompiler compiler_;
    Column owner_{};
};

}  // namespace aside::query
