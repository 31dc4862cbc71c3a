#include "exec/database/turn_queue.hpp"

#include <algorithm>
#include <bit>
#include <cassert>
#include <ctime>
#include <iterator>
#include <utility>

#include "aside/error.hpp"
#include "exec/async/deadlines.hpp"
#include "exec/async/readers_aside.hpp"
#include "exec/session/interrupt_watch.hpp"

namespace aside::exec {

namespace {

/// The clock of deadlines, some milliseconds late if the system has such a one, which is read in a
/// fraction of the time: each turn reads it.
TurnQueue::Clock::time_point roughly_now() {
#ifdef CLOCK_MONOTONIC_COARSE
    timespec now{};
    clock_gettime(CLOCK_MONOTONIC_COARSE, &now);
    return TurnQueue::Clock::time_point(std::chrono::seconds(now.tv_sec) +
                                        std::chrono::nanoseconds(now.tv_nsec));
#else
    return TurnQueue::Clock::now();
#endif
}

std::string number_of(std::thread::id thread) {
    static_assert(sizeof thread == sizeof(unsigned long));
    return std::to_string(std::bit_cast<unsigned long>(thread));
}

// Longer ones overflow the clock.
constexpr std::chrono::milliseconds longest = std::chrono::hours(24 * 365);

}  // namespace

TurnQueue::TurnQueue(Helpers helpers, std::string what, std::chrono::milliseconds patience,
                     std::shared_ptr<TurnQueue> around, const void* group)
    : any_thread_helps_(helpers == Helpers::any_thread),
      what_(std::move(what)),
      patience_(patience),
      around_(std::move(around)),
      group_(group) {}

bool TurnQueue::acquire(const Interrupt* interrupt, const char* call) {
    const auto self = std::this_thread::get_id();
    {
        const Lock lock(mutex_);
        if (taken_ && holder_ == self) return false;
        if (take_if_free(self, call)) return true;
    }
    wait_for_turn(interrupt, call, self);
    return true;
}

bool TurnQueue::take_if_free(std::thread::id thread, const char* call) {
    if (taken_ || first_ready() != tickets_.end()) return false;
    take(thread, call);
    return true;
}

void TurnQueue::take(std::thread::id thread, const char* call) {
    assert(!taken_);
    taken_ = true;
    holder_ = took_it_ = thread;
    changed_ = roughly_now();
    name_call(call);
}

// The watch is made without the lock: meanwhile the turn may have become free.
void TurnQueue::wait_for_turn(const Interrupt* interrupt, const char* call, std::thread::id self) {
    const ReadersAside aside;
    std::condition_variable wake;
    Interrupt::Watch watch(interrupt, mutex_, wake);
    WaitingLock lock(mutex_);
    if (take_if_free(self, call)) return;
    bool granted = false;
    const bool helps = any_thread_helps_ || executor::on_arena_thread();
    const auto ticket = tickets_.insert(place_for(self), Ticket{.wake = &wake,
                                                                .granted = &granted,
                                                                .thread = self,
                                                                .helps = helps,
                                                                .since = Clock::now()});
    helpers_ += helps ? 1 : 0;
    grant_if_first(ticket);  // its place may lie before a job's that is due
    const bool in_time = wait_until_granted(lock, ticket, watch);
    helpers_ -= helps ? 1 : 0;
    tickets_.erase(ticket);
    if (granted) return name_call(call);
    if (!in_time) throw DatabaseLocked(held_for_too_long());
    interrupt->check_wait(what_);
}

/// Waits until the ticket is granted or the wait is interrupted; false if a holder keeps the turn
/// for too long.
bool TurnQueue::wait_until_granted(WaitingLock& lock, Tickets::iterator ticket,
                                   Interrupt::Watch& watch) {
    while (!*ticket->granted) {
        if (watch.due()) return true;
        const auto limit = limit_of(*ticket);
        const bool late = limit != Clock::time_point::max() && Clock::now() >= limit;
        if (late && taken_) return false;
        if (!help_if_due(ticket, late)) watch.wait(lock, limit);
    }
    return true;
}

/// Lets a thread that does not help otherwise do so if the turn is free and no thread of the arena
/// comes.
bool TurnQueue::help_if_due(Tickets::iterator ticket, bool late) {
    if (!ticket->helps && !late) return false;
    if (!job_is_due() && !(ticket->helps && inner_is_due_)) return false;
    ticket->busy = true;
    if (job_is_due()) {
        run_first();
    } else {
        inner_is_due_ = false;
        const auto inner = inner_;
        const Unlocked meanwhile(mutex_);
        inner->help();
    }
    ticket->busy = false;
    grant_if_first(ticket);
    return true;
}

// The time from which on the wait is too long: counted from its beginning or, if that was later,
// from the time when the turn last changed hands.
TurnQueue::Clock::time_point TurnQueue::limit_of(const Ticket& ticket) const {
    if (patience_ >= longest) return Clock::time_point::max();
    return std::max(ticket.since, changed_) + patience_;
}

std::string TurnQueue::held_for_too_long() const {
    const auto held =
        std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - changed_);
    return "the call has waited for " + what_ + ", which " + call_.load(std::memory_order_relaxed) +
           " on thread " + number_of(took_it_) + " has had for " + std::to_string(held.count()) +
           " ms: end that sooner, do not wait in it for other writers, or give aside::connect a "
           "longer timeout";
}

