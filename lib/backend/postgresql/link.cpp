#include "backend/postgresql/link.hpp"

#include <poll.h>
#include <pthread.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
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

/// For how many milliseconds to wait until then, as `poll` counts them.
int milliseconds_until(Clock::time_point time) {
    const auto left = std::chrono::ceil<milliseconds>(time - Clock::now());
    return static_cast<int>(std::clamp(left, milliseconds(0), milliseconds(24h)).count());
}

}  // namespace

Wakeup::Wakeup() : file_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (file_ < 0)
        throw OperationalError("cannot connect to a server: " +
                               std::generic_category().message(errno));
}

Wakeup::~Wakeup() { close(file_); }

void Wakeup::wake() noexcept {
    constexpr std::uint64_t once = 1;
    (void)!write(file_, &once, sizeof once);
}

void Wakeup::clear() const noexcept {
    std::uint64_t times = 0;
    (void)!read(file_, &times, sizeof times);
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

Answer Link::next() {
    while (PQisBusy(connection_.get()) == 1 && PQstatus(native()) == CONNECTION_OK) wait();
    return Answer(PQgetResult(connection_.get()));
}

// Writes what is left to be written while it reads: the server may not read on before its answers
// are read.
void Link::wait() {
    const bool heeds = interrupt_ != nullptr && !commits_ && !stopped_;
    const detail::Interrupt::Listener listener(heeds ? interrupt_ : nullptr, wakeup_);
    const int left = PQflush(connection_.get());
    if (heeds && interrupt_->due()) return stop();
    std::array<pollfd, 2> files{pollfd{.fd = PQsocket(native()), .events = POLLIN, .revents = 0},
                                pollfd{.fd = wakeup_.file(), .events = POLLIN, .revents = 0}};
    if (left == 1) files[0].events |= POLLOUT;
    const int ready = poll(files.data(), heeds ? 2 : 1, patience());
    if (ready > 0 && (files[0].revents & ~POLLOUT) != 0) (void)PQconsumeInput(connection_.get());
    if (files[1].revents != 0) wakeup_.clear();
    if (!stopped_ || Clock::now() < std::min(stop_again_at_, give_up_at_)) return;
    if (Clock::now() < give_up_at_)
        tell_to_stop();
    else
        give_up();
}

/// How many milliseconds to wait for the server; -1: for ever.
int Link::patience() const {
    if (stopped_) return milliseconds_until(std::min(stop_again_at_, give_up_at_));
    if (interrupt_ == nullptr || commits_ || !interrupt_->has_deadline()) return -1;
    return milliseconds_until(interrupt_->deadline());
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
