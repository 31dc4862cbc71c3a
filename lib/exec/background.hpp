#pragma once
#include <exception>
#include <functional>

namespace aside::exec {

/// The exception that is being handled, as a caller may see it: a `std::system_error`, which says
/// that the system has no thread left to give, becomes an `OperationalError`.
[[nodiscard]] std::exception_ptr current_error() noexcept;

/// Calls a function that may make threads; what it throws is as `current_error` says.
template <class F>
void with_threads(F function) {
    try {
        function();
    } catch (...) {
        std::rethrow_exception(current_error());
    }
}

/// Makes the arena's threads where there are none, as `configure` or `ASIDE_THREADS` says. Throws
/// `ImproperlyConfigured` where the latter makes no sense, `InterfaceError` when the process is
/// ending, and `OperationalError` where the system has no threads to give.
void start_background();

/// The executor's group of jobs that only ask a database: none of them waits for what the program's own
/// code does, so that a thread can run them whatever it is in the middle of.
inline constexpr char plain_calls = 0;

/// Runs the job on the arena; the way in for the rest of the library. The job must not throw.
/// Throws as `start_background`.
void post(std::function<void()> job, const void* group = nullptr);

/// Has a normal exit of the process finish what was started and close the databases. Whatever
/// starts or connects calls it.
void finish_work_at_exit();

}  // namespace aside::exec
