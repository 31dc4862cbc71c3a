#pragma once
#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aside/atomic_options.hpp"
#include "aside/detail/callback.hpp"
#include "exec/database/runner.hpp"
#include "exec/database/turn_queue.hpp"
#include "exec/session/session.hpp"

namespace aside::exec {

/// Rows in the middle of being read from a block's connection, between two of their reader's turns.
class OpenRows {
public:
    /// Gives up its part of the connection. Called by the holder of the turn.
    virtual void end() noexcept = 0;

protected:
    ~OpenRows() = default;
};

}  // namespace aside::exec

namespace aside::detail {

/// A transaction block: the outermost one of its database, or one inside of another, which is a
/// savepoint. It has a connection for as long as it is open, and lends it in turns, in the order in
/// which it is asked. It lends to the thread that runs it, to `a` calls made in it, and to calls
/// that name it.
///
/// Thread-safe. Once it has ended, nothing of the connection is touched: the database may be gone.
/// The members `turn_`, `scope_`, `begun_`, `hooks_`, `open_rows_`, `inner_` and `broken_by_`
/// belong to the holder of the turn of `turns_`; `resources_` belongs to the thread that ends the
/// block. A block inside of another has the turn of the other's queue until it ends, the outermost
/// one that of the database's. So turns are taken from the outside inwards.
class Block : public std::enable_shared_from_this<Block> {
public:
    /// Begins the outermost block of a database or, if the runner lends the connection of a block,
    /// one inside of that. It is then the innermost one of this frame. The runner must not be used
    /// afterwards.
    [[nodiscard]] static std::shared_ptr<Block> begin(Runner& runner, const AtomicOptions& options);
    /// The block of that database that the code at hand is in, or nullptr.
    [[nodiscard]] static std::shared_ptr<Block> around(std::string_view alias);

    Block(Runner& runner, const AtomicOptions& options);
    ~Block();

    [[nodiscard]] const std::string& alias() const { return alias_; }
    [[nodiscard]] const sql::Dialect& dialect() const { return dialect_; }
    [[nodiscard]] bool read_only() const { return read_only_; }
    /// The block, of another database too, that the code around this one is in.
    [[nodiscard]] const std::shared_ptr<Block>& enclosing() const { return enclosing_; }
    [[nodiscard]] const std::shared_ptr<exec::TurnQueue>& turns() { return turns_; }

    /// Whether it is another process's, which this one was forked from: ending it here does
    /// nothing.
    [[nodiscard]] bool inherited() const { return process_.inherited(); }
    /// The interrupt of the block and of all calls in it; nullptr if nothing stops it.
    [[nodiscard]] const std::shared_ptr<const Interrupt>& interrupt() const { return interrupt_; }

    /// Waits for the turn, no longer than the interrupt (nullptr: none) lets it. Throws
    /// `TransactionManagementError` if the block has ended, was broken by an error, or if the
    /// engine has rolled it back.
    [[nodiscard]] exec::Lease lease(const Interrupt* interrupt);
    /// The lease of a job whose turn has begun already. Throws `TransactionManagementError` if the
    /// block has ended, was broken by an error, or if the engine has rolled it back.
    [[nodiscard]] exec::Lease adopt_turn();
    /// Breaks the block with this error: it can only be rolled back. nullptr: the error was in a
    /// block inside that has no savepoint. Called only by the holder of the turn.
    void break_off(std::exception_ptr error) noexcept;
    [[nodiscard]] bool broken() const { return broken_.load(std::memory_order_acquire); }

    /// Registers rows that end when the block ends. Called only by the holder of the turn; `remove`
    /// is called before they are destroyed.
    void add(exec::OpenRows& rows) { open_rows_.push_back(&rows); }
    /// Ends them now; waits for the turn.
    void remove(exec::OpenRows& rows) noexcept;

