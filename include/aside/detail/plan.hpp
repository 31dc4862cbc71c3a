#pragma once
// A call that has been described but not made: `x()` runs its plan here, `ax()` submits the same
// plan to the arena.
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>

#include "aside/detail/operation.hpp"
#include "aside/future.hpp"

namespace aside::detail {

template <class Result, class State>
class PlanOperation final : public Operation {
public:
    PlanOperation(State state, Result (*body)(Runner&, State&))
        : state_(std::move(state)), body_(body) {}

    [[nodiscard]] Future<Result> future() { return Future<Result>(promise_.get_future()); }
    void execute(Runner& runner) noexcept override {
        try {
            if constexpr (std::is_void_v<Result>) {
                body_(runner, state_);
                release(runner);
                promise_.set_value();
            } else {
                Result result = body_(runner, state_);
                release(runner);
                promise_.set_value(std::move(result));
            }
        } catch (...) {
            release(runner);
            fail(std::current_exception());
        }
    }
    void fail(std::exception_ptr error) noexcept override {
        promise_.set_exception(std::move(error));
    }

private:
    State state_;
    Result (*body_)(Runner&, State&);
    std::promise<Result> promise_;
};

/// What to do, with what, and where: one captureless function over one state. It is run or
/// submitted once.
template <class Result, class State>
class Plan {
public:
    Plan(std::string alias, Intent intent, State state, Result (*body)(Runner&, State&))
        : alias_(std::move(alias)), intent_(intent), state_(std::move(state)), body_(body) {}

    // Out of the class, and so not inline: what is compiled in the library is not made again.
    /// On this thread.
    Result run() &&;
    /// On the arena.
    Future<Result> submit() &&;

    // For a plan over this one.
    [[nodiscard]] const std::string& alias() const { return alias_; }
    [[nodiscard]] Intent intent() const { return intent_; }
    Result execute(Runner& runner) { return body_(runner, state_); }

private:
    std::string alias_;
    Intent intent_;
    State state_;
    Result (*body_)(Runner&, State&);
};

template <class Result, class State>
Result Plan<Result, State>::run() && {
    if constexpr (std::is_void_v<Result>) {
        auto body = [this](Runner& runner) { body_(runner, state_); };
        run_here(alias_, body);
    } else {
        std::optional<Result> result;
        auto body = [&](Runner& runner) { result.emplace(body_(runner, state_)); };
        run_here(alias_, body);
        return *std::move(result);
    }
}
template <class Result, class State>
Future<Result> Plan<Result, State>::submit() && {
    auto operation = std::make_shared<PlanOperation<Result, State>>(std::move(state_), body_);
    Future<Result> future = operation->future();
    detail::submit(alias_, intent_, std::move(operation));
    return future;
}

template <class State, class Body>
auto plan(std::string alias, Intent intent, State state, Body body) {
    using Result = std::invoke_result_t<Body, Runner&, State&>;
    return Plan<Result, State>(std::move(alias), intent, std::move(state), body);
}

}  // namespace aside::detail
