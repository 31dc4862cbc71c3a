#pragma once
#include <atomic>
#include <cstddef>
#include <memory>
#include <vector>

#include "exec/database/pooled.hpp"
#include "exec/database/primary_positions.hpp"
#include "exec/database/replica.hpp"

namespace aside::exec {

/// A database that has replicas, which are databases of their own: calls that only read are sent to
/// one, and all its machinery is theirs from there on. Thread-safe.
class Replicated final : public Pooled {
public:
    Replicated(backend::DataSource from, std::vector<backend::DataSource> replicas,
               const ConnectOptions& options);
    ~Replicated() override;

    [[nodiscard]] std::shared_ptr<Database> replica(WriteTime written) noexcept override;
    [[nodiscard]] std::vector<ReplicaStatus> replicas() const override;
    void stop_watching() noexcept override;
    [[nodiscard]] bool used_by_this_thread() const override;
    bool set_aside() noexcept override;
    void take_back() noexcept override;
    [[nodiscard]] int pooled_connections() const override;
    void abandon_if_held_by_this_thread() noexcept override;

private:
    PrimaryPositions positions_;
    std::vector<std::unique_ptr<Replica>> replicas_;
    std::atomic<std::size_t> turn_{0};  ///< of replicas that are in equal use
};

}  // namespace aside::exec
