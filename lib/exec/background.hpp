#pragma once
#include <functional>

namespace aside::exec {

/// Makes the arena's threads where there are none, as `configure` or `ASIDE_THREADS` says. Throws
/// `ImproperlyConfigured` where the latter makes no sense, and `InterfaceError` when the process is
/// ending.
void start_background();

/// Runs the job on the arena; the way in for the rest of the library. The job must not throw.
/// Throws as `start_background`.
void post(std::function<void()> job, const void* group = nullptr);

/// Has a normal exit of the process finish what was started and close the databases. Whatever
/// starts or connects calls it.
void finish_work_at_exit();

}  // namespace aside::exec
