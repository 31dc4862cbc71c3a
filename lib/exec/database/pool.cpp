#include "exec/database/pool.hpp"

#include <algorithm>
#include <utility>

#include "aside/error.hpp"
#include "exec/session/interrupt_watch.hpp"

namespace aside::exec {

namespace {

using Time = Pool::Clock::time_point;
using std::chrono::milliseconds;

constexpr int most_opened_at_once = 2;
/// How long none is opened, after a server had no room for more, while others may become free.
constexpr milliseconds before_next_try(250);
/// For how long an error of opening one is of interest to those that find none.
constexpr milliseconds recent(60'000);

std::string in_ms(Pool::Clock::duration time) {
    return std::to_string(std::chrono::duration_cast<milliseconds>(time).count()) + " ms";
}

}  // namespace

Pool::Slot::Slot(Pool& pool, std::unique_ptr<Session> session)
    : Loan(session.get()),
      pool_(pool),
      session_(std::move(session)),
      since_(Clock::now()),
      opened_(since_) {
    session_->replace_by([&pool](const Interrupt* interrupt) { return pool.replace(interrupt); });
}

// Longer time-outs overflow the clock.
Pool::Pool(std::string what, Open open, const Rules& rules)
    : what_(std::move(what)), open_(std::move(open)), rules_([&] {
          constexpr milliseconds longest = std::chrono::hours(24 * 365);
          Rules finite = rules;
          for (auto* each : {&finite.timeout, &finite.max_age, &finite.idle_timeout})
              *each = std::min(*each, longest);
          return finite;
      }()) {}

// Taking.

Pool::Slot& Pool::take(const Interrupt* interrupt, const char* call) {
    for (;;) {
        Slot& slot = take_any(interrupt, call);
        if (!slot.unsure_ || answers(slot, interrupt)) return slot;
    }
}

Pool::Slot& Pool::take_to_write(const Interrupt* interrupt, const char* call) {
    Slot& slot = take(interrupt, call);
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

Pool::Slot& Pool::take_any(const Interrupt* interrupt, const char* call) {
    unsigned failures = 0;
    {
        const Lock lock(mutex_);
        failures = failure_.number;
        if (Slot* slot = take_now(interrupt, call)) return *slot;
    }
    return wait_and_take(interrupt, call, failures);
}

// The watch is made without the lock: meanwhile a connection may have become free. A thread that
// gives up may have been the one that was told of it: another one is told.
Pool::Slot& Pool::wait_and_take(const Interrupt* interrupt, const char* call,
                                unsigned failures_before) {
    Interrupt::Watch watch(interrupt, mutex_, freed_);
    const auto limit = Clock::now() + rules_.timeout;
    WaitingLock lock(mutex_);
    for (;;) {
        if (failure_.number != failures_before && !others_may_come())
            std::rethrow_exception(failure_.error);
        if (Slot* slot = take_now(interrupt, call)) return *slot;
        if (interrupt != nullptr && interrupt->due()) {
            freed_.notify_one();
            interrupt->check_wait("one of the " + std::to_string(rules_.size) + ' ' + what_);
        }
        const auto now = Clock::now();
        if (now >= limit) throw_none_to_be_had(failures_before);
        const auto again = failure_.time + before_next_try;
        watch.wait(lock, failure_.passes && again > now ? std::min(limit, again) : limit);
    }
}

Pool::Slot* Pool::take_now(const Interrupt* interrupt, const char* call) {
    const auto now = about_now();
    if (Slot* slot = take_idle(now)) return &lend(*slot, call, now);
    if (!may_open(now)) return nullptr;
    try {
        return &lend(open_one(interrupt), call, about_now());
    } catch (const OperationalError& error) {
        const bool stopped = interrupt != nullptr && interrupt->due();
        if (stopped || !error.retryable() || !others_may_come()) throw;
        return nullptr;
    }
}

Pool::Slot* Pool::take_idle(Time now) {
    while (!idle_.empty()) {
        Slot& slot = *idle_.back();
        idle_.pop_back();
        if (may_be_lent(slot, now)) return &slot;
        close_later(remove(slot), now);
    }
    return nullptr;
}

bool Pool::may_open(Time now) const {
    if (!has_room() || opening_ >= most_opened_at_once) return false;
    return !failure_.passes || now >= failure_.time + before_next_try || !others_may_come();
}

bool Pool::has_room() const {
    return count_ - aside_ < rules_.size || lent_to(std::this_thread::get_id());
}

/// Whether there is a connection that this thread may wait for, other than its own.
bool Pool::others_may_come() const {
    return std::any_of(slots_.begin(), slots_.end(), [](const auto& slot) {
        return !slot->lent_ || slot->borrower_ != std::this_thread::get_id();
    });
}

void Pool::throw_none_to_be_had(unsigned failures_before) const {
    if (has_room() && failure_.number != failures_before) std::rethrow_exception(failure_.error);
    std::string message = has_room() ? "none of the " + what_ + " could be opened within " +
                                           in_ms(rules_.timeout) + "; " + std::to_string(opening_) +
                                           " are being opened"
                                     : all_in_use();
    if (failure_.error && about_now() - failure_.time < recent) {
        message +=
            "; one that was to be opened " + in_ms(about_now() - failure_.time) + " ago failed";
        try {
            std::rethrow_exception(failure_.error);
        } catch (const std::exception& error) {
            message += std::string(": ") + error.what();
        } catch (...) {  // of the program's own hook
        }
    }
    throw OperationalError(message);
}

std::string Pool::all_in_use() const {
    const Slot* longest = nullptr;
    for (const auto& slot : slots_)
        if (slot->lent_ && (longest == nullptr || slot->since_ < longest->since_))
            longest = slot.get();
    std::string text = "all " + std::to_string(rules_.size) + ' ' + what_ + " were in use for " +
                       in_ms(rules_.timeout);
    if (longest != nullptr)
        text +=
            ", the longest for " + in_ms(about_now() - longest->since_) + " by " + longest->call_;
    return text + ": give aside::connect a larger pool_size, or hold " +
           (rules_.blocks == Blocks::count ? "blocks and iterators" : "iterators") +
           " for a shorter time";
}

Pool::Slot& Pool::lend(Slot& slot, const char* call, Time now) const {
    const auto idle = now - slot.since_;
    slot.unsure_ = idle >= rules_.ping_after;
    slot.session_->lend(idle >= rules_.stale_after);
    slot.since_ = now;
    slot.call_ = call;
    slot.lent_ = true;
    slot.borrower_ = std::this_thread::get_id();
    return slot;
}

bool Pool::answers(Slot& slot, const Interrupt* interrupt) {
    slot.usable_ = false;
    try {
        slot.usable_ = slot.session_->answers(interrupt, rules_.timeout);
    } catch (...) {
        give_back(slot);
        throw;
    }
    if (slot.usable_) return true;
    give_back(slot);  // closes it
    return false;
}

// Opening.

std::unique_ptr<Session> Pool::connect(const Interrupt* interrupt) {
    ++opening_;
    std::unique_ptr<Session> opened;
    try {
        const Unlocked meanwhile(mutex_);
        opened = open_(interrupt);
    } catch (...) {
        --opening_;
        note_failure(interrupt);
        freed_.notify_all();
        opened_.notify_all();
        throw;
    }
    --opening_;
    freed_.notify_one();
    opened_.notify_all();
    return opened;
}

// That a call was stopped says nothing to others.
void Pool::note_failure(const Interrupt* interrupt) noexcept {
    if (interrupt != nullptr && interrupt->due()) return;
    failure_ = {
        .number = failure_.number + 1, .error = std::current_exception(), .time = about_now()};
    try {
        throw;
    } catch (const Error& error) {
        failure_.passes = error.retryable();
    } catch (...) {  // of the program's own hook
    }
}

Pool::Slot& Pool::open_one(const Interrupt* interrupt) {
    const auto all = static_cast<std::size_t>(count_) + 1;
    slots_.reserve(all);  // so that nothing after the opening can fail, nor giving back
    idle_.reserve(all);
    ++count_;
    std::unique_ptr<Slot> slot;
    try {
        auto session = connect(interrupt);
        slot = std::make_unique<Slot>(*this, std::move(session));
    } catch (...) {
        --count_;
        throw;
    }
    if (rules_.max_age.count() > 0) {
        std::uniform_real_distribution<double> jitter(0.9, 1.1);
        slot->expires_ = slot->opened_ + std::chrono::duration_cast<Clock::duration>(
                                             rules_.max_age * jitter(random_));
    }
    return *slots_.emplace_back(std::move(slot));
}

std::unique_ptr<Session> Pool::replace(const Interrupt* interrupt) {
    Interrupt::Watch watch(interrupt, mutex_, opened_);
    WaitingLock lock(mutex_);
    distrusted_ = Clock::now();
    while (opening_ >= most_opened_at_once) {
        if (interrupt != nullptr) interrupt->check_wait("others of the " + what_ + " to be opened");
        watch.wait(lock);
    }
    return connect(interrupt);
}

// Giving back.

void Pool::give_back(Slot& slot) noexcept {
    std::unique_ptr<Slot> closed;  // after the lock is released
    const Lock lock(mutex_);
    const auto now = about_now();
    slot.lent_ = false;
    slot.writes_ = false;
    slot.since_ = now;
    if (slot.aside_ > 0) {
        slot.aside_ = 0;
        --aside_;
    }
    if (slot.session_->others_are_suspect()) {
        distrusted_ = Clock::now();
        sweep(now);
    }
    if (slot.usable_ && slot.opened_ > distrusted_ && now < slot.expires_ &&
        count_ - aside_ <= rules_.size) {
        idle_.push_back(&slot);
        note_idle(slot, now);
    } else {
        close_later(remove(slot), now);
    }
    if (next_look_ == Time::max() || !rules_.watched) closed.swap(closing_);
    fill_when_due(now);
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
    if (keeper == Keeper::iterator || rules_.blocks == Blocks::set_aside) set_aside(slot);
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

int Pool::open_connections() const {
    const Lock lock(mutex_);
    return count_;
}

int Pool::connections_in_use() const {
    const Lock lock(mutex_);
    return count_ - static_cast<int>(idle_.size());
}

}  // namespace aside::exec
