#include <algorithm>
#include <string>

#include "exec/session/session.hpp"

namespace aside::exec {

namespace {

std::string savepoint(int depth) { return "aside_" + std::to_string(depth); }

[[noreturn]] void throw_rolled_back() {
    throw TransactionManagementError(
        "the database has rolled the transaction back by itself, after an earlier error");
}

}  // namespace

TransactionScope::TransactionScope(Session& session, Begin begin)
    : session_(session),
      before_(session.scopes_),
      depth_(session.in_transaction() ? std::max(before_, 1) : 0) {
    if (before_ > 0 && depth_ == 0) throw_rolled_back();
    session.execute(depth_ > 0              ? "SAVEPOINT " + savepoint(depth_)
                    : begin == Begin::write ? "BEGIN IMMEDIATE"
                                            : "BEGIN");
    session.scopes_ = depth_ + 1;
}

TransactionScope::~TransactionScope() {
    if (open_) roll_back();
}

void TransactionScope::commit() {
    if (!session_.in_transaction()) throw_rolled_back();
    const Unstopped to_its_end(session_);
    session_.execute(depth_ == 0 ? "COMMIT" : "RELEASE " + savepoint(depth_));
    open_ = false;
    session_.scopes_ = before_;
}

// After some errors, a full disk for one, SQLite has rolled everything back by itself. Where this
// fails, the end of the lease tries again and replaces the connection if need be.
void TransactionScope::roll_back() noexcept {
    session_.scopes_ = before_;
    if (!session_.in_transaction()) return;
    const Unstopped to_its_end(session_);
    try {
        if (depth_ == 0) {
            session_.execute("ROLLBACK");
            return;
        }
        session_.execute("ROLLBACK TO " + savepoint(depth_));
        session_.execute("RELEASE " + savepoint(depth_));
    } catch (const std::exception&) {
        session_.broken_ = true;
    }
}

}  // namespace aside::exec
