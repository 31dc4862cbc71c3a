// The one file that includes TBB.
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/task_arena.h>

#include "executor/process.hpp"
#include "executor/workers.hpp"

namespace aside::executor {

namespace {

// Threads of our own inside of an arena, which has room reserved for them. TBB's threads would not
// do. It makes them on each other, and so ends the process if the system has none to give, and it
// crashes if one of them calls exit(). They come only to a parallel algorithm that a job calls, one
// a core beside the job's own.
class Arena final : public Workers {
public:
    explicit Arena(int threads)
        : arena_(threads + tbb::info::default_concurrency() - 1, static_cast<unsigned>(threads)),
          threads_(make_threads(threads)) {}

    void enqueue(void (*pump)() noexcept) override { threads_->enqueue(pump); }
    void end_others() noexcept override { threads_->end_others(); }

private:
    [[nodiscard]] std::unique_ptr<Workers> make_threads(int threads) {
        arena_.initialize();
        return make_plain_threads(threads, [this](const Serve& serve) { arena_.execute(serve); });
    }

    tbb::task_arena arena_;
    const std::unique_ptr<Workers> threads_;
};

}  // namespace

// TBB's knowledge of its threads is wrong in a child, which has none of them.
std::unique_ptr<Workers> make_workers(int threads) {
    if (generation() > 0) return make_plain_threads(threads);
    return std::make_unique<Arena>(threads);
}

}  // namespace aside::executor
