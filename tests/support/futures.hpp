#pragma once
// What the tests of futures, coroutines and their threads share.
#include <chrono>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "aside/future.hpp"
#include "executor/executor.hpp"

namespace aside::testing {

/// The result; throws where there is none after 20 seconds, so that no test hangs.
template <class Future>
auto in_time(Future&& future) {
    if (future.wait_for(std::chrono::seconds(20)) != std::future_status::ready)
        throw std::logic_error("the future is never ready");
    return future.get();
}

/// What is reported as unobserved, as texts, while it lives.
class Unobserved {
public:
    Unobserved() {
        on_unobserved_error([this](const std::exception_ptr& error) {
            const std::lock_guard lock(mutex_);
            texts_.push_back(text_of(error));
        });
    }
    Unobserved(const Unobserved&) = delete;
    Unobserved& operator=(const Unobserved&) = delete;
    ~Unobserved() { on_unobserved_error(nullptr); }

    [[nodiscard]] std::vector<std::string> texts() const {
        const std::lock_guard lock(mutex_);
        return texts_;
    }
    static std::string text_of(const std::exception_ptr& error) {
        try {
            std::rethrow_exception(error);
        } catch (const std::exception& failure) {
            return failure.what();
        }
    }

private:
    mutable std::mutex mutex_;
    std::vector<std::string> texts_;
};

using Texts = std::vector<std::string>;

/// Runs what it is given on the thread that calls `run_until`, as an event loop does.
class Loop {
public:
    void operator()(std::function<void()> job) {
        const std::lock_guard lock(mutex_);
        jobs_.push_back(std::move(job));
    }
    template <class IsSo>
    void run_until(IsSo is_so) {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!is_so()) {
            if (std::chrono::steady_clock::now() > end) throw std::logic_error("never so");
            if (!run_one()) std::this_thread::yield();
        }
    }
    [[nodiscard]] std::size_t size() const {
        const std::lock_guard lock(mutex_);
        return jobs_.size();
    }

private:
    bool run_one() {
        std::function<void()> job;
        {
            const std::lock_guard lock(mutex_);
            if (jobs_.empty()) return false;
            job = std::move(jobs_.front());
            jobs_.pop_front();
        }
        job();
        return true;
    }

    mutable std::mutex mutex_;
    std::deque<std::function<void()>> jobs_;
};

}  // namespace aside::testing
