#include "aside/detail/call.hpp"

#include <utility>

#include "aside/error.hpp"
#include "exec/async/background.hpp"
#include "exec/async/event_loop.hpp"
#include "exec/async/frame.hpp"
#include "exec/calls/run_operation.hpp"
#include "exec/calls/shared_commit.hpp"
#include "exec/calls/submit.hpp"
#include "exec/database/block.hpp"
#include "exec/database/database_runner.hpp"
#include "exec/database/databases.hpp"
#include "executor/executor.hpp"

namespace aside::detail {

using exec::Database;
using exec::DatabaseRunner;
using exec::FrameScope;

namespace {

/// The interrupt of a call that runs here: that of its block, or of the code around it, with its
/// time-out.
std::shared_ptr<const Interrupt> interrupt_of(const Place& place, const Block* block) {
    auto around = exec::interrupt_around(block);
    if (place.timeout.count() <= 0) return around;
    return std::make_shared<Interrupt>(place.timeout, std::move(around));
}

/// The block that a call belongs to: the one that it names, or the one around it.
std::shared_ptr<Block> block_of(const Place& place) {
    return place.block ? place.block : Block::around(place.alias);
}

void run(std::shared_ptr<Database> database, const std::shared_ptr<Operation>& operation) {
    if (!operation->claim()) return;
    DatabaseRunner runner(std::move(database), exec::interrupt_of(operation));
    exec::perform(*operation, runner);
}

void run_in_turn(const std::shared_ptr<Block>& block, const std::shared_ptr<Operation>& operation) {
    const FrameScope scope(block);
    try {
        Lease turn = block->adopt_turn();
        if (!operation->claim()) return;
        BlockRunner runner(block, std::move(turn), exec::interrupt_of(operation));
        exec::perform(*operation, runner);
    } catch (...) {
        operation->refuse(std::current_exception());
    }
}

void submit_in(std::shared_ptr<Block> block, std::shared_ptr<Operation> operation) {
    if (executor::on_arena_thread()) {
        if (!operation->claim()) return;
        BlockRunner runner(block, exec::interrupt_of(operation));
        return exec::perform(*operation, runner);
    }
    exec::start_background();
    exec::refuse_at_deadline(operation);
    auto& turns = *block->turns();
    turns.enqueue([block = std::move(block), operation] { run_in_turn(block, operation); },
                  operation, false);
}

void submit_to(std::shared_ptr<Database> database, Intent intent,
               std::shared_ptr<Operation> operation) {
    if (executor::on_arena_thread()) return run(std::move(database), operation);
    exec::start_background();
    exec::refuse_at_deadline(operation);
    if (database->queues(intent)) {
        auto& turns = *database->turns();
        const bool may_join = intent == Intent::short_write;
        // The captures are moved on: nothing here keeps the database while the result is used.
        turns.enqueue(
            [run = may_join ? exec::run_sharing_turn : exec::run_in_turn,
             database = std::move(database), operation]() mutable {
                const FrameScope scope;
                run(std::move(database), std::move(operation));
            },
            operation, may_join);
        return;
    }
    executor::post(
        [database = std::move(database), operation = std::move(operation)]() mutable {
            const FrameScope scope;
            run(std::move(database), operation);
        },
        &exec::plain_calls);
}

void join(Operation& operation, const std::shared_ptr<Block>& block, bool waited_for) {
    auto around = waited_for ? exec::interrupt_around(block.get())
                  : block    ? block->interrupt()
                             : nullptr;
    if (block || around) operation.join(block, std::move(around));
}

void submit_to(std::shared_ptr<Block> block, const Place& place, Intent intent,
               std::shared_ptr<Operation> operation) {
    try {
        if (block)
            submit_in(std::move(block), operation);
        else
            submit_to(exec::database(place.alias), intent, operation);
    } catch (const ConnectionDoesNotExist&) {
        if (!operation->claim()) return;
        exec::AbsentDatabaseRunner runner(std::current_exception(), exec::interrupt_of(operation));
        exec::perform(*operation, runner);
    } catch (...) {
        operation->refuse(exec::current_error());
    }
}

Runner* make_runner(void* where, std::string_view alias,
                    std::shared_ptr<const Interrupt> interrupt) {
    static_assert(sizeof(exec::AbsentDatabaseRunner) <= sizeof(DatabaseRunner));
    try {
        return new (where) DatabaseRunner(exec::database(alias), interrupt);
    } catch (const ConnectionDoesNotExist&) {
        return new (where)
            exec::AbsentDatabaseRunner(std::current_exception(), std::move(interrupt));
    }
}

}  // namespace

CallHere::CallHere(const Place& place) {
    static_assert(sizeof(DatabaseRunner) <= sizeof place_ && sizeof(BlockRunner) <= sizeof place_);
    exec::refuse_on_event_loop();
    auto block = block_of(place);
    auto interrupt = interrupt_of(place, block.get());
    if (block)
        runner_ = new (place_) BlockRunner(std::move(block), std::move(interrupt));
    else
        runner_ = make_runner(place_, place.alias, std::move(interrupt));
}

CallHere::~CallHere() { runner_->~Runner(); }

void CallHere::note_failure() noexcept { runner_->note_failure(std::current_exception()); }

// In place, the running code waits for the operation; else only the future's owner does.
void submit(const Place& place, Intent intent, std::shared_ptr<Operation> operation) {
    auto block = block_of(place);
    join(*operation, block, executor::on_arena_thread());
    submit_to(std::move(block), place, intent, std::move(operation));
}

}  // namespace aside::detail

namespace aside::exec {

using detail::Block;
using detail::Interrupt;
using detail::Operation;

std::shared_ptr<const Interrupt> interrupt_around(const Block* block) {
    const Frame& here = frame();
    if (block == nullptr) block = here.block.get();
    if (here.interrupt && block == here.stopped_in) return here.interrupt;
    return block != nullptr ? block->interrupt() : nullptr;
}

void join(const detail::Place& place, Operation& operation, bool waited_for) {
    detail::join(operation, detail::block_of(place), waited_for);
}

void submit_shared(const detail::Place& place, detail::Intent intent,
                   std::shared_ptr<Operation> operation) {
    detail::submit_to(detail::block_of(place), place, intent, std::move(operation));
}

}  // namespace aside::exec
