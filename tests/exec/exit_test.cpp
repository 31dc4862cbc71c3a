#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <thread>

#include "aside/error.hpp"
#include "aside/sync_to_async.hpp"
#include "aside/transaction.hpp"
#include "exec/async/background.hpp"
#include "exec/child.hpp"
#include "exec/helpers.hpp"
#include "support/forked.hpp"

using namespace aside::testing;
using namespace std::chrono_literals;
using aside::detail::Intent;
using aside::detail::Runner;

namespace {

// What the child processes do. Each ends its process in its own way with 20 writes of 2 ms queued.

void connect_and_make() {
    aside::connect("sqlite:" + std::string(std::getenv("ASIDE_TEST_FILE")));
    aside::connection().execute("CREATE TABLE t (id)");
}

void queue_writes() {
    for (int i = 0; i < 20; ++i) {
        (void)in_background("default", Intent::write, [i](Runner& runner) {
            std::this_thread::sleep_for(2ms);
            runner.write()->execute("INSERT INTO t VALUES (" + std::to_string(i) + ")");
        });
    }
}

[[noreturn]] void wait_to_be_ended() {
    while (true) std::this_thread::sleep_for(1s);
}

TEST_CASE("child: returns from main" * doctest::skip()) {
    connect_and_make();
    queue_writes();
}

TEST_CASE("child: exits with work that begins more" * doctest::skip()) {
    connect_and_make();
    aside::exec::post([] {
        std::this_thread::sleep_for(50ms);
        queue_writes();
        aside::exec::post([] { queue_writes(); });
    });
    std::exit(0);
}

TEST_CASE("child: exits on an arena thread" * doctest::skip()) {
    connect_and_make();
    aside::exec::post([] {
        std::thread(queue_writes).join();
        std::exit(0);
    });
    wait_to_be_ended();
}

TEST_CASE("child: exits within a write" * doctest::skip()) {
    connect_and_make();
    (void)in_background("default", Intent::write, [](Runner& runner) {
        std::thread(queue_writes).join();
        const auto lease = runner.write();
        const aside::exec::TransactionScope scope(*lease);
        lease->execute("INSERT INTO t VALUES (1)");
        std::exit(0);
    });
    wait_to_be_ended();
}

TEST_CASE("child: exits with a status in what follows" * doctest::skip()) {
    connect_and_make();
    aside::sync_to_async([] {})().then([] { std::exit(5); });
    wait_to_be_ended();
}

TEST_CASE("child: exits with a status in a transaction" * doctest::skip()) {
    connect_and_make();
    aside::aatomic([] {
        aside::connection().execute("INSERT INTO t VALUES (1)");
        std::exit(5);
    }).wait();
}

TEST_CASE("child: exits with a status in a child of its own" * doctest::skip()) {
    connect_and_make();
    std::exit(in_child([] {
        aside::sync_to_async([] { std::exit(5); })().wait();
        wait_to_be_ended();
    }));
}

TEST_CASE("child: exits on the main thread within a write" * doctest::skip()) {
    connect_and_make();
    here("default", [](Runner& runner) {
        const auto lease = runner.write();
        const aside::exec::TransactionScope scope(*lease);
        lease->execute("INSERT INTO t VALUES (1)");
        queue_writes();
        std::exit(0);
    });
}

struct UsesTheLibraryLate {
    ~UsesTheLibraryLate() {
        try {
            (void)aside::connection();
            std::_Exit(1);
        } catch (const aside::ConnectionDoesNotExist&) {
        }
        try {
            aside::exec::post([] {});
            std::_Exit(1);
        } catch (const aside::InterfaceError&) {
        }
    }
};

TEST_CASE("child: uses the library after its end" * doctest::skip()) {
    static const UsesTheLibraryLate late;
    connect_and_make();
    queue_writes();
}

/// How many rows a child left behind.
std::int64_t rows_left_by(const std::string& test_case, const std::string& threads = "16") {
    const ScratchDirectory directory;
    const auto file = directory / "exit.db";
    const auto child =
        run_child(test_case, "ASIDE_THREADS=" + threads + "' 'ASIDE_TEST_FILE=" + file);
    CHECK_MESSAGE(child.status == 0, child.output);
    CHECK_MESSAGE(child.output.find("Sanitizer") == std::string::npos, child.output);
    aside::connect("sqlite:" + file);
    const auto rows = *aside::connection().query("SELECT count(*) FROM t").front()[0].integer();
    aside::disconnect();
    return rows;
}

/// The status of a program that opens a library which uses ours.
int status_with_plugin(const std::string& kind, const std::string& arguments) {
    const auto here = std::filesystem::read_symlink("/proc/self/exe").parent_path().string();
    const auto library = here + "/libexit_plugin_" + kind + ".so ";
    const int status = std::system((here + "/plugin_host " + library + arguments).c_str());
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

TEST_CASE("an exit in the background gives its status") {
    for (const std::string how : {"what follows", "a transaction", "a child of its own"}) {
        const ScratchDirectory directory;
        const auto child =
            run_child("child: exits with a status in " + how,
                      "ASIDE_THREADS=4' 'ASIDE_TEST_FILE=" + (directory / "exit.db"));
        CHECK_MESSAGE(child.status == 5, child.output);
    }
}

TEST_CASE("an exit in the background of a library opened by the program gives its status") {
    for (const auto* kind : {"static", "shared"}) {
        CHECK(status_with_plugin(kind, "exit_in_background") == 5);
        CHECK(status_with_plugin(kind, "work_in_background") == 0);
        CHECK(status_with_plugin(kind, "work_in_background close") == 0);
    }
}

TEST_CASE("a normal exit finishes what was started") {
    for (const auto* threads : {"1", "16"}) {
        CHECK(rows_left_by("child: returns from main", threads) == 20);
        CHECK(rows_left_by("child: exits with work that begins more", threads) == 40);
        CHECK(rows_left_by("child: exits on an arena thread", threads) == 20);
    }
}

TEST_CASE("an exit from within a write rolls it back and waits for nothing behind it") {
    CHECK(rows_left_by("child: exits within a write", "1") == 0);
    CHECK(rows_left_by("child: exits within a write", "16") == 0);
    CHECK(rows_left_by("child: exits on the main thread within a write") == 0);
}

TEST_CASE("what comes after the end of the library is refused") {
    CHECK(rows_left_by("child: uses the library after its end") == 20);
}
