#pragma once

namespace aside::exec {

/// Throws `SynchronousOnlyOperation` on a thread that an `EventLoopGuard` marks.
void refuse_on_event_loop();
/// Throws `SynchronousOnlyOperation` on a thread that an `EventLoopGuard` marks, for a wait for a
/// task, which that thread may have to run itself.
void refuse_to_wait();

}  // namespace aside::exec
