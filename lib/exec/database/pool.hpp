#pragma once
#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "aside/detail/interrupt.hpp"
#include "aside/detail/mutex.hpp"
#include "exec/database/lease.hpp"
#include "exec/database/pool_upkeep.hpp"

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
/// A connection is not lent again that its peer has closed, that is too old, or that was opened
/// before another one of the pool was lost or found to lead to a server that only reads: those lead
/// to the same server.
///
/// Thread-safe: `mutex_` guards what changes of the slots, too, whose `pool_` clang cannot tell
/// from another. Connections are opened, closed and used outside of it; within it they are only
/// asked whether they are usable, which does not block.
class Pool final : private PoolUpkeep::Work {
public:
    using Clock = std::chrono::steady_clock;
    using Open = std::function<std::unique_ptr<Session>(const Interrupt* interrupt)>;
    /// Whether a transaction block's connection counts towards the size.
    enum class Blocks : unsigned char { set_aside, count };
    /// How many connections there are, and for how long.
    struct Rules {
        int size = 16;
        /// The time to wait for a connection.
        std::chrono::milliseconds timeout{5000};
        Blocks blocks = Blocks::set_aside;
        /// How many stay open while nothing uses them.
        int min_idle = 0;
        /// The age at which one is closed, up to 10 % less or more; 0: none.
        std::chrono::milliseconds max_age{};
        /// For how long the others may be idle; 0: for ever.
        std::chrono::milliseconds idle_timeout{};
        /// Whether they are looked after while nothing uses the pool.
        bool watched = false;
        /// One that was idle for so long is asked before it is lent.
        std::chrono::milliseconds ping_after = std::chrono::seconds(30);
        /// One that was idle for so long may have been lost: see `Session::lend`.
        std::chrono::milliseconds stale_after = std::chrono::seconds(1);
    };

    /// A connection of the pool, which is lent as a session.
    class Slot final : public Loan {
    public:
        Slot(Pool& pool, std::unique_ptr<Session> session);

    private:
        friend class Pool;
        void restore() noexcept override { usable_ = session_->restore(); }
        void give_back() noexcept override { pool_.give_back(*this); }
        void leave_thread(Keeper keeper) noexcept override { pool_.leave_thread(*this, keeper); }

        Pool& pool_;
        const std::unique_ptr<Session> session_;
        bool usable_ = true;
        bool lent_ = false;
        bool writes_ = false;         ///< it is lent to write
        std::thread::id borrower_;    ///< the thread that it is lent to; none after `leave_thread`
        int aside_ = 0;               ///< how often it is set aside
        const char* call_ = nullptr;  ///< the purpose of its latest loan
        bool unsure_ = false;         ///< the server is asked before it is lent
        Clock::time_point since_;     ///< the beginning of its loan, or of its idleness
        Clock::time_point opened_;
        Clock::time_point expires_ = Clock::time_point::max();
        std::unique_ptr<Slot> next_;  ///< in the list of those to be closed
    };

    /// `what` names the connections, for messages: `reading connections of the database "shop"`.
    Pool(std::string what, Open open, const Rules& rules);

    /// Has the connections opened in the background that are to stay open.
    void keep_filled() noexcept ASIDE_EXCLUDES(mutex_);

    /// Waits for a free connection. Throws `OperationalError` after the pool's time-out, and
    /// `QueryTimeout` or `QueryCancelled` if the interrupt (nullptr: none) is due first. A thread
    /// that holds one already (it reads while it walks over rows) gets another beyond the size,
    /// since it would wait for itself. Where one cannot be opened, throws the error of that: also
    /// to those that wait while there is no other, but not one that may pass (`retryable`) while
    /// there are others to wait for. `call` says what it is for, and lives for ever.
    [[nodiscard]] Slot& take(const Interrupt* interrupt = nullptr, const char* call = "a call")
        ASIDE_EXCLUDES(mutex_);
    /// Takes one to write by: `writer_of_this_thread` finds it, until it is given back.
    [[nodiscard]] Slot& take_to_write(const Interrupt* interrupt, const char* call)
        ASIDE_EXCLUDES(mutex_);
    /// The connection that this thread has taken to write by and not left, or nullptr.
    [[nodiscard]] Slot* writer_of_this_thread() ASIDE_EXCLUDES(mutex_);
    /// Ends the loan that `take` began. Closes a connection that must not be used any more.
    void give_back(Slot& slot) noexcept ASIDE_EXCLUDES(mutex_);

    /// The connection stays lent, but no longer to the thread that took it.
    void leave_thread(Slot& slot, Keeper keeper) noexcept;
    /// Sets aside the connections of this thread, which is about to wait for the background; false
    /// if it has none. `take_back` ends it.
    bool set_aside() noexcept;
    void take_back() noexcept;

    [[nodiscard]] bool used_by_this_thread() const;
    /// How many connections are open, or being opened.
    [[nodiscard]] int open_connections() const;
    /// How many connections are lent, or being opened for a call.
    [[nodiscard]] int connections_in_use() const;

private:
    using Slots = std::vector<std::unique_ptr<Slot>>;
    /// A connection that could not be opened.
    struct Failure {
        unsigned number = 0;  ///< of those so far
        std::exception_ptr error{};
        Clock::time_point time{};
        bool passes = false;  ///< it may succeed later
    };

