#include "exec/session/read_tables.hpp"

#include <utility>

#include "aside/error.hpp"
#include "exec/session/row_values.hpp"
#include "sql/dialect.hpp"

namespace aside::exec {
namespace {

sql::Rows rows_of(Result result) {
    result.leave_out_of_logs();
    return all_rows(std::move(result));
}

/// The answer to a question about a view whose tables are gone, or a virtual table whose module is
/// missing, is none, where an error does not end the transaction.
sql::Rows answer(Session& session, const std::string& question, sql::ReadTables wanted) {
    const bool may_fail = wanted == sql::ReadTables::everything &&
                          !session.dialect().features().errors_abort_transactions;
    try {
        return rows_of(session.prepare(question));
    } catch (const ProgrammingError&) {
        if (!may_fail) throw;
    } catch (const OperationalError&) {
        if (!may_fail) throw;
    }
    return {};
}

std::vector<schema::Table> read_schema(Session& session, const std::string& schema,
                                       sql::ReadTables wanted) {
    const sql::Dialect& dialect = session.dialect();
    sql::Answers answers;
    for (auto next = dialect.questions_about_tables(schema, answers, wanted); !next.empty();
         next = dialect.questions_about_tables(schema, answers, wanted))
        for (const std::string& question : next)
            answers.push_back(answer(session, question, wanted));
    return dialect.tables_in(schema, answers, wanted);
}

std::vector<schema::Table> read_at_once(Session& session, sql::ReadTables wanted,
                                        std::span<const std::string> others) {
    std::vector<schema::Table> all = read_schema(session, {}, wanted);
    for (const std::string& schema : others)
        for (schema::Table& table : read_schema(session, schema, wanted))
            all.push_back(std::move(table));
    return all;
}

}  // namespace

std::vector<schema::Table> read_tables(Session& session, sql::ReadTables wanted,
                                       std::span<const std::string> others) {
    if (session.in_transaction()) return read_at_once(session, wanted, others);
    TransactionScope snapshot(session, {.read_only = true});
    std::vector<schema::Table> tables = read_at_once(session, wanted, others);
    snapshot.commit();
    return tables;
}

}  // namespace aside::exec
