#include "exec/database/primary_positions.hpp"

#include <exception>

#include "aside/error.hpp"

namespace aside::exec {

namespace {

/// How long it is left alone, after it did not answer.
constexpr std::chrono::seconds before_next_try(1);

}  // namespace

std::optional<LogPosition> PrimaryPositions::since(WriteTime time, const Interrupt& interrupt) {
    const Lock lock(mutex_);
    if (latest_ && latest_->time >= time) return latest_;
    if (failed_ != WriteTime{} && time < failed_ + before_next_try) return std::nullopt;
    try {
        return latest_ = ask(interrupt);
    } catch (const NotSupportedError&) {
        throw;
    } catch (const std::exception&) {
        connection_.reset();
        failed_ = WriteTime::clock::now();
        return std::nullopt;
    }
}

// The clock is read before the question: all that was committed until then is within the answer.
std::optional<LogPosition> PrimaryPositions::ask(const Interrupt& interrupt) {
    if (connection_ && !connection_->usable()) connection_.reset();
    if (!connection_) connection_ = source_.open(backend::Access::read, &interrupt);
    const StopsWhen stops(*connection_, interrupt);
    const auto time = WriteTime::clock::now();
    const auto position = connection_->position(false);
    if (!position) return std::nullopt;
    return LogPosition{.time = time, .position = *position};
}

}  // namespace aside::exec
