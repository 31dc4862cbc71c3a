// Plain threads in place of TBB: what ThreadSanitizer can see through.
#include "executor/workers.hpp"

namespace aside::executor {

std::unique_ptr<Workers> make_workers(int threads) { return make_plain_threads(threads); }

}  // namespace aside::executor
