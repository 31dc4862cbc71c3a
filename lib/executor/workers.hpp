#pragma once
// The threads that the executor is built on.
#include <functional>
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
    /// Makes a thread call it soon, side by side with others.
    virtual void enqueue(void (*pump)() noexcept) = 0;
    /// Ends all threads but the calling one, and waits for them. Nothing is enqueued afterwards,
    /// nor are the workers destroyed if the caller is one of them.
    virtual void end_others() noexcept = 0;
};

/// Makes workers of the kind that the build picks: arena.cpp and thread.cpp each define it. Throws
/// `std::system_error` if the system gives too few threads.
[[nodiscard]] std::unique_ptr<Workers> make_workers(int threads);

/// The body of a thread: it returns when the thread should end. Throws nothing.
using Serve = std::function<void()>;
/// Plain threads, all made here. If `around` is given, each thread calls it with its body, which it
/// runs inside; if it throws before that, the thread runs the body outside. Throws as
/// `make_workers`.
[[nodiscard]] std::unique_ptr<Workers> make_plain_threads(
    int threads, std::function<void(const Serve&)> around = nullptr);

}  // namespace aside::executor
