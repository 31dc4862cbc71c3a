#pragma once
#include <exception>
#include <functional>

namespace aside::exec {

/// The exception that is being handled, as a caller may see it: a `std::system_error`, which says
/// that the system has no thread left to give, becomes an `OperationalError`.
[[nodiscard]] std::exception_ptr current_error() noexcept;

/// Calls a function that may make threads; its errors become those of `current_error`.
template <class F>
void with_threads(F function) {
    try {
        function();
    } catch (...) {
        std::rethrow_exception(current_error());
    }
}

/// Makes the arena's threads if there are none, as `configure` or `ASIDE_THREADS` says. Throws
/// `ImproperlyConfigured` if the latter makes no sense, `InterfaceError` when the process is
/// ending, and `OperationalError` if the system has no threads to give.
void start_background();

/// The executor's group of jobs that only ask a database. None of them waits for the program's own
/// code, so that a thread can run them in the middle of any work.
inline constexpr char plain_calls = 0;

/// Runs the job on the arena; the way in for the rest of the library. The job must not throw.
/// Throws as `start_background`.
void post(std::function<void()> job, const void* group = nullptr);

/// Makes a normal exit of the process finish the work that was started and take the steps of
/// `AtEnd`. To be called before work is started or a database is connected.
void finish_work_at_exit();

/// When a step is taken. `shutdown` takes those about the work, a normal exit of the process all.
enum class EndStage : unsigned char {
    process_ends,  ///< first: the work that this thread is in the middle of can never end
    before_work,   ///< before the started work is waited for
    after_work,    ///< all that was started is done
    process_ended  ///< nothing begins any more
};

/// A step that the part of the library which makes one has to take at the end of background work.
/// One object each, that lives for ever, made while the library is loaded. The steps of a stage
/// come in no order.
class AtEnd {
public:
    AtEnd(EndStage stage, void (*step)()) noexcept;
    AtEnd(const AtEnd&) = delete;
    AtEnd& operator=(const AtEnd&) = delete;
    /// Takes all steps of a stage.
    static void reach(EndStage stage);

private:
    const EndStage stage_;
    void (*const step_)();
    const AtEnd* const next_;
};

}  // namespace aside::exec
