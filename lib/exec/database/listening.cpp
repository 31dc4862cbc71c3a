#include "exec/database/listening.hpp"

#include <algorithm>
#include <chrono>
#include <utility>

#include "aside/error.hpp"
#include "exec/async/back_off.hpp"
#include "exec/async/background.hpp"
#include "exec/async/frame.hpp"
#include "exec/async/unobserved.hpp"
#include "exec/session/interrupt_watch.hpp"
#include "executor/executor.hpp"
#include "sql/dialect.hpp"

namespace aside::exec {

namespace {

thread_local const Listening* served_here = nullptr;
thread_local const Subscriber* called_here = nullptr;

/// An outage of so many failures, some ten seconds, is reported: a server restarts in less.
constexpr int failures_to_tell = 8;

/// Between two attempts to connect: the programs of a server that comes back do not come all at once.
constexpr BackOff back_off{
    .first = std::chrono::milliseconds(100), .longest = std::chrono::seconds(5), .least = 0.5};

}  // namespace

Subscriber::Subscriber(std::weak_ptr<Listening> listening, std::string channel,
                       std::shared_ptr<NotificationHandler> handler)
    : listening_(std::move(listening)),
      channel_(std::move(channel)),
      handler_(std::move(handler)) {}

void Subscriber::call(const Notification& notification) noexcept {
    const Lock lock(calling_);
    if (ended_) return;
    called_here = this;
    note_written_here();  // what came with the notification is to be seen
    try {
        handler_->call(notification);
    } catch (...) {
        report_unobserved(std::current_exception());
    }
    called_here = nullptr;
}

void Subscriber::tell_if_lost() noexcept {
    if (std::exchange(lost_, false)) call({.channel = channel_, .reconnected = true});
}

// A child of fork has no such thread, and a lock that the thread held is never free there.
void Subscriber::end() noexcept {
    if (process_.inherited()) return;
    if (called_here == this) {
        ended_ = true;
    } else {
        const Lock lock(calling_);
        ended_ = true;
    }
    if (const auto listening = listening_.lock()) listening->remove(*this);
}

Listening::Listening(std::string alias, backend::NotificationFactory connect,
                     const sql::Dialect& dialect)
    : alias_(std::move(alias)), open_(std::move(connect)), dialect_(dialect) {}

std::shared_ptr<Subscriber> Listening::listen(const std::string& channel,
                                              std::shared_ptr<NotificationHandler> handler,
                                              const Interrupt* interrupt) {
    (void)dialect_.listen(channel, true);  // throws for a name that cannot be
    require_connected();
    auto added = std::make_shared<Subscriber>(weak_from_this(), channel, std::move(handler));
    Request request{.subscriber = added};
    {
        const Lock lock(mutex_);
        requests_.reserve(requests_.size() + 1);
        subscribers_.push_back(added);
        requests_.push_back(&request);
    }
    try {
        if (served_here == this)
            settle(channel);
        else
            start();
        await(request, interrupt);
    } catch (...) {
        {
            const Lock lock(mutex_);
            std::erase(requests_, &request);
        }
        remove(*added);
        throw;
    }
    return added;
}

void Listening::await(Request& request, const Interrupt* interrupt) {
    Interrupt::Watch watch(interrupt, mutex_, changed_);
    WaitingLock lock(mutex_);
    while (!request.done && !watch.due()) watch.wait(lock);
    if (!request.done) interrupt->check_wait("the server to listen for it");
    if (request.error) std::rethrow_exception(request.error);
}

void Listening::remove(const Subscriber& subscriber) noexcept {
    {
        const Lock lock(mutex_);
        std::erase_if(subscribers_, [&](const auto& each) { return each.get() == &subscriber; });
    }
    wake_.wake();
}

// A thread that has set `runs_` to false takes no lock any more, so it can be joined here.
void Listening::start() {
    const Lock starting(starting_);
    {
        const Lock lock(mutex_);
        require_connected();
        if (runs_) return wake_.wake();
        runs_ = true;
    }
    try {
        if (thread_.joinable()) thread_.join();
        std::thread begun;
        with_threads([&] { begun = std::thread([self = shared_from_this()] { self->serve(); }); });
        thread_ = std::move(begun);
    } catch (...) {
        const Lock lock(mutex_);
        runs_ = false;
        throw;
    }
}

void Listening::stop() noexcept {
    stop_.cancel();
    wake_.wake();
    const auto ended = [this] {
        const Lock lock(mutex_);
        return !runs_;
    };
    if (served_here != this && executor::on_arena_thread()) executor::help_until(ended);
    std::thread ending;
    {
        const Lock starting(starting_);
        ending = std::move(thread_);
    }
    // Without the lock: a handler may end the process, and so come here as well.
    if (!ending.joinable()) return;
    if (served_here == this)
        ending.detach();
    else
        ending.join();
}

void Listening::serve() noexcept {
    served_here = this;
    while (goes_on()) {
        try {
            work();
        } catch (...) {
            recover(std::current_exception());
        }
    }
    executor::wake();
}

/// Whether the thread has anything to do. Each change is followed by `wake`, so that none is missed
/// between here and the next wait.
bool Listening::goes_on() noexcept {
    wake_.clear();
    const Lock lock(mutex_);
    if (!stop_.cancelled() && !subscribers_.empty()) return true;
    end_requests();
    connection_.reset();
    listened_.clear();
    was_lost_ = false;
    failures_ = 0;
    runs_ = false;
    changed_.notify_all();
    return false;
}

void Listening::end_requests() noexcept {
    std::exception_ptr error;
    try {
        require_connected();
    } catch (...) {
        error = std::current_exception();
    }
    for (Request* request : std::exchange(requests_, {})) {
        request->done = true;
        request->error = error;
    }
}

void Listening::require_connected() const {
    if (stop_.cancelled())
        throw InterfaceError("the database \"" + alias_ + "\" is being disconnected");
}

void Listening::work() {
    if (!connection_) connection_ = open_(wake_, stop_);
    settle();
    failures_ = 0;
    if (std::exchange(was_lost_, false))
        for (const auto& each : subscribers(nullptr)) each->tell_if_lost();
    for (const backend::Notified& each : connection_->wait())
        deliver({.channel = each.channel, .payload = each.payload, .process = each.process});
}

/// Listens to the channels that have subscribers, and to no others any more.
void Listening::settle() {
    const auto channels = wanted();
    for (const std::string& channel : channels) settle(channel);
    std::erase_if(listened_, [&](const std::string& channel) {
        if (channels.contains(channel)) return false;
        connection_->run(dialect_.listen(channel, false));
        return true;
    });
}

// Only the requests for a channel fail if the server refuses it and it has no subscriber yet.
void Listening::settle(const std::string& channel) {
    try {
        if (!listened_.contains(channel)) connection_->run(dialect_.listen(channel, true));
        listened_.insert(channel);
    } catch (const ConnectionLost&) {
        throw;
    } catch (const DatabaseError&) {
        refuse(&channel, std::current_exception());
        if (!is_wanted(channel)) return;
        throw;
    }
    accept(channel);
}

void Listening::accept(const std::string& channel) {
    const Lock lock(mutex_);
    std::erase_if(requests_, [&](Request* request) {
        return request->subscriber->channel() == channel && (request->done = true);
    });
    changed_.notify_all();
}

void Listening::refuse(const std::string* channel, const std::exception_ptr& error) noexcept {
    const Lock lock(mutex_);
    for (Request* const request : requests_) {
        if (channel != nullptr && request->subscriber->channel() != *channel) continue;
        std::erase(subscribers_, request->subscriber);
        request->error = error;
        request->done = true;
    }
    std::erase_if(requests_, [](const Request* request) { return request->done; });
    changed_.notify_all();
}

void Listening::deliver(const Notification& notification) {
    for (const auto& each : subscribers(&notification.channel))
        if (!stop_.cancelled()) each->call(notification);
}

/// Drops the connection after an error, and pauses before the next attempt.
void Listening::recover(const std::exception_ptr& error) noexcept {
    connection_.reset();
    listened_.clear();
    refuse(nullptr, error);
    if (stop_.cancelled()) return;
    was_lost_ = true;
    lose_subscribers();
    if (++failures_ == failures_to_tell) report_unobserved(error);
    (void)wake_.wait(-1, 0, backend::Wakeup::Clock::now() + back_off.pause_after(failures_ - 1));
}

void Listening::lose_subscribers() noexcept {
    const Lock lock(mutex_);
    for (const auto& each : subscribers_)
        if (std::ranges::none_of(
                requests_, [&](const Request* request) { return request->subscriber == each; }))
            each->lose();
}

bool Listening::is_wanted(const std::string& channel) { return wanted().contains(channel); }

std::set<std::string> Listening::wanted() {
    const Lock lock(mutex_);
    std::set<std::string> channels;
    for (const auto& each : subscribers_) channels.insert(each->channel());
    return channels;
}

/// The subscribers of that channel; all of them if it is nullptr.
std::vector<std::shared_ptr<Subscriber>> Listening::subscribers(const std::string* channel) {
    const Lock lock(mutex_);
    std::vector<std::shared_ptr<Subscriber>> found;
    for (const auto& each : subscribers_)
        if (channel == nullptr || each->channel() == *channel) found.push_back(each);
    return found;
}

}  // namespace aside::exec
