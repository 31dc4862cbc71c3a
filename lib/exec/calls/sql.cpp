// The statement of a queryset, without running it.
#include "aside/error.hpp"
#include "aside/queryset.hpp"
#include "backend/source.hpp"
#include "exec/database/databases.hpp"
#include "sql/compiler.hpp"

namespace aside::detail {
namespace {

const sql::Dialect& dialect_of(std::string_view alias) {
    try {
        return exec::database(alias)->dialect();
    } catch (const ConnectionDoesNotExist&) {
        return backend::default_dialect();
    }
}

}  // namespace

Statement statement_of(const Query& query) {
    sql::Statement statement = sql::select(query, dialect_of(query.place.alias));
    return {.sql = std::move(statement.sql),
            .params = std::move(statement.params),
            .alias = query.place.alias};
}

}  // namespace aside::detail
