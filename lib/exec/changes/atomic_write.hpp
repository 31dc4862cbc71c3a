#pragma once
#include "exec/database/runner.hpp"

namespace aside::exec {

/// Statements of one call that are written together or not at all: in a transaction of their own
/// or, inside of a block, in a savepoint. If it is not committed it undoes them, and a failure of
/// the call leaves the block usable. Used by one thread.
class AtomicWrite {
public:
    /// Waits for the writer; `call` is as `Runner::write` takes it. Throws as that and
    /// `TransactionScope` do.
    AtomicWrite(Runner& runner, const char* call)
        : restore_(runner), session_(runner.write(call)), scope_(*session_) {}

    [[nodiscard]] Session& session() const { return *session_; }
    /// Commits; throws the database's error.
    void commit() {
        scope_.commit();
        restore_.committed = true;
    }

private:
    /// Destroyed after the scope, which has undone the statements by then.
    struct Restore {
        explicit Restore(Runner& of) : runner(of), wrote(of.wrote()) {}
        Restore(const Restore&) = delete;
        Restore& operator=(const Restore&) = delete;
        ~Restore() {
            if (!committed) runner.set_wrote(wrote);
        }

        Runner& runner;
        const bool wrote;
        bool committed = false;
    };

    Restore restore_;
    const Lease session_;
    TransactionScope scope_;
};

}  // namespace aside::exec
