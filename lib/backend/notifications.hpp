#pragma once
// The part of the driver contract for notifications. An engine implements it if it has them
// (`Features::notifications`).
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "aside/detail/interrupt.hpp"

namespace aside::backend {

/// Wakes a thread that waits for a server, and tells it to stop. Thread-safe, but for `clear` and
/// `wait_for`, which are that thread's. Once woken it does not wait until `clear`.
class WakeUp {
public:
    /// Throws `std::system_error` if the system has no descriptor to give.
    WakeUp();
    WakeUp(const WakeUp&) = delete;
    WakeUp& operator=(const WakeUp&) = delete;
    ~WakeUp();

    void wake() noexcept;
    /// Wakes the thread for good: it is to end.
    void stop() noexcept;
    [[nodiscard]] bool stopped() const noexcept { return stop_.cancelled(); }
    /// Due once the thread is to end: for what it waits for by other means.
    [[nodiscard]] const detail::Interrupt& interrupt() const noexcept { return stop_; }
    /// Can be read from once it was woken.
    [[nodiscard]] int descriptor() const noexcept { return descriptor_; }
    /// Forgets that it was woken.
    void clear() noexcept;
    /// Waits until it is woken, or the time has passed; forgets that it was woken.
    void wait_for(std::chrono::milliseconds time) noexcept;

private:
    const int descriptor_;
    detail::Interrupt stop_;
};

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
/// lives. Throws an `OperationalError` that names the URL and the reason, `QueryCancelled` if the
/// thread is to end.
using NotificationFactory = std::function<std::unique_ptr<NotificationConnection>(WakeUp& wake)>;

}  // namespace aside::backend
