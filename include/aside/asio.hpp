#pragma once
// Futures in the coroutines of asio: the standalone library, not Boost's.
//
// Some versions of asio, such as 1.22, do not notice that clang has coroutines with GNU's library.
// A program that includes asio before this header has to say so itself: `-DASIO_HAS_CO_AWAIT`.
#if defined(__clang__) && defined(__cpp_impl_coroutine) && !defined(ASIO_HAS_CO_AWAIT)
#define ASIO_HAS_CO_AWAIT 1
#endif
#include <asio/any_io_executor.hpp>
#include <asio/associated_cancellation_slot.hpp>
#include <asio/associated_executor.hpp>
#include <asio/async_result.hpp>
#include <asio/awaitable.hpp>
#include <asio/executor_work_guard.hpp>
#include <asio/post.hpp>
#include <asio/use_awaitable.hpp>
#include <future>
#include <memory>
#include <utility>

#include "aside/future.hpp"

namespace aside {
namespace detail {

/// Calls asio's handler on its own executor, which does not run out of work meanwhile.
template <class Handler>
class AsioContinuation final : public Continuation {
public:
    explicit AsioContinuation(Handler handler)
        : work_(asio::get_associated_executor(handler)), handler_(std::move(handler)) {}
    void run() noexcept override {
        asio::post(work_.get_executor(), std::move(handler_));
        work_.reset();
    }

private:
    asio::executor_work_guard<asio::associated_executor_t<Handler>> work_;
    Handler handler_;
};

/// Call it before `follow`: the operation may be over when `follow` returns.
template <class Handler>
void cancel_with(const Handler& handler, const std::shared_ptr<FutureState>& state) {
    auto slot = asio::get_associated_cancellation_slot(handler);
    if (!slot.is_connected()) return;
    slot.assign([weak = std::weak_ptr<FutureState>(state)](asio::cancellation_type) {
        if (const auto cancelled = weak.lock()) cancelled->cancel();
    });
}

}  // namespace detail

/// Awaits a future in a coroutine of asio; the coroutine resumes on its own executor: `Pizza p =
/// co_await aside::on_asio(Pizza::objects.aget("id"_f = 1));`. Throws the error of the future.
/// Cancelling the coroutine cancels the future, which then throws `QueryCancelled`.
///
/// As always in asio, the io_context must outlive the operation.
template <class T, class Executor = asio::any_io_executor>
asio::awaitable<T, Executor> on_asio(Future<T> future) {
    const auto state = future.followed();
    const auto begin = [state](auto handler) {
        detail::cancel_with(handler, state);
        using Handler = decltype(handler);
        state->follow(std::make_shared<detail::AsioContinuation<Handler>>(std::move(handler)));
    };
    co_await asio::async_initiate<const asio::use_awaitable_t<Executor>, void()>(
        begin, asio::use_awaitable_t<Executor>());
    state->see_written();
    co_return future.std::template future<T>::get();
}

}  // namespace aside
