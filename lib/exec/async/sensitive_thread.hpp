#pragma once
// The one thread on which all `thread_sensitive` calls run: there from the first on, for good.
#include <functional>

namespace aside::exec {

/// Has the job, which must not throw, run there behind those before it. `wait_idle` waits for it.
void post_sensitive(std::function<void()> job);
[[nodiscard]] bool on_sensitive_thread() noexcept;
/// On that thread: runs what is queued there, and what will be, until `done` says that it is enough.
/// That is asked again after each job and each `wake_sensitive`.
void run_sensitive_until(const std::function<bool()>& done);
void wake_sensitive() noexcept;

}  // namespace aside::exec
