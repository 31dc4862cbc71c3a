#include "exec/session/paused_foreign_keys.hpp"

#include "exec/session/row_values.hpp"
#include "sql/migrating.hpp"

namespace aside::exec {

PausedForeignKeys::PausedForeignKeys(Session& session) : session_(session) {
    const sql::Migrating& migrating = session.dialect().migrating();
    if (!migrating.pauses_foreign_keys() || !enforced()) return;
    const UninterruptibleScope both(session);  // else a cancel between them leaves it off
    try {
        session.execute(migrating.enforce(false));
        in_vain_ = enforced();
        paused_ = !in_vain_;
    } catch (...) {
        session.discard();
        throw;
    }
}

PausedForeignKeys::~PausedForeignKeys() {
    if (!paused_) return;
    const UninterruptibleScope to_its_end(session_);
    try {
        session_.execute(session_.dialect().migrating().enforce(true));
        if (enforced()) return;
    } catch (const std::exception&) {  // it is closed
    }
    session_.discard();
}

bool PausedForeignKeys::enforced() const {
    const sql::Rows rows =
        all_rows(session_.prepare(session_.dialect().migrating().asks_enforcement()));
    return rows.empty() || rows[0].empty() || rows[0][0].to_string() != "0";
}

}  // namespace aside::exec
