#pragma once
#include <coroutine>
#include <cstddef>
#include <exception>
#include <future>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "aside/detail/continuation_state.hpp"
#include "aside/detail/outcome.hpp"
#include "aside/detail/unobserved.hpp"

namespace aside {
namespace detail {

template <class E>
class ExecutorOf final : public ContinuationExecutor {
public:
    explicit ExecutorOf(E executor) : executor_(std::move(executor)) {}
    void post(ScheduledContinuation scheduled) override { executor_(std::move(scheduled)); }

private:
    E executor_;
};

/// Arranges that the coroutine is resumed once the result is there; false if it should go on at
/// once instead.
[[nodiscard]] bool resume_after(const std::shared_ptr<FutureState>& state,
                                std::coroutine_handle<> coroutine);

/// The awaiter of a future. The coroutine must not be destroyed while it waits.
template <class T>
class FutureAwaiter {
public:
    explicit FutureAwaiter(Future<T>& future) : future_(&future) {}
    [[nodiscard]] bool await_ready() const noexcept { return false; }
    [[nodiscard]] bool await_suspend(std::coroutine_handle<> coroutine) const {
        return resume_after(future_->followed(), coroutine);
    }
    T await_resume() const { return future_->std::template future<T>::get(); }

private:
    Future<T>* future_;
};

}  // namespace detail

/// A `std::future` of the result of an `a` method; code that takes a `std::future<T>` takes it too.
///
/// The destructor never blocks: work whose future is dropped goes on to its end. An error that no
/// caller can get any more is reported (`on_unobserved_error`). It is used by one thread at a time.
template <class T>
class Future : public std::future<T> {
public:
    Future() = default;
    Future(std::future<T>&& plain, std::shared_ptr<detail::FutureState> state) noexcept
        : std::future<T>(std::move(plain)), state_(std::move(state)) {}
    Future(Future&&) noexcept = default;
    Future& operator=(Future&& other) noexcept {
        Future old(std::move(*this));
        std::future<T>::operator=(std::move(other));
        state_ = std::move(other.state_);
        return *this;
    }
    ~Future() {
        if (state_ && this->valid()) state_->abandon();
    }

    /// Waits for the result, and gives it or throws. `get` and `wait` stay awake for the first
    /// microseconds. On an arena thread they meanwhile run work that other threads wait for.
    T get() {
        wait_for_result();
        return std::future<T>::get();
    }
    /// Waits for the result. Stays awake for the first microseconds; on an arena thread it
    /// meanwhile runs work that other threads wait for.
    void wait() const { wait_for_result(); }

    /// Calls a function with the result (without an argument if that is void), and gives a future
    /// of the value that it returns. A future that it returns is waited for, too. An error skips
    /// the function and goes to the future that is given; if that was dropped, the error is
    /// reported.
    ///
    /// The function runs on the executor of `via`, else on the arena thread that finished the call.
    /// It runs at once if this is an arena thread and the result is there. It belongs to the
    /// transaction block in which `then` was called. Throws `std::future_error` if the future has
    /// no state (any more), or if its state is a plain `std::future`'s.
    template <class F>
    auto then(F f) && -> Future<detail::continued_t<F, T>> {
        using Problem = typename detail::continued<F, T>::error;
        (void)sizeof(Problem);
        Future<detail::continued_t<F, T>> result;
        if constexpr (std::is_same_v<Problem, detail::fine>) {
            const auto state = followed();
            auto then = std::make_shared<detail::Then<T, F>>(std::move(*this), state, std::move(f));
            result = {then->future(), then};
            state->follow(std::move(then));
        }
        return result;
    }

    /// Chooses the executor for everything that follows the result, also `co_await` and the futures
    /// that `then` gives. An executor takes a `std::function<void()>` from any thread, and has to
    /// call it once, on any thread. If it throws, that is reported, and the continuation runs on
    /// the current thread. If it drops the function, the future that `then` gave throws
    /// `std::future_error`, and a coroutine never goes on. Throws as `then`.
    template <class E>
    Future& via(E executor) & {
        followed()->run_on(std::make_shared<detail::ExecutorOf<E>>(std::move(executor)));
        return *this;
    }
    /// Chooses the executor for everything that follows the result, like `via` of an lvalue, and
    /// gives the future back.
    template <class E>
    [[nodiscard]] Future via(E executor) && {
        return std::move(via(std::move(executor)));
    }

    /// Gives the result, or throws the error, once it is there. The coroutine resumes where a
    /// continuation would run, or at once if the result is there and `via` was not called. Throws
    /// as `then`.
    detail::FutureAwaiter<T> operator co_await() {
        (void)followed();
        return detail::FutureAwaiter<T>(*this);
    }

    /// Work that has not begun never runs; a statement that runs is interrupted. The future then
    /// throws `QueryCancelled`. A future that `then` gave passes this on to the future that it
    /// waits for, and the calls that its function makes throw. Has no effect on work that is done.
    void cancel() noexcept {
        if (state_) state_->cancel();
    }

    /// For the library.
    [[nodiscard]] const std::shared_ptr<detail::FutureState>& followed() const {
        if (!state_ || !this->valid()) detail::throw_no_state();
        return state_;
    }

private:
    void wait_for_result() const {
        if (state_) state_->help();
        std::future<T>::wait();
        if (state_) state_->see_written();
    }

    std::shared_ptr<detail::FutureState> state_;
};

namespace detail {

/// Calls one function with the result, or another one with the error.
template <class T, class OnReady, class OnError>
class Delivery final : public Reported {
public:
    Delivery(std::future<T> source, OnReady on_ready, OnError on_error)
        : source_(std::move(source)),
          on_ready_(std::move(on_ready)),
          on_error_(std::move(on_error)) {}

private:
    void call() override {
        std::optional<T> result;
        try {
            result.emplace(source_.get());
        } catch (...) {
            on_error_(std::current_exception());
            return;
        }
        on_ready_(*std::move(result));
    }

    std::future<T> source_;
    OnReady on_ready_;
    OnError on_error_;
};

/// The compile error of functions that take a result or an error, or `fine`.
template <class T, class OnReady, class OnError>
using delivery_error =
    typename first_error<typename continued<OnReady, T>::error,
                         typename continued<OnError, std::exception_ptr>::error>::type;

template <class T, class OnReady, class OnError>
void deliver(Future<T> future, OnReady on_ready, OnError on_error) {
    if constexpr (std::is_same_v<delivery_error<T, OnReady, OnError>, fine>) {
        const auto state = future.followed();
        state->follow(std::make_shared<Delivery<T, OnReady, OnError>>(
            std::move(future), std::move(on_ready), std::move(on_error)));
    }
}

}  // namespace detail

/// Sets the function for errors that no caller can get any more; it takes a `std::exception_ptr`.
/// These are errors of an `a` call whose future was dropped, and of a continuation. By default, and
/// after `nullptr`, they are written to standard error. Cancelled calls are not reported.
///
/// It is called on the thread on which the error occurred or the future was destroyed, by several
/// threads at a time. An error that it throws is written to standard error.
template <class F>
void on_unobserved_error(F handler) {
    detail::handle_unobserved(std::make_shared<detail::ErrorHandlerOf<F>>(std::move(handler)));
}
/// Writes errors that no caller can get any more to standard error again.
inline void on_unobserved_error(std::nullptr_t) { detail::handle_unobserved(nullptr); }

}  // namespace aside
