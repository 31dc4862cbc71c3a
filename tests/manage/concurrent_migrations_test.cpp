// Several processes that migrate one database at once, and such as are killed. ASIDE_LONG=1 kills
// more of them.
#include <doctest/doctest.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <random>
#include <thread>

#include "manage/migrations.hpp"
#include "support/sanitized.hpp"
#include "support/soon.hpp"

using namespace aside;
using namespace aside::testing;

namespace {

/// Files that take a moment, and rebuild tables where the engine needs that.
Files files() {
    Files files;
    const std::string key =
        either("integer NOT NULL PRIMARY KEY AUTOINCREMENT", "serial PRIMARY KEY");
    const std::string film = "(id " + key + ", name text NOT NULL)";
    const std::string checked = "(id " + key + ", name text NOT NULL CHECK (name <> ''))";
    files.add("0001_initial",
              "CREATE TABLE film " + film +
                  "; CREATE TABLE review (id integer PRIMARY KEY, film_id integer NOT NULL "
                  "REFERENCES film (id) ON DELETE CASCADE);");
    const auto rows = [](const char* to, const char* values) {
        return "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000) "
               "INSERT INTO " +
               std::string(to) + " SELECT " + values + " FROM n;";
    };
    // With keys of its own: a sequence goes on where an undone attempt has left it.
    files.add("0002_rows",
              rows("film (id, name)", "i, 'film ' || i") + rows("review (id, film_id)", "i, i"));
    files.add("0003_check",
              either("-- aside: rebuild film\nCREATE TABLE new__film " + checked +
                         "; INSERT INTO new__film (id, name) SELECT id, name FROM film; DROP TABLE "
                         "film; ALTER TABLE new__film RENAME TO film;\n-- aside: end\n",
                     "ALTER TABLE film ADD CHECK (name <> '');"));
    files.add("0004_index", either("VACUUM;", "CREATE INDEX CONCURRENTLY by_name ON film (name);"));
    files.edit("-- aside migration", "-- aside: no-transaction\n-- aside migration");
    files.add("0005_more", rows("film (id, name)", "i + 2000, 'more ' || i"));
    return files;
}

/// What a server knows them by.
std::string name_of_children() { return "migrates for " + std::to_string(getpid()); }

/// A program that migrates, up to a target.
class Child {
public:
    Child(const std::string& url, const std::string& target) {
        const auto program = std::filesystem::read_symlink("/proc/self/exe").string();
        const std::vector<std::string> words{"env",
                                             "ASIDE_TEST_CHILD=" + url,
                                             "ASIDE_TEST_TARGET=" + target,
                                             "PGAPPNAME=" + name_of_children(),
                                             program,
                                             "--no-intro",
                                             "--no-skip",
                                             "--minimal",
                                             "--test-case=child: migrates"};
        std::vector<char*> arguments;
        for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
        arguments.push_back(nullptr);
        int ends[2];
        REQUIRE(pipe(ends) == 0);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        posix_spawn_file_actions_addclose(&actions, ends[0]);
        REQUIRE(posix_spawnp(&pid_, "env", &actions, nullptr, arguments.data(), environ) == 0);
        posix_spawn_file_actions_destroy(&actions);
        close(ends[1]);
        output_ = ends[0];
    }
    Child(Child&& other) noexcept
        : pid_(std::exchange(other.pid_, 0)), output_(std::exchange(other.output_, -1)) {}
    ~Child() {
        if (pid_ != 0) (void)wait();
        if (output_ >= 0) close(output_);
    }
    /// Until it is about to migrate.
    void wait_until_it_begins() const {
        char byte = 0;
        REQUIRE(read(output_, &byte, 1) == 1);
    }
    /// Its exit status, or minus the signal that ended it. Shows what one that failed has printed.
    int wait() {
        std::string printed;
        char part[4096];
        for (ssize_t size = 0; (size = read(output_, part, sizeof part)) > 0;)
            printed.append(part, static_cast<std::size_t>(size));
        int status = 0;
        waitpid(std::exchange(pid_, 0), &status, 0);
        if (WIFEXITED(status) && WEXITSTATUS(status) != 0) MESSAGE(printed);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    }
    void kill_it() const { kill(pid_, SIGKILL); }

private:
    pid_t pid_ = 0;
    int output_ = -1;
};

/// Until the server has noticed that a client is gone: it ends the statement that runs before.
void wait_until_alone() {
    if (is_sqlite()) return;
    const auto others = [] {
        return *value_of("SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = ?",
                         name_of_children())
                    .integer();
    };
    const bool alone = soon([&] { return others() == 0; });
    REQUIRE(alone);
}

void check_whole() {
    const NameList all = applied();
    const auto has = [&](const char* name) {
        return std::find(all.begin(), all.end(), name) != all.end();
    };
    CHECK(migrations::has_table("default", "film") == has("0001_initial"));
    CHECK_FALSE(migrations::has_table("default", "new__film"));
    if (!has("0001_initial")) return;
    CHECK(count("film") == (has("0005_more") ? 4000 : has("0002_rows") ? 2000 : 0));
    CHECK(count("review") == (has("0002_rows") ? 2000 : 0));
    const std::string checks =
        either("SELECT COUNT(*) FROM sqlite_master WHERE name = 'film' AND sql LIKE '%CHECK%'",
               "SELECT COUNT(*) FROM pg_constraint WHERE contype = 'c' AND conrelid = "
               "to_regclass('film')");
    CHECK(*value_of(checks).integer() == (has("0003_check") ? 1 : 0));
    if (is_sqlite()) CHECK(*value_of("PRAGMA integrity_check").text() == "ok");
}

}  // namespace

