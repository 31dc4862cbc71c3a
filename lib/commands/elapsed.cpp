#include "commands/elapsed.hpp"

#include <ostream>
#include <string>

namespace aside::commands {

Elapsed::Elapsed(std::ostream* terminal) : terminal_(terminal) {
    if (terminal_ != nullptr) ticking_ = std::thread([this] { tick(); });
}

Elapsed::~Elapsed() {
    if (terminal_ == nullptr) return;
    {
        const detail::Lock lock(mutex_);
        ends_ = true;
        clear();
    }
    changed_.notify_all();
    ticking_.join();
}

void Elapsed::doing(const std::string& what) {
    if (terminal_ == nullptr) return;
    const detail::Lock lock(mutex_);
    clear();
    what_ = what;
    since_ = Clock::now();
}

void Elapsed::tick() {
    detail::WaitingLock lock(mutex_);
    while (!ends_) {
        changed_.wait_until(lock, Clock::now() + std::chrono::seconds(1));
        const auto time = std::chrono::floor<std::chrono::seconds>(Clock::now() - since_);
        if (ends_ || what_.empty() || time.count() < 1) continue;
        *terminal_ << "\r\033[K" << what_ << " ... " << std::to_string(time.count()) << " s"
                   << std::flush;
        shown_ = true;
    }
}

void Elapsed::clear() {
    if (shown_) *terminal_ << "\r\033[K" << std::flush;
    shown_ = false;
}

}  // namespace aside::commands
