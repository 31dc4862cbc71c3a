#pragma once
#include <future>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "aside/detail/future_state.hpp"

namespace aside {

/// A `std::future` of what an `a` method gives; whatever takes a `std::future<T>` takes it.
///
/// The destructor never blocks: work whose future is dropped goes on to its end, and an error that
/// nobody can see any more is reported.
template <class T>
class Future : public std::future<T> {
public:
    Future() = default;
    explicit Future(std::future<T>&& future,
                    std::shared_ptr<detail::FutureState> state = nullptr) noexcept
        : std::future<T>(std::move(future)), state_(std::move(state)) {}
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

    /// Waits for the result, and gives it or throws. On an arena thread it does meanwhile what
    /// others wait for.
    T get() {
        if (state_) state_->help();
        return std::future<T>::get();
    }
    void wait() const {
        if (state_) state_->help();
        std::future<T>::wait();
    }

    /// Work that has not begun never runs; that of a statement which runs is interrupted. The
    /// future then throws `QueryCancelled`. Has no effect on what is done.
    void cancel() noexcept {
        if (state_) state_->cancel();
    }

private:
    std::shared_ptr<detail::FutureState> state_;
};

namespace detail {

/// What `on_unobserved_error` was given.
class ErrorHandler {
public:
    ErrorHandler() = default;
    ErrorHandler(const ErrorHandler&) = delete;
    ErrorHandler& operator=(const ErrorHandler&) = delete;
    virtual ~ErrorHandler() = default;
    virtual void handle(const std::exception_ptr& error) = 0;
};
void handle_unobserved(std::shared_ptr<ErrorHandler> handler);

/// What comes of a piece of work, until it is made known to its future.
template <class T>
class Outcome {
public:
    [[nodiscard]] std::future<T> future() { return promise_.get_future(); }
    void keep(T value) { value_.emplace(std::move(value)); }
    void fail(std::exception_ptr error) noexcept { error_ = std::move(error); }
    /// `state` is that of the future.
    void publish(FutureState& state) noexcept {
        if (error_)
            promise_.set_exception(error_);
        else
            promise_.set_value(*std::move(value_));
        state.finish(std::move(error_));
    }

private:
    std::promise<T> promise_;
    std::optional<T> value_;
    std::exception_ptr error_;
};
template <>
class Outcome<void> {
public:
    [[nodiscard]] std::future<void> future() { return promise_.get_future(); }
    void fail(std::exception_ptr error) noexcept { error_ = std::move(error); }
    void publish(FutureState& state) noexcept {
        if (error_)
            promise_.set_exception(error_);
        else
            promise_.set_value();
        state.finish(std::move(error_));
    }

private:
    std::promise<void> promise_;
    std::exception_ptr error_;
};

}  // namespace detail
}  // namespace aside
