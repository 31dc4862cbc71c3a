#include "exec/database/pool.hpp"

#include <algorithm>
#include <utility>

#include "aside/error.hpp"
#include "exec/session/interrupt_watch.hpp"

namespace aside::exec {

Pool::Pool(std::string alias, Open open, int size, std::chrono::milliseconds timeout)
    : alias_(std::move(alias)),
      open_(std::move(open)),
      size_(size),
      timeout_(std::min<std::chrono::milliseconds>(timeout, std::chrono::hours(24 * 365))) {
}  // longer ones overflow the clock

Pool::Reader& Pool::take(const Interrupt* interrupt) {
    {
        const Lock lock(mutex_);
        if (may_take()) return take_one();
    }
    return wait_and_take(interrupt);
}

// The watch is made without the lock: meanwhile a connection may have become free.
Pool::Reader& Pool::wait_and_take(const Interrupt* interrupt) {
    Interrupt::Watch watch(interrupt, mutex_, freed_);
    WaitingLock lock(mutex_);
    wait_until_free(lock, watch, interrupt);
    return take_one();
}

// A thread that gives up may have been the one that was told of a free connection: another one is
// told.
void Pool::wait_until_free(WaitingLock& lock, Interrupt::Watch& watch, const Interrupt* interrupt) {
    const auto limit = Interrupt::Clock::now() + timeout_;
    while (!may_take()) {
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

bool Pool::may_take() const {
    return !idle_.empty() || count_ - aside_ < size_ || lent_to(std::this_thread::get_id());
}

Pool::Reader& Pool::take_one() {
    if (idle_.empty()) return open_one();
    Reader& reader = *idle_.back();
    idle_.pop_back();
    return lend(reader);
}

Pool::Reader& Pool::lend(Reader& reader) {
    reader.lent_ = true;
    reader.borrower_ = std::this_thread::get_id();
    return reader;
}

Pool::Reader& Pool::open_one() {
    const auto all = static_cast<std::size_t>(count_) + 1;
    readers_.reserve(all);  // so that nothing after the opening can fail, nor giving back
    idle_.reserve(all);
    ++count_;
    std::unique_ptr<Reader> opened;
    try {
        const Unlocked meanwhile(mutex_);
        opened = std::make_unique<Reader>(*this, open_());
    } catch (...) {
        --count_;
        freed_.notify_one();
        throw;
    }
    return lend(*readers_.emplace_back(std::move(opened)));
}

void Pool::give_back(Reader& reader) noexcept {
    std::unique_ptr<Reader> superfluous;  // closed after the lock is released
    const Lock lock(mutex_);
    reader.lent_ = false;
    if (reader.aside_ > 0) {
        reader.aside_ = 0;
        --aside_;
    }
    if (reader.usable_ && count_ - aside_ <= size_) {
        idle_.push_back(&reader);
    } else {
        const auto mine = std::find_if(readers_.begin(), readers_.end(),
                                       [&](const auto& each) { return each.get() == &reader; });
        superfluous = std::move(*mine);
        readers_.erase(mine);
        --count_;
    }
    freed_.notify_one();
}

void Pool::leave_thread(Reader& reader) noexcept {
    const Lock lock(mutex_);
    if (reader.borrower_ == std::thread::id()) return;
    reader.borrower_ = {};
    set_aside(reader);
}

void Pool::set_aside(Reader& reader) noexcept {
    if (++reader.aside_ > 1) return;
    ++aside_;
    freed_.notify_one();
}

void Pool::count_again(Reader& reader) noexcept {
    if (reader.aside_ > 0 && --reader.aside_ == 0) --aside_;
}

bool Pool::set_aside() noexcept {
    const Lock lock(mutex_);
    bool any = false;
    for (const auto& reader : readers_) {
        if (!reader->lent_ || reader->borrower_ != std::this_thread::get_id()) continue;
        set_aside(*reader);
        any = true;
    }
    return any;
}

void Pool::take_back() noexcept {
    const Lock lock(mutex_);
    for (const auto& reader : readers_)
        if (reader->lent_ && reader->borrower_ == std::this_thread::get_id()) count_again(*reader);
}

bool Pool::lent_to(std::thread::id thread) const {
    return std::any_of(readers_.begin(), readers_.end(), [&](const auto& reader) {
        return reader->lent_ && reader->borrower_ == thread;
    });
}

bool Pool::used_by_this_thread() const {
    const Lock lock(mutex_);
    return lent_to(std::this_thread::get_id());
}

bool Pool::used_by_no_thread() const {
    const Lock lock(mutex_);
    return lent_to(std::thread::id());
}

int Pool::open_connections() const {
    const Lock lock(mutex_);
    return count_;
}

}  // namespace aside::exec
