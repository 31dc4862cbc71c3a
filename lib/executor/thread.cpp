// Plain threads in place of TBB: ThreadSanitizer can see through these.
#include "executor/workers.hpp"

namespace aside::executor {

std::unique_ptr<Workers> make_workers(int threads) { return make_plain_threads(threads); }

}  // namespace aside::executor
