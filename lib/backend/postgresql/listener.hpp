#pragma once
#include <chrono>
#include <string>
#include <vector>

#include "backend/notifications.hpp"
#include "backend/postgresql/connecting.hpp"

namespace aside::backend::postgresql {

/// A connection for LISTEN, which is in no pipeline mode. While it waits for the server it can be told
/// to stop.
class Listener final : public NotificationConnection {
public:
    /// Connects. Throws `OperationalError`, `QueryCancelled` if it was told to stop meanwhile.
    Listener(const Url& url, std::chrono::milliseconds timeout, Wakeup& wake,
             const detail::Interrupt& stop);

    void run(const std::string& sql) override;
    [[nodiscard]] std::vector<Notified> wait() override;

private:
    void wait_for(short events, Wakeup::Clock::time_point until);
    [[nodiscard]] std::vector<Notified> take();

    Wakeup& wake_;
    const detail::Interrupt& stop_;
    NativeConnection connection_;
};

}  // namespace aside::backend::postgresql
