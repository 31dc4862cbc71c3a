#pragma once
#include <atomic>
#include <coroutine>
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "aside/detail/future_state.hpp"

namespace aside {
namespace detail {

/// The part that all tasks' promises share: it resumes the awaiting coroutine when the task ends.
///
/// The coroutine that awaits resumes the task itself, and goes on itself if the task has ended by
/// then; else the end of the task resumes it. `met_` tells which of the two comes second. So a loop
/// that awaits tasks which end at once needs no stack for each, whether or not the compiler makes
/// tail calls.
class TaskPromise {
public:
    class End {
    public:
        [[nodiscard]] bool await_ready() const noexcept { return false; }
        template <class Promise>
        void await_suspend(std::coroutine_handle<Promise> ended) const noexcept {
            ended.promise().end();
        }
        void await_resume() const noexcept {}
    };

    [[nodiscard]] std::suspend_always initial_suspend() const noexcept { return {}; }
    [[nodiscard]] End final_suspend() const noexcept { return {}; }
    void unhandled_exception() noexcept { error_ = std::current_exception(); }

    /// Runs the task until it is first suspended, for a coroutine that is suspended itself; false
    /// if the task has ended.
    [[nodiscard]] bool start(std::coroutine_handle<> task, std::coroutine_handle<> awaiting);
    /// Runs the task for the calling thread, which waits until it has ended. Throws
    /// `SynchronousOnlyOperation` if the thread would wait for itself.
    void run_to_end(std::coroutine_handle<> task);

protected:
    void rethrow() const {
        if (error_) std::rethrow_exception(error_);
    }

private:
    struct Ended;

    void end() noexcept;

    std::coroutine_handle<> awaiting_;
    std::shared_ptr<Ended> end_;  ///< for a thread that waits instead of a coroutine
    std::atomic<bool> met_{false};
    std::exception_ptr error_;
    WriteTime written_{};  ///< by the task, once it has ended; for the coroutine that awaits it
};

template <class T>
class TaskPromiseOf : public TaskPromise {
public:
    template <class Value>
    requires std::is_convertible_v<Value&&, T>
    void return_value(Value&& value) { value_.emplace(std::forward<Value>(value)); }
    T result() {
        rethrow();
        return *std::move(value_);
    }

private:
    std::optional<T> value_;
};
template <class T>
class TaskPromiseOf<T&> : public TaskPromise {
public:
    void return_value(T& value) noexcept { value_ = &value; }
    T& result() const {
        rethrow();
        return *value_;
    }

private:
    T* value_ = nullptr;
};
template <>
class TaskPromiseOf<void> : public TaskPromise {
public:
    void return_void() const noexcept {}
    void result() const { rethrow(); }
};

}  // namespace detail

/// A coroutine that gives a `T`: `aside::Task<int> handler() { ... co_return 1; }`.
///
/// It begins when it is awaited, on the thread that awaits it. After a `co_await` it goes on where
/// the awaited work ended. It is awaited once. One that was not begun may be dropped; one that runs
/// may not. Only parameters that are taken by value are its own. Move-only.
template <class T = void>
class [[nodiscard]] Task {
public:
    class promise_type : public detail::TaskPromiseOf<T> {
    public:
        Task get_return_object() noexcept {
            return Task(std::coroutine_handle<promise_type>::from_promise(*this));
        }
    };

    Task(Task&& other) noexcept : coroutine_(std::exchange(other.coroutine_, nullptr)) {}
    Task& operator=(Task&& other) noexcept {
        Task old(std::move(*this));
        coroutine_ = std::exchange(other.coroutine_, nullptr);
        return *this;
    }
    ~Task() {
        if (coroutine_) coroutine_.destroy();
    }

    class Awaiter {
    public:
        explicit Awaiter(std::coroutine_handle<promise_type> task) : task_(task) {}
        [[nodiscard]] bool await_ready() const {
            require_new(task_);
            return false;
        }
        [[nodiscard]] bool await_suspend(std::coroutine_handle<> awaiting) const {
            return task_.promise().start(task_, awaiting);
        }
        T await_resume() const { return task_.promise().result(); }

    private:
        std::coroutine_handle<promise_type> task_;
    };

    /// Begins the task; gives its value or throws. Throws `std::future_error` if the task was moved
    /// from or awaited already.
    Awaiter operator co_await() const { return Awaiter(coroutine_); }

    /// `async_to_sync`.
    T run_to_end() && {
        require_new(coroutine_);
        coroutine_.promise().run_to_end(coroutine_);
        return coroutine_.promise().result();
    }

private:
    explicit Task(std::coroutine_handle<promise_type> coroutine) noexcept : coroutine_(coroutine) {}
    static void require_new(std::coroutine_handle<promise_type> task) {
        if (!task || task.done()) detail::throw_no_state();
    }

    std::coroutine_handle<promise_type> coroutine_;
};

/// Runs a task, beginning on this thread and in its transaction block, and blocks until it has
/// ended: gives its value, or throws. A thread of the arena meanwhile runs work that other threads
/// wait for.
///
/// On the thread of `thread_sensitive` calls it runs such calls that are made meanwhile, inside of
/// the call that waits. Throws `SynchronousOnlyOperation` on a thread that an `EventLoopGuard`
/// marks, since the task may need that thread.
template <class T>
T async_to_sync(Task<T> task) {
    return std::move(task).run_to_end();
}

}  // namespace aside
