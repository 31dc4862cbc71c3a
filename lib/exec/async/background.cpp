#include "exec/async/background.hpp"

#include <atomic>
#include <charconv>
#include <cstdlib>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

#include "aside/detail/mutex.hpp"
#include "aside/error.hpp"
#include "aside/executor.hpp"
#include "exec/names.hpp"
#include "executor/executor.hpp"
#include "executor/process.hpp"

namespace aside::exec {

namespace {

// The most threads that `configure` takes. Threads wait for an engine, and engines take some
// hundred connections: a larger number is a mistake.
constexpr int most_threads = 1024;

/// The number of threads that `configure` was given; 0 if it was not called.
std::atomic<int> configured_threads{0};

/// Guards the change from stopped to started.
Mutex& starting() {
    static auto& mutex = *new executor::PerProcess<Mutex>;
    return *mutex;
}

std::atomic<bool> process_is_ending{false};

bool in_range(int threads) { return threads >= 1 && threads <= most_threads; }

int threads_of_environment() {
    const char* value = std::getenv("ASIDE_THREADS");
    if (value == nullptr) return ConfigureOptions{}.threads;
    const std::string_view text(value);
    int threads = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), threads);
    if (error != std::errc() || end != text.data() + text.size() || !in_range(threads)) {
        throw ImproperlyConfigured("ASIDE_THREADS is a number from 1 to " +
                                   std::to_string(most_threads) + ", not \"" + std::string(text) +
                                   "\"");
    }
    return threads;
}

// Waits for all work that was started, except for the work that this thread is in the middle of,
// which cannot end before this returns.
void finish_work() {
    AtEnd::reach(EndStage::process_ends);
    AtEnd::reach(EndStage::before_work);
    executor::wait_idle(std::nullopt);
    process_is_ending = true;
    AtEnd::reach(EndStage::after_work);
    AtEnd::reach(EndStage::process_ended);
    executor::end();
}

}  // namespace

std::exception_ptr current_error() noexcept {
    try {
        throw;
    } catch (const std::system_error&) {
        try {
            throw OperationalError(
                "the system gives no more threads for work in the background: see its limit of "
                "processes (ulimit -u), or give aside::configure fewer threads");
        } catch (...) {
            return std::current_exception();
        }
    } catch (...) {
        return std::current_exception();
    }
}

void start_background() {
    if (process_is_ending)
        throw InterfaceError("the process is ending: no background work can begin");
    finish_work_at_exit();
    const Lock lock(starting());
    if (executor::started()) return;
    const int threads = configured_threads;
    with_threads([&] { executor::start(threads > 0 ? threads : threads_of_environment()); });
}

void post(std::function<void()> job, const void* group) {
    start_background();
    with_threads([&] { executor::post(std::move(job), group); });
}

namespace {

constinit const AtEnd* first_step = nullptr;

}  // namespace

AtEnd::AtEnd(EndStage stage, void (*step)()) noexcept
    : stage_(stage), step_(step), next_(std::exchange(first_step, this)) {}

void AtEnd::reach(EndStage stage) {
    for (const AtEnd* each = first_step; each != nullptr; each = each->next_)
        if (each->stage_ == stage) each->step_();
}

void finish_work_at_exit() {
    static std::once_flag once;
    std::call_once(once, [] { std::atexit(finish_work); });
}

}  // namespace aside::exec

namespace aside {

void configure(const ConfigureOptions& options) {
    if (!exec::in_range(options.threads)) {
        throw ImproperlyConfigured("the arena has 1 to " + std::to_string(exec::most_threads) +
                                   " threads, not " + std::to_string(options.threads));
    }
    const detail::Lock lock(exec::starting());
    if (executor::started()) {
        throw ImproperlyConfigured(
            "aside::configure comes too late: background work has begun; call it first, or after "
            "aside::shutdown");
    }
    exec::configured_threads = options.threads;
}

bool shutdown(const ShutdownOptions& options) {
    using executor::Clock;
    // The longest time-outs would overflow the clock.
    const bool bounded = options.timeout < std::chrono::hours(24 * 365);
    const auto deadline = bounded ? std::optional(Clock::now() + options.timeout) : std::nullopt;
    exec::AtEnd::reach(exec::EndStage::before_work);
    if (!executor::wait_idle(deadline)) return false;
    exec::AtEnd::reach(exec::EndStage::after_work);
    executor::stop();
    return true;
}

}  // namespace aside
