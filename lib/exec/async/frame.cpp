#include "exec/async/frame.hpp"

namespace aside::exec {

namespace {

// The frame of the program's own code on a thread, which is the current one until another is
// pushed.
thread_local Frame own_frame;
thread_local Frame* current = nullptr;
// Frames of jobs on this thread: more than one if a job runs while another waits.
thread_local int jobs = 0;

}  // namespace

Frame& frame() noexcept { return current == nullptr ? own_frame : *current; }

bool in_job() noexcept { return jobs > 0; }

FrameScope::FrameScope(std::shared_ptr<Block> block) noexcept
    : frame_{.block = std::move(block), .posts = in_job()}, below_(current) {
    current = &frame_;
    ++jobs;
}

FrameScope::~FrameScope() {
    --jobs;
    current = below_;
}

}  // namespace aside::exec
