#include "backend/postgresql/link.hpp"

#include <poll.h>
#include <pthread.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <csignal>
#include <cstdint>
#include <future>
#include <system_error>
#include <thread>

#include "aside/error.hpp"
#include "backend/postgresql/errors.hpp"

namespace aside::backend::postgresql {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using namespace std::chrono_literals;

/// How long the server has to say that it has stopped.
constexpr milliseconds until_given_up(2000);

/// When it is told once more: the first time may have come before the statement.
constexpr milliseconds until_told_again(200);

void ignore_notice(void*, const PGresult*) {}

}  // namespace

std::int64_t changes_of(PGresult* answer) {
    // SELECT and FETCH have a number in it, too: of the rows that they gave.
    const std::string_view tag = PQcmdStatus(answer);
    if (tag.starts_with("SELECT") || tag.starts_with("FETCH")) return 0;
    const std::string_view digits = PQcmdTuples(answer);
    std::int64_t rows = 0;
    (void)std::from_chars(digits.data(), digits.data() + digits.size(), rows);
    return rows;
}

Link::Link(const Url& url, milliseconds timeout, const detail::Interrupt* interrupt)
    : process_(getpid()), connection_(connect(url, timeout, interrupt)) {
    PQsetNoticeReceiver(connection_.get(), ignore_notice, nullptr);
    cancel_.reset(PQgetCancel(connection_.get()), PQfreeCancel);
    if (cancel_ == nullptr || PQsetnonblocking(connection_.get(), 1) != 0 ||
        PQenterPipelineMode(connection_.get()) != 1)
        throw_not_connected(url, connection_.get());
}

// In a child process the socket is the parent's, and PQfinish would say goodbye to the server on
// it. So the child only closes its copy.
Link::~Link() {
    if (getpid() == process_) return;
    close(PQsocket(native()));
    (void)connection_.release();
}

void Link::require(int done) {
    if (done != 1) raise_lost(native(), {});
}

void Link::prepare(const std::string& name, const std::string& sql,
                   std::span<const TypeNumber> types) {
    require(PQsendPrepare(connection_.get(), name.c_str(), sql.c_str(),
                          static_cast<int>(types.size()), types.data()));
}

void Link::execute(const std::string& name, const Parameters& parameters) {
    parameters.fill(arrays_);
    constexpr int binary = 1;
    require(PQsendQueryPrepared(connection_.get(), name.c_str(),
                                static_cast<int>(parameters.count()), arrays_.values.data(),
                                arrays_.lengths.data(), arrays_.formats.data(), binary));
}

void Link::run(const char* sql) {
    constexpr int binary = 1;
    require(
        PQsendQueryParams(connection_.get(), sql, 0, nullptr, nullptr, nullptr, nullptr, binary));
}

void Link::sync() {
    stopped_ = false;
    require(PQpipelineSync(connection_.get()));
}

void Link::ask_for_single_rows() { (void)PQsetSingleRowMode(connection_.get()); }

// In pipeline mode there is no COPY.
Answer Link::begin_copy(const std::string& sql) {
    stopped_ = false;
    require(PQexitPipelineMode(connection_.get()));
    require(PQsendQuery(connection_.get(), sql.c_str()));
    return next();
}

bool Link::put(std::string_view bytes) {
    // The server may have refused a row meanwhile.
    if (PQconsumeInput(connection_.get()) != 1) return false;
    if (PQputCopyData(connection_.get(), bytes.data(), static_cast<int>(bytes.size())) != 1)
        return false;
    while (PQflush(connection_.get()) == 1) wait(true);
    return !stopped_ && (interrupt_ == nullptr || !interrupt_->due());
}

// A server that waits for rows is told to stop by their end, and by no other connection.
Answer Link::end_copy(bool all) {
    if (!all && !stopped_) {
        stopped_ = true;
        give_up_at_ = Clock::now() + until_given_up;
    }
    // It has no effect if an error came.
    (void)PQputCopyEnd(connection_.get(), all ? nullptr : "the program has stopped it");
    return next();
}

