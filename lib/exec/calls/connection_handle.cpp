#include <algorithm>
#include <string>
#include <utility>

#include "aside/database.hpp"
#include "aside/detail/plan.hpp"
#include "aside/error.hpp"
#include "exec/database/databases.hpp"
#include "exec/database/opening.hpp"
#include "exec/database/runner.hpp"
#include "exec/session/row_values.hpp"

namespace aside::exec {

namespace {

using Columns = std::shared_ptr<const std::vector<std::string>>;

Columns columns_of(const Result& result) {
    auto columns = std::make_shared<std::vector<std::string>>();
    for (int i = 0; i < result.column_count(); ++i) columns->emplace_back(result.column_name(i));
    return columns;
}

SqlRows read_rows(Result result) {
    std::vector<SqlRow> rows;
    Columns columns;
    while (result.step()) {
        // Read after the first step, which notices a change of the schema.
        if (!columns) columns = columns_of(result);
        rows.emplace_back(columns, row_values(result));
    }
    if (!columns) columns = columns_of(result);
    return {std::move(columns), std::move(rows)};
}

/// The statement in the engine's spelling of placeholders.
void spell(sql::BoundStatement& statement, const sql::Dialect& dialect) {
    if (!dialect.features().numbers_placeholders) return;
    sql::SqlWriter writer(dialect);
    writer.raw(statement.sql, statement.params);
    statement = done(std::move(writer));
}

SqlRows run_query(Runner& runner, sql::BoundStatement& statement) {
    spell(statement, runner.dialect());
    runner.note_writing();  // a function may, that is called by a statement which only reads
    {
        const auto lease = runner.read();
        auto result = lease->run(statement);
        if (result.read_only()) return read_rows(std::move(result));
        result.leave_out_of_logs();
    }
    const auto lease = runner.write("query()");
    return read_rows(lease->run(statement));
}

auto execution(const std::string& alias, std::string_view sql, std::vector<SqlValue> params) {
    return plan(Place{.alias = alias}, Intent::write,
                sql::BoundStatement{.sql = std::string(sql), .params = std::move(params)},
                [](Runner& runner, sql::BoundStatement& statement) {
                    spell(statement, runner.dialect());
                    return runner.write("execute()")->execute(statement);
                });
}

auto reading(const std::string& alias, std::string_view sql, std::vector<SqlValue> params) {
    return plan(Place{.alias = alias}, Intent::read,
                sql::BoundStatement{.sql = std::string(sql), .params = std::move(params)},
                run_query);
}

}  // namespace

}  // namespace aside::exec

namespace aside {

const SqlValue& SqlRow::operator[](std::size_t column) const {
    if (column >= values_.size()) {
        throw DataError("there is no column " + std::to_string(column) + " in a row of " +
                        std::to_string(values_.size()));
    }
    return values_[column];
}

const SqlValue& SqlRow::operator[](std::string_view column) const {
    // A row that was moved from has no values any more.
    for (std::size_t i = 0; i < values_.size(); ++i)
        if ((*columns_)[i] == column) return values_[i];
    throw DataError("there is no column \"" + std::string(column) + "\" in this row");
}

const SqlRow& SqlRows::operator[](std::size_t row) const {
    if (row >= rows_.size()) {
        throw DataError("there is no row " + std::to_string(row) + " among " +
                        std::to_string(rows_.size()));
    }
    return rows_[row];
}

Connection::Connection(std::string_view alias)
    : alias_(exec::Opening::of(alias) != nullptr ? exec::Opening::of(alias)->alias()
                                                 : exec::database(alias)->alias()) {}

std::string Connection::vendor() const {
    if (const auto* const opening = exec::Opening::of(alias_))
        return std::string(opening->dialect().vendor());
    return exec::database(alias_)->vendor();
}

Features Connection::features() const {
    if (const auto* const opening = exec::Opening::of(alias_)) return opening->dialect().features();
    return exec::database(alias_)->dialect().features();
}

std::vector<ReplicaStatus> Connection::replicas() const {
    return exec::database(alias_)->replicas();
}

std::int64_t Connection::execute(std::string_view sql, std::vector<SqlValue> params) const {
    return exec::execution(alias_, sql, std::move(params)).run();
}
Future<std::int64_t> Connection::aexecute(std::string_view sql,
                                          std::vector<SqlValue> params) const {
    return exec::execution(alias_, sql, std::move(params)).submit();
}

SqlRows Connection::query(std::string_view sql, std::vector<SqlValue> params) const {
    return exec::reading(alias_, sql, std::move(params)).run();
}
Future<SqlRows> Connection::aquery(std::string_view sql, std::vector<SqlValue> params) const {
    return exec::reading(alias_, sql, std::move(params)).submit();
}

Connection connection(std::string_view alias) { return Connection(alias); }

}  // namespace aside
