// Calls that wait together travel together.
#include "exec/calls/together.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <deque>
#include <exception>
#include <optional>
#include <utility>
#include <vector>

#include "aside/error.hpp"
#include "backend/interrupt_listener.hpp"
#include "exec/async/background.hpp"
#include "exec/async/frame.hpp"
#include "exec/async/thrown.hpp"
#include "exec/calls/run_operation.hpp"
#include "exec/database/database_runner.hpp"
#include "exec/session/session.hpp"
#include "executor/executor.hpp"

namespace aside::exec {

namespace {

/// How much of a thread's stack calls take that lie within each other.
constexpr std::ptrdiff_t most_stack = std::ptrdiff_t{512} * 1024;

using Operations = std::vector<std::shared_ptr<Operation>>;

/// Thrown in calls whose common transaction was not committed; they are run again.
struct Undone : std::exception {};

template <class Kind>
bool is(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const Kind&) {
        return true;
    } catch (...) {
        return false;
    }
}

/// Whether an error is an answer: that there is no such row, or more than one.
bool is_answer(const std::exception_ptr& error) {
    return is<ObjectDoesNotExist>(error) || is<MultipleObjectsReturned>(error);
}

/// Whether an error may have come from a neighbour in the group, or may be gone when the call is
/// run again.
bool may_be_gone(const std::exception_ptr& error) {
    try {
        std::rethrow_exception(error);
    } catch (const QueryCancelled&) {
        return true;
    } catch (const OperationalError& failure) {
        return failure.retryable();
    } catch (...) {
        return false;
    }
}

/// The interrupt of several calls, due as soon as one of theirs is. They may be cancelled by any
/// thread while this lives; their own interrupts outlive it.
class InterruptOfAll final : private backend::Wakeable {
public:
    explicit InterruptOfAll(const std::vector<const Interrupt*>& all)
        : interrupt_(std::make_shared<Interrupt>(until_first_deadline(all))) {
        backend::Wakeable& this_one = *this;
        for (const Interrupt* const each : all) {
            listeners_.emplace_back(each, this_one);
            if (each->cancelled()) wake();  // before it was listened to
        }
    }
    InterruptOfAll(const InterruptOfAll&) = delete;
    InterruptOfAll& operator=(const InterruptOfAll&) = delete;
    ~InterruptOfAll() = default;

    [[nodiscard]] const std::shared_ptr<Interrupt>& interrupt() const { return interrupt_; }

private:
    using milliseconds = std::chrono::milliseconds;

    void wake() noexcept override { interrupt_->cancel(); }
    /// 0: there is none.
    static milliseconds until_first_deadline(const std::vector<const Interrupt*>& all) {
        auto first = Interrupt::Clock::time_point::max();
        for (const Interrupt* const each : all) first = std::min(first, each->deadline());
        if (first == Interrupt::Clock::time_point::max()) return {};
        return std::max(std::chrono::ceil<milliseconds>(first - Interrupt::Clock::now()),
                        milliseconds(1));
    }

    const std::shared_ptr<Interrupt> interrupt_;
    std::deque<Interrupt::Listener> listeners_;  // last: they call `wake` while they live
};

/// Calls that share one connection and one trip.
///
/// An operation binds a statement, steps it and reads its rows, all in one function. So the calls
/// lie within each other on the stack: one that is about to step its statement lets the next one
/// begin. The innermost sends the statements of all; then each reads its own rows.
///
/// Used by one thread, which has the connection. The operations are claimed.
class Together final : private Gathering {
public:
    /// Leases a connection, and waits for it no longer than the first call may. Throws as the lease
    /// does.
    Together(CallQueue& queue, const std::shared_ptr<Database>& database,
             const CallQueue::Call& first)
        : queue_(queue),
          database_(database),
          intent_(first.intent),
          lease_(database->lease_reader(&first.operation->interrupt(), "calls in the background")),
          most_(1 + queue.company(intent_)) {
        members_.reserve(most_);
        statements_.reserve(most_);
        ended_.reserve(most_);
        again_.reserve(most_);
    }
    Together(const Together&) = delete;
    Together& operator=(const Together&) = delete;
    ~Together() { lease_->gather(nullptr); }

