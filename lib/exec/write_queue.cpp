#include "exec/write_queue.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

namespace aside::exec {

bool WriteQueue::acquire() {
    std::unique_lock lock(mutex_);
    const auto self = std::this_thread::get_id();
    if (taken_ && holder_ == self) return false;
    if (taken_ || !tickets_.empty()) {
        wait_for_turn(lock);
    } else {
        taken_ = true;
        holder_ = self;
    }
    return true;
}

void WriteQueue::wait_for_turn(std::unique_lock<std::mutex>& lock) {
    std::condition_variable wake;
    bool granted = false;
    const bool helps = executor::on_arena_thread();
    const auto self = std::this_thread::get_id();
    tickets_.insert(place_for(self),
                    Ticket{.wake = &wake, .granted = &granted, .thread = self, .helps = helps});
    helpers_ += helps ? 1 : 0;
    while (!granted) {
        if (helps && job_is_due())
            run_head(lock);
        else
            wake.wait(lock);
    }
    helpers_ -= helps ? 1 : 0;
}

// The end; but a thread that helps may come here again, from a continuation of the job that it
// helped with. That inner wait must end before the outer one can.
std::list<WriteQueue::Ticket>::iterator WriteQueue::place_for(std::thread::id thread) {
    if (helpers_ == 0) return tickets_.end();
    return std::find_if(tickets_.begin(), tickets_.end(),
                        [&](const Ticket& ticket) { return ticket.thread == thread; });
}

void WriteQueue::enqueue(Job job) {
    const std::lock_guard lock(mutex_);
    tickets_.push_back(
        Ticket{.job = std::move(job), .pending = std::make_optional<executor::Pending>()});
    if (!taken_) advance();
}

void WriteQueue::release() noexcept {
    const std::lock_guard lock(mutex_);
    taken_ = false;
    holder_ = {};
    advance();
}

// Nobody has the turn: gives it to the head of the queue.
void WriteQueue::advance() {
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
}

void WriteQueue::wake_helpers() {
    for (const auto& ticket : tickets_) {
        if (ticket.helps) ticket.wake->notify_one();
    }
}

void WriteQueue::pump() {
    std::unique_lock lock(mutex_);
    pump_posted_ = false;
    if (job_is_due()) run_head(lock);
}

void WriteQueue::run_head(std::unique_lock<std::mutex>& lock) {
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

bool WriteQueue::held_by_this_thread() const {
    const std::lock_guard lock(mutex_);
    return taken_ && holder_ == std::this_thread::get_id();
}

void WriteQueue::leave_thread() noexcept {
    const std::lock_guard lock(mutex_);
    if (holder_ == std::this_thread::get_id()) holder_ = {};
}

void WriteQueue::abandon_if_held_by_this_thread() noexcept {
    std::list<Ticket> dropped;  // destroyed after the lock is released
    const std::lock_guard lock(mutex_);
    if (!taken_ || holder_ != std::this_thread::get_id()) return;
    for (auto ticket = tickets_.begin(); ticket != tickets_.end();) {
        const auto next = std::next(ticket);
        if (ticket->job) dropped.splice(dropped.end(), tickets_, ticket);
        ticket = next;
    }
}

}  // namespace aside::exec
