#include "exec/pool.hpp"

#include <algorithm>
#include <utility>

#include "aside/error.hpp"
#include "exec/interrupt_watch.hpp"

namespace aside::exec {

using detail::Interrupt;

Pool::Pool(std::string alias, Open open, int size, std::chrono::milliseconds timeout)
    : alias_(std::move(alias)),
      open_(std::move(open)),
      size_(size),
      timeout_(std::min<std::chrono::milliseconds>(timeout, std::chrono::hours(24 * 365))) {
}  // longer ones overflow the clock

std::unique_ptr<Session> Pool::take(const Interrupt* interrupt) {
    Interrupt::Watch watch(interrupt, mutex_, freed_);
    std::unique_lock lock(mutex_);
    if (idle_.empty() && !may_open()) wait_until_free(lock, watch, interrupt);
    auto session = idle_.empty() ? open_one(lock) : take_idle();
    lent_.push_back({session.get(), std::this_thread::get_id()});
    return session;
}

// Who gives up may have been the one that was told of a free connection: another one is.
void Pool::wait_until_free(std::unique_lock<std::mutex>& lock, Interrupt::Watch& watch,
                           const Interrupt* interrupt) {
    const auto limit = Interrupt::Clock::now() + timeout_;
    while (idle_.empty() && !may_open()) {
        if (interrupt != nullptr && interrupt->due()) {
            freed_.notify_one();
            interrupt->check_wait("one of the " + std::to_string(size_) +
                                  " reading connections of the database \"" + alias_ + "\"");
        }
        if (Interrupt::Clock::now() >= limit) throw_all_in_use();
        watch.wait(lock, limit);
    }
}

void Pool::throw_all_in_use() const {
    throw OperationalError(
        "all " + std::to_string(size_) + " reading connections of the database \"" + alias_ +
        "\" were in use for " + std::to_string(timeout_.count()) +
        " ms: give aside::connect a larger pool_size, or hold iterators for a shorter time");
}

std::unique_ptr<Session> Pool::take_idle() {
    auto session = std::move(idle_.back());
    idle_.pop_back();
    return session;
}

std::unique_ptr<Session> Pool::open_one(std::unique_lock<std::mutex>& lock) {
    ++count_;
    lock.unlock();
    try {
        auto session = open_();
        lock.lock();
        return session;
    } catch (...) {
        lock.lock();
        --count_;
        freed_.notify_one();
        throw;
    }
}

void Pool::give_back(std::unique_ptr<Session> session) noexcept {
    const bool usable = session->restore();
    const Session* const identity = session.get();
    std::unique_ptr<Session> superfluous;  // closed after the lock is released
    const std::lock_guard lock(mutex_);
    std::erase_if(lent_, [&](const Loan& loan) { return loan.session == identity; });
    if (usable && count_ <= size_) {
        idle_.push_back(std::move(session));
    } else {
        superfluous = std::move(session);
        --count_;
    }
    freed_.notify_one();
}

void Pool::leave_thread(const Session& session) noexcept {
    const std::lock_guard lock(mutex_);
    for (Loan& loan : lent_)
        if (loan.session == &session) loan.thread = {};
}

bool Pool::may_open() const { return count_ < size_ || lent_to(std::this_thread::get_id()); }

bool Pool::lent_to(std::thread::id thread) const {
    return std::any_of(lent_.begin(), lent_.end(),
                       [&](const Loan& loan) { return loan.thread == thread; });
}

bool Pool::used_by_this_thread() const {
    const std::lock_guard lock(mutex_);
    return lent_to(std::this_thread::get_id());
}

bool Pool::used_by_no_thread() const {
    const std::lock_guard lock(mutex_);
    return lent_to(std::thread::id());
}

int Pool::open_connections() const {
    const std::lock_guard lock(mutex_);
    return count_;
}

}  // namespace aside::exec
