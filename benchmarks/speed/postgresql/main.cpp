// One program for all that is measured on PostgreSQL. `speed_postgresql --benchmark_filter=^get/`
// runs what has that name; `tools/bench postgresql` starts a server, runs everything and compares.
#include <benchmark/benchmark.h>

#include <string>

#include "server.hpp"

namespace {

std::string version_of_server() {
    const std::string url = speed::books_url();
    const speed::hand_pq::Database database(url);
    return PQparameterStatus(database.get(), "server_version");
}

}  // namespace

int main(int argc, char** argv) {
    bool lists = false;
    for (int i = 1; i < argc; ++i) lists |= std::string(argv[i]) == "--benchmark_list_tests";
    if (!lists) benchmark::AddCustomContext("postgresql", version_of_server());
    benchmark::AddCustomContext("compiler", "g++ " __VERSION__);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 1;
    benchmark::RunSpecifiedBenchmarks();
    benchmark::Shutdown();
}
