#include "exec/database/call_queue.hpp"

#include <algorithm>
#include <utility>

#include "exec/async/background.hpp"
#include "executor/executor.hpp"

namespace aside::exec {

CallQueue::CallQueue(int connections, std::size_t together)
    : most_servers_(static_cast<std::size_t>(connections)), together_(together) {}

void CallQueue::add(Intent intent, const std::shared_ptr<Operation>& operation,
                    const std::shared_ptr<Database>& database, Serve serve) {
    const Lock lock(mutex_);
    Line& line = line_of(intent);
    line.push_back({operation, ++last_number_});
    serve_ = serve;
    if (coming_ + at_work_.size() >= most_servers_) return;
    try {
        post_server(database);
    } catch (...) {
        if (coming_ + at_work_.size() > 0) return;
        line.pop_back();
        throw;
    }
}

CallQueue::Line& CallQueue::line_of(Intent intent) {
    return intent == Intent::read_of_row ? reads_ : writes_;
}

void CallQueue::post_server(const std::shared_ptr<Database>& database) {
    at_work_.reserve(coming_ + at_work_.size() + 1);
    executor::post([this, serve = serve_,
                    database = database]() mutable { serve(*this, std::move(database)); },
                   &plain_calls);
    ++coming_;
}

int CallQueue::waiting() const {
    const Lock lock(mutex_);
    return static_cast<int>(reads_.size() + writes_.size());
}

std::optional<CallQueue::Call> CallQueue::begin() {
    {
        const Lock lock(mutex_);
        --coming_;
        at_work_.push_back(std::this_thread::get_id());
    }
    // Outside of the lock an operation may end that was refused.
    while (auto first = take_first())
        if (first->operation->claim()) return first;
    return std::nullopt;
}

std::optional<CallQueue::Call> CallQueue::take_first() {
    const Lock lock(mutex_);
    if (reads_.empty() && writes_.empty()) return std::nullopt;
    const bool reads =
        writes_.empty() || (!reads_.empty() && reads_.front().number < writes_.front().number);
    const Intent intent = reads ? Intent::read_of_row : Intent::write_of_row;
    return Call{take_from(line_of(intent)), intent};
}

std::shared_ptr<Operation> CallQueue::take_from(Line& line) {
    auto first = std::move(line.front().operation);
    line.pop_front();
    return first;
}

std::size_t CallQueue::company(Intent intent) const {
    const Lock lock(mutex_);
    const std::size_t waiting = intent == Intent::read_of_row ? reads_.size() : writes_.size();
    const std::size_t share = (waiting + 1 + coming_) / (coming_ + 1);  // with this one's own
    return std::min(share, together_) - 1;
}

std::shared_ptr<Operation> CallQueue::take(Intent intent) {
    while (true) {
        std::shared_ptr<Operation> first;
        {
            const Lock lock(mutex_);
            Line& line = line_of(intent);
            if (line.empty()) return nullptr;
            first = take_from(line);
        }
        if (first->claim()) return first;
    }
}

bool CallQueue::end(const std::shared_ptr<Database>& database) noexcept {
    const Lock lock(mutex_);
    return end_one(database);
}

bool CallQueue::end_one(const std::shared_ptr<Database>& database) noexcept {
    at_work_.erase(std::ranges::find(at_work_, std::this_thread::get_id()));
    if (reads_.size() + writes_.size() <= coming_) return false;
    try {
        post_server(database);
        return false;
    } catch (...) {
        ++coming_;
        return true;
    }
}

void CallQueue::leave_thread(const std::shared_ptr<Database>& database) noexcept {
    const Lock lock(mutex_);
    while (std::ranges::find(at_work_, std::this_thread::get_id()) != at_work_.end())
        if (end_one(database)) --coming_;  // no other thread can be had
}

}  // namespace aside::exec
