#pragma once
#include <span>
#include <string>

#include "exec/session/statement_cache.hpp"
#include "sql/bound_statement.hpp"

namespace aside::exec {

class Result;
class Session;

/// The statement of a query on one session. Until it is run, the session has to live, and the query
/// has to live and stay as it is. A query like an earlier one is not compiled again.
class QueryStatement {
public:
    QueryStatement(Session& session, sql::Question question, const Query& query);

    /// Prepares and binds the statement, and does not step it. The result ends before this object
    /// does. To be called once.
    [[nodiscard]] Result run();
    /// The text of a statement that has no common one, such as one by hand; empty for others.
    [[nodiscard]] const std::string& own_sql() const { return own_.sql; }

private:
    Session& session_;
    const Query& query_;
    StatementCache::Handle common_;
    sql::BoundStatement own_;  ///< used if there is no common one
};

/// The statement of a prepared query and its values on one session, which it is not to outlive
/// before it is run. The values must outlive the result. The query is made only if it has to be
/// compiled.
class PreparedQueryStatement {
public:
    PreparedQueryStatement(Session& session, const PreparedQuery& form,
                           std::span<const SqlValue> values);

    [[nodiscard]] Result run();

private:
    Session& session_;
    const std::span<const SqlValue> values_;
    StatementCache::Handle common_;
    sql::BoundStatement own_;  ///< used if there is no common one
};

}  // namespace aside::exec
