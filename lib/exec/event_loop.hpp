#pragma once

namespace aside::exec {

/// Throws `SynchronousOnlyOperation` on a thread that an `EventLoopGuard` marks.
void refuse_on_event_loop();
/// Throws it also on the thread of `thread_sensitive` calls: a wait there may be one for itself.
void refuse_to_wait();

}  // namespace aside::exec
