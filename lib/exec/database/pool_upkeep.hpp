#pragma once
#include <chrono>
#include <memory>

#include "aside/detail/interrupt.hpp"
#include "exec/names.hpp"

namespace aside::exec {

/// Does in the background what a pool has to do while nobody uses it. The thread of the deadlines
/// calls it at the time that it asked for, and closes; connections are opened on the arena, so that
/// no deadline waits for a server. Neither keeps the database that the pool is a part of.
///
/// Thread-safe.
class PoolUpkeep {
public:
    /// A pool, as it is seen from here.
    class Work {
    public:
        /// Closes what is to be closed; whether there are too few connections. Does not block.
        virtual bool keep_up() noexcept = 0;
        /// Opens those that are missing. May wait for a server, as long as the interrupt lets it.
        virtual void fill(const Interrupt& interrupt) noexcept = 0;

    protected:
        ~Work() = default;
    };

    /// `work` outlives it.
    explicit PoolUpkeep(Work& work);
    PoolUpkeep(const PoolUpkeep&) = delete;
    PoolUpkeep& operator=(const PoolUpkeep&) = delete;
    /// Waits until nothing calls it any more; has a connection that is being opened give up.
    ~PoolUpkeep();

    /// Has it called at that time; false if that cannot be, since the process ends or the system
    /// has no thread to give.
    [[nodiscard]] bool call_at(std::chrono::steady_clock::time_point time) noexcept;

private:
    class Shared;
    const std::shared_ptr<Shared> shared_;
};

}  // namespace aside::exec
