#pragma once
#include <atomic>
#include <cstdint>
#include <exception>
#include <memory>
#include <string_view>

namespace aside::detail {

/// Lends sessions of one database to the body of a plan; defined in the library.
class Runner;

/// Whether a plan may write: a write takes its place in the database's queue before it goes to the
/// arena.
enum class Intent : unsigned char { read, write };

/// A unit of work that runs exactly once, on whichever thread claims it first.
///
/// Thread-safe: `claim` is one atomic exchange; whoever wins it calls `execute` or `fail`, nobody
/// else does.
class Operation {
public:
    Operation() = default;
    Operation(const Operation&) = delete;
    Operation& operator=(const Operation&) = delete;
    virtual ~Operation() = default;

    /// True for the one caller that may now run it.
    [[nodiscard]] bool claim() noexcept {
        return !claimed_.exchange(true, std::memory_order_acq_rel);
    }
    /// Does the work and publishes its result or its error; calls `release` in between, since
    /// continuations may run where the result is published.
    virtual void execute(Runner& runner) noexcept = 0;
    /// Publishes that the work could not even be begun.
    virtual void fail(std::exception_ptr error) noexcept = 0;

private:
    std::atomic<bool> claimed_{false};
};

/// A reference to a callable; lives no longer than the call that it is passed to.
class BodyRef {
public:
    template <class Body>
    BodyRef(Body& body)
        : object_(&body),
          call_([](void* object, Runner& runner) { (*static_cast<Body*>(object))(runner); }) {}
    void operator()(Runner& runner) const { call_(object_, runner); }

private:
    void* object_;
    void (*call_)(void*, Runner&);
};

/// Gives back what the runner still holds (the turn of a write), so that whoever gets the result
/// may lease for itself.
void release(Runner& runner) noexcept;
/// Runs the body on this thread, with the runner of that database.
void run_here(std::string_view alias, BodyRef body);
/// Hands the operation to the arena (a write by way of the database's queue) and returns at once.
/// On an arena thread it runs in place, so that nested calls never wait for a free thread. Never
/// throws for what is wrong with the database: that goes to `fail`.
void submit(std::string_view alias, Intent intent, std::shared_ptr<Operation> operation);

}  // namespace aside::detail
