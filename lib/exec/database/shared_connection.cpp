#include "exec/database/shared_connection.hpp"

#include <utility>

#include "exec/async/background.hpp"

namespace aside::exec {

SharedConnection::SharedConnection(std::string what, Open open, std::chrono::milliseconds patience,
                                   Unusable unusable)
    : open_(std::move(open)),
      unusable_(unusable),
      turns_(std::make_shared<TurnQueue>(TurnQueue::Helpers::arena_threads,
                                         "its turn on the " + std::move(what), patience, nullptr,
                                         &plain_calls)),
      session_(open_()) {}

Lease SharedConnection::lease(std::shared_ptr<const void> database, const Interrupt* interrupt,
                              const char* call) {
    return turns_->acquire(interrupt, call) ? adopt_turn(std::move(database)) : share();
}

Lease SharedConnection::adopt_turn(std::shared_ptr<const void> database) {
    auto lease = begin(std::move(database));  // gives the turn back if this throws
    if (!session_) session_ = open_();
    lends(*session_);
    return lease;
}

std::optional<Lease> SharedConnection::share_if_held() noexcept {
    if (!turns_->held_by_this_thread()) return std::nullopt;
    return share();
}

void SharedConnection::restore() noexcept {
    usable_ = !session_ || session_->restore() || unusable_ == Unusable::kept;
}

void SharedConnection::give_back() noexcept {
    if (!usable_) session_.reset();  // the next turn opens another
    turns_->release();
}

}  // namespace aside::exec