    /// Adds a function to be called after the outermost commit; not if this block or one around it
    /// is rolled back.
    void on_commit(std::unique_ptr<Callback> hook);
    /// Waits until all work that was begun in it is done, and commits. The outermost block then
    /// gives the connection back and calls the hooks. Throws the database's error, and
    /// `TransactionManagementError` if it was broken; it is rolled back then.
    void commit();
    /// Waits until all work that was begun in it is done, and undoes it. Without a savepoint of its
    /// own it breaks the block around it. Does nothing if it has ended.
    void roll_back() noexcept;

private:
    /// The connection, lent for a turn.
    class Turn final : public exec::Loan {
    public:
        explicit Turn(Block& block) : Loan(&block.session_), block_(block) {}

    private:
        void give_back() noexcept override { block_.turns_->release(); }
        void leave_thread(exec::Keeper) noexcept override { block_.turns_->leave_thread(); }

        Block& block_;
    };
    using Hooks = std::vector<std::unique_ptr<Callback>>;

    void open(const AtomicOptions& options);
    [[nodiscard]] exec::Lease take_turn(const Interrupt* interrupt = nullptr);
    [[nodiscard]] exec::Lease take_turn_surely() noexcept;
    [[nodiscard]] std::string reason() const;
    void require_usable() const;
    void require_own_process() const;
    [[nodiscard]] bool ended() const { return ended_.load(std::memory_order_acquire); }
    void end_open_rows() noexcept;
    void undo() noexcept;
    void close() noexcept;
    void leave_frame() noexcept;
    [[nodiscard]] Hooks close_committed();

    const executor::OfThisProcess process_;
    const std::string alias_;
    const sql::Dialect& dialect_;
    const std::shared_ptr<Block> outer_;      ///< the block around it, of the same database
    const std::shared_ptr<Block> enclosing_;  ///< of any
    const bool begun_too_late_;               ///< by code whose own block had ended
    const bool read_only_;
    const std::shared_ptr<const Interrupt> interrupt_;
    std::optional<Runner::BlockResources> resources_;
    exec::Session& session_;
    const std::shared_ptr<exec::TurnQueue> turns_;
    Turn turn_{*this};
    std::optional<exec::TransactionScope> scope_;
    bool begun_ = false;  ///< `open` has come to its end
    Hooks hooks_;
    std::vector<exec::OpenRows*> open_rows_;
    Block* inner_ = nullptr;  ///< that is open
    std::atomic<bool> broken_{false};
    std::exception_ptr broken_by_;
    std::atomic<bool> ended_{false};
};

}  // namespace aside::detail

namespace aside::exec {

/// Lends the connection of a block, from its first lease to the end of the call.
class BlockRunner final : public Runner {
public:
    BlockRunner(std::shared_ptr<Block> block, std::shared_ptr<const Interrupt> interrupt)
        : Runner(std::move(interrupt)), block_(std::move(block)) {}
    /// Runs a job whose turn has begun.
    BlockRunner(std::shared_ptr<Block> block, Lease turn,
                std::shared_ptr<const Interrupt> interrupt)
        : Runner(std::move(interrupt)),
          block_(std::move(block)),
          turn_(std::move(turn)),
          reached_before_((*turn_)->reached()) {}

    [[nodiscard]] Lease read() override;
    [[nodiscard]] Lease write(const char* call) override;
    [[nodiscard]] const sql::Dialect& dialect() const override { return block_->dialect(); }
    [[nodiscard]] std::string_view alias() const override { return block_->alias(); }
    [[nodiscard]] bool concurrent_readers() const override { return false; }
    [[nodiscard]] BlockResources block_resources(bool read_only) override;
    [[nodiscard]] std::shared_ptr<Block> block() const override { return block_; }
    void release() noexcept override { turn_.reset(); }
    /// A call that wrote leaves the block broken; one that read does, too, where the engine has
    /// aborted the transaction. One of which nothing has reached the engine leaves it as it was.
    void note_failure(const std::exception_ptr& error) noexcept override;
    [[nodiscard]] bool wrote() const noexcept override { return wrote_; }
    void set_wrote(bool wrote) noexcept override { wrote_ = wrote; }

private:
    const std::shared_ptr<Block> block_;
    std::optional<Lease> turn_;
    std::uint64_t reached_before_ = 0;
    bool wrote_ = false;
};

}  // namespace aside::exec
