#include "exec/session/read_tables.hpp"

#include "exec/session/row_values.hpp"
#include "sql/dialect.hpp"
#include "sql/introspection.hpp"

namespace aside::exec {
namespace {

sql::Rows rows_of(Result result) {
    sql::Rows rows;
    while (result.step()) rows.push_back(row_values(result));
    return rows;
}

}  // namespace

std::vector<schema::Table> read_tables(Session& session) {
    const sql::Dialect& dialect = session.dialect();
    TransactionScope snapshot(session, {.read_only = true});
    sql::Answers answers;
    for (auto next = dialect.questions_about_tables(answers); !next.empty();
         next = dialect.questions_about_tables(answers))
        for (const std::string& question : next)
            answers.push_back(rows_of(session.prepare(question)));
    snapshot.commit();
    return dialect.tables_in(answers);
}

}  // namespace aside::exec
