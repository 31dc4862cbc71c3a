#include "exec/database/pool.hpp"

#include <algorithm>
#include <utility>

#include "aside/error.hpp"
#include "exec/session/interrupt_watch.hpp"

namespace aside::exec {

// Longer time-outs overflow the clock.
Pool::Pool(std::string what, Open open, int size, std::chrono::milliseconds timeout, Blocks blocks)
    : what_(std::move(what)),
      open_(std::move(open)),
      size_(size),
      timeout_(std::min<std::chrono::milliseconds>(timeout, std::chrono::hours(24 * 365))),
      blocks_(blocks) {}

Pool::Slot& Pool::take(const Interrupt* interrupt) {
    for (;;) {
        std::unique_ptr<Slot> closed;  // destroyed after the lock is released
        const Lock lock(mutex_);
        if (!may_take()) break;
        if (Slot* slot = take_one(closed)) return *slot;
    }
    return wait_and_take(interrupt);
}

Pool::Slot& Pool::take_to_write(const Interrupt* interrupt) {
    Slot& slot = take(interrupt);
    const Lock lock(mutex_);
    slot.writes_ = true;
    return slot;
}

Pool::Slot* Pool::writer_of_this_thread() {
    const Lock lock(mutex_);
    for (const auto& slot : slots_)
        if (slot->writes_ && slot->borrower_ == std::this_thread::get_id()) return slot.get();
    return nullptr;
}

// The watch is made without the lock: meanwhile a connection may have become free.
Pool::Slot& Pool::wait_and_take(const Interrupt* interrupt) {
    Interrupt::Watch watch(interrupt, mutex_, freed_);
    for (;;) {
        std::unique_ptr<Slot> closed;  // destroyed after the lock is released
        WaitingLock lock(mutex_);
        wait_until_free(lock, watch, interrupt);
        if (Slot* slot = take_one(closed)) return *slot;
    }
}

// A thread that gives up may have been the one that was told of a free connection: another one is
// told.
void Pool::wait_until_free(WaitingLock& lock, Interrupt::Watch& watch, const Interrupt* interrupt) {
    const auto limit = Interrupt::Clock::now() + timeout_;
    while (!may_take()) {
        if (interrupt != nullptr && interrupt->due()) {
            freed_.notify_one();
            interrupt->check_wait("one of the " + std::to_string(size_) + ' ' + what_);
        }
        if (Interrupt::Clock::now() >= limit) throw_all_in_use();
        watch.wait(lock, limit);
    }
}

void Pool::throw_all_in_use() const {
    throw OperationalError(
        "all " + std::to_string(size_) + ' ' + what_ + " were in use for " +
        std::to_string(timeout_.count()) + " ms: give aside::connect a larger pool_size, or hold " +
        (blocks_ == Blocks::count ? "blocks and iterators" : "iterators") + " for a shorter time");
}

bool Pool::may_take() const {
    return !idle_.empty() || count_ - aside_ < size_ || lent_to(std::this_thread::get_id());
}

Pool::Slot* Pool::take_one(std::unique_ptr<Slot>& closed) {
    if (idle_.empty()) return &open_one();
    Slot& slot = *idle_.back();
    idle_.pop_back();
    if (slot.session_->usable()) return &lend(slot);
    closed = remove(slot);
    return nullptr;
}

Pool::Slot& Pool::lend(Slot& slot) {
    slot.lent_ = true;
    slot.borrower_ = std::this_thread::get_id();
    return slot;
}

Pool::Slot& Pool::open_one() {
    const auto all = static_cast<std::size_t>(count_) + 1;
    slots_.reserve(all);  // so that nothing after the opening can fail, nor giving back
    idle_.reserve(all);
    ++count_;
    std::unique_ptr<Slot> opened;
    try {
        const Unlocked meanwhile(mutex_);
        opened = std::make_unique<Slot>(*this, open_());
    } catch (...) {
        --count_;
        freed_.notify_one();
        throw;
    }
    return lend(*slots_.emplace_back(std::move(opened)));
}

void Pool::give_back(Slot& slot) noexcept {
    std::unique_ptr<Slot> superfluous;  // closed after the lock is released
    const Lock lock(mutex_);
    slot.lent_ = false;
    slot.writes_ = false;
    if (slot.aside_ > 0) {
        slot.aside_ = 0;
        --aside_;
    }
    if (slot.usable_ && count_ - aside_ <= size_) {
        idle_.push_back(&slot);
    } else {
        superfluous = remove(slot);
    }
    freed_.notify_one();
}

std::unique_ptr<Pool::Slot> Pool::remove(const Slot& slot) noexcept {
    const auto mine = std::find_if(slots_.begin(), slots_.end(),
                                   [&](const auto& each) { return each.get() == &slot; });
    auto removed = std::move(*mine);
    slots_.erase(mine);
    --count_;
    return removed;
}

void Pool::leave_thread(Slot& slot, Keeper keeper) noexcept {
    const Lock lock(mutex_);
    if (slot.borrower_ == std::thread::id()) return;
    slot.borrower_ = {};
    slot.keeper_ = keeper;
    if (keeper == Keeper::iterator || blocks_ == Blocks::set_aside) set_aside(slot);
}

void Pool::set_aside(Slot& slot) noexcept {
    if (++slot.aside_ > 1) return;
    ++aside_;
    freed_.notify_one();
}

void Pool::count_again(Slot& slot) noexcept {
    if (slot.aside_ > 0 && --slot.aside_ == 0) --aside_;
}

bool Pool::set_aside() noexcept {
    const Lock lock(mutex_);
    bool any = false;
    for (const auto& slot : slots_) {
        if (!slot->lent_ || slot->borrower_ != std::this_thread::get_id()) continue;
        set_aside(*slot);
        any = true;
    }
    return any;
}

void Pool::take_back() noexcept {
    const Lock lock(mutex_);
    for (const auto& slot : slots_)
        if (slot->lent_ && slot->borrower_ == std::this_thread::get_id()) count_again(*slot);
}

bool Pool::lent_to(std::thread::id thread) const {
    return std::any_of(slots_.begin(), slots_.end(),
                       [&](const auto& slot) { return slot->lent_ && slot->borrower_ == thread; });
}

bool Pool::used_by_this_thread() const {
    const Lock lock(mutex_);
    return lent_to(std::this_thread::get_id());
}

bool Pool::used_by_iterators() const {
    const Lock lock(mutex_);
    return std::any_of(slots_.begin(), slots_.end(), [](const auto& slot) {
        return slot->lent_ && slot->borrower_ == std::thread::id() &&
               slot->keeper_ == Keeper::iterator;
    });
}

int Pool::open_connections() const {
    const Lock lock(mutex_);
    return count_;
}

}  // namespace aside::exec
