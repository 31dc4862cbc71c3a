#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <filesystem>
#include <string>
#include <thread>

#include "support/database.hpp"

namespace write_ahead_log {

using namespace aside::literals;
using namespace aside::testing;
using namespace std::chrono_literals;

struct Page : aside::Model<Page> {
    std::int64_t id = 0;
    std::string text;
};

constexpr std::uintmax_t megabyte = 1 << 20;

/// Reads of some milliseconds each, in more threads than SQLite tells snapshots apart, while it
/// lives: there is always one.
class OverlappingReads {
public:
    OverlappingReads() {
        for (std::thread& thread : threads_) thread = std::thread([this] { read(); });
    }
    OverlappingReads(const OverlappingReads&) = delete;
    OverlappingReads& operator=(const OverlappingReads&) = delete;
    ~OverlappingReads() {
        ends_ = true;
        for (std::thread& thread : threads_) thread.join();
    }

private:
    void read() const {
        while (!ends_) {
            auto rows = Page::objects.only("id"_f).iterator({.chunk_size = 1});
            (void)rows.begin();
            std::this_thread::sleep_for(3ms);
        }
    }

    std::atomic<bool> ends_{false};
    std::array<std::thread, 8> threads_;
};

/// The longest that the log was, writing so many pages of 100 kB.
std::uintmax_t longest_log(const std::string& path, int pages) {
    std::string text(100'000, 'x');
    std::uintmax_t longest = 0;
    for (int i = 0; i < pages; ++i) {
        for (char& letter : text) letter = letter == 'z' ? 'a' : static_cast<char>(letter + 1);
        Page::objects.filter("id"_f == 1).update("text"_f = text);
        longest = std::max(longest, std::filesystem::file_size(path + "-wal"));
    }
    return longest;
}

}  // namespace write_ahead_log

using namespace write_ahead_log;

TEST_CASE("the write-ahead log begins anew while reads overlap") {
    const ScratchDatabase database;
    aside::disconnect();
    aside::connect(database.url() + "?synchronous=normal");
    aside::create_tables<Page>();
    for (int i = 0; i < 3; ++i) Page::objects.create("text"_f = "x");
    const OverlappingReads reads;
    CHECK(longest_log(database.path(), 600) < 40 * megabyte);
}

TEST_CASE("a log that a long read has kept is cut back when it has ended") {
    const ScratchDatabase database;
    aside::disconnect();
    aside::connect(database.url() + "?synchronous=normal");
    aside::create_tables<Page>();
    for (int i = 0; i < 3; ++i) Page::objects.create("text"_f = "x");
    {
        auto rows = Page::objects.iterator({.chunk_size = 1});
        (void)rows.begin();
        CHECK(longest_log(database.path(), 250) > 20 * megabyte);
    }
    (void)longest_log(database.path(), 200);
    CHECK(std::filesystem::file_size(database.path() + "-wal") < 18 * megabyte);
}
