// Reading rows, counts and aggregates.
#include <algorithm>

#include "aside/detail/evaluation.hpp"
#include "aside/detail/reading.hpp"
#include "aside/error.hpp"
#include "exec/database/runner.hpp"
#include "exec/rows/fetch.hpp"
#include "exec/rows/key_set.hpp"
#include "exec/rows/prefetch.hpp"
#include "exec/rows/row_reader.hpp"
#include "model/uniqueness.hpp"
#include "query/nodes.hpp"
#include "query/one_row.hpp"
#include "query/result_field.hpp"
#include "query/truth.hpp"
#include "sql/compiler.hpp"

namespace aside::exec {

void read_result(Result& result, const Query& query, RowBuffer& rows, std::size_t most) {
    RowReader reader(query);
    bool has_row = result.step();
    reader.begin(result);
    while (has_row) {
        reader.read(result.cells(), rows);
        has_row = --most != 0 && result.step();
    }
}

void read_rows(Session& session, const Query& query, RowBuffer& rows, std::size_t most) {
    const std::size_t before = rows.size();
    QueryStatement statement(session, sql::Question::rows, query);
    {
        Result result = statement.run();
        if (query.raw) require_reading(result, statement.own_sql());
        read_result(result, query, rows, most);
    }
    if (!query.prefetched.empty()) prefetch_from(session, query, rows, before);
}

void read_changed(Session& session, const sql::BoundStatement& change, const Query& query,
                  RowBuffer& rows) {
    const std::size_t before = rows.size();
    {
        Result result = session.run(change);
        read_result(result, query, rows);
    }
    if (!query.prefetched.empty()) prefetch_from(session, query, rows, before);
}

namespace {

void throw_no_match(const ModelInfo& model) {
    model.throw_does_not_exist("no " + std::string(model.type_name) + " matches the query");
}

void throw_several_match(const ModelInfo& model) {
    model.throw_multiple("more than one " + std::string(model.type_name) +
                         " matches the query, where get() wants one");
}

/// Whether it is known of no rows, 0 or NULL: an aggregate of which nothing more is computed.
bool is_plain(const Aggregate& aggregate) {
    const ExprNode& call = aggregate.expr.front();
    if (call.kind != ExprKind::aggregate) return false;
    for (const ExprNode& option : query::children(call).rest())
        if (option.kind != ExprKind::filter_clause && option.kind != ExprKind::ordering)
            return false;  // a default
    return true;
}

}  // namespace

}  // namespace aside::exec

