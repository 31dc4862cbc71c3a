#pragma once
// How a benchmark is named and counted: `work/peer`, or `work/peer/size` where it is run for
// several sizes. report.py puts the peers of one work side by side.
#include <benchmark/benchmark.h>

#include <cstdint>

namespace speed {

/// Says how many operations an iteration did, where the time of one is what is told.
inline void operations(benchmark::State& state, std::int64_t count) {
    state.counters["operations"] = static_cast<double>(count);
}

}  // namespace speed

/// Wall time, since background work is not this thread's; a fixed number of iterations, so that
/// every repetition is as long as the others.
#define SPEED(name, function, iterations) \
    BENCHMARK(function)->Name(name)->Iterations(iterations)->UseRealTime()
