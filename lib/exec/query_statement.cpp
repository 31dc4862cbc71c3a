#include "exec/query_statement.hpp"

#include "exec/session.hpp"

namespace aside::exec {

std::shared_ptr<const query::CommonStatement> CommonStatements::find(
    query::Question question, const detail::Query& query, const query::Dialect& dialect) {
    const query::Shape shape(question, query);
    if (!shape) return nullptr;
    auto found = by_shape_.find(shape.bytes());
    if (found == by_shape_.end()) {
        auto statement = std::make_shared<query::CommonStatement>(question, query, dialect);
        if (by_shape_.size() >= bound) by_shape_.clear();
        found = by_shape_.emplace(shape.bytes(), std::move(statement)).first;
    }
    return found->second->usable() ? found->second : nullptr;
}

QueryStatement::QueryStatement(Session& session, query::Question question,
                               const detail::Query& query)
    : session_(session),
      query_(query),
      common_(session.common_statements().find(question, query, session.dialect())) {
    if (!common_) own_ = query::done(query::write(question, query, session.dialect()).writer);
}

Result QueryStatement::run() const {
    return common_ ? session_.run(*common_, query_) : session_.run(own_);
}

}  // namespace aside::exec
