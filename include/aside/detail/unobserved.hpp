#pragma once
// Errors that no caller can get any more.
#include <exception>
#include <memory>
#include <utility>

#include "aside/detail/future_state.hpp"

namespace aside::detail {

/// The function that `on_unobserved_error` was given.
class ErrorHandler {
public:
    ErrorHandler() = default;
    ErrorHandler(const ErrorHandler&) = delete;
    ErrorHandler& operator=(const ErrorHandler&) = delete;
    virtual ~ErrorHandler() = default;
    virtual void handle(const std::exception_ptr& error) = 0;
};
template <class F>
class ErrorHandlerOf final : public ErrorHandler {
public:
    explicit ErrorHandlerOf(F f) : f_(std::move(f)) {}
    void handle(const std::exception_ptr& error) override { f_(error); }

private:
    F f_;
};
void handle_unobserved(std::shared_ptr<ErrorHandler> handler);

/// A continuation whose errors are reported.
class Reported : public Continuation {
public:
    void run() noexcept final;

private:
    virtual void call() = 0;
};

/// Gives an error to the handler of those that no caller can get.
struct Report {
    void operator()(const std::exception_ptr& error) const noexcept;
};

}  // namespace aside::detail
