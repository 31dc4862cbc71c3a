#include <algorithm>
#include <string>

#include "exec/session/session.hpp"
#include "sql/dialect.hpp"

namespace aside::exec {

namespace {

[[noreturn]] void throw_rolled_back() {
    throw TransactionManagementError(
        "the database has rolled the transaction back by itself, after an earlier error");
}

}  // namespace

TransactionScope::TransactionScope(Session& session, const sql::BeginOptions& options)
    : session_(session),
      before_(session.scopes_),
      depth_(session.in_transaction() ? std::max(before_, 1) : 0) {
    if (before_ > 0 && depth_ == 0) throw_rolled_back();
    const sql::Dialect& dialect = session.dialect();
    if (depth_ == 0) session.reads_only_ = options.read_only;
    session.execute_with_next(depth_ > 0 ? dialect.savepoint(depth_) : dialect.begin(options));
    session.scopes_ = depth_ + 1;
}

TransactionScope::~TransactionScope() {
    if (open_) roll_back();
}

void TransactionScope::commit() {
    if (!session_.in_transaction()) throw_rolled_back();
    // Some engines would roll it back, and report no error.
    if (session_.transaction() == backend::TransactionState::failed)
        throw TransactionManagementError(
            "the transaction can only be rolled back, after an error in it");
    const UninterruptibleScope to_its_end(session_);
    session_.execute(depth_ == 0 ? "COMMIT" : session_.dialect().release(depth_));
    open_ = false;
    session_.scopes_ = before_;
}

// After some errors, a full disk for one, SQLite has rolled everything back by itself. If this
// fails, the end of the lease tries again and replaces the connection if need be.
void TransactionScope::roll_back() noexcept {
    session_.scopes_ = before_;
    if (!session_.in_transaction()) return;
    const UninterruptibleScope to_its_end(session_);
    try {
        if (depth_ == 0) {
            session_.execute("ROLLBACK");
            return;
        }
        session_.execute(session_.dialect().roll_back_to(depth_));
        session_.execute(session_.dialect().release(depth_));
    } catch (const std::exception&) {
        session_.broken_ = true;
    }
}

}  // namespace aside::exec
