#pragma once
#include <exception>
#include <future>
#include <optional>
#include <utility>

#include "aside/detail/future_state.hpp"

namespace aside::detail {

/// The result of a piece of work, until it is made known to its future. The future throws
/// `std::future_error` if it never is.
template <class T>
class Outcome {
public:
    Outcome() = default;
    Outcome(const Outcome&) = delete;
    Outcome& operator=(const Outcome&) = delete;
    // The promise's own destructor would end the program if there is no memory for the error.
    ~Outcome() {
        if (!published_) promise_.set_exception(broken_promise());
    }
    [[nodiscard]] std::future<T> future() { return promise_.get_future(); }
    void keep(T value) { value_.emplace(std::move(value)); }
    void fail(std::exception_ptr error) noexcept { error_ = std::move(error); }
    /// `state` is that of the future.
    void publish(FutureState& state) noexcept {
        published_ = true;
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
    bool published_ = false;
};
template <>
class Outcome<void> {
public:
    Outcome() = default;
    Outcome(const Outcome&) = delete;
    Outcome& operator=(const Outcome&) = delete;
    ~Outcome() {
        if (!published_) promise_.set_exception(broken_promise());
    }
    [[nodiscard]] std::future<void> future() { return promise_.get_future(); }
    void fail(std::exception_ptr error) noexcept { error_ = std::move(error); }
    void publish(FutureState& state) noexcept {
        published_ = true;
        if (error_)
            promise_.set_exception(error_);
        else
            promise_.set_value();
        state.finish(std::move(error_));
    }

private:
    std::promise<void> promise_;
    std::exception_ptr error_;
    bool published_ = false;
};

}  // namespace aside::detail
