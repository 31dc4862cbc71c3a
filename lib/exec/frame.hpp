#pragma once
#include <memory>
#include <utility>

namespace aside::detail {
class Block;
}

namespace aside::exec {

/// What the code that runs on a thread at the moment belongs to. The program's own code has the
/// frame of its thread; a job of the arena gets a fresh one, so that it inherits nothing of what
/// its thread was in the middle of.
struct Frame {
    std::shared_ptr<detail::Block> block{};  ///< the innermost transaction block around it
    /// What follows a result is not to run here but to be posted: this runs while its thread waits,
    /// and so could be waited for in vain; or others' results are still to be made known.
    bool posts = false;
};

/// The frame of this moment.
[[nodiscard]] Frame& frame() noexcept;

/// A fresh frame while it lives.
class FrameScope {
public:
    explicit FrameScope(std::shared_ptr<detail::Block> block = nullptr) noexcept;
    FrameScope(const FrameScope&) = delete;
    FrameScope& operator=(const FrameScope&) = delete;
    ~FrameScope();

private:
    Frame frame_;
    Frame* const below_;
};

/// Another transaction block, or none, while it lives.
class BlockScope {
public:
    explicit BlockScope(std::shared_ptr<detail::Block> block) noexcept
        : before_(std::exchange(frame().block, std::move(block))) {}
    BlockScope(const BlockScope&) = delete;
    BlockScope& operator=(const BlockScope&) = delete;
    ~BlockScope() { frame().block = std::move(before_); }

private:
    std::shared_ptr<detail::Block> before_;
};

}  // namespace aside::exec
