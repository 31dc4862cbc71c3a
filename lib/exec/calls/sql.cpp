// The statement of a queryset, without running it.
#include "aside/error.hpp"
#include "aside/queryset.hpp"
#include "backend/data_source.hpp"
#include "exec/database/databases.hpp"
#include "sql/compiler.hpp"

namespace aside::exec {
namespace {

const sql::Dialect& dialect_of(std::string_view alias) {
    try {
        return database(alias)->dialect();
    } catch (const ConnectionDoesNotExist&) {
        return backend::default_dialect();
    }
}

}  // namespace

}  // namespace aside::exec

namespace aside::detail {

Statement statement_of(const Query& query) {
    sql::BoundStatement statement = sql::select(query, exec::dialect_of(query.place.alias));
    return {.sql = std::move(statement.sql),
            .params = std::move(statement.params),
            .alias = query.place.alias};
}

}  // namespace aside::detail
