#include "backend/postgresql/listener.hpp"

#include <poll.h>

#include <algorithm>

#include "aside/error.hpp"
#include "backend/postgresql/errors.hpp"

namespace aside::backend::postgresql {
namespace {

using std::chrono::milliseconds, std::chrono::seconds;

/// How long the server has to answer a LISTEN.
constexpr seconds to_answer(10);
/// How soon a thread that was woken for something else notices that it is to end.
constexpr milliseconds between_looks(20);

struct ClearAnswer {
    void operator()(PGresult* answer) const noexcept { PQclear(answer); }
};
struct FreeNotify {
    void operator()(PGnotify* notified) const noexcept { PQfreemem(notified); }
};

}  // namespace

Listener::Listener(const Url& url, milliseconds timeout, WakeUp& wake)
    : wake_(wake), connection_(connect(url, timeout, &wake.interrupt())) {
    PQsetNoticeReceiver(
        connection_.get(), [](void*, const PGresult*) {}, nullptr);
    if (PQsetnonblocking(connection_.get(), 1) != 0) throw_not_connected(url, connection_.get());
}

/// Waits for the socket. That the thread is woken does not end the wait, unless it is to stop.
void Listener::wait_for(short events, Clock::time_point until) {
    bool woken = false;
    while (true) {
        pollfd both[] = {{.fd = PQsocket(connection_.get()), .events = events, .revents = 0},
                         {.fd = wake_.descriptor(), .events = POLLIN, .revents = 0}};
        const auto left = std::chrono::ceil<milliseconds>(until - Clock::now());
        if (left.count() <= 0)
            throw ConnectionLost(
                DatabaseErrorInfo{.message = "the server does not answer", .sqlstate = "08006"});
        const auto time = woken ? std::min(left, between_looks) : left;
        (void)poll(both, woken ? 1 : 2, static_cast<int>(time.count()));
        if (wake_.stopped()) throw QueryCancelled("the database is being disconnected");
        if (both[0].revents != 0) return;
        woken = woken || both[1].revents != 0;
    }
}

void Listener::run(const std::string& sql) {
    const auto until = Clock::now() + to_answer;
    if (PQsendQuery(connection_.get(), sql.c_str()) != 1)
        raise_lost(connection_.get(), {.sql = sql});
    while (PQisBusy(connection_.get()) == 1) {
        const int left = PQflush(connection_.get());
        wait_for(static_cast<short>(left == 1 ? POLLIN | POLLOUT : POLLIN), until);
        if (PQconsumeInput(connection_.get()) != 1) raise_lost(connection_.get(), {.sql = sql});
    }
    using Answer = std::unique_ptr<PGresult, ClearAnswer>;
    Answer answer(PQgetResult(connection_.get()));
    while (const Answer more = Answer(PQgetResult(connection_.get()))) {
    }
    if (answer == nullptr) raise_lost(connection_.get(), {.sql = sql});
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) raise(answer.get(), {.sql = sql});
}

std::vector<Notified> Listener::wait() {
    auto received = take();
    if (!received.empty()) return received;
    pollfd both[] = {{.fd = PQsocket(connection_.get()), .events = POLLIN, .revents = 0},
                     {.fd = wake_.descriptor(), .events = POLLIN, .revents = 0}};
    (void)poll(both, 2, -1);
    if (both[0].revents != 0 && PQconsumeInput(connection_.get()) != 1)
        raise_lost(connection_.get(), {});
    return take();
}

std::vector<Notified> Listener::take() {
    std::vector<Notified> received;
    while (const std::unique_ptr<PGnotify, FreeNotify> each{PQnotifies(connection_.get())})
        received.push_back(
            {.channel = each->relname, .payload = each->extra, .process = each->be_pid});
    return received;
}

}  // namespace aside::backend::postgresql
