#include "exec/session/query_statement.hpp"

#include "aside/error.hpp"
#include "exec/session/session.hpp"
#include "sql/dialect.hpp"

namespace aside::exec {

namespace {

/// Locks last as long as the transaction, which without a block is the statement itself.
void require_transaction(const Session& session) {
    if (session.dialect().features().row_locks && !session.in_transaction())
        throw TransactionManagementError(
            "select_for_update() locks rows until the transaction ends, and there is none: read "
            "them in aside::atomic");
}

sql::BoundStatement compile(const Session& session, sql::Question question, const Query& query) {
    if (question == sql::Question::rows && query.lock) require_transaction(session);
    return sql::done(sql::write(question, query, session.dialect()).writer);
}

}  // namespace

QueryStatement::QueryStatement(Session& session, sql::Question question, const Query& query)
    : session_(session),
      query_(query),
      common_(session.statements().find(question, query, session.dialect())) {
    if (common_.common() == nullptr) own_ = compile(session, question, query);
}

Result QueryStatement::run() {
    return common_.common() != nullptr ? session_.run(std::move(common_), query_)
                                       : session_.run(own_);
}

PreparedQueryStatement::PreparedQueryStatement(Session& session, const PreparedQuery& form,
                                               std::span<const SqlValue> values)
    : session_(session),
      values_(values),
      common_(session.statements().find(form, values, session.dialect())) {
    if (common_.common() == nullptr)
        own_ = compile(session, sql::Question::rows, filled(form, values));
}

Result PreparedQueryStatement::run() {
    return common_.common() != nullptr ? session_.run(std::move(common_), values_)
                                       : session_.run(own_);
}

}  // namespace aside::exec
