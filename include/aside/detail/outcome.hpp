#pragma once
#include <exception>
#include <future>
#include <optional>
#include <utility>

#include "aside/detail/future_state.hpp"

namespace aside::detail {

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

}  // namespace aside::detail
