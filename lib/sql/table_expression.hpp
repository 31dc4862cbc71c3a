#pragma once
// The tables and conditions that the rows of a query come from.
#include "query/truth.hpp"
#include "sql/expr_compiler.hpp"
#include "sql/resolver.hpp"

namespace aside::sql {

/// The tables of a query, and the conditions that its rows pass. Whatever else the statement reads
/// is given to `resolver()` before `settle()`; then the SQL is written.
class TableExpression {
public:
    TableExpression(const detail::Query& query, const Dialect& dialect,
                    const OuterPaths* outer = nullptr, const Tables* around = nullptr);

    [[nodiscard]] Resolver& resolver() { return resolver_; }
    /// `depth`: how many statements it stands in.
    void settle(unsigned depth = 0) { tables_.settle(depth); }

    [[nodiscard]] const Tables& tables() const { return tables_; }
    [[nodiscard]] const ExprCompiler& compiler() const { return compiler_; }
    /// The column of the owners' keys.
    [[nodiscard]] Column owner() const { return owner_; }
    void from(SqlWriter& writer) const { tables_.from(writer, 0, dialect_); }
    /// Writes the keyword and the conditions of rows, or nothing if all rows pass.
    void conditions(SqlWriter& writer, std::string_view keyword) const;
    /// Writes the keyword and the conditions of groups, or nothing if all groups pass.
    void having(SqlWriter& writer) const;
    /// The conditions of groups.
    [[nodiscard]] const Conditions& conditions_of_groups() const { return having_; }

private:
    void split(Nodes conditions);
    void owners(SqlWriter& writer) const;

    const detail::Query& query_;
    const Dialect& dialect_;
    Tables tables_;
    Resolver resolver_;
    ExprCompiler compiler_;
    Column owner_{};
    Conditions where_{};
    Conditions having_{};
};

}  // namespace aside::sql
