#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "aside/detail/interrupt.hpp"
#include "exec/session.hpp"

namespace aside::exec {

/// The reading connections of one database, opened as they are needed, the warmest lent first.
///
/// Thread-safe: `mutex_` guards every member that is not const. Connections are opened, closed and
/// used outside of it.
class Pool {
public:
    using Open = std::function<std::unique_ptr<Session>()>;

    Pool(std::string alias, Open open, int size, std::chrono::milliseconds timeout);

    /// Waits for a free connection; throws `OperationalError` after the pool's time-out, and
    /// `QueryTimeout` or `QueryCancelled` where the interrupt (nullptr: none) is due first. A thread that
    /// holds one already (it reads while it walks over rows) gets another beyond the size, since it
    /// would wait for itself.
    [[nodiscard]] std::unique_ptr<Session> take(const detail::Interrupt* interrupt = nullptr);
    void give_back(std::unique_ptr<Session> session) noexcept;

    /// What is lent goes on to be, but no longer to the thread that took it.
    void leave_thread(const Session& session) noexcept;

    [[nodiscard]] bool used_by_this_thread() const;
    /// Whether some connection is lent to no thread: to an iterator between two chunks.
    [[nodiscard]] bool used_by_no_thread() const;
    /// How many connections are open.
    [[nodiscard]] int open_connections() const;

private:
    struct Loan {
        const Session* session;
        std::thread::id thread;
    };

    void wait_until_free(std::unique_lock<std::mutex>& lock, detail::Interrupt::Watch& watch,
                         const detail::Interrupt* interrupt);
    [[noreturn]] void throw_all_in_use() const;
    [[nodiscard]] bool may_open() const;
    [[nodiscard]] bool lent_to(std::thread::id thread) const;
    [[nodiscard]] std::unique_ptr<Session> take_idle();
    [[nodiscard]] std::unique_ptr<Session> open_one(std::unique_lock<std::mutex>& lock);

    const std::string alias_;
    const Open open_;
    const int size_;
    const std::chrono::milliseconds timeout_;

    mutable std::mutex mutex_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Session>> idle_;
    std::vector<Loan> lent_;
    int count_ = 0;  ///< idle, lent and being opened
};

}  // namespace aside::exec
