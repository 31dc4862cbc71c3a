// Programs that are killed while they write. ASIDE_LONG=1 kills more of them.
#include <doctest/doctest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <sstream>
#include <thread>

#include "support/database.hpp"

namespace killed {

using namespace aside::literals;
using namespace aside::testing;

/// One row of several that are written at once, or one written alone.
struct Entry : aside::Model<Entry> {
    std::int64_t id = 0;
    std::int32_t run = 0;
    std::string means;
    std::int64_t batch = 0;
};

/// How many rows there are of a batch when it is whole.
const std::map<std::string, int> sizes{{"create", 1}, {"acreate", 1}, {"atomic", 3}, {"bulk", 20}};

// ---- the program that is killed

int this_run() { return std::atoi(std::getenv("ASIDE_TEST_RUN")); }

Entry entry(const std::string& means, std::int64_t batch) {
    return {.run = this_run(), .means = means, .batch = batch};
}

/// By one system call, so that no line is torn.
void confirm(const std::string& means, std::int64_t batch) {
    const std::string line = means + " " + std::to_string(batch) + "\n";
    if (write(STDOUT_FILENO, line.data(), line.size()) < 0) std::_Exit(1);
}

template <class Write>
std::thread for_ever(std::string means, Write write) {
    return std::thread([means = std::move(means), write] {
        for (std::int64_t batch = 0;; ++batch) {
            write(batch);
            confirm(means, batch);
        }
    });
}

TEST_CASE("child: writes and confirms" * doctest::skip()) {
    aside::connect("sqlite:" + std::string(std::getenv("ASIDE_TEST_FILE")));
    auto creating = for_ever(
        "create", [](std::int64_t batch) { Entry::objects.create(entry("create", batch)); });
    auto in_atomic = for_ever("atomic", [](std::int64_t batch) {
        aside::atomic([&] {
            for (int i = 0; i < 3; ++i) Entry::objects.create(entry("atomic", batch));
        });
    });
    auto in_bulk = for_ever("bulk", [](std::int64_t batch) {
        Entry::objects.bulk_create(std::vector<Entry>(20, entry("bulk", batch)), {.batch_size = 7});
    });
    for (std::int64_t batch = 0;; batch += 8) {
        std::vector<aside::Future<Entry>> group;
        for (int i = 0; i < 8; ++i)
            group.push_back(Entry::objects.acreate(entry("acreate", batch + i)));
        for (auto& future : group) confirm("acreate", future.get().batch);
    }
}

// ---- those that kill it

using Batch = std::tuple<int, std::string, std::int64_t>;

/// Starts the program, kills it some milliseconds after its first word, and gives all that it said.
std::string killed_after(std::chrono::microseconds delay, const std::string& file, int run) {
    int ends[2];
    REQUIRE(pipe(ends) == 0);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
    posix_spawn_file_actions_addclose(&actions, ends[0]);
    const auto program = std::filesystem::read_symlink("/proc/self/exe").string();
    const std::vector<std::string> words{"env",
                                         "ASIDE_TEST_FILE=" + file,
                                         "ASIDE_TEST_RUN=" + std::to_string(run),
                                         program,
                                         "--no-intro",
                                         "--no-skip",
                                         "--test-case=child: writes and confirms"};
    std::vector<char*> arguments;
    for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    pid_t child = 0;
    REQUIRE(posix_spawnp(&child, "env", &actions, nullptr, arguments.data(), environ) == 0);
    posix_spawn_file_actions_destroy(&actions);
    close(ends[1]);

    std::string said;
    char buffer[4096];
    bool killed = false;
    while (true) {
        const auto bytes = read(ends[0], buffer, sizeof buffer);
        if (bytes <= 0) break;
        said.append(buffer, static_cast<std::size_t>(bytes));
        if (std::exchange(killed, true)) continue;
        std::this_thread::sleep_for(delay);
        kill(child, SIGKILL);
    }
    close(ends[0]);
    waitpid(child, nullptr, 0);
    return said;
}

std::vector<Batch> batches_in(const std::string& said, int run) {
    std::vector<Batch> batches;
    std::istringstream lines(said);
    std::string means;
    std::int64_t batch = 0;
    while (lines >> means >> batch) batches.emplace_back(run, means, batch);
    return batches;
}

/// How many rows there are of each batch.
std::map<Batch, int> written() {
    std::map<Batch, int> rows;
    for (const auto& [run, means, batch] :
         Entry::objects.values_list("run"_f, "means"_f, "batch"_f).list())
        ++rows[{run, means, batch}];
    return rows;
}

TEST_CASE("what was confirmed before a program was killed is there, and no half of a transaction") {
    const int runs = std::getenv("ASIDE_LONG") != nullptr ? 200 : 25;
    const ScratchDirectory directory;
    const auto file = directory / "killed.db";
    aside::connect("sqlite:" + file);
    aside::create_tables<Entry>();
    aside::disconnect();
    std::mt19937 random(1);
    std::vector<Batch> confirmed;
    for (int run = 0; run < runs; ++run) {
        const auto delay = std::chrono::microseconds(random() % 30'000);
        const auto said = batches_in(killed_after(delay, file, run), run);
        CHECK_FALSE(said.empty());
        confirmed.insert(confirmed.end(), said.begin(), said.end());

        aside::connect("sqlite:" + file);
        INFO("run " << run);
        CHECK(*value_of("PRAGMA integrity_check").text() == "ok");
        const auto rows = written();
        int missing = 0;
        for (const auto& batch : confirmed) missing += rows.contains(batch) ? 0 : 1;
        CHECK(missing == 0);
        int torn = 0;
        for (const auto& [batch, count] : rows)
            torn += count == sizes.at(std::get<1>(batch)) ? 0 : 1;
        CHECK(torn == 0);
        aside::disconnect();
    }
    MESSAGE(confirmed.size() << " writes were confirmed in " << runs << " runs");
}

}  // namespace killed
