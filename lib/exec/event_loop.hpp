#pragma once

namespace aside::exec {

/// Throws `SynchronousOnlyOperation` on a thread that an `EventLoopGuard` marks.
void refuse_on_event_loop();

}  // namespace aside::exec
