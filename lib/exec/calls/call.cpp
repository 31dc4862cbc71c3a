#include "aside/detail/call.hpp"

#include <utility>

#include "aside/error.hpp"
#include "exec/async/background.hpp"
#include "exec/async/event_loop.hpp"
#include "exec/async/frame.hpp"
#include "exec/calls/run_operation.hpp"
#include "exec/calls/shared_commit.hpp"
#include "exec/calls/submit.hpp"
#include "exec/calls/together.hpp"
#include "exec/database/block.hpp"
#include "exec/database/database_runner.hpp"
#include "exec/database/databases.hpp"
#include "exec/database/opening.hpp"
#include "exec/database/shared_connection.hpp"
#include "executor/executor.hpp"

namespace aside::exec {
namespace {

/// The interrupt of a call that runs here: that of its block, or of the code around it, with its
/// time-out.
std::shared_ptr<const Interrupt> interrupt_of_call(const Place& place, const Block* block) {
    auto around = interrupt_around(block);
    if (place.timeout.count() <= 0) return around;
    return std::make_shared<Interrupt>(place.timeout, std::move(around));
}

/// The block that a call belongs to: the one that it names, or the one around it.
std::shared_ptr<Block> block_of(const Place& place) {
    return place.block ? place.block : Block::around(place.alias);
}

void run(std::shared_ptr<Database> database, const std::shared_ptr<Operation>& operation) {
    if (!operation->claim()) return;
    DatabaseRunner runner(std::move(database), interrupt_of(operation));
    perform(*operation, runner);
}

/// What waits for it may be on this thread alone: the connection belongs to no other.
void run_on(Opening& opening, const std::shared_ptr<Operation>& operation) {
    if (!operation->claim()) return;
    OpeningRunner runner(opening, interrupt_of(operation));
    perform(*operation, runner);
}

void run_in_turn_of_block(const std::shared_ptr<Block>& block,
                          const std::shared_ptr<Operation>& operation) {
    const FrameScope scope(block);
    try {
        Lease turn = block->adopt_turn();
        if (!operation->claim()) return;
        BlockRunner runner(block, std::move(turn), interrupt_of(operation));
        perform(*operation, runner);
    } catch (...) {
        operation->refuse(std::current_exception());
    }
}

void submit_in(std::shared_ptr<Block> block, const std::shared_ptr<Operation>& operation) {
    if (executor::on_arena_thread()) {
        if (!operation->claim()) return;
        BlockRunner runner(block, interrupt_of(operation));
        return perform(*operation, runner);
    }
    start_background();
    refuse_at_deadline(operation);
    auto& turns = *block->turns();
    turns.enqueue([block = std::move(block), operation] { run_in_turn_of_block(block, operation); },
                  operation, false);
}

void submit_to(std::shared_ptr<Database> database, Intent intent,
               std::shared_ptr<Operation> operation) {
    if (executor::on_arena_thread()) return run(std::move(database), operation);
    start_background();
    refuse_at_deadline(operation);
    if (auto* const connection = database->shared_connection(intent)) {
        const bool may_join = intent == Intent::short_write || intent == Intent::write_of_row;
        // The captures are moved on: nothing here keeps the database while the result is used.
        connection->turns()->enqueue(
            [run = may_join ? run_sharing_turn : run_in_turn, database = std::move(database),
             operation]() mutable {
                const FrameScope scope;
                run(std::move(database), operation);
            },
            operation, may_join);
        return;
    }
    if (auto* const queue = database->call_queue(intent);
        queue != nullptr && !database->inherited())
        return wait_for_company(*queue, database, intent, operation);
    executor::post(
        [database = std::move(database), operation = std::move(operation)]() mutable {
            const FrameScope scope;
            run(std::move(database), operation);
        },
        &plain_calls);
}

void join_block(Operation& operation, const std::shared_ptr<Block>& block, bool waited_for) {
    auto around = waited_for ? interrupt_around(block.get()) : block ? block->interrupt() : nullptr;
    if (block || around) operation.join(block, std::move(around));
}

bool only_reads(Intent intent) { return intent == Intent::read || intent == Intent::read_of_row; }

/// The database that a call goes to, or that one's replica.
std::shared_ptr<Database> database_for(std::string_view alias, Intent intent) {
    auto named = database(alias);
    if (!any_replicas() || !alias.empty() || !only_reads(intent) || named->inherited())
        return named;
    auto replica = named->replica(frame().written);
    return replica ? replica : named;
}

void submit_to(std::shared_ptr<Block> block, const Place& place, Intent intent,
               const std::shared_ptr<Operation>& operation) {
    try {
        if (block)
            submit_in(std::move(block), operation);
        else if (auto* const opening = Opening::of(place.alias))
            run_on(*opening, operation);
        else
            submit_to(database_for(place.alias, intent), intent, operation);
    } catch (const ConnectionDoesNotExist&) {
        if (!operation->claim()) return;
        AbsentDatabaseRunner runner(std::current_exception(), interrupt_of(operation));
        perform(*operation, runner);
    } catch (...) {
        operation->refuse(current_error());
    }
}

Runner* make_runner(void* where, std::string_view alias, Intent intent,
                    std::shared_ptr<const Interrupt> interrupt) {
    static_assert(sizeof(AbsentDatabaseRunner) <= sizeof(DatabaseRunner) &&
                  sizeof(OpeningRunner) <= sizeof(DatabaseRunner));
    if (auto* const opening = Opening::of(alias))
        return new (where)
            OpeningRunner(*opening, interrupt ? std::move(interrupt) : opening->interrupt());
    try {
        return new (where) DatabaseRunner(database_for(alias, intent), interrupt);
    } catch (const ConnectionDoesNotExist&) {
        return new (where) AbsentDatabaseRunner(std::current_exception(), std::move(interrupt));
    }
}

}  // namespace

std::shared_ptr<const Interrupt> interrupt_around(const Block* block) {
    const Frame& here = frame();
    if (block == nullptr) block = here.block.get();
    if (here.interrupt && block == here.stopped_in) return here.interrupt;
    return block != nullptr ? block->interrupt() : nullptr;
}

void join(const Place& place, Operation& operation, bool waited_for) {
    join_block(operation, block_of(place), waited_for);
}

void submit_shared(const Place& place, Intent intent, const std::shared_ptr<Operation>& operation) {
    submit_to(block_of(place), place, intent, operation);
}

}  // namespace aside::exec

namespace aside::detail {

CallHere::CallHere(const Place& place, Intent intent) {
    static_assert(sizeof(exec::DatabaseRunner) <= sizeof place_ &&
                  sizeof(exec::BlockRunner) <= sizeof place_);
    exec::refuse_on_event_loop();
    auto block = exec::block_of(place);
    auto interrupt = exec::interrupt_of_call(place, block.get());
    if (block)
        runner_ = new (place_) exec::BlockRunner(std::move(block), std::move(interrupt));
    else
        runner_ = exec::make_runner(place_, place.alias, intent, std::move(interrupt));
}

CallHere::~CallHere() { runner_->~Runner(); }

void CallHere::note_failure() noexcept { runner_->note_failure(std::current_exception()); }

// If the operation runs in place, the running code waits for it, so that what stops that code stops
// the operation. Else only the owner of the future waits.
void submit(const Place& place, Intent intent, const std::shared_ptr<Operation>& operation) {
    auto block = exec::block_of(place);
    exec::join_block(*operation, block, executor::on_arena_thread());
    exec::submit_to(std::move(block), place, intent, operation);
}

}  // namespace aside::detail
