// What becomes of the connections of a pool that nothing uses.
#include <ctime>

#include <algorithm>
#include <utility>

#include "exec/database/pool.hpp"

namespace aside::exec {

namespace {

using Time = Pool::Clock::time_point;
using std::chrono::milliseconds;

/// How long none is opened in the background after one could not be.
constexpr milliseconds before_next_fill(5000);
/// How long until it is looked whether others, who open some themselves, have left too few.
constexpr milliseconds before_next_try(250);
/// How late the background may be before it is taken to have ended.
constexpr milliseconds grace(1000);

}  // namespace

Time Pool::about_now() noexcept {
    timespec time{};
    clock_gettime(CLOCK_MONOTONIC_COARSE, &time);
    return Time(std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec));
}

bool Pool::may_be_lent(const Slot& slot, Time now) const {
    return now < slot.expires_ && slot.opened_ > distrusted_ && slot.session_->usable();
}

void Pool::close_later(std::unique_ptr<Slot> slot, Time now) noexcept {
    slot->next_ = std::move(closing_);
    closing_ = std::move(slot);
    if (rules_.watched) look_again(now);
}

void Pool::sweep(Time now) noexcept {
    const auto is_over = [&](Slot* slot) ASIDE_REQUIRES(mutex_) {
        const bool superfluous = rules_.idle_timeout.count() > 0 && count_ > rules_.min_idle &&
                                 now - slot->since_ >= rules_.idle_timeout;
        if (!superfluous && may_be_lent(*slot, now)) return false;
        close_later(remove(*slot), now);
        return true;
    };
    // The coldest come first.
    idle_.erase(std::remove_if(idle_.begin(), idle_.end(), is_over), idle_.end());
}

Time Pool::expiry_of(const Slot& slot) const {
    if (rules_.idle_timeout.count() == 0 || count_ <= rules_.min_idle) return slot.expires_;
    return std::min(slot.expires_, slot.since_ + rules_.idle_timeout);
}

Time Pool::next_expiry() const {
    auto next = Time::max();
    for (const Slot* slot : idle_) next = std::min(next, expiry_of(*slot));
    return next;
}

void Pool::note_idle(const Slot& slot, Time now) noexcept {
    if (rules_.watched && now - grace > next_look_) next_look_ = Time::max();  // nobody has come
    look_again(expiry_of(slot));
    if (rules_.watched || now < next_look_) return;
    sweep(now);
    next_look_ = next_expiry();
}

void Pool::look_again(Time when) noexcept {
    if (when >= next_look_) return;
    if (!rules_.watched || upkeep_.call_at(when)) next_look_ = when;
}

void Pool::fill_when_due(Time now) noexcept {
    if (rules_.watched && count_ < rules_.min_idle) look_again(std::max(now, next_fill_));
}

void Pool::keep_filled() noexcept {
    const Lock lock(mutex_);
    fill_when_due(Clock::now());
}

bool Pool::keep_up() noexcept {
    std::unique_ptr<Slot> closed;  // after the lock is released
    const Lock lock(mutex_);
    const auto now = Clock::now();
    if (now < next_look_) return false;  // it was called since, and for later
    next_look_ = now;                    // so that nothing has this called again meanwhile
    sweep(now);
    closed.swap(closing_);
    next_look_ = Time::max();
    look_again(next_expiry());
    if (count_ >= rules_.min_idle) return false;
    if (now >= next_fill_) return true;
    look_again(next_fill_);
    return false;
}

void Pool::fill(const Interrupt& interrupt) noexcept {
    const Lock lock(mutex_);
    try {
        while (count_ < rules_.min_idle && opening_ == 0) {
            Slot& slot = open_one(&interrupt);
            idle_.insert(idle_.begin(), &slot);
            note_idle(slot, about_now());
            freed_.notify_one();
        }
        next_fill_ = Clock::now() + before_next_try;
    } catch (...) {
        next_fill_ = Clock::now() + before_next_fill;
    }
    fill_when_due(Clock::now());
}

}  // namespace aside::exec
