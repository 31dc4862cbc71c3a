#pragma once
#include <atomic>
#include <condition_variable>
#include <exception>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "aside/detail/interrupt.hpp"
#include "aside/detail/mutex.hpp"
#include "aside/notification.hpp"
#include "aside/query_log.hpp"
#include "backend/notifications.hpp"
#include "exec/names.hpp"
#include "exec/session/subscription.hpp"
#include "executor/process.hpp"

namespace aside::sql {
class Dialect;
}

namespace aside::exec {

class Listening;

/// A handler, as long as its subscription lives. Thread-safe. `calling_` is held while the handler
/// runs.
class Subscriber final : public Subscription::Listener {
public:
    Subscriber(std::weak_ptr<Listening> listening, std::string channel,
               std::shared_ptr<NotificationHandler> handler);

    [[nodiscard]] const std::string& channel() const { return channel_; }
    /// Called by the thread that listens. An error of the handler is reported.
    void call(const Notification& notification) noexcept;
    /// The connection by which it listened is gone: it is to be told when there is another.
    void lose() noexcept { lost_ = true; }
    void tell_if_lost() noexcept;
    void end() noexcept override;

private:
    const executor::OfThisProcess process_;
    const std::weak_ptr<Listening> listening_;
    const std::string channel_;
    Mutex calling_;
    std::atomic<bool> ended_{false};
    bool lost_ = false;  ///< the listening thread's own
    std::shared_ptr<NotificationHandler> handler_;
};

/// Listens to one database for the whole program: by a thread with a connection of its own, which
/// are there as long as there are subscribers. The thread owns this while it runs.
///
/// Thread-safe. `connection_` and `listened_` are the thread's own; handlers run without a lock.
class Listening : public std::enable_shared_from_this<Listening> {
public:
    Listening(std::string alias, backend::NotificationFactory connect, const sql::Dialect& dialect);

    /// Adds a handler, and waits until the server listens to its channel, no longer than the
    /// interrupt (nullptr: none) lets it. Throws if that fails, and adds nothing then.
    [[nodiscard]] std::shared_ptr<Subscriber> listen(const std::string& channel,
                                                     std::shared_ptr<NotificationHandler> handler,
                                                     const Interrupt* interrupt);
    void remove(const Subscriber& subscriber) noexcept;
    /// Ends all subscriptions for good, and waits for the thread, unless this is it.
    void stop() noexcept;

private:
    /// A subscriber whose channel the thread is to listen to, and the result.
    struct Request {
        std::shared_ptr<Subscriber> subscriber;
        bool done = false;
        std::exception_ptr error{};
    };

    void start();
    void serve() noexcept;
    [[nodiscard]] bool goes_on() noexcept;
    void work();
    void settle();
    void settle(const std::string& channel);
    void deliver(const Notification& notification);
    void lose_subscribers() noexcept;
    void recover(const std::exception_ptr& error) noexcept;
    void accept(const std::string& channel);
    /// Ends the requests for that channel, or all, with an error.
    void refuse(const std::string* channel, const std::exception_ptr& error) noexcept;
    void end_requests() noexcept ASIDE_REQUIRES(mutex_);
    void require_connected() const;
    [[nodiscard]] bool is_wanted(const std::string& channel);
    [[nodiscard]] std::set<std::string> wanted();
    [[nodiscard]] std::vector<std::shared_ptr<Subscriber>> subscribers(const std::string* channel);
    void await(Request& request, const Interrupt* interrupt);

    const std::string alias_;
    const backend::NotificationFactory open_;
    const sql::Dialect& dialect_;
    Interrupt stop_;  ///< cancelled once the thread is to end
    backend::Wakeup wake_;
    Mutex starting_ ASIDE_ACQUIRED_BEFORE(mutex_);
    std::thread thread_ ASIDE_GUARDED_BY(starting_);
    Mutex mutex_;
    std::condition_variable changed_;
    bool runs_ ASIDE_GUARDED_BY(mutex_) = false;
    std::vector<std::shared_ptr<Subscriber>> subscribers_ ASIDE_GUARDED_BY(mutex_);
    std::vector<Request*> requests_ ASIDE_GUARDED_BY(mutex_);
    std::unique_ptr<backend::NotificationConnection> connection_;
    std::set<std::string> listened_;  ///< the channels of the connection
    bool was_lost_ = false;           ///< since the handlers were last told of it
    int failures_ = 0;                ///< one after the other
};

}  // namespace aside::exec
