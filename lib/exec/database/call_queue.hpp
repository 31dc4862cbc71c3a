#pragma once
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "aside/detail/mutex.hpp"
#include "aside/detail/operation.hpp"
#include "exec/names.hpp"

namespace aside::exec {

class Database;

/// Calls in the background that may go to a database together, in the order in which they came, and
/// the servers that run them.
///
/// A server is a job of the arena. It takes the first call and, with the connection that it then
/// has, others of the same intent that still wait. How many go along is divided among the servers
/// that are on their way: as long as there are free connections, each call has one of its own.
///
/// Invariants:
/// - There are no more servers than the pool has connections, so that calls which wait for one keep
///   no more threads waiting.
/// - As long as a call waits, there is a server on its way, or one at work that looks again. A
///   server looks again as soon as it has given its connection back, and before it makes a result
///   known: a continuation of that result may wait for a call that is still in the queue.
/// - A function that throws has had no effect.
///
/// Thread-safe. Its lock is held while that of the executor is taken, never the other way round. No
/// operation ends within it.
class CallQueue {
public:
    /// Runs calls of the queue, until `end` says that it need not go on.
    using Serve = void (*)(CallQueue& queue, std::shared_ptr<Database> database);

    /// For a pool of so many connections; so many calls go together at most.
    CallQueue(int connections, std::size_t together);
    CallQueue(const CallQueue&) = delete;
    CallQueue& operator=(const CallQueue&) = delete;

    /// How many calls go together at most.
    [[nodiscard]] std::size_t together() const noexcept { return together_; }
    /// Puts a call at the end. `database` owns this. The executor must have been started; throws
    /// what posting a job throws if there is no server that could take the call.
    void add(Intent intent, const std::shared_ptr<Operation>& operation,
             const std::shared_ptr<Database>& database, Serve serve) ASIDE_EXCLUDES(mutex_);

    /// How many calls wait.
    [[nodiscard]] int waiting() const ASIDE_EXCLUDES(mutex_);

    // For servers, each on its thread.

    struct Call {
        std::shared_ptr<Operation> operation;
        Intent intent;
    };
    /// A server is there: takes the first call that has not ended meanwhile, and claims it.
    [[nodiscard]] std::optional<Call> begin() ASIDE_EXCLUDES(mutex_);
    /// How many calls of that intent may go along.
    [[nodiscard]] std::size_t company(Intent intent) const ASIDE_EXCLUDES(mutex_);
    /// Takes one of them, and claims it; nullptr: there is none.
    [[nodiscard]] std::shared_ptr<Operation> take(Intent intent) ASIDE_EXCLUDES(mutex_);
    /// A server has given its connection back. True if calls wait for which no other one could be
    /// posted: then it begins again.
    [[nodiscard]] bool end(const std::shared_ptr<Database>& database) noexcept
        ASIDE_EXCLUDES(mutex_);

    /// This thread ends the process: servers in the middle of whose work it is will never end.
    void leave_thread(const std::shared_ptr<Database>& database) noexcept ASIDE_EXCLUDES(mutex_);

private:
    struct Waiting {
        std::shared_ptr<Operation> operation;
        std::uint64_t number;  ///< in the order of all
    };
    using Line = std::deque<Waiting>;

    [[nodiscard]] Line& line_of(Intent intent) ASIDE_REQUIRES(mutex_);
    [[nodiscard]] std::optional<Call> take_first() ASIDE_EXCLUDES(mutex_);
    [[nodiscard]] static std::shared_ptr<Operation> take_from(Line& line);
    [[nodiscard]] bool end_one(const std::shared_ptr<Database>& database) noexcept
        ASIDE_REQUIRES(mutex_);
    void post_server(const std::shared_ptr<Database>& database) ASIDE_REQUIRES(mutex_);

    const std::size_t most_servers_;
    const std::size_t together_;
    mutable Mutex mutex_;
    Line reads_ ASIDE_GUARDED_BY(mutex_);
    Line writes_ ASIDE_GUARDED_BY(mutex_);
    std::uint64_t last_number_ ASIDE_GUARDED_BY(mutex_) = 0;
    Serve serve_ ASIDE_GUARDED_BY(mutex_) = nullptr;
    std::size_t coming_ ASIDE_GUARDED_BY(mutex_) = 0;  ///< servers that were posted
    /// The threads of the servers that are at work, with room for all servers.
    std::vector<std::thread::id> at_work_ ASIDE_GUARDED_BY(mutex_);
};

}  // namespace aside::exec
