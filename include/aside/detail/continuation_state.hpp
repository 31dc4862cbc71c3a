#pragma once
// Futures of functions that are called with other futures' results.
#include <exception>
#include <future>
#include <memory>
#include <type_traits>
#include <utility>

#include "aside/detail/check.hpp"
#include "aside/detail/function_interrupt.hpp"
#include "aside/detail/mutex.hpp"
#include "aside/detail/outcome.hpp"

namespace aside {

template <class T>
class Future;

/// The continuation cannot be called with the future's result.
template <class Function, class... Value>
struct continuation_does_not_take;

namespace detail {

/// The state of a future that comes of another one, and perhaps of one more, which the function
/// that follows the first has given.
///
/// Thread-safe: what `mutex_` does not guard, but for `interrupt_`, belongs to the thread that runs
/// it.
class ContinuationState : public FutureState,
                          public Continuation,
                          public std::enable_shared_from_this<ContinuationState> {
public:
    explicit ContinuationState(const std::shared_ptr<FutureState>& source);
    /// Cancels the future that it waits for. A function that was not called yet never is; a
    /// function that runs is stopped in the calls that it makes.
    void cancel() noexcept final;
    void help() final;
    void run() noexcept final;
    /// Has the future throw `std::future_error`, a broken promise.
    void drop() noexcept final;

protected:
    /// Calls the function. If that has given a future, gives its state.
    virtual std::shared_ptr<FutureState> proceed() = 0;
    /// Takes the result of that future.
    virtual void take_inner() = 0;
    virtual void fail(std::exception_ptr error) noexcept = 0;
    virtual void publish() noexcept = 0;
    /// Throws `QueryCancelled` if it is cancelled.
    void require_wanted() const;

private:
    void await(const std::shared_ptr<FutureState>& inner);
    [[nodiscard]] std::shared_ptr<FutureState> awaited() const;

    mutable Mutex mutex_;
    /// Owned by the work that makes the result.
    std::weak_ptr<FutureState> awaited_ ASIDE_GUARDED_BY(mutex_);
    FunctionInterrupt interrupt_;
    bool called_ = false;
};

template <class T>
inline constexpr bool is_future = false;
template <class T>
inline constexpr bool is_future<Future<T>> = true;

template <class T>
struct unwrapped {
    using type = T;
};
template <class T>
struct unwrapped<Future<T>> {
    using type = T;
};

template <class F, class T>
concept continues = requires(F& f, T value) {
    f(std::move(value));
};
template <class F>
concept continues_nothing = requires(F& f) {
    f();
};

/// For a function that follows a future of `T`: the type that it returns, and its compile error.
template <class F, class T>
struct continued {
    using returned = void;
    using error = continuation_does_not_take<F, T>;
};
template <class F, class T>
requires(!std::is_void_v<T> && continues<F, T>) struct continued<F, T> {
    using returned = std::remove_cvref_t<decltype(std::declval<F&>()(std::declval<T>()))>;
    using error = fine;
};
template <class F>
struct continued<F, void> {
    using returned = void;
    using error = continuation_does_not_take<F>;
};
template <continues_nothing F>
struct continued<F, void> {
    using returned = std::remove_cvref_t<decltype(std::declval<F&>()())>;
    using error = fine;
};
template <class F, class T>
using continued_t = typename unwrapped<typename continued<F, T>::returned>::type;

template <class T, class F>
class Then final : public ContinuationState {
    using Returned = typename continued<F, T>::returned;
    using Result = continued_t<F, T>;

public:
    Then(std::future<T> source, const std::shared_ptr<FutureState>& state, F f)
        : ContinuationState(state), source_(std::move(source)), f_(std::move(f)) {}
    [[nodiscard]] std::future<Result> future() { return outcome_.future(); }

private:
    std::shared_ptr<FutureState> proceed() override {
        if constexpr (is_future<Returned>) {
            inner_ = call();
            auto state = inner_.followed();
            return state;
        } else if constexpr (std::is_void_v<Result>) {
            call();
        } else {
            outcome_.keep(call());
        }
        return nullptr;
    }
    Returned call() {
        if constexpr (std::is_void_v<T>) {
            source_.get();
            require_wanted();
            return static_cast<Returned>(f_());
        } else {
            T value = source_.get();
            require_wanted();
            return static_cast<Returned>(f_(std::move(value)));
        }
    }
    void take_inner() override {
        if constexpr (is_future<Returned>) {
            // Moved from the member, which keeps it no longer: in a long chain of futures, the last
            // one would destroy them all.
            Returned inner(std::move(inner_));
            if constexpr (std::is_void_v<Result>)
                inner.std::template future<Result>::get();
            else
                outcome_.keep(inner.std::template future<Result>::get());
        }
    }
    void fail(std::exception_ptr error) noexcept override { outcome_.fail(std::move(error)); }
    void publish() noexcept override { outcome_.publish(*this); }

    std::future<T> source_;
    F f_;
    std::conditional_t<is_future<Returned>, Returned, char> inner_{};
    Outcome<Result> outcome_;
};

}  // namespace detail
}  // namespace aside
