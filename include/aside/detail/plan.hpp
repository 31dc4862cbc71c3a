#pragma once
// A call that has been described but not made: `x()` runs its plan here, `ax()` submits the same
// plan to the arena.
#include <exception>
#include <memory>
#include <type_traits>
#include <utility>

#include "aside/detail/call.hpp"
#include "aside/future.hpp"

namespace aside::detail {

struct Query;

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

template <class Result, class State>
Future<Result> submit_operation(const Place& place, Intent intent,
                                std::type_identity_t<State>&& state,
                                Result (*body)(Runner&, State&)) {
    auto operation =
        std::make_shared<PlanOperation<Result, State>>(place.timeout, std::move(state), body);
    Future<Result> future(operation->future(), operation);
    detail::submit(place, intent, operation);
    return future;
}

/// A call's function, state and place: one captureless function over one state. It is run or
/// submitted once. An aggregate, so that a large state is not moved.
template <class Result, class State>
struct Plan {
    State state;
    Intent intent{};
    Result (*body)(Runner&, State&) = nullptr;
    Place own_place{};  ///< used if the state is no query, which knows its own

    [[nodiscard]] const Place& place() const {
        if constexpr (requires { requires std::is_same_v<decltype(state.query), Query>; })
            return state.query.place;
        else
            return own_place;
    }
    // Out of the class, and so not inline: a plan that is compiled in the library is not
    // instantiated again.
    /// Runs it on this thread and gives its result; blocks.
    Result run() &&;
    /// Runs it on the arena and gives a future of its result.
    Future<Result> submit() &&;
};

template <class Result, class State>
Result Plan<Result, State>::run() && {
    return run_here(place(), intent, [this](Runner& runner) { return body(runner, state); });
}
template <class Result, class State>
Future<Result> Plan<Result, State>::submit() && {
    const Place where = place();
    return submit_operation(where, intent, std::move(state), body);
}

template <class State, class Body>
auto plan(Place place, Intent intent, State state, Body body) {
    using Result = std::invoke_result_t<Body, Runner&, State&>;
    return Plan<Result, State>{std::move(state), intent, body, std::move(place)};
}

}  // namespace aside::detail