    /// Runs it, and others that wait.
    void run(std::shared_ptr<Operation> first) noexcept {
        bottom_ = static_cast<const char*>(__builtin_frame_address(0));
        lease_->gather(this);
        run_one(std::move(first));
        settle();
    }
    /// The calls that have ended, whose results are yet to be made known.
    [[nodiscard]] Operations take_ended() noexcept { return std::move(ended_); }
    /// The calls that are to be run again, each alone.
    [[nodiscard]] Operations take_again() noexcept { return std::move(again_); }

private:
    struct Member {
        std::shared_ptr<Operation> operation;
        bool sent = false;  ///< its statement went with the others
        std::exception_ptr error{};
    };

    [[nodiscard]] bool reads() const { return intent_ == Intent::read_of_row; }
    void run_one(std::shared_ptr<Operation> operation) noexcept;
    void before_step(Result& statement) override;
    [[nodiscard]] bool has_room() const;
    void send() noexcept;
    void send_all();
    void settle() noexcept;
    [[nodiscard]] std::vector<const Interrupt*> interrupts() const;
    [[nodiscard]] bool may_go_again(const Member& member, bool first_failure) const;
    [[nodiscard]] bool is_replicas_fault(const Member& member) const;

    CallQueue& queue_;
    const std::shared_ptr<Database>& database_;
    const Intent intent_;
    Lease lease_;
    const std::size_t most_;
    const char* bottom_ = nullptr;     ///< of the stack that they take
    std::vector<Member> members_;      ///< with room for all
    std::vector<Result*> statements_;  ///< with room for all; each lies on its member's stack
    bool sent_ = false;
    std::optional<InterruptOfAll> stop_;
    std::exception_ptr undone_;  ///< none of the statements has had an effect
    Operations ended_;           ///< with room for all
    Operations again_;           ///< with room for all
};

void Together::run_one(std::shared_ptr<Operation> operation) noexcept {
    const std::size_t number = members_.size();
    Operation& running = *operation;
    DatabaseRunner runner(database_, lease_.share(), interrupt_of(operation));
    members_.push_back({.operation = std::move(operation)});
    try {
        running.interrupt().check();
        running.execute(runner);
    } catch (...) {
        members_[number].error = std::current_exception();
    }
}

// The call that steps is the one that has begun last. A call that has opened a transaction of its
// own, or that writes though its intent is to read, goes by itself.
void Together::before_step(Result& statement) {
    if (lease_->in_transaction() || (reads() && !statement.read_only())) return;
    members_.back().sent = true;
    statements_.push_back(&statement);
    while (!sent_ && has_room()) {
        auto next = queue_.take(intent_);
        if (!next) break;
        run_one(std::move(next));
    }
    if (!sent_) send();
    if (undone_) std::rethrow_exception(undone_);
}

bool Together::has_room() const {
    const std::ptrdiff_t used = bottom_ - static_cast<const char*>(__builtin_frame_address(0));
    return members_.size() < most_ && std::max(used, -used) < most_stack;
}

void Together::send() noexcept {
    sent_ = true;
    lease_->gather(nullptr);
    if (statements_.size() == 1) return;  // it is run when it is stepped
    undone_ = thrown_by([&] { send_all(); });
}

// Of the session's interrupts the latest one counts, which is that of all. It is due as soon as one
// call's is; calls whose own is not due are run again.
void Together::send_all() {
    stop_.emplace(interrupts());
    lease_.stop_when(stop_->interrupt());
    if (reads()) return lease_->send(statements_);
    const bool committed = lease_->commit_together(statements_);
    lease_.stop_when(nullptr);
    if (!committed) throw Undone();
}

std::vector<const Interrupt*> Together::interrupts() const {
    std::vector<const Interrupt*> all;
    all.reserve(members_.size());
    for (const Member& each : members_)
        if (each.sent) all.push_back(&each.operation->interrupt());
    return all;
}

void Together::settle() noexcept {
    lease_.stop_when(nullptr);
    stop_.reset();
    bool first_failure = true;
    if (!reads()) note_written_here();
    for (Member& each : members_) {
        if (!reads()) each.operation->note_written();
        const bool goes_again = may_go_again(each, first_failure);
        if (each.error && !is_answer(each.error)) first_failure = false;
        if (each.error && !goes_again) each.operation->fail(std::move(each.error));
        (goes_again ? again_ : ended_).push_back(std::move(each.operation));
    }
}

// A read also fails if one in front of it in the trip does, so only the first failure is a read's
// own. A read that has waited for a lock does not wait again. A write's failure is its own, once
// the group is committed.
bool Together::may_go_again(const Member& member, bool first_failure) const {
    if (is_replicas_fault(member)) return true;
    if (!member.sent || statements_.size() == 1) return false;
    if (undone_) return true;
    if (!member.error || is_answer(member.error)) return false;
    if (!reads()) return may_be_gone(member.error);
    return !first_failure || (may_be_gone(member.error) && !is<DatabaseLocked>(member.error));
}

/// Whether the database itself may do what a replica could not.
bool Together::is_replicas_fault(const Member& member) const {
    if (!member.error || !database_->primary()) return false;
    try {
        std::rethrow_exception(member.error);
    } catch (...) {
        suspect_if_lost(*database_);
        return replica_is_to_blame();
    }
}

void run_alone(std::shared_ptr<Database> database, const std::shared_ptr<Operation>& operation) {
    DatabaseRunner runner(std::move(database), interrupt_of(operation));
    perform(*operation, runner);
}

/// Has a call run again, on another thread if one can be had.
void run_again(const std::shared_ptr<Database>& database,
               const std::shared_ptr<Operation>& operation) noexcept {
    const auto refused = thrown_by([&] {
        executor::post(
            [database = database, operation]() mutable {
                const FrameScope scope;
                run_alone(std::move(database), operation);
            },
            &plain_calls);
    });
    if (refused) run_alone(database, operation);
}

/// Calls whose results are to be made known: one alone, which takes no memory, or several.
struct Ended {
    std::shared_ptr<Operation> only{};
    Operations together{};
};

Ended run_only(const std::shared_ptr<Database>& database, const CallQueue::Call& call) {
    DatabaseRunner runner(database, interrupt_of(call.operation));
    execute(*call.operation, runner);
    return {.only = call.operation};
}

/// Runs a call, and others that wait, on one connection.
Ended run_together(CallQueue& queue, const std::shared_ptr<Database>& database,
                   const CallQueue::Call& first) {
    std::optional<Together> together;
    try {
        together.emplace(queue, database, first);
    } catch (...) {
        if (database->primary() && replica_is_to_blame()) return run_only(database, first);
        first.operation->fail(std::current_exception());
        return {.only = first.operation};
    }
    together->run(first.operation);
    const Operations again = together->take_again();
    Ended ended{.together = together->take_ended()};
    together.reset();  // it has the connection
    if (again.empty()) return ended;
    const auto primary = database->primary();  // what a replica could not do
    for (const auto& each : again) run_again(primary ? primary : database, each);
    return ended;
}

Ended run_first(CallQueue& queue, const std::shared_ptr<Database>& database) {
    const auto first = queue.begin();
    if (!first) return {};
    return queue.company(first->intent) > 0 ? run_together(queue, database, *first)
                                            : run_only(database, *first);
}

void serve(CallQueue& queue, std::shared_ptr<Database> database) {
    const FrameScope scope;
    for (bool goes_on = true; goes_on;) {
        frame().written = {};
        const Ended ended = run_first(queue, database);
        goes_on = queue.end(database);
        if (!goes_on) database.reset();  // nothing here keeps it while a result is used
        frame().posts = !ended.only;     // no result waits for the continuations of another one
        if (ended.only) ended.only->publish();
        for (const auto& each : ended.together) each->publish();
    }
}

}  // namespace

void wait_for_company(CallQueue& queue, const std::shared_ptr<Database>& database, Intent intent,
                      const std::shared_ptr<Operation>& operation) {
    queue.add(intent, operation, database, serve);
}

}  // namespace aside::exec
