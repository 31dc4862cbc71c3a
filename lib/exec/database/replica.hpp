#pragma once
#include <memory>

#include "exec/database/pooled.hpp"
#include "exec/database/primary_positions.hpp"
#include "exec/database/replica_watch.hpp"

namespace aside::exec {

/// A replica of a database, which owns it: a pool of its own, opened as it is needed, and what is
/// known of it. Whoever uses it keeps the database. Thread-safe.
class Replica final : public Pooled {
public:
    /// `positions` are those of the primary. Both outlive it.
    Replica(Database& primary, const backend::DataSource& from, PrimaryPositions& positions,
            const ConnectOptions& options);

    [[nodiscard]] ReplicaWatch& watch() noexcept { return *watch_; }
    [[nodiscard]] ReplicaStatus status() const;
    using Pooled::calls_under_way;
    [[nodiscard]] std::shared_ptr<Database> self() override;
    [[nodiscard]] std::shared_ptr<Database> primary() noexcept override;
    void suspect() noexcept override { watch_->suspect(); }
    void stop_watching() noexcept override { watch_->stop(); }

private:
    Replica(Database& primary, const backend::DataSource& from, std::shared_ptr<ReplicaWatch> watch,
            const ConnectOptions& options);

    Database& primary_;
    const std::shared_ptr<ReplicaWatch> watch_;  ///< of the pool, too
};

}  // namespace aside::exec