    [[nodiscard]] Slot& take_any(const Interrupt* interrupt, const char* call)
        ASIDE_EXCLUDES(mutex_);
    [[nodiscard]] Slot& wait_and_take(const Interrupt* interrupt, const char* call,
                                      unsigned failures_before) ASIDE_EXCLUDES(mutex_);
    /// One that is idle, or a new one; nullptr: neither is to be had now.
    [[nodiscard]] Slot* take_now(const Interrupt* interrupt, const char* call)
        ASIDE_REQUIRES(mutex_);
    [[nodiscard]] Slot* take_idle(Clock::time_point now) ASIDE_REQUIRES(mutex_);
    [[nodiscard]] bool may_open(Clock::time_point now) const ASIDE_REQUIRES(mutex_);
    [[nodiscard]] bool has_room() const ASIDE_REQUIRES(mutex_);
    [[nodiscard]] bool others_may_come() const ASIDE_REQUIRES(mutex_);
    [[nodiscard]] bool lent_to(std::thread::id thread) const ASIDE_REQUIRES(mutex_);
    [[noreturn]] void throw_none_to_be_had(unsigned failures_before) const ASIDE_REQUIRES(mutex_);
    [[nodiscard]] std::string all_in_use() const ASIDE_REQUIRES(mutex_);
    [[nodiscard]] Slot& lend(Slot& slot, const char* call, Clock::time_point now) const;
    /// Asks one that was idle for long; gives it back if it has no answer.
    [[nodiscard]] bool answers(Slot& slot, const Interrupt* interrupt) ASIDE_EXCLUDES(mutex_);

    /// Opens one without the lock, and counts it among those being opened meanwhile.
    [[nodiscard]] std::unique_ptr<Session> connect(const Interrupt* interrupt)
        ASIDE_REQUIRES(mutex_);
    /// Opens one more, which is neither lent nor idle yet.
    [[nodiscard]] Slot& open_one(const Interrupt* interrupt) ASIDE_REQUIRES(mutex_);
    void note_failure(const Interrupt* interrupt) noexcept ASIDE_REQUIRES(mutex_);
    /// One in place of another that was lost in the middle of a loan.
    [[nodiscard]] std::unique_ptr<Session> replace(const Interrupt* interrupt)
        ASIDE_EXCLUDES(mutex_);

    [[nodiscard]] bool may_be_lent(const Slot& slot, Clock::time_point now) const
        ASIDE_REQUIRES(mutex_);
    [[nodiscard]] std::unique_ptr<Slot> remove(const Slot& slot) noexcept ASIDE_REQUIRES(mutex_);
    /// Has it closed without the lock, and not by a thread that takes one.
    void close_later(std::unique_ptr<Slot> slot, Clock::time_point now) noexcept
        ASIDE_REQUIRES(mutex_);
    /// Takes out those that are idle and not to be lent any more, or superfluous.
    void sweep(Clock::time_point now) noexcept ASIDE_REQUIRES(mutex_);
    /// Has those that are idle looked through when this one has been idle, or open, for too long.
    void note_idle(const Slot& slot, Clock::time_point now) noexcept ASIDE_REQUIRES(mutex_);
    [[nodiscard]] Clock::time_point expiry_of(const Slot& slot) const ASIDE_REQUIRES(mutex_);
    [[nodiscard]] Clock::time_point next_expiry() const ASIDE_REQUIRES(mutex_);
    void look_again(Clock::time_point when) noexcept ASIDE_REQUIRES(mutex_);
    void fill_when_due(Clock::time_point now) noexcept ASIDE_REQUIRES(mutex_);
    bool keep_up() noexcept override ASIDE_EXCLUDES(mutex_);
    void fill(const Interrupt& interrupt) noexcept override ASIDE_EXCLUDES(mutex_);

    /// The clock, as it was some milliseconds ago: each call asks it twice.
    [[nodiscard]] static Clock::time_point about_now() noexcept;
    void set_aside(Slot& slot) noexcept ASIDE_REQUIRES(mutex_);
    void count_again(Slot& slot) noexcept ASIDE_REQUIRES(mutex_);

    const std::string what_;
    const Open open_;
    const Rules rules_;

    mutable Mutex mutex_;
    std::condition_variable freed_;
    std::condition_variable opened_;  ///< for those that `replace`
    Slots slots_ ASIDE_GUARDED_BY(mutex_);
    std::vector<Slot*> idle_ ASIDE_GUARDED_BY(mutex_);        ///< the warmest last
    std::unique_ptr<Slot> closing_ ASIDE_GUARDED_BY(mutex_);  ///< taken out, and still open: a list
    int count_ ASIDE_GUARDED_BY(mutex_) = 0;  ///< those in `slots_`, and the ones being opened
    int aside_ ASIDE_GUARDED_BY(mutex_) = 0;  ///< those that are set aside
    int opening_ ASIDE_GUARDED_BY(mutex_) = 0;
    Failure failure_ ASIDE_GUARDED_BY(mutex_);  ///< the latest
    /// Those opened until then lead to a server that is gone, or only reads.
    Clock::time_point distrusted_ ASIDE_GUARDED_BY(mutex_){};
    /// When those that are idle are looked through.
    Clock::time_point next_look_ ASIDE_GUARDED_BY(mutex_) = Clock::time_point::max();
    Clock::time_point next_fill_ ASIDE_GUARDED_BY(mutex_){};  ///< no sooner, after a failure
    std::minstd_rand random_ ASIDE_GUARDED_BY(mutex_){std::random_device{}()};

    PoolUpkeep upkeep_{*this};  // its work ends before all else does
};

}  // namespace aside::exec
