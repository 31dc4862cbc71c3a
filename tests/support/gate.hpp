#pragma once
#include <atomic>
#include <chrono>
#include <future>
#include <stdexcept>
#include <string>
#include <thread>

#include "aside/query_log.hpp"

namespace aside::testing {

/// Holds up the first statement of another thread that begins with a text, once it has read its
/// rows, until it is opened: so that work in the background stays in flight for as long as a test
/// wants.
class Gate {
public:
    explicit Gate(std::string begin)
        : begin_(std::move(begin)),
          hook_(on_query([this](const Statement& statement) { hold(statement); })) {}
    Gate(const Gate&) = delete;
    Gate& operator=(const Gate&) = delete;
    ~Gate() { open(); }

    /// Returns once a statement is held; throws where none comes.
    void wait_until_held() {
        if (held_.get_future().wait_for(std::chrono::seconds(20)) != std::future_status::ready)
            throw std::logic_error("no statement came to the gate");
    }
    void open() {
        if (!opened_.exchange(true)) open_.set_value();
    }

private:
    void hold(const Statement& statement) {
        if (statement.thread == owner_ || !statement.sql.starts_with(begin_) ||
            held_once_.exchange(true))
            return;
        held_.set_value();
        may_go_.wait();
    }

    const std::string begin_;
    const std::thread::id owner_ = std::this_thread::get_id();
    std::atomic<bool> held_once_{false};
    std::atomic<bool> opened_{false};
    std::promise<void> held_;
    std::promise<void> open_;
    std::shared_future<void> may_go_{open_.get_future()};
    Subscription hook_;  // last, so that it ends before what it uses
};

}  // namespace aside::testing
