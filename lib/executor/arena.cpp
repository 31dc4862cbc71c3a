// The one file that includes TBB.
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>
#include <unistd.h>

#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <new>
#include <system_error>

#include "executor/executor.hpp"
#include "executor/process.hpp"
#include "executor/workers.hpp"

namespace aside::executor {

using tbb::global_control;

namespace {

// The smallest control of the process wins, and TBB does not say so.
void warn_where_narrower(int threads) {
    const auto allowed = global_control::active_value(global_control::max_allowed_parallelism);
    if (allowed > static_cast<std::size_t>(threads)) return;
    std::fprintf(stderr,
                 "aside: configured for %d threads, but another tbb::global_control of this "
                 "process allows only %zu; "
                 "fewer blocking calls will run side by side\n",
                 threads, allowed - 1);
}

// TBB says by exceptions of its own that it has no thread to give.
template <class F>
void as_system_error(F function) {
    try {
        function();
    } catch (const std::bad_alloc&) {
        throw;
    } catch (...) {
        throw std::system_error(std::make_error_code(std::errc::resource_unavailable_try_again));
    }
}

// Without the control TBB gives an arena no more threads than there are cores, however wide it is
// made; ours are blocked in system calls most of the time. It must live as long as the arena.
class Arena final : public Workers {
public:
    explicit Arena(int threads)
        : control_(global_control::max_allowed_parallelism, static_cast<std::size_t>(threads) + 1),
          arena_(threads, 0) {
        arena_.initialize();
        warn_where_narrower(threads);
    }
    ~Arena() override { arena_.terminate(); }

    void enqueue(void (*pump)() noexcept) override {
        as_system_error([&] { arena_.enqueue(pump); });
    }

private:
    global_control control_;
    tbb::task_arena arena_;
};

#ifdef __GLIBC__
// TBB's own clean-up at the end of the process takes the thread that runs it for one of the
// program's and crashes where it is a worker, that is, where a job called exit(). So there this
// handler, which is registered first and so called last of the program's own, ends the process
// before TBB's turn.
void end_before_tbb(int status, void*) {
    if (!on_arena_thread()) return;
    std::fflush(nullptr);
    _exit(status);
}

[[gnu::constructor(101)]] void register_first() { on_exit(end_before_tbb, nullptr); }
#endif

}  // namespace

// TBB counts on its threads for as long as the process lives, and a child has none of them.
std::unique_ptr<Workers> make_workers(int threads) {
    if (generation() > 0) return make_plain_threads(threads);
    std::unique_ptr<Workers> made;
    as_system_error([&] { made = std::make_unique<Arena>(threads); });
    return made;
}

}  // namespace aside::executor
