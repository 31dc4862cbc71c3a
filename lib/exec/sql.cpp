// The statement of a queryset, without running it.
#include "aside/error.hpp"
#include "aside/queryset.hpp"
#include "backend/source.hpp"
#include "exec/databases.hpp"
#include "query/compiler.hpp"

namespace aside::detail {
namespace {

const query::Dialect& dialect_of(std::string_view alias) {
    try {
        return exec::database(alias)->dialect();
    } catch (const ConnectionDoesNotExist&) {
        return backend::default_dialect();
    }
}

}  // namespace

Statement statement_of(const Query& query) {
    query::Statement statement = query::select(query, dialect_of(query.place.alias));
    return {.sql = std::move(statement.sql),
            .params = std::move(statement.params),
            .alias = query.place.alias};
}

}  // namespace aside::detail
