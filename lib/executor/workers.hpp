#pragma once
// What the executor stands on; arena.cpp and thread.cpp each define it, and the build picks one.
#include <memory>

namespace aside::executor {

/// Threads that call a function when asked to. `enqueue` is thread-safe; the destructor waits for
/// calls that have begun.
class Workers {
public:
    explicit Workers(int threads);
    Workers(const Workers&) = delete;
    Workers& operator=(const Workers&) = delete;
    ~Workers();
    /// Has some thread call it soon, side by side with others.
    void enqueue(void (*pump)() noexcept);

private:
    struct Threads;
    std::unique_ptr<Threads> threads_;
};

}  // namespace aside::executor
