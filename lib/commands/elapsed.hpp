#pragma once
#include <chrono>
#include <condition_variable>
#include <iosfwd>
#include <string>
#include <thread>

#include "aside/detail/mutex.hpp"

namespace aside::commands {

/// Says on a terminal what is being done and for how long, in a line that is written anew each
/// second, once it takes longer than one. Thread-safe; its own thread writes the line.
class Elapsed {
public:
    using Clock = std::chrono::steady_clock;

    /// `terminal` is nullptr where there is none: then it says nothing.
    explicit Elapsed(std::ostream* terminal);
    Elapsed(const Elapsed&) = delete;
    Elapsed& operator=(const Elapsed&) = delete;
    /// Removes the line.
    ~Elapsed();

    /// What is being done from here on; nothing if it is empty.
    void doing(const std::string& what) ASIDE_EXCLUDES(mutex_);

private:
    void tick() ASIDE_EXCLUDES(mutex_);
    void clear() ASIDE_REQUIRES(mutex_);

    std::ostream* const terminal_;
    detail::Mutex mutex_;
    std::condition_variable changed_;
    std::string what_ ASIDE_GUARDED_BY(mutex_);
    Clock::time_point since_ ASIDE_GUARDED_BY(mutex_){};
    bool shown_ ASIDE_GUARDED_BY(mutex_) = false;
    bool ends_ ASIDE_GUARDED_BY(mutex_) = false;
    std::thread ticking_;
};

}  // namespace aside::commands
