#pragma once
// Calls run on the caller's thread, or on the arena.
#include <cstddef>
#include <exception>
#include <memory>
#include <utility>

#include "aside/detail/operation.hpp"
#include "aside/detail/place.hpp"

namespace aside::detail {

/// A call that runs on this thread, while it lives. Has the runner of the call's place; one that
/// only reads may read a replica. Throws `SynchronousOnlyOperation` if an `EventLoopGuard` marks
/// the thread.
class CallHere {
public:
    CallHere(const Place& place, Intent intent);
    CallHere(const CallHere&) = delete;
    CallHere& operator=(const CallHere&) = delete;
    ~CallHere();
    [[nodiscard]] Runner& runner() { return *runner_; }
    /// Tells a transaction block of the exception that is being handled.
    void note_failure() noexcept;

private:
    /// Room for the runner, so that a call allocates none. Its class is the library's, which
    /// asserts that the room suffices.
    alignas(std::max_align_t) std::byte place_[128];
    Runner* runner_;
};

/// Runs the body on this thread, with the runner of that place.
template <class Body>
auto run_here(const Place& place, Intent intent, Body body) {
    CallHere call(place, intent);
    try {
        return body(call.runner());
    } catch (...) {
        call.note_failure();
        throw;
    }
}
/// Runs the body on this thread, with the runner of that place: never with that of a replica.
template <class Body>
auto run_here(const Place& place, Body body) {
    return run_here(place, Intent::write, std::move(body));
}
/// Hands the operation to the arena and returns at once. A write goes through the database's queue,
/// a call made in a transaction block through the block's queue. On an arena thread it runs in
/// place, so that nested calls never wait for a free thread. Never throws an error of the database:
/// that goes to `fail`.
void submit(const Place& place, Intent intent, const std::shared_ptr<Operation>& operation);

}  // namespace aside::detail
