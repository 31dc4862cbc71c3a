#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "query/shape.hpp"

namespace aside::exec {

class Result;
class Session;

/// The statements of one session's queries by their shape, so that a query like an earlier one is
/// not compiled again. Not thread-safe.
class CommonStatements {
public:
    /// More are not kept: then all are forgotten, since those that come in turn would drive out one
    /// another before they are met again.
    static constexpr std::size_t bound = 256;

    /// The statement that answers the question, nullptr where it depends on the query's values.
    [[nodiscard]] std::shared_ptr<const query::CommonStatement> find(query::Question question,
                                                                     const detail::Query& query,
                                                                     const query::Dialect& dialect);

private:
    struct Hash : std::hash<std::string_view> {
        using is_transparent = void;
    };
    std::unordered_map<std::string, std::shared_ptr<const query::CommonStatement>, Hash,
                       std::equal_to<>>
        by_shape_;
};

/// The statement of a query on one session, which it is not to outlive; nor is the query to change
/// or to end before it.
class QueryStatement {
public:
    QueryStatement(Session& session, query::Question question, const detail::Query& query);

    /// Prepared and bound, not stepped; ends before this.
    [[nodiscard]] Result run() const;
    [[nodiscard]] const std::string& sql() const { return common_ ? common_->sql() : own_.sql; }

private:
    Session& session_;
    const detail::Query& query_;
    std::shared_ptr<const query::CommonStatement> common_;
    query::Statement own_;  ///< where there is no common one
};

}  // namespace aside::exec
