// How many rows a second by key, in all, for so many threads that ask.
#include <chrono>
#include <latch>
#include <memory>
#include <thread>

#include "data.hpp"
#include "hand.hpp"
#include "measure.hpp"

namespace speed {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::int64_t gets = 32'000;

/// Runs `work(keys)` of `make_work()` on each thread; what making it takes is not counted, nor is
/// starting the threads.
template <class MakeWork>
double seconds(std::int64_t threads, MakeWork make_work) {
    const auto keys = some_keys(static_cast<std::size_t>(gets / threads));
    std::latch ready(threads + 1);
    std::latch done(threads + 1);
    std::vector<std::jthread> clients;
    for (std::int64_t i = 0; i < threads; ++i) {
        clients.emplace_back([&] {
            auto work = make_work();
            ready.arrive_and_wait();
            for (const auto key : keys) work(key);
            done.count_down();
        });
    }
    ready.arrive_and_wait();
    const auto begin = Clock::now();
    done.arrive_and_wait();
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

template <class MakeWork>
void clients(benchmark::State& state, MakeWork make_work) {
    const std::int64_t threads = state.range(0);
    for (auto _ : state) state.SetIterationTime(seconds(threads, make_work));
    operations(state, gets / threads * threads);
}

struct HandClient {
    hand::Database database{books_file()};
    hand::Statement statement{database, hand::one_book};

    void get(std::int64_t key) { benchmark::DoNotOptimize(hand::get(statement, key)); }
};

void threads_hand(benchmark::State& state) {
    clients(state, [] {
        return [client = std::make_unique<HandClient>()](std::int64_t key) { client->get(key); };
    });
}

void threads_aside(benchmark::State& state) {
    books_file();
    clients(state, [] {
        return [](std::int64_t key) { benchmark::DoNotOptimize(Book::objects.get("id"_f = key)); };
    });
}

void threads_aget(benchmark::State& state) {
    books_file();
    clients(state, [] {
        return [](std::int64_t key) {
            benchmark::DoNotOptimize(Book::objects.aget("id"_f = key).get());
        };
    });
}

#define THREADS(name, function) \
    BENCHMARK(function)         \
        ->Name(name)            \
        ->RangeMultiplier(2)    \
        ->Range(1, 64)          \
        ->Iterations(1)         \
        ->UseManualTime()
THREADS("threads/hand", threads_hand);
THREADS("threads/aside", threads_aside);
THREADS("threads/aget", threads_aget);

}  // namespace
}  // namespace speed