namespace aside::detail {

void row_out_of_range(std::size_t index, std::size_t size) {
    throw ObjectDoesNotExist("there is no row " + std::to_string(index) + " among " +
                             std::to_string(size));
}

void fetch_rows(Runner& runner, const Query& query, RowBuffer& rows, std::size_t most) {
    if (query::has_no_rows(query)) return;
    runner.read_by([&](exec::Session& session) {
        rows.clear();
        exec::read_rows(session, query, rows, most);
    });
}

RowSet load_rows(Runner& runner, const Query& query, const RowType& type) {
    auto rows = std::make_shared<RowBuffer>(type);
    fetch_rows(runner, query, *rows);
    return {rows, rows->data(), rows->size()};
}

std::int64_t count_rows(Runner& runner, const Query& query) {
    if (query::has_no_rows(query)) return 0;
    return runner.read_by([&](exec::Session& session) -> std::int64_t {
        exec::QueryStatement statement(session, sql::Question::count, query);
        exec::Result result = statement.run();
        return result.step() ? result.cells().at(0).integer : 0;
    });
}

bool rows_exist(Runner& runner, const Query& query) {
    if (query::has_no_rows(query)) return false;
    return runner.read_by([&](exec::Session& session) {
        return exec::QueryStatement(session, sql::Question::exists, query).run().step();
    });
}

RowBuffer fetch_only_row(Runner& runner, Query&& query, const RowType& type) {
    query::limit_for_only_row(query);
    RowBuffer rows(type);
    fetch_rows(runner, query, rows, 2);
    if (rows.empty()) exec::throw_no_match(*query.model);
    if (rows.size() > 1) exec::throw_several_match(*query.model);
    return rows;
}

void read_only_row(Runner& runner, const PreparedQuery& form, std::span<const SqlValue> values,
                   void* object) {
    const ModelInfo& model = form.model();
    runner.read_by([&](exec::Session& session) {
        exec::PreparedQueryStatement statement(session, form, values);
        exec::Result result = statement.run();
        if (!result.step()) exec::throw_no_match(model);
        exec::read_object(model, result.cells(), object);
        if (result.step()) exec::throw_several_match(model);
    });
}

RowBuffer fetch_first_row(Runner& runner, Query&& query, const RowType& type) {
    RowBuffer rows(type);
    order_for_first(query);
    limit_to(query, 1);
    fetch_rows(runner, query, rows);
    return rows;
}

RowBuffer fetch_row_at(Runner& runner, const Query& query, std::int64_t index,
                       const RowType& type) {
    RowBuffer rows(type);
    Query one = query;
    slice_query(one, index, std::nullopt);
    limit_to(one, 1);
    fetch_rows(runner, one, rows);
    if (rows.empty()) require_row_at(query, index, 0);
    return rows;
}

void fetch_by_keys(Runner& runner, const Query& query, std::string_view field,
                   const std::vector<SqlValue>& keys, RowBuffer& rows) {
    require_unsliced(query, "in_bulk");
    const FieldInfo& column = query.model->at(field);
    if (!model::is_unique(*query.model, column))
        throw FieldError("aside: in_bulk() needs a unique field, and " + column.full_name() +
                         " is not");
    const std::size_t own = sql::select(query, runner.dialect()).params.size();
    runner.read_by([&](exec::Session& session) {
        const std::size_t size =
            exec::free_parameters(session, own, runner.dialect().limits().keys_to_find);
        rows.clear();
        exec::in_batches(std::span<const SqlValue>(keys), size,
                         [&](std::span<const SqlValue> some) {
                             Query part = query;
                             exec::narrow(part, column, some);
                             if (!query::has_no_rows(part)) exec::read_rows(session, part, rows);
                         });
    });
}

/// Plain aggregates of no rows need no statement. Expressions over aggregates do: the engine
/// computes what they are of no rows.
void aggregate_rows(Runner& runner, const Query& query, const std::vector<Aggregate>& aggregates,
                    std::span<const Target> targets) {
    if (query::has_no_rows(query) && std::ranges::all_of(aggregates, exec::is_plain))
        return;  // counts of 0, and no other values
    const sql::BoundStatement statement = sql::aggregate(query, aggregates, runner.dialect());
    runner.read_by([&](exec::Session& session) {
        exec::Result result = session.run(statement);
        if (!result.step()) return;
        for (std::size_t i = 0; i < targets.size(); ++i) {
            FieldInfo field =
                query::result_field(query, aggregates[i].expr.front(), targets[i].type);
            field.name = aggregates[i].name;
            field.type->read(targets[i].member, result.cells().at(static_cast<int>(i)), field);
        }
    });
}

std::string explain_query(Runner& runner, const Query& query, const ExplainOptions& options) {
    const sql::BoundStatement explained = sql::select(query, runner.dialect());
    sql::BoundStatement statement = explained;
    statement.sql = runner.dialect().explain_prefix(options) + statement.sql;
    return runner.read_by([&](exec::Session& session) {
        // With analyze it is run.
        if (query.raw && options.analyze)
            exec::require_no_writing(session.prepare(explained.sql), explained.sql);
        exec::Result result = session.run(statement);
        std::string plan;
        while (result.step()) {
            for (int column = 0; column < result.column_count(); ++column) {
                if (column > 0) plan += ' ';
                const SqlValue value = read_value(result.cells().at(column));
                plan += value.text() != nullptr ? *value.text() : value.to_string();
            }
            plan += '\n';
        }
        return plan;
    });
}

}  // namespace aside::detail
