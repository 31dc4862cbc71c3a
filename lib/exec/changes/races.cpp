#include "exec/changes/races.hpp"

#include "sql/compiler.hpp"

namespace aside::exec {

void lock_now(Session& session, Query rows) {
    if (!session.dialect().features().row_locks) return;
    const FieldInfo& key = rows.model->key();
    rows.values = {{{{.kind = ExprKind::path, .name = key.name}}, key.type}};
    rows.lock = own_rows;
    session.execute(sql::select(rows, session.dialect()));
}

}  // namespace aside::exec
