#include "exec/async/unobserved.hpp"

#include <cstdio>
#include <memory>

#include "aside/detail/mutex.hpp"
#include "aside/detail/unobserved.hpp"
#include "aside/error.hpp"
#include "exec/names.hpp"
#include "executor/process.hpp"

namespace aside::exec {

namespace {

void print(const char* what) noexcept {
    for (const char* part : {"aside: an error that nobody asked for: ", what, "\n"})
        std::fputs(part, stderr);
}

void print(const std::exception_ptr& error) noexcept {
    try {
        std::rethrow_exception(error);
    } catch (const std::exception& failure) {
        print(failure.what());
    } catch (...) {
        print("no std::exception");
    }
}

// The caller that cancels a call knows it already.
bool is_cancellation(const std::exception_ptr& error) noexcept {
    try {
        std::rethrow_exception(error);
    } catch (const QueryCancelled&) {
        return true;
    } catch (...) {
        return false;
    }
}

/// The handler is called without the lock. Never destroyed: background work may fail until the end
/// of the process.
struct Handling {
    Mutex mutex;
    std::shared_ptr<ErrorHandler> handler ASIDE_GUARDED_BY(mutex);
};

Handling& handling() {
    static Handling& instance = *new Handling;
    [[maybe_unused]] static const bool once = (executor::take_when_forking(instance.mutex), true);
    return instance;
}

}  // namespace

void report_unobserved(const std::exception_ptr& error) noexcept {
    if (is_cancellation(error)) return;
    std::shared_ptr<ErrorHandler> handler;
    {
        const Lock lock(handling().mutex);
        handler = handling().handler;
    }
    if (!handler) return print(error);
    try {
        handler->handle(error);
    } catch (...) {
        print(error);
        print(std::current_exception());
    }
}

}  // namespace aside::exec

namespace aside::detail {

void handle_unobserved(std::shared_ptr<ErrorHandler> handler) {
    const Lock lock(exec::handling().mutex);
    exec::handling().handler.swap(handler);
}

void Report::operator()(const std::exception_ptr& error) const noexcept {
    exec::report_unobserved(error);
}

void Reported::run() noexcept {
    try {
        call();
    } catch (...) {
        exec::report_unobserved(std::current_exception());
    }
}

}  // namespace aside::detail
