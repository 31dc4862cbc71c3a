#pragma once
// The work that foreign keys would disturb.
#include "exec/session/session.hpp"

namespace aside::exec {

/// Foreign keys are not enforced on the session while it lives, if its engine would otherwise
/// change the rows that name those of a table which is dropped or emptied. Made and destroyed
/// outside of transactions. If they cannot be enforced again afterwards, the connection is closed.
class PausedForeignKeys {
public:
    explicit PausedForeignKeys(Session& session);
    ~PausedForeignKeys();
    PausedForeignKeys(const PausedForeignKeys&) = delete;
    PausedForeignKeys& operator=(const PausedForeignKeys&) = delete;

    /// Whether the engine goes on to enforce them.
    [[nodiscard]] bool in_vain() const { return in_vain_; }

private:
    [[nodiscard]] bool enforced() const;

    Session& session_;
    bool paused_ = false;
    bool in_vain_ = false;
};

}  // namespace aside::exec
