#pragma once
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "exec/database/lease.hpp"
#include "exec/database/turn_queue.hpp"

namespace aside::exec {

/// One connection that is lent in turns, and the queue in front of it. A connection that cannot be
/// trusted any more is replaced before the next turn, unless it must be kept.
///
/// Thread-safe. All but the queue belongs to the holder of its turn.
class SharedConnection final : private Loan {
public:
    using Open = std::function<std::unique_ptr<Session>()>;
    /// Whether a connection is kept that cannot be trusted, since the database is gone with it.
    enum class Unusable : unsigned char { replaced, kept };

    /// `what` names the connection, for messages. Nobody waits for a turn for longer than
    /// `patience` while one holder has it. Throws the error of `open`.
    SharedConnection(std::string what, Open open, std::chrono::milliseconds patience,
                     Unusable unusable);

    /// Waits for the turn, or shares the one that this thread has. `database` owns this; `call`
    /// says what the turn is for and lives for ever. Throws as `TurnQueue::acquire`, and the error
    /// of opening a new connection.
    [[nodiscard]] Lease lease(std::shared_ptr<const void> database, const Interrupt* interrupt,
                              const char* call);
    /// The lease of a job whose turn has begun already.
    [[nodiscard]] Lease adopt_turn(std::shared_ptr<const void> database);
    /// Another lease, if this thread has the turn.
    [[nodiscard]] std::optional<Lease> share_if_held() noexcept;
    [[nodiscard]] const std::shared_ptr<TurnQueue>& turns() const { return turns_; }

private:
    void restore() noexcept override;
    void give_back() noexcept override;
    void leave_thread(Keeper) noexcept override { turns_->leave_thread(); }

    const Open open_;
    const Unusable unusable_;
    const std::shared_ptr<TurnQueue> turns_;
    std::unique_ptr<Session> session_;
    bool usable_ = true;
};

}  // namespace aside::exec
