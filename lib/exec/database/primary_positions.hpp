#pragma once
#include <memory>
#include <optional>

#include "aside/detail/interrupt.hpp"
#include "aside/detail/mutex.hpp"
#include "backend/data_source.hpp"
#include "exec/database/replica_state.hpp"

namespace aside::exec {

/// Has an interrupt stop what a connection waits for, while it lives. Both live longer.
class StopsWhen {
public:
    StopsWhen(backend::Connection& connection, const Interrupt& interrupt) noexcept
        : connection_(connection) {
        connection_.stop_when(&interrupt);
    }
    StopsWhen(const StopsWhen&) = delete;
    StopsWhen& operator=(const StopsWhen&) = delete;
    ~StopsWhen() { connection_.stop_when(nullptr); }

private:
    backend::Connection& connection_;
};

/// Asks a database how far its log has come, for all of its replicas, by a connection of its own.
/// Thread-safe.
class PrimaryPositions {
public:
    explicit PrimaryPositions(const backend::DataSource& source) : source_(source) {}

    /// A position that was asked for at that time or later; nothing if the database does not
    /// answer. Throws `NotSupportedError` if it does not tell. Waits no longer than the interrupt
    /// lets it.
    [[nodiscard]] std::optional<LogPosition> since(WriteTime time, const Interrupt& interrupt)
        ASIDE_EXCLUDES(mutex_);

private:
    [[nodiscard]] std::optional<LogPosition> ask(const Interrupt& interrupt) ASIDE_REQUIRES(mutex_);

    const backend::DataSource& source_;
    Mutex mutex_;
    std::unique_ptr<backend::Connection> connection_ ASIDE_GUARDED_BY(mutex_);
    std::optional<LogPosition> latest_ ASIDE_GUARDED_BY(mutex_);
    /// When the latest attempt has failed: not every replica's thread tries anew.
    WriteTime failed_ ASIDE_GUARDED_BY(mutex_){};
};

}  // namespace aside::exec
