#pragma once
// What the executor stands on.
#include <memory>

namespace aside::executor {

/// Threads that call a function when asked to. `enqueue` is thread-safe; the destructor waits for
/// calls that have begun.
class Workers {
public:
    Workers() = default;
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;
    virtual ~Workers() = default;
    /// Has some thread call it soon, side by side with others.
    virtual void enqueue(void (*pump)() noexcept) = 0;
};

/// Of the kind that the build picks: arena.cpp and thread.cpp each define it.
[[nodiscard]] std::unique_ptr<Workers> make_workers(int threads);
/// Plain threads.
[[nodiscard]] std::unique_ptr<Workers> make_plain_threads(int threads);

}  // namespace aside::executor
