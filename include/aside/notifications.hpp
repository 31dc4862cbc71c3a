#pragma once
#include <concepts>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "aside/future.hpp"
#include "aside/notification.hpp"
#include "aside/query_log.hpp"

namespace aside {

/// Options of `listen` and `alisten`.
struct ListenOptions {
    std::string_view alias{};  ///< the database, "default" if empty
};
/// Options of `notify` and `anotify`.
struct NotifyOptions {
    std::string_view alias{};  ///< the database; if empty that of the block around, or "default"
};

namespace detail {

template <class Handler>
class NotificationHandlerOf final : public NotificationHandler {
public:
    explicit NotificationHandlerOf(Handler handler) : handler_(std::move(handler)) {}
    void call(const Notification& notification) override { (void)handler_(notification); }

private:
    Handler handler_;
};

Subscription listen(std::string_view alias, std::string_view channel,
                    std::shared_ptr<NotificationHandler> handler);
Future<Subscription> alisten(std::string_view alias, std::string_view channel,
                             std::shared_ptr<NotificationHandler> handler);

}  // namespace detail

/// Calls the handler with each notification of that channel, as long as the subscription lives.
/// Blocks until the server listens: all that is sent after the call is received.
///
/// One connection of its own, outside of the pool, and one thread listen to all channels of a
/// database; handlers run on that thread, one after the other. They may ask databases, listen to
/// more, and end subscriptions, their own too; while one runs, no other notification is delivered.
/// An error of a handler goes to `on_unobserved_error`. Where the connection is lost, another one is
/// opened, as soon as the server lets it, and each handler is told of it (`reconnected`).
/// `disconnect` ends all subscriptions of its database, and waits for the handler that runs.
///
/// Throws `NotSupportedError` if the engine has no notifications, `DataError` for a name that it
/// does not take, and `OperationalError` if it cannot be connected to.
template <std::invocable<const Notification&> Handler>
Subscription listen(std::string_view channel, Handler handler, const ListenOptions& options = {}) {
    return detail::listen(
        options.alias, channel,
        std::make_shared<detail::NotificationHandlerOf<Handler>>(std::move(handler)));
}
/// `listen` in the background: the future has the subscription, or the error.
template <std::invocable<const Notification&> Handler>
Future<Subscription> alisten(std::string_view channel, Handler handler,
                             const ListenOptions& options = {}) {
    return detail::alisten(
        options.alias, channel,
        std::make_shared<detail::NotificationHandlerOf<Handler>>(std::move(handler)));
}

/// Sends a notification to all programs that listen to the channel, this one too: in a block when it
/// commits, and never if it is rolled back, else at once. Blocks until the server has taken it.
///
/// In a transaction, notifications that are equal arrive once. Throws `NotSupportedError` if the
/// engine has no notifications, and `DataError` for a channel or payload that it does not take.
void notify(std::string_view channel, std::string_view payload = {},
            const NotifyOptions& options = {});
/// `notify` in the background. Of several, those that are called later may be sent before.
Future<void> anotify(std::string_view channel, std::string_view payload = {},
                     const NotifyOptions& options = {});

}  // namespace aside
