#pragma once
#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "exec/session/session.hpp"

namespace aside::exec {

/// How many statements pay to be sent together, at least 1.
[[nodiscard]] inline std::size_t statements_together(const Session& session) {
    return std::max<std::size_t>(1, session.dialect().limits().statements_to_send);
}

/// Statements that are sent to the engine together, as many as pay
/// (`statements_together`). What they are bound to outlives `flush`. Not thread-safe: used
/// by the holder of the session's lease, which outlives it.
///
/// `read(result)` is called for each statement, in their order, and steps it to its end.
template <class Read>
class Batch {
public:
    Batch(Session& session, Read read)
        : session_(session), most_(statements_together(session)), read_(std::move(read)) {}
    Batch(const Batch&) = delete;
    Batch& operator=(const Batch&) = delete;
    ~Batch() = default;

    /// Adds one that is bound; runs all of them if that is enough.
    void add(Result bound) {
        if (most_ == 1) return read_(bound);
        waiting_.push_back(std::move(bound));
        if (waiting_.size() >= most_) flush();
    }
    /// Runs those that were added.
    void flush() {
        if (waiting_.empty()) return;
        session_.send(waiting_);
        for (Result& each : waiting_) {
            read_(each);
            each.finish();
        }
        waiting_.clear();
    }

private:
    Session& session_;
    const std::size_t most_;
    Read read_;
    std::vector<Result> waiting_;
};

}  // namespace aside::exec
