#pragma once
#include <atomic>
#include <memory>
#include <utility>

#include "aside/detail/future_state.hpp"
#include "exec/names.hpp"

namespace aside::detail {
class Block;
class Interrupt;
}  // namespace aside::detail

namespace aside::exec {

class Opening;

/// The context of the code that runs on a thread at the moment. The program's own code has the
/// frame of its thread. A job of the arena gets a fresh one, so that it inherits nothing of the
/// work that its thread was in the middle of.
struct Frame {
    std::shared_ptr<Block> block{};  ///< the innermost transaction block around it
    /// Continuations are not to run on this thread but to be posted. Either this code runs while
    /// its thread waits, so that a continuation could wait in vain; or others' results are still to
    /// be made known.
    bool posts = false;
    /// Stops the calls made here, except those in a block that was begun since, which has taken it
    /// over. `stopped_in` is the block that was open when this was set.
    std::shared_ptr<const Interrupt> interrupt{};
    const Block* stopped_in = nullptr;
    Opening* opening = nullptr;  ///< the connection whose `on_connect` the code is in
    WriteTime written{};         ///< when the latest write ended that the code is to see
};

/// The frame of this moment.
[[nodiscard]] Frame& frame() noexcept;
/// Whether this thread is in a job: its own work as one of the arena's, or a job that it runs for
/// others while it waits.
[[nodiscard]] bool in_job() noexcept;

/// How many databases are connected that have replicas. While there is none, nobody asks what was
/// written when.
inline constinit std::atomic<int> replicated_databases{0};
[[nodiscard]] inline bool any_replicas() noexcept {
    return replicated_databases.load(std::memory_order_relaxed) > 0;
}
/// When the latest write ended that the code at hand is to see.
[[nodiscard]] inline WriteTime written_here() noexcept {
    return any_replicas() ? frame().written : WriteTime{};
}
/// The code at hand sees from here on what was written until then.
inline void see_here(WriteTime written) noexcept {
    if (any_replicas() && written > frame().written) frame().written = written;
}
/// The code at hand has written, or may have.
inline void note_written_here() noexcept {
    if (any_replicas()) frame().written = WriteTime::clock::now();
}

/// Gives the thread a fresh frame, while it lives.
class FrameScope {
public:
    explicit FrameScope(std::shared_ptr<Block> block = nullptr) noexcept;
    FrameScope(const FrameScope&) = delete;
    FrameScope& operator=(const FrameScope&) = delete;
    ~FrameScope();

private:
    Frame frame_;
    Frame* const below_;
};

/// Sets the transaction block of the thread's frame, or none, while it lives.
class BlockScope {
public:
    explicit BlockScope(std::shared_ptr<Block> block) noexcept
        : before_(std::exchange(frame().block, std::move(block))) {}
    BlockScope(const BlockScope&) = delete;
    BlockScope& operator=(const BlockScope&) = delete;
    ~BlockScope() { frame().block = std::move(before_); }

private:
    std::shared_ptr<Block> before_;
};

/// The connection whose `on_connect` the code is in, while it lives.
class OpeningScope {
public:
    explicit OpeningScope(Opening& opening) noexcept
        : before_(std::exchange(frame().opening, &opening)) {}
    OpeningScope(const OpeningScope&) = delete;
    OpeningScope& operator=(const OpeningScope&) = delete;
    ~OpeningScope() { frame().opening = before_; }

private:
    Opening* const before_;
};

/// Sets the interrupt of the calls made on this thread, while it lives.
class InterruptScope {
public:
    explicit InterruptScope(std::shared_ptr<const Interrupt> interrupt) noexcept
        : before_(std::exchange(frame().interrupt, std::move(interrupt))),
          before_in_(std::exchange(frame().stopped_in, frame().block.get())) {}
    InterruptScope(const InterruptScope&) = delete;
    InterruptScope& operator=(const InterruptScope&) = delete;
    ~InterruptScope() {
        frame().interrupt = std::move(before_);
        frame().stopped_in = before_in_;
    }

private:
    std::shared_ptr<const Interrupt> before_;
    const Block* const before_in_;
};

}  // namespace aside::exec
