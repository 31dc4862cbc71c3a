#pragma once
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "aside/detail/interrupt.hpp"
#include "aside/detail/mutex.hpp"
#include "exec/database/lease.hpp"

namespace aside::exec {

/// Connections of one database, opened as they are needed, the warmest lent first.
///
/// Invariant: no thread waits for a connection whose holder may be waiting for that thread. A
/// connection is set aside while code other than a call has it. That is one that is lent to no
/// thread (an asynchronous iterator's after its first chunk, a transaction block's). It is also one
/// whose thread waits for the background. Connections that are set aside do not count towards the
/// size; so a thread that waits here waits for a thread that goes on by itself. Only where blocks
/// are told to count does it hold for calls alone: a thread may wait for a block's connection until
/// the time-out.
///
/// Thread-safe: `mutex_` guards what changes of the readers, too, whose `pool_` clang cannot tell
/// from another. Connections are opened, closed and used outside of it; within it they are only
/// asked whether they are usable, which does not block.
class Pool {
public:
    using Open = std::function<std::unique_ptr<Session>()>;
    /// Whether a transaction block's connection counts towards the size.
    enum class Blocks : unsigned char { set_aside, count };

    /// A connection of the pool, which is lent as a session.
    class Slot final : public Loan {
    public:
        Slot(Pool& pool, std::unique_ptr<Session> session)
            : Loan(session.get()), pool_(pool), session_(std::move(session)) {}

    private:
        friend class Pool;
        void restore() noexcept override { usable_ = session_->restore(); }
        void give_back() noexcept override { pool_.give_back(*this); }
        void leave_thread(Keeper keeper) noexcept override { pool_.leave_thread(*this, keeper); }

        Pool& pool_;
        const std::unique_ptr<Session> session_;
        bool usable_ = true;
        bool lent_ = false;
        bool writes_ = false;       ///< it is lent to write
        std::thread::id borrower_;  ///< the thread that it is lent to; none after `leave_thread`
        Keeper keeper_{};           ///< the owner of the session after `leave_thread`
        int aside_ = 0;             ///< how often it is set aside
    };

    /// `what` names the connections, for messages: `reading connections of the database "shop"`.
    Pool(std::string what, Open open, int size, std::chrono::milliseconds timeout,
         Blocks blocks = Blocks::set_aside);

    /// Waits for a free connection. Throws `OperationalError` after the pool's time-out, and
    /// `QueryTimeout` or `QueryCancelled` if the interrupt (nullptr: none) is due first. A thread
    /// that holds one already (it reads while it walks over rows) gets another beyond the size,
    /// since it would wait for itself.
    [[nodiscard]] Slot& take(const Interrupt* interrupt = nullptr) ASIDE_EXCLUDES(mutex_);
    /// Takes one to write by: `writer_of_this_thread` finds it, until it is given back.
    [[nodiscard]] Slot& take_to_write(const Interrupt* interrupt) ASIDE_EXCLUDES(mutex_);
    /// The connection that this thread has taken to write by and not left, or nullptr.
    [[nodiscard]] Slot* writer_of_this_thread() ASIDE_EXCLUDES(mutex_);
    /// Ends the loan that `take` began. Closes a connection that must not be used any more.
    void give_back(Slot& slot) noexcept;

    /// The connection stays lent, but no longer to the thread that took it.
    void leave_thread(Slot& slot, Keeper keeper) noexcept;
    /// Sets aside the connections of this thread, which is about to wait for the background; false
    /// if it has none. `take_back` ends it.
    bool set_aside() noexcept;
    void take_back() noexcept;

    [[nodiscard]] bool used_by_this_thread() const;
    /// Whether some connection is lent to an asynchronous iterator between two chunks.
    [[nodiscard]] bool used_by_iterators() const;
    /// How many connections are open.
    [[nodiscard]] int open_connections() const;

private:
    [[nodiscard]] Slot& wait_and_take(const Interrupt* interrupt) ASIDE_EXCLUDES(mutex_);
    void wait_until_free(WaitingLock& lock, Interrupt::Watch& watch, const Interrupt* interrupt)
        ASIDE_REQUIRES(mutex_);
    [[noreturn]] void throw_all_in_use() const;
    [[nodiscard]] bool may_take() const ASIDE_REQUIRES(mutex_);
    [[nodiscard]] bool lent_to(std::thread::id thread) const ASIDE_REQUIRES(mutex_);
    void set_aside(Slot& slot) noexcept ASIDE_REQUIRES(mutex_);
    void count_again(Slot& slot) noexcept ASIDE_REQUIRES(mutex_);
    /// nullptr: the server has closed it, and the caller destroys it without the lock.
    [[nodiscard]] Slot* take_one(std::unique_ptr<Slot>& closed) ASIDE_REQUIRES(mutex_);
    [[nodiscard]] static Slot& lend(Slot& slot);
    [[nodiscard]] std::unique_ptr<Slot> remove(const Slot& slot) noexcept ASIDE_REQUIRES(mutex_);
    [[nodiscard]] Slot& open_one() ASIDE_REQUIRES(mutex_);

    const std::string what_;
    const Open open_;
    const int size_;
    const std::chrono::milliseconds timeout_;
    const Blocks blocks_;

    mutable Mutex mutex_;
    std::condition_variable freed_;
    std::vector<std::unique_ptr<Slot>> slots_ ASIDE_GUARDED_BY(mutex_);
    std::vector<Slot*> idle_ ASIDE_GUARDED_BY(mutex_);
    int count_ ASIDE_GUARDED_BY(mutex_) = 0;  ///< those, and the ones being opened
    int aside_ ASIDE_GUARDED_BY(mutex_) = 0;  ///< those that are set aside
};

}  // namespace aside::exec
