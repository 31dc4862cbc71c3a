#include "exec/database/replica.hpp"

#include <chrono>
#include <utility>

namespace aside::exec {

Replica::Replica(Database& primary, const backend::DataSource& from, PrimaryPositions& positions,
                 const ConnectOptions& options)
    : Replica(primary, from, std::make_shared<ReplicaWatch>(from.open, positions, options.max_lag),
              options) {}

Replica::Replica(Database& primary, const backend::DataSource& from,
                 std::shared_ptr<ReplicaWatch> watch, const ConnectOptions& options)
    : Pooled(from, options,
             [watch](const std::exception_ptr& error) { watch->note_opening(error); }),
      primary_(primary),
      watch_(std::move(watch)) {}

std::shared_ptr<Database> Replica::self() { return {primary_.shared_from_this(), this}; }

std::shared_ptr<Database> Replica::primary() noexcept { return primary_.shared_from_this(); }

ReplicaStatus Replica::status() const {
    const ReplicaState& state = watch_->state();
    const auto now = WriteTime::clock::now();
    ReplicaStatus status{
        .url = source().url, .is_read = state.shows({}, now), .problem = watch_->problem()};
    if (state.as_of() != WriteTime{})
        status.lag = std::chrono::duration_cast<std::chrono::milliseconds>(now - state.as_of());
    return status;
}

}  // namespace aside::exec
