#pragma once
#include <atomic>
#include <exception>
#include <future>
#include <memory>
#include <tuple>
#include <type_traits>
#include <utility>

#include "aside/detail/copied_when_moved.hpp"
#include "aside/detail/function_interrupt.hpp"
#include "aside/future.hpp"

namespace aside {

/// Options of `sync_to_async`.
struct SyncToAsyncOptions {
    /// Whether all such calls of the process run on one thread, in the order in which they were
    /// made.
    bool thread_sensitive = false;
};

namespace detail {

/// A call of the user's function, which runs once, on the thread that claims it first. Thread-safe.
class BackgroundCall : public FutureState {
public:
    /// Calls it, unless that was cancelled.
    void run() noexcept;
    /// Ends it with that error, unless a thread has begun it already.
    void refuse(std::exception_ptr error) noexcept;
    /// If it has not begun, the function is never called; if it runs, the calls that it makes
    /// throw.
    void cancel() noexcept final;
    /// This interrupt stops the function, too. Only to be called before another thread can see this
    /// object.
    void lie_within(std::shared_ptr<const Interrupt> around) {
        interrupt_.lie_within(std::move(around));
    }

private:
    virtual void call() = 0;
    virtual void fail(std::exception_ptr error) noexcept = 0;
    virtual void publish() noexcept = 0;

    std::atomic<bool> claimed_{false};
    FunctionInterrupt interrupt_;
};

/// Runs the call on the arena (in place on a thread of that) or, if sensitive, on the thread of
/// those calls; in the transaction block around this.
void begin_call(const std::shared_ptr<BackgroundCall>& call, bool thread_sensitive);

template <class F, class... Argument>
class FunctionCall final : public BackgroundCall {
public:
    using Result = std::remove_cvref_t<std::invoke_result_t<F&, Argument...>>;

    FunctionCall(std::shared_ptr<F> f, Argument... arguments)
        : f_(std::move(f)), arguments_(std::move(arguments)...) {}
    [[nodiscard]] std::future<Result> future() { return outcome_.future(); }

private:
    void call() override {
        const auto apply = [this](Argument&... arguments) -> Result {
            return (*f_)(std::move(arguments)...);
        };
        if constexpr (std::is_void_v<Result>)
            std::apply(apply, arguments_);
        else
            outcome_.keep(std::apply(apply, arguments_));
    }
    void fail(std::exception_ptr error) noexcept override { outcome_.fail(std::move(error)); }
    void publish() noexcept override { outcome_.publish(*this); }

    const std::shared_ptr<F> f_;
    std::tuple<Argument...> arguments_;
    Outcome<Result> outcome_;
};

}  // namespace detail

/// The result of `sync_to_async`. Copies share the function, which several threads may call at a
/// time.
template <class F>
class SyncToAsync : detail::CopiedWhenMoved<SyncToAsync<F>> {
public:
    SyncToAsync(F f, SyncToAsyncOptions options)
        : f_(std::make_shared<F>(std::move(f))), options_(options) {}

    /// Takes the arguments by value and returns at once.
    template <class... Argument>
    requires std::is_invocable_v<F&, Argument...>
    auto operator()(Argument... arguments) const {
        using Call = detail::FunctionCall<F, Argument...>;
        auto call = std::make_shared<Call>(f_, std::move(arguments)...);
        Future<typename Call::Result> future(call->future(), call);
        detail::begin_call(call, options_.thread_sensitive);
        return future;
    }

private:
    std::shared_ptr<F> f_;
    SyncToAsyncOptions options_;
};

/// Wraps a function that blocks: each call returns a `Future` at once and runs on the arena. A call
/// made on an arena thread runs in place; so does a thread sensitive one made on its thread.
///
/// A call belongs to the transaction block in which it is made, and has to be waited for in it. If
/// it is cancelled before it begins, it never runs. If it is cancelled while it runs, its calls to
/// a database throw `QueryCancelled`. A shutdown and a normal exit wait for it.
template <class F>
[[nodiscard]] SyncToAsync<F> sync_to_async(F f, SyncToAsyncOptions options = {}) {
    return SyncToAsync<F>(std::move(f), options);
}

}  // namespace aside
