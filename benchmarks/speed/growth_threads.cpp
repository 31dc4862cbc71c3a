// How many rows a second by key, in all, for so many threads that ask.
#include <algorithm>
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
/// So few that their pages stay in each connection's cache: what threads share is measured, not
/// what they read from the file.
constexpr std::int64_t hot_books = 2'000;

/// When one thread worked.
struct Span {
    Clock::time_point begin;
    Clock::time_point end;
};

/// From the first thread's begin to the last one's end: who waits for them may sleep too long.
double seconds_of(const std::vector<Span>& spans) {
    Span all = spans.front();
    for (const Span& span : spans) {
        all.begin = std::min(all.begin, span.begin);
        all.end = std::max(all.end, span.end);
    }
    return std::chrono::duration<double>(all.end - all.begin).count();
}

/// Runs the work that `make_work()` gives, for each key, on each thread. What making it takes is
/// not counted, nor are starting the threads and a first round that fills the caches.
template <class MakeWork>
double seconds(std::int64_t threads, MakeWork make_work) {
    const auto keys = some_keys(static_cast<std::size_t>(gets / threads), hot_books);
    std::latch ready(threads);
    std::vector<Span> spans(static_cast<std::size_t>(threads));
    std::vector<std::jthread> clients;
    for (Span& span : spans) {
        clients.emplace_back([&] {
            auto work = make_work();
            for (const auto key : keys) work(key);
            ready.arrive_and_wait();
            span.begin = Clock::now();
            for (const auto key : keys) work(key);
            span.end = Clock::now();
        });
    }
    clients.clear();  // joins
    return seconds_of(spans);
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
