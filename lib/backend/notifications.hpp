#pragma once
// The part of the driver contract for notifications. An engine implements it if it has them
// (`Features::notifications`).
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "aside/detail/interrupt.hpp"
#include "backend/wakeup.hpp"

namespace aside::backend {

/// One notification, as a server sends it.
struct Notified {
    std::string channel{};
    std::string payload{};
    int process = 0;  ///< the server's process for the connection that sent it
};

/// A connection that does nothing but listen. Used by one thread.
class NotificationConnection {
public:
    virtual ~NotificationConnection() = default;
    /// Runs a statement without parameters and rows, such as LISTEN. Throws a `DatabaseError`;
    /// `ConnectionLost` if the server does not answer any more, `QueryCancelled` if the thread is to
    /// end.
    virtual void run(const std::string& sql) = 0;
    /// Waits for notifications, and gives those that have come; maybe none if the thread was woken.
    /// Throws `ConnectionLost`.
    [[nodiscard]] virtual std::vector<Notified> wait() = 0;
};

/// Connects; called on the thread that listens, which `wake` wakes for as long as the connection
/// lives, and which is to end once `stop` is cancelled. Both outlive the connection. Throws an
/// `OperationalError` that names the URL and the reason, `QueryCancelled` if the thread is to end.
using NotificationFactory = std::function<std::unique_ptr<NotificationConnection>(
    Wakeup& wake, const detail::Interrupt& stop)>;

}  // namespace aside::backend
