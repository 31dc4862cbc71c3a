#include "exec/database/block.hpp"

#include <chrono>
#include <exception>
#include <iterator>
#include <thread>
#include <utility>

#include "aside/error.hpp"
#include "exec/async/frame.hpp"
#include "exec/async/unobserved.hpp"
#include "sql/dialect.hpp"

namespace aside::exec {
namespace {

/// Calls all hooks; throws the first one's error, and reports those of the others.
void call(const std::vector<std::unique_ptr<Callback>>& hooks) {
    std::exception_ptr first;
    for (const auto& hook : hooks) {
        try {
            hook->call();
        } catch (...) {
            if (first)
                report_unobserved(std::current_exception());
            else
                first = std::current_exception();
        }
    }
    if (first) std::rethrow_exception(first);
}

}  // namespace

Lease BlockRunner::read() {
    if (!turn_) {
        turn_.emplace(block_->lease(interrupt().get()));
        reached_before_ = (*turn_)->reached();
    }
    return stopping(turn_->share());
}

Lease BlockRunner::write(const char*) {
    if (block_->read_only())
        throw TransactionManagementError("the transaction was begun as read_only: it cannot write");
    Lease lease = read();
    wrote_ = true;
    return lease;
}

Runner::BlockResources BlockRunner::block_resources(bool) { return {read(), block_->turns()}; }

void BlockRunner::note_failure(const std::exception_ptr& error) noexcept {
    if (!turn_) return;
    const bool written = wrote_ && (*turn_)->reached() != reached_before_;
    const bool aborted = (*turn_)->transaction() == backend::TransactionState::failed;
    if (aborted) return block_->break_off(error);
    if (!written) return;
    try {
        std::rethrow_exception(error);
    } catch (const DatabaseError&) {
        block_->break_off(error);
    } catch (...) {
        return;  // nothing reached the database
    }
}

}  // namespace aside::exec

