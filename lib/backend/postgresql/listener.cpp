#include "backend/postgresql/listener.hpp"

#include <poll.h>

#include "aside/error.hpp"
#include "backend/postgresql/errors.hpp"

namespace aside::backend::postgresql {
namespace {

/// How long the server has to answer a LISTEN.
constexpr std::chrono::seconds to_answer(10);

struct ClearAnswer {
    void operator()(PGresult* answer) const noexcept { PQclear(answer); }
};
struct FreeNotify {
    void operator()(PGnotify* notified) const noexcept { PQfreemem(notified); }
};

}  // namespace

Listener::Listener(const Url& url, std::chrono::milliseconds timeout, Wakeup& wake,
                   const detail::Interrupt& stop)
    : wake_(wake), stop_(stop), connection_(connect(url, timeout, &stop)) {
    PQsetNoticeReceiver(
        connection_.get(), [](void*, const PGresult*) {}, nullptr);
    if (PQsetnonblocking(connection_.get(), 1) != 0) throw_not_connected(url, connection_.get());
}

/// Waits for the socket. That the thread is woken does not end the wait, unless it is to stop; it
/// is woken still behind this.
void Listener::wait_for(short events, Wakeup::Clock::time_point until) {
    Wakeup::Seen seen;
    bool woken = false;
    do {
        seen = wake_.wait(PQsocket(connection_.get()), events, until);
        woken = woken || seen.woken;
    } while (seen.events == 0 && !stop_.cancelled() && Wakeup::Clock::now() < until);
    if (woken) wake_.wake();
    if (stop_.cancelled()) throw QueryCancelled("the database is being disconnected");
    if (seen.events == 0)
        throw ConnectionLost(
            DatabaseErrorInfo{.message = "the server does not answer", .sqlstate = "08006"});
}

void Listener::run(const std::string& sql) {
    const auto until = Wakeup::Clock::now() + to_answer;
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
    if (wake_.wait(PQsocket(connection_.get()), POLLIN).events != 0 &&
        PQconsumeInput(connection_.get()) != 1)
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
