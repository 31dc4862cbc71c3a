#pragma once
// The one thread on which all `thread_sensitive` calls run: made for the first one, and there for
// good.
#include <functional>

namespace aside::exec {

/// Runs the job, which must not throw, on the thread of `thread_sensitive` calls, behind those
/// before it. `wait_idle` waits for it.
void post_sensitive(std::function<void()> job);
[[nodiscard]] bool on_sensitive_thread() noexcept;
/// To be called on the thread of `thread_sensitive` calls: runs the jobs that are queued there, and
/// those to come, until `done` gives true. `done` is called again after each job and each
/// `wake_sensitive`.
void run_sensitive_until(const std::function<bool()>& done);
void wake_sensitive() noexcept;

}  // namespace aside::exec
