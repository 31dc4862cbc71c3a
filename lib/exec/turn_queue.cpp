#include "exec/turn_queue.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "exec/interrupt_watch.hpp"

namespace aside::exec {

using detail::Interrupt;

bool TurnQueue::acquire(const Interrupt* interrupt) {
    const auto self = std::this_thread::get_id();
    {
        const std::lock_guard lock(mutex_);
        if (taken_ && holder_ == self) return false;
        if (take_if_free(self)) return true;
    }
    wait_for_turn(interrupt, self);
    return true;
}

bool TurnQueue::take_if_free(std::thread::id thread) {
    if (taken_ || !tickets_.empty()) return false;
    taken_ = true;
    holder_ = thread;
    return true;
}

// The watch is made without the lock: meanwhile the turn may have become free.
void TurnQueue::wait_for_turn(const Interrupt* interrupt, std::thread::id self) {
    std::condition_variable wake;
    Interrupt::Watch watch(interrupt, mutex_, wake);
    std::unique_lock lock(mutex_);
    if (take_if_free(self) || wait_until_granted(lock, wake, watch, self)) return;
    interrupt->check_wait(what_);
}

/// False where it was interrupted.
bool TurnQueue::wait_until_granted(std::unique_lock<std::mutex>& lock,
                                   std::condition_variable& wake, Interrupt::Watch& watch,
                                   std::thread::id self) {
    bool granted = false;
    const bool helps = any_thread_helps_ || executor::on_arena_thread();
    const auto ticket = tickets_.insert(
        place_for(self),
        Ticket{.wake = &wake, .granted = &granted, .thread = self, .helps = helps});
    helpers_ += helps ? 1 : 0;
    while (!granted) {
        if (watch.due()) {
            tickets_.erase(ticket);
            break;
        }
        if (helps && job_is_due()) {
            run_head(lock);
        } else if (helps && inner_is_due_) {
            inner_is_due_ = false;
            const auto inner = inner_;
            lock.unlock();
            inner->help();
            lock.lock();
        } else {
            watch.wait(lock);
        }
    }
    helpers_ -= helps ? 1 : 0;
    return granted;
}

// The end; but a thread that helps may come here again, from a continuation of the job that it
// helped with. That inner wait must end before the outer one can.
std::list<TurnQueue::Ticket>::iterator TurnQueue::place_for(std::thread::id thread) {
    if (helpers_ == 0) return tickets_.end();
    return std::find_if(tickets_.begin(), tickets_.end(),
                        [&](const Ticket& ticket) { return ticket.thread == thread; });
}

void TurnQueue::enqueue(Job job, std::shared_ptr<detail::Operation> joining) {
    const std::lock_guard lock(mutex_);
    tickets_.push_back(Ticket{.job = std::move(job),
                              .joining = std::move(joining),
                              .pending = std::make_optional<executor::Pending>()});
    if (!taken_) advance();
}

bool TurnQueue::next_joins() const {
    const std::lock_guard lock(mutex_);
    return !tickets_.empty() && tickets_.front().joining;
}

std::shared_ptr<detail::Operation> TurnQueue::take_joining() {
    std::list<Ticket> taken;  // destroyed after the lock is released
    const std::lock_guard lock(mutex_);
    if (tickets_.empty() || !tickets_.front().joining) return nullptr;
    taken.splice(taken.begin(), tickets_, tickets_.begin());
    return std::move(taken.front().joining);
}

void TurnQueue::release() noexcept {
    const std::lock_guard lock(mutex_);
    taken_ = false;
    holder_ = {};
    advance();
}

// Nobody has the turn: gives it to the head of the queue.
void TurnQueue::advance() {
    if (tickets_.empty()) return;
    if (!tickets_.front().job) {
        taken_ = true;  // at once, so that nobody comes in between
        holder_ = tickets_.front().thread;
        *tickets_.front().granted = true;
        tickets_.front().wake->notify_one();
        tickets_.pop_front();
        return;
    }
    if (!pump_posted_) {
        pump_posted_ = true;
        executor::post([self = shared_from_this()] { self->pump(); });
    }
    if (helpers_ > 0) wake_helpers();
    if (around_) around_->notice_inner();
}

void TurnQueue::notice_inner() {
    const std::lock_guard lock(mutex_);
    inner_is_due_ = inner_ != nullptr;
    if (helpers_ > 0) wake_helpers();
    if (around_) around_->notice_inner();
}

void TurnQueue::set_inner(std::shared_ptr<TurnQueue> inner) {
    const std::lock_guard lock(mutex_);
    inner_ = std::move(inner);
    inner_is_due_ = false;
}

void TurnQueue::help() {
    std::unique_lock lock(mutex_);
    if (job_is_due()) return run_head(lock);
    if (!inner_is_due_) return;
    inner_is_due_ = false;
    const auto inner = inner_;
    lock.unlock();
    inner->help();
}

void TurnQueue::wake_helpers() {
    for (const auto& ticket : tickets_) {
        if (ticket.helps) ticket.wake->notify_one();
    }
}

void TurnQueue::pump() {
    std::unique_lock lock(mutex_);
    pump_posted_ = false;
    if (job_is_due()) run_head(lock);
}

void TurnQueue::run_head(std::unique_lock<std::mutex>& lock) {
    {
        std::list<Ticket> due;
        due.splice(due.begin(), tickets_, tickets_.begin());
        taken_ = true;
        holder_ = std::this_thread::get_id();
        lock.unlock();
        due.front().pending.reset();  // it runs now, which the executor knows by itself
        due.front().job();
    }
    lock.lock();
}

bool TurnQueue::held_by_this_thread() const {
    const std::lock_guard lock(mutex_);
    return taken_ && holder_ == std::this_thread::get_id();
}

void TurnQueue::leave_thread() noexcept {
    const std::lock_guard lock(mutex_);
    if (holder_ == std::this_thread::get_id()) holder_ = {};
}

void TurnQueue::abandon_if_held_by_this_thread() noexcept {
    if (held_by_this_thread()) abandon();
}

void TurnQueue::abandon() noexcept {
    std::list<Ticket> dropped;  // destroyed after the lock is released
    const std::lock_guard lock(mutex_);
    for (auto ticket = tickets_.begin(); ticket != tickets_.end();) {
        const auto next = std::next(ticket);
        if (ticket->job) dropped.splice(dropped.end(), tickets_, ticket);
        ticket = next;
    }
    if (around_) around_->abandon();
}

}  // namespace aside::exec