// The end; but a thread that helps may come here again, from a continuation of the job that it
// helped with. That inner wait must end before the outer one can.
TurnQueue::Tickets::iterator TurnQueue::place_for(std::thread::id thread) {
    if (helpers_ == 0) return tickets_.end();
    return std::find_if(tickets_.begin(), tickets_.end(),
                        [&](const Ticket& ticket) { return ticket.thread == thread; });
}

// A granted ticket is its thread's to remove.
TurnQueue::Tickets::iterator TurnQueue::first_ready() const {
    return std::find_if(tickets_.begin(), tickets_.end(), [](const Ticket& ticket) {
        return !ticket.busy && (ticket.job || !*ticket.granted);
    });
}

bool TurnQueue::job_is_due() const {
    if (taken_) return false;
    const auto first = first_ready();
    return first != tickets_.end() && first->job;
}

void TurnQueue::enqueue(executor::Job job, std::shared_ptr<Operation> operation, bool joins) {
    const auto since = Clock::now();
    bool watch = false;
    {
        const Lock lock(mutex_);
        const auto added = tickets_.insert(
            tickets_.end(), Ticket{.job = std::move(job),
                                   .operation = std::move(operation),
                                   .joins = joins,
                                   .pending = std::make_optional<executor::Pending>(),
                                   .since = since});
        try {
            if (!taken_) advance();
        } catch (...) {
            tickets_.erase(added);
            throw;
        }
        if (taken_ || added != tickets_.begin())
            watch = patience_ < longest && !std::exchange(watched_, true);
    }
    if (watch) keep_watch(since + patience_);
}

// If no thread can be made to keep watch, jobs are not refused: they wait for their turn.
void TurnQueue::keep_watch(Clock::time_point time) noexcept {
    try {
        call_at(time, shared_from_this(), &refuse_late);
    } catch (...) {
        const Lock lock(mutex_);
        watched_ = false;
    }
}

void TurnQueue::refuse_late(const std::shared_ptr<void>& queue) noexcept {
    const executor::Pending pending;  // a shutdown waits for the refused ones' continuations
    auto& self = *std::static_pointer_cast<TurnQueue>(queue);
    auto next = Clock::time_point::max();
    std::exception_ptr why;
    for (const auto& late : self.take_late(next, why)) late.operation->refuse(why);
    if (next != Clock::time_point::max()) self.keep_watch(next);
}

/// Takes the jobs out of the queue that have waited for too long, and says why, and when to look
/// again.
TurnQueue::Tickets TurnQueue::take_late(Clock::time_point& next, std::exception_ptr& why) noexcept {
    Tickets late;
    const auto now = Clock::now();
    const Lock lock(mutex_);
    for (auto ticket = tickets_.begin(); ticket != tickets_.end();) {
        const auto each = ticket++;
        if (!each->job) continue;
        const auto limit = taken_ ? limit_of(*each) : now + patience_;
        if (limit <= now)
            late.splice(late.end(), tickets_, each);
        else
            next = std::min(next, limit);
    }
    watched_ = next != Clock::time_point::max();
    if (!late.empty()) why = error_of_late();
    return late;
}