void Link::leave_copy() {
    while (next() != nullptr) {
    }
    if (PQstatus(native()) == CONNECTION_OK) require(PQenterPipelineMode(connection_.get()));
}

Answer Link::next() {
    while (PQisBusy(connection_.get()) == 1 && PQstatus(native()) == CONNECTION_OK)
        wait(PQflush(connection_.get()) == 1);
    return Answer(PQgetResult(connection_.get()));
}

// Writes what is left to be written while it reads: the server may not read on before its answers
// are read. With nothing left to write it would wait for ever while the server waits for rows.
void Link::wait(bool writes) {
    const bool heeds = interrupt_ != nullptr && !commits_ && !stopped_;
    const detail::Interrupt::Listener listener(heeds ? interrupt_ : nullptr, wakeup_);
    if (heeds && interrupt_->due()) return stop();
    const auto events = static_cast<short>(writes ? POLLIN | POLLOUT : POLLIN);
    const auto seen = wakeup_.wait(PQsocket(native()), events, patience());
    if ((seen.events & ~POLLOUT) != 0) (void)PQconsumeInput(connection_.get());
    if (!stopped_ || Clock::now() < std::min(stop_again_at_, give_up_at_)) return;
    if (Clock::now() < give_up_at_)
        tell_to_stop();
    else
        give_up();
}

/// Until when to wait for the server.
Clock::time_point Link::patience() const {
    if (stopped_) return std::min(stop_again_at_, give_up_at_);
    if (interrupt_ == nullptr || commits_) return Clock::time_point::max();
    return interrupt_->deadline();
}

void Link::stop() {
    stopped_ = true;
    give_up_at_ = Clock::now() + until_given_up;
    tell_to_stop();
}

// The server is told over a connection of its own, which libpq waits for however long. A frozen
// server, or a network that is gone, must not keep the caller; and who goes on before the server
// was told would have its next statement stopped.
void Link::tell_to_stop() {
    stop_again_at_ = Clock::now() + until_told_again;
    const auto told = std::make_shared<std::promise<void>>();
    auto done = told->get_future();
    try {
        std::thread([cancel = cancel_, told] {
            sigset_t all;
            sigfillset(&all);
            pthread_sigmask(SIG_SETMASK, &all, nullptr);
            char why[256];
            (void)PQcancel(cancel.get(), why, sizeof why);
            told->set_value();
        }).detach();
    } catch (const std::system_error&) {
        return give_up();
    }
    if (done.wait_until(give_up_at_) != std::future_status::ready) give_up();
}

void Link::give_up() {
    gave_up_ = true;
    shutdown(PQsocket(native()), SHUT_RDWR);  // so that it is not used again
    (void)PQconsumeInput(connection_.get());
}

TransactionState Link::transaction() const noexcept {
    switch (PQtransactionStatus(native())) {
        case PQTRANS_INTRANS:
            return TransactionState::open;
        case PQTRANS_INERROR:
            return TransactionState::failed;
        default:
            return TransactionState::none;
    }
}

bool Link::on_standby() const noexcept {
    const char* const told = PQparameterStatus(native(), "in_hot_standby");
    return told != nullptr && std::string_view(told) == "on";
}

// An idle connection has nothing to read but notices, the server's last words and the end.
bool Link::usable() noexcept {
    pollfd socket{.fd = PQsocket(native()), .events = POLLIN, .revents = 0};
    while (PQstatus(native()) == CONNECTION_OK && poll(&socket, 1, 0) > 0)
        (void)PQconsumeInput(connection_.get());
    const auto status = PQtransactionStatus(native());
    return PQstatus(native()) == CONNECTION_OK && status != PQTRANS_ACTIVE &&
           status != PQTRANS_UNKNOWN;
}

}  // namespace aside::backend::postgresql