namespace aside::detail {

using exec::Lease;
using exec::OpenRows;
using exec::TurnQueue;

std::shared_ptr<Block> Block::around(std::string_view alias) {
    const auto& innermost = exec::frame().block;
    if (!innermost) return nullptr;
    if (alias.empty()) alias = "default";
    // Code that comes too late is in a block that has ended, as its calls are told. A block that
    // ended before one inside of it has nothing more to do with that one.
    const bool too_late = innermost->ended();
    const auto* block = &innermost;
    while (*block &&
           ((*block)->alias_ != alias || (*block)->inherited() || (!too_late && (*block)->ended())))
        block = &(*block)->enclosing_;
    return *block;
}

std::shared_ptr<Block> Block::begin(Runner& runner, const AtomicOptions& options) {
    if (options.durable && runner.block()) {
        throw TransactionManagementError(
            "a durable transaction is the outermost one, and this one would be inside of another");
    }
    if (options.deferrable && !(options.read_only && options.isolation == serializable)) {
        throw ImproperlyConfigured(
            "deferrable is an option of transactions that are read_only and serializable: add "
            ".read_only = true and .isolation = aside::serializable");
    }
    auto block = std::make_shared<Block>(runner, options);
    block->open(options);
    runner.release();
    exec::frame().block = block;
    return block;
}

Block::Block(Runner& runner, const AtomicOptions& options)
    : alias_(runner.alias()),
      dialect_(runner.dialect()),
      outer_(runner.block()),
      enclosing_(exec::frame().block),
      begun_too_late_(enclosing_ && enclosing_->ended()),
      read_only_(options.read_only || (outer_ && outer_->read_only_)),
      interrupt_(runner.interrupt()),
      resources_(runner.block_resources(read_only_)),
      session_(*resources_->connection),
      turns_(std::make_shared<TurnQueue>(
          TurnQueue::Helpers::any_thread,
          "its turn in a transaction of the database \"" + alias_ + "\"", TurnQueue::for_ever,
          resources_->turns, this)) {}

// Begins the transaction. Not done in the constructor: a destructor must not roll back a
// transaction that was never begun.
void Block::open(const AtomicOptions& options) {
    if (!outer_ || options.savepoint) {
        scope_.emplace(session_, sql::BeginOptions{.read_only = read_only_,
                                                   .isolation = options.isolation,
                                                   .deferrable = options.deferrable});
    }
    if (outer_)
        outer_->inner_ = this;
    else
        resources_->connection.leave_thread(
            exec::Keeper::block);  // other code on this thread must not share it
    if (resources_->turns) resources_->turns->set_inner(turns_);
    begun_ = true;
}

// No turn outlives the last owner, so no thread has one.
Block::~Block() {
    if (ended() || inherited()) return;
    if (begun_) undo();
    close();
}

Lease Block::lease(const Interrupt* interrupt) {
    require_own_process();
    Lease turn = take_turn(interrupt);
    require_usable();
    return turn;
}

Lease Block::adopt_turn() {
    Lease turn = turn_.begin(shared_from_this());
    require_usable();
    return turn;
}

Lease Block::take_turn(const Interrupt* interrupt) {
    return turns_->acquire(interrupt, "a call") ? turn_.begin(shared_from_this()) : turn_.share();
}

// The end of a block waits for memory, if there is none for waiting in the queue.
Lease Block::take_turn_surely() noexcept {
    while (true) {
        try {
            return take_turn();
        } catch (...) {
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
}

std::string Block::reason() const {
    if (!broken_by_) return "an error left a block without a savepoint in it";
    try {
        std::rethrow_exception(broken_by_);
    } catch (const std::exception& error) {
        return error.what();
    }
}

void Block::require_own_process() const {
    if (inherited()) exec::throw_inherited(alias_);
}

void Block::require_usable() const {
    if (ended()) throw TransactionManagementError("the transaction has ended already");
    if (broken()) {
        throw TransactionManagementError(
            "the transaction can only be rolled back, after an error in it: let the error leave "
            "its block, or put what may fail into a block of its own. The error was: " +
            reason());
    }
    if (!session_.in_transaction()) {
        throw TransactionManagementError(
            "the database has rolled the transaction back by itself, after an earlier error");
    }
}

void Block::break_off(std::exception_ptr error) noexcept {
    if (broken()) return;
    broken_by_ = std::move(error);
    broken_.store(true, std::memory_order_release);
}

void Block::on_commit(std::unique_ptr<Callback> hook) {
    const Lease turn = lease(interrupt_.get());
    hooks_.push_back(std::move(hook));
}

void Block::commit() {
    require_own_process();
    Hooks hooks;
    std::exception_ptr error;
    {
        const Lease turn = take_turn();
        if (inner_ != nullptr && !ended())
            throw TransactionManagementError("a transaction inside of this one has not ended yet");
        try {
            require_usable();
            if (interrupt_) interrupt_->check();
            end_open_rows();
            if (outer_) outer_->hooks_.reserve(outer_->hooks_.size() + hooks_.size());
            if (scope_) scope_->commit();
            hooks = close_committed();
        } catch (...) {
            if (ended()) throw;
            undo();
            close();
            error = std::current_exception();
        }
    }
    resources_.reset();  // also if the rollback failed: others may have the connection
    if (!read_only_) exec::note_written_here();  // it may have been committed though it failed
    if (error) std::rethrow_exception(error);
    exec::call(hooks);
}

// In a child process, which has inherited the block, only the frame is put back.
void Block::roll_back() noexcept {
    if (inherited()) return leave_frame();
    {
        const Lease turn = take_turn_surely();
        if (ended()) return;
        if (inner_ != nullptr) inner_->roll_back();
        undo();
        close();
    }
    resources_.reset();
}

void Block::remove(OpenRows& rows) noexcept {
    if (inherited()) return rows.end();
    const Lease turn = take_turn_surely();
    rows.end();
    std::erase(open_rows_, &rows);
}

void Block::end_open_rows() noexcept {
    for (OpenRows* rows : open_rows_) rows->end();
}

void Block::undo() noexcept {
    end_open_rows();
    hooks_.clear();
    if (scope_)
        scope_.reset();
    else if (outer_)
        outer_->break_off(broken_by_);
}

// Blocks of different databases may end in any order: one that ended before those inside of it is
// left together with them.
void Block::leave_frame() noexcept {
    auto& innermost = exec::frame().block;
    if (innermost.get() == this) innermost = enclosing_;
    if (begun_too_late_) return;
    while (innermost && innermost->ended()) innermost = innermost->enclosing_;
}

void Block::close() noexcept {
    if (outer_) outer_->inner_ = nullptr;
    if (resources_->turns) resources_->turns->set_inner(nullptr);
    leave_frame();
    ended_.store(true, std::memory_order_release);
}

/// The hooks to call now. Those of a block inside of another wait for the outer one.
Block::Hooks Block::close_committed() {
    scope_.reset();
    Hooks hooks = std::move(hooks_);
    close();
    if (!outer_) return hooks;
    std::move(hooks.begin(), hooks.end(), std::back_inserter(outer_->hooks_));
    return {};
}

}  // namespace aside::detail