std::exception_ptr TurnQueue::error_of_late() const noexcept {
    try {
        throw DatabaseLocked(held_for_too_long());
    } catch (...) {
        return std::current_exception();
    }
}

bool TurnQueue::next_joins() const {
    const Lock lock(mutex_);
    const auto first = first_ready();
    return first != tickets_.end() && first->joins;
}

std::shared_ptr<Operation> TurnQueue::take_joining() {
    Tickets taken;  // destroyed after the lock is released
    const Lock lock(mutex_);
    const auto first = first_ready();
    if (first == tickets_.end() || !first->joins) return nullptr;
    taken.splice(taken.begin(), tickets_, first);
    return std::move(taken.front().operation);
}

void TurnQueue::release() noexcept {
    const Lock lock(mutex_);
    assert(taken_);
    taken_ = false;
    holder_ = {};
    changed_ = roughly_now();
    try {
        advance();
    } catch (...) {
        run_here();
    }
}

// The turn is free: gives it to the first ticket that is ready for it. Throws if that is a job for
// which no pump can be posted.
void TurnQueue::advance() {
    const auto first = first_ready();
    if (first == tickets_.end()) return;
    if (!first->job) return grant(first);
    if (helpers_ > 0) wake_helpers();
    if (around_) around_->notice_inner();
    if (pump_posted_) return;
    executor::post([self = shared_from_this()] { self->pump(); }, group_);
    pump_posted_ = true;
}

void TurnQueue::grant_if_first(Tickets::iterator ticket) {
    if (!taken_ && first_ready() == ticket) grant(ticket);
}

void TurnQueue::grant(Tickets::iterator ticket) {
    assert(!ticket->busy);
    take(ticket->thread, "a call");  // at once, so that no other thread comes in between
    *ticket->granted = true;
    ticket->wake->notify_one();
}

void TurnQueue::notice_inner() {
    const Lock lock(mutex_);
    inner_is_due_ = inner_ != nullptr;
    if (helpers_ > 0) wake_helpers();
    if (around_) around_->notice_inner();
}

void TurnQueue::set_inner(std::shared_ptr<TurnQueue> inner) {
    const Lock lock(mutex_);
    inner_ = std::move(inner);
    inner_is_due_ = false;
}

void TurnQueue::help() {
    WaitingLock lock(mutex_);
    if (job_is_due()) return run_first();
    if (!inner_is_due_) return;
    inner_is_due_ = false;
    const auto inner = inner_;
    lock.unlock();
    inner->help();
}

void TurnQueue::wake_helpers() {
    for (const auto& ticket : tickets_) {
        if (ticket.helps && !ticket.busy) ticket.wake->notify_one();
    }
}

void TurnQueue::pump() {
    const Lock lock(mutex_);
    pump_posted_ = false;
    if (job_is_due()) run_first();
}

void TurnQueue::run_first() {
    Tickets due;
    due.splice(due.begin(), tickets_, first_ready());
    take(std::this_thread::get_id(), "a call in the background");
    const Unlocked meanwhile(mutex_);
    due.front().pending.reset();    // it runs now, which the executor knows by itself
    due.front().operation.reset();  // the job has it, and lets go of it in time
    due.front().job();
    due.clear();  // without the lock
}

// The jobs' own releases come here again, and leave the rest to the loop: the stack stays small. It
// ends once a pump can be posted.
void TurnQueue::run_here() noexcept {
    if (std::exchange(runs_here_, true)) return;
    while (!pump_posted_ && job_is_due()) run_first();
    runs_here_ = false;
}

bool TurnQueue::held_by_this_thread() const {
    const Lock lock(mutex_);
    return taken_ && holder_ == std::this_thread::get_id();
}

void TurnQueue::leave_thread() noexcept {
    const Lock lock(mutex_);
    if (holder_ == std::this_thread::get_id()) holder_ = {};
}

void TurnQueue::abandon_if_held_by_this_thread() noexcept {
    if (held_by_this_thread()) abandon();
}

void TurnQueue::abandon() noexcept {
    Tickets dropped;  // destroyed after the lock is released
    const Lock lock(mutex_);
    for (auto ticket = tickets_.begin(); ticket != tickets_.end();) {
        const auto each = ticket++;
        if (each->job) dropped.splice(dropped.end(), tickets_, each);
    }
    if (around_) around_->abandon();
}

}  // namespace aside::exec
