// A queryset made and compiled to SQL, which needs no database.
#include "compiling.hpp"

#include "measure.hpp"

namespace speed {
namespace {

constexpr std::int64_t querysets = 10'000;

void compiling(benchmark::State& state) {
    books_file();
    for (auto _ : state)
        for (std::int64_t i = 0; i < querysets; ++i) benchmark::DoNotOptimize(build_and_compile());
    operations(state, querysets);
}
SPEED("compiling/aside", compiling, 2);

}  // namespace
}  // namespace speed
