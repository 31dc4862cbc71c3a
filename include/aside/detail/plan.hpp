#pragma once
// A call that has been described but not made: `x()` runs its plan here, `ax()` submits the same
// plan to the arena.
#include <exception>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

#include "aside/detail/operation.hpp"
#include "aside/future.hpp"

namespace aside::detail {

template <class Result, class State>
class PlanOperation final : public Operation {
public:
    PlanOperation(std::chrono::milliseconds timeout, State state, Result (*body)(Runner&, State&))
        : Operation(timeout), state_(std::move(state)), body_(body) {}

    [[nodiscard]] std::future<Result> future() { return outcome_.future(); }
    void execute(Runner& runner) override {
        if constexpr (std::is_void_v<Result>)
            body_(runner, state_);
        else
            outcome_.keep(body_(runner, state_));
    }
    void fail(std::exception_ptr error) noexcept override { outcome_.fail(std::move(error)); }
    void publish() noexcept override { outcome_.publish(*this); }

private:
    State state_;
    Result (*body_)(Runner&, State&);
    Outcome<Result> outcome_;
};

/// What to do, with what, and where: one captureless function over one state. It is run or
/// submitted once.
template <class Result, class State>
class Plan {
public:
    Plan(Place place, Intent intent, State state, Result (*body)(Runner&, State&))
        : place_(std::move(place)), intent_(intent), state_(std::move(state)), body_(body) {}

    // Out of the class, and so not inline: what is compiled in the library is not made again.
    /// On this thread.
    Result run() &&;
    /// On the arena.
    Future<Result> submit() &&;

    // For a plan over this one.
    [[nodiscard]] const Place& place() const { return place_; }
    [[nodiscard]] Intent intent() const { return intent_; }
    Result execute(Runner& runner) { return body_(runner, state_); }

private:
    Place place_;
    Intent intent_;
    State state_;
    Result (*body_)(Runner&, State&);
};

template <class Result, class State>
Result Plan<Result, State>::run() && {
    if constexpr (std::is_void_v<Result>) {
        auto body = [this](Runner& runner) { body_(runner, state_); };
        run_here(place_, body);
    } else {
        std::optional<Result> result;
        auto body = [&](Runner& runner) { result.emplace(body_(runner, state_)); };
        run_here(place_, body);
        return *std::move(result);
    }
}
template <class Result, class State>
Future<Result> Plan<Result, State>::submit() && {
    auto operation =
        std::make_shared<PlanOperation<Result, State>>(place_.timeout, std::move(state_), body_);
    Future<Result> future(operation->future(), operation);
    detail::submit(place_, intent_, std::move(operation));
    return future;
}

template <class State, class Body>
auto plan(Place place, Intent intent, State state, Body body) {
    using Result = std::invoke_result_t<Body, Runner&, State&>;
    return Plan<Result, State>(std::move(place), intent, std::move(state), body);
}

}  // namespace aside::detail