TEST_CASE("child: migrates" * doctest::skip()) {
    const char* const url = std::getenv("ASIDE_TEST_CHILD");
    if (url == nullptr) return;
    aside::connect(url);
    if (write(STDOUT_FILENO, "begins\n", 7) != 7) std::_Exit(1);
    CHECK(files().refusal({.target = std::getenv("ASIDE_TEST_TARGET")}) == "");
    aside::disconnect();
}

TEST_CASE("of eight processes that migrate at once one does, and all succeed") {
    const SharedTestDatabase<> database;
    for (int round = 0; round < 3; ++round) {
        std::vector<Child> children;
        for (int i = 0; i < 8; ++i) children.emplace_back(database.url(), "");
        for (Child& child : children) CHECK(child.wait() == 0);
        CHECK(applied() ==
              NameList{"0001_initial", "0002_rows", "0003_check", "0004_index", "0005_more"});
        check_whole();
        connection().execute("DROP TABLE review");
        connection().execute("DROP TABLE film");
        connection().execute("DROP TABLE aside_migrations");
    }
}

TEST_CASE("of threads that migrate at once one does, and all succeed") {
    const SharedTestDatabase<> database;
    const auto history = files().history();
    std::vector<std::thread> threads;
    std::atomic<std::size_t> done = 0;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] { done += migrations::run(history, {}).size(); });
    for (std::thread& thread : threads) thread.join();
    CHECK(done == 5);
    check_whole();
}

TEST_CASE("a process that is killed leaves whole migrations, and the next one goes on") {
    const SharedTestDatabase<> database;
    const bool is_long = std::getenv("ASIDE_LONG") != nullptr;
    const int kills = !is_sqlite() || sanitized ? 10 : is_long ? 200 : 40;
    const auto begin = std::chrono::steady_clock::now();
    CHECK(files().refusal({.target = "0003"}) == "");
    auto span = std::chrono::steady_clock::now() - begin;  // in which a child is killed
    const auto undo = [] {
        connection().execute("DROP TABLE review");
        connection().execute("DROP TABLE film");
        connection().execute("DELETE FROM aside_migrations");
    };
    undo();
    std::mt19937 random(7);
    std::map<std::size_t, int> killed_after;  // so many migrations
    // On a busy machine a child may need longer than this process did.
    for (int i = 0; i < kills || (killed_after.size() < 2 && i < 10 * kills); ++i) {
        INFO("kill " << i);
        {
            // Of the file without a transaction only a trace is left: that is another test.
            Child child(database.url(), "0003");
            child.wait_until_it_begins();
            std::this_thread::sleep_for(span * (random() % 1000) / 1000);
            child.kill_it();
            (void)child.wait();
        }
        wait_until_alone();
        check_whole();
        const std::size_t done = applied().size();
        ++killed_after[done];
        span = done == 0 ? span * 5 / 4 : done == 3 ? span * 4 / 5 : span;
        if (random() % 2 == 0) continue;  // the next child is the one that goes on
        CHECK(files().refusal({.target = "0003"}) == "");
        CHECK(applied().size() == 3);
        check_whole();
        undo();
    }
    CHECK(killed_after.size() > 1);
    for (const auto& [migrations, times] : killed_after)
        MESSAGE(times << " were killed after " << migrations << " of 3");
}
