// One row by its key in the background: one at a time, beside the cheapest way there and back, and
// many at once, beside the same in a loop.
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/task_arena.h>

#include <future>
#include <memory>

#include "library.hpp"

namespace speed {
namespace {

constexpr std::size_t alone = 5'000;
constexpr std::size_t in_flight = 100'000;

void sync_few(benchmark::State& state) {
    books_file();
    library::get_in_turn(state, "default", alone);
}
void sync_many(benchmark::State& state) {
    books_file();
    library::get_in_turn(state, "default", in_flight);
}

// An arena as the library makes its own.
void bare(benchmark::State& state) {
    const int threads = 16;
    const tbb::global_control control(tbb::global_control::max_allowed_parallelism, threads + 1);
    tbb::task_arena arena(threads, 0);
    arena.initialize();
    for (auto _ : state) {
        for (std::size_t i = 0; i < alone; ++i) {
            auto* promise = new std::promise<std::size_t>;
            auto answer = promise->get_future();
            arena.enqueue([promise, i] {
                const std::unique_ptr<std::promise<std::size_t>> owned(promise);
                owned->set_value(i);
            });
            benchmark::DoNotOptimize(answer.get());
        }
    }
    operations(state, alone);
}

void one_by_one(benchmark::State& state) {
    books_file();
    const auto keys = some_keys(alone);
    for (auto _ : state)
        for (const auto key : keys)
            benchmark::DoNotOptimize(Book::objects.aget("id"_f = key).get());
    operations(state, alone);
}

void at_once(benchmark::State& state) {
    books_file();
    library::get_at_once(state, "default", in_flight);
}

SPEED("aget/sync", sync_few, 3);
SPEED("aget/bare", bare, 3);
SPEED("aget/aside", one_by_one, 3);
SPEED("aget_in_flight/sync", sync_many, 1);
SPEED("aget_in_flight/aside", at_once, 1);

}  // namespace
}  // namespace speed
