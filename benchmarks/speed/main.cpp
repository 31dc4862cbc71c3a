// One program for all that is measured in time. `speed --benchmark_filter=^get/` runs what has that
// name; tools/bench runs everything and compares.
#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <string>

int main(int argc, char** argv) {
    // The library switches these statistics off, for the whole process; here so that it does not
    // matter who opens the first connection.
    sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    benchmark::AddCustomContext("sqlite", sqlite3_libversion());
    benchmark::AddCustomContext("compiler", "g++ " __VERSION__);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}
