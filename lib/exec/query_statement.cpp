#include "exec/query_statement.hpp"

#include "exec/session.hpp"

namespace aside::exec {

QueryStatement::QueryStatement(Session& session, query::Question question,
                               const detail::Query& query)
    : session_(session),
      query_(query),
      common_(session.statements().find(question, query, session.dialect())) {
    if (common_.common() == nullptr)
        own_ = query::done(query::write(question, query, session.dialect()).writer);
}

Result QueryStatement::run() {
    return common_.common() != nullptr ? session_.run(std::move(common_), query_)
                                       : session_.run(own_);
}

}  // namespace aside::exec
