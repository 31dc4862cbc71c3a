#include "exec/async/event_loop.hpp"

#include "aside/error.hpp"
#include "aside/event_loop.hpp"

namespace aside::exec {

namespace {

thread_local int guards = 0;

}  // namespace

void refuse_on_event_loop() {
    if (guards == 0) return;
    throw SynchronousOnlyOperation(
        "a call that blocks was made on the thread of an event loop: use its mirror (aget() for "
        "get()), start the queryset beforehand, or select_related and prefetch_related what a row "
        "leads to");
}

void refuse_to_wait() {
    if (guards > 0) {
        throw SynchronousOnlyOperation(
            "async_to_sync on the thread of an event loop would wait for itself: co_await the "
            "task");
    }
}

}  // namespace aside::exec

namespace aside {

EventLoopGuard::EventLoopGuard() noexcept { ++exec::guards; }
EventLoopGuard::~EventLoopGuard() { --exec::guards; }

}  // namespace aside
