// A thousand rows created at once, beside the same one after the other; each commit waits for the
// disk. One iteration does both, so that what else the machine does meets both.
#include <aside/aside.hpp>
#include <benchmark/benchmark.h>

#include <chrono>
#include <filesystem>
#include <vector>

namespace concurrent_writes {

using namespace aside::literals;
using Clock = std::chrono::steady_clock;

struct Note : aside::Model<Note> {
    std::int64_t id = 0;
    std::string text;
};

constexpr int rows = 1000;

/// A file on the disk, since a commit to memory waits for nothing.
class Database {
public:
    Database() {
        std::filesystem::remove_all(folder);
        std::filesystem::create_directories(folder);
        aside::connect("sqlite:" + (folder / "notes.db").string() + "?synchronous=full");
        aside::create_tables<Note>();
    }
    Database(const Database&) = delete;
    Database& operator=(const Database&) = delete;
    ~Database() {
        aside::disconnect();
        std::filesystem::remove_all(folder);
    }

private:
    const std::filesystem::path folder =
        std::filesystem::current_path() / "aside-concurrent-writes";
};

template <class Work>
double seconds(Work work) {
    const auto begin = Clock::now();
    work();
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

void one_by_one() {
    for (int i = 0; i < rows; ++i) Note::objects.acreate("text"_f = "one").get();
}
void at_once() {
    std::vector<aside::Future<Note>> notes;
    notes.reserve(rows);
    for (int i = 0; i < rows; ++i) notes.push_back(Note::objects.acreate("text"_f = "many"));
    for (auto& note : notes) note.get();
}

void creating(benchmark::State& state) {
    const Database database;
    double alone = 0;
    double together = 0;
    for (auto _ : state) {
        alone += seconds(one_by_one);
        together += seconds(at_once);
    }
    const auto count = static_cast<double>(rows) * static_cast<double>(state.iterations());
    state.counters["one_by_one_us"] = alone / count * 1e6;
    state.counters["at_once_us"] = together / count * 1e6;
    state.counters["times_faster"] = alone / together;
}
BENCHMARK(creating)->Unit(benchmark::kMillisecond)->Iterations(5);

}  // namespace concurrent_writes

BENCHMARK_MAIN();
