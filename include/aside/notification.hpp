#pragma once
#include <string>

namespace aside {

/// A notification, or the news that the connection was lost: the argument of a handler of `listen`.
struct Notification {
    std::string channel{};
    std::string payload{};
    int process = 0;  ///< of the server, which serves the connection that it was sent by
    /// No notification: the connection was lost and is there again. Those sent meanwhile are lost, so
    /// a program reads anew the data that they were about.
    bool reconnected = false;
};

namespace detail {

/// A handler of the user's, of any type.
class NotificationHandler {
public:
    NotificationHandler() = default;
    NotificationHandler(const NotificationHandler&) = delete;
    NotificationHandler& operator=(const NotificationHandler&) = delete;
    virtual ~NotificationHandler() = default;
    virtual void call(const Notification& notification) = 0;
};

}  // namespace detail

}  // namespace aside
