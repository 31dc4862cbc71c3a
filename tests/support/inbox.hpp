#pragma once
#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include "aside/notifications.hpp"

namespace aside::testing {

/// The notifications that handlers were called with, in order.
class Inbox {
public:
    void add(const Notification& notification) {
        const std::lock_guard lock(mutex_);
        received_.push_back(notification);
        changed_.notify_all();
    }
    /// A handler that puts all into it.
    auto handler() {
        return [this](const Notification& notification) { add(notification); };
    }
    /// All, once there are so many; fewer if they do not come within 20 seconds.
    std::vector<Notification> wait_for(std::size_t size) {
        std::unique_lock lock(mutex_);
        changed_.wait_for(lock, std::chrono::seconds(20), [&] { return received_.size() >= size; });
        return received_;
    }
    /// The payloads, once there are so many.
    std::vector<std::string> payloads(std::size_t size) {
        std::vector<std::string> texts;
        for (const Notification& each : wait_for(size)) texts.push_back(each.payload);
        return texts;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Notification> received_;
};

}  // namespace aside::testing
