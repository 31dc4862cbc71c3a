#include "exec/database/replica_state.hpp"

#include <algorithm>

namespace aside::exec {

// A log that goes back is that of another server, which has taken over: what the one before had
// written beyond is lost.
void ReplicaState::take(std::uint64_t replica, std::optional<LogPosition> primary, Time now) {
    const bool went_back =
        replica < last_;  // it has crashed, and shows less until it has caught up
    last_ = replica;
    if (went_back) ahead_.clear();
    if (primary) {
        if (!ahead_.empty() && primary->position < ahead_.back().position) ahead_.clear();
        if (ahead_.size() == most_ahead) ahead_.pop_back();
        ahead_.push_back(*primary);
    }
    Time as_of = went_back ? Time{} : this->as_of();
    for (; !ahead_.empty() && ahead_.front().position <= replica; ahead_.pop_front())
        as_of = std::max(as_of, ahead_.front().time);
    const bool had_all = !primary && ahead_.empty() && as_of != Time{};
    set(as_of, as_of == Time{} ? Time{} : (had_all ? now : as_of) + max_lag_);
}

void ReplicaState::take_unknown(Time asked) {
    ahead_.clear();
    set(std::max(as_of(), asked - max_lag_), asked + max_lag_);
}

void ReplicaState::set(Time as_of, Time good_until) noexcept {
    as_of_.store(as_of, std::memory_order_release);
    good_until_.store(good_until, std::memory_order_release);
}

}  // namespace aside::exec
