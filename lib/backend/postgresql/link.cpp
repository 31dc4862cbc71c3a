#include "backend/postgresql/link.hpp"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>

#include "aside/error.hpp"
#include "backend/postgresql/errors.hpp"

namespace aside::backend::postgresql {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

/// How soon a wait notices that it was cancelled; a deadline is met exactly.
constexpr milliseconds between_looks(10);
/// How long the server has to say that it has stopped.
constexpr milliseconds until_given_up(2000);

void ignore_notice(void*, const PGresult*) {}

std::vector<const char*> pointers_to(const std::vector<std::string>& texts) {
    std::vector<const char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (const std::string& text : texts) pointers.push_back(text.c_str());
    pointers.push_back(nullptr);
    return pointers;
}

[[noreturn]] void throw_not_connected(const Url& url, PGconn* connection) {
    std::string why = connection == nullptr ? "there is no memory" : PQerrorMessage(connection);
    while (!why.empty() && why.back() == '\n') why.pop_back();
    std::string cure;
    if (why.find("unsupported startup parameter") != why.npos)
        cure = "; a pooler that refuses options wants prepare=off in the URL";
    throw OperationalError(DatabaseErrorInfo{
        .message = "cannot connect to \"" + url.text + "\": " + url.without_secrets(why) + cure,
        .sqlstate = "08001"});
}

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

void Link::Close::operator()(PGconn* connection) const noexcept { PQfinish(connection); }

Link::Link(const Url& url, milliseconds timeout) : process_(getpid()) {
    const auto settings = url.settings(timeout);
    const auto keywords = pointers_to(settings.keywords);
    const auto values = pointers_to(settings.values);
    connection_.reset(PQconnectdbParams(keywords.data(), values.data(), 1));
    if (PQstatus(native()) != CONNECTION_OK) throw_not_connected(url, connection_.get());
    PQsetNoticeReceiver(connection_.get(), ignore_notice, nullptr);
    cancel_.reset(PQgetCancel(connection_.get()));
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
    pollfd socket{.fd = PQsocket(native()), .events = POLLIN, .revents = 0};
    if (writes) socket.events |= POLLOUT;
    const int ready = poll(&socket, 1, patience());
    if (ready > 0 && (socket.revents & ~POLLOUT) != 0) (void)PQconsumeInput(connection_.get());
    if (interrupt_ != nullptr && !commits_ && interrupt_->due()) stop();
}

/// How many milliseconds to wait for the server; -1: for ever.
int Link::patience() {
    if (interrupt_ == nullptr || commits_) return -1;
    const auto left = std::chrono::ceil<milliseconds>(interrupt_->deadline() - Clock::now());
    const auto at_most =
        stopped_ ? between_looks : std::clamp(left, milliseconds(0), between_looks);
    return static_cast<int>(at_most.count());
}

void Link::stop() {
    if (!stopped_) {
        stopped_ = true;
        give_up_at_ = Clock::now() + until_given_up;
        return cancel();
    }
    if (Clock::now() < give_up_at_) return;
    shutdown(PQsocket(native()), SHUT_RDWR);  // so that it is not used again
    (void)PQconsumeInput(connection_.get());
    interrupt_->check();
}

void Link::cancel() noexcept {
    char why[256];
    (void)PQcancel(cancel_.get(), why, sizeof why);
}

PGTransactionStatusType Link::transaction() const noexcept { return PQtransactionStatus(native()); }

// An idle connection has nothing to read but notices, the server's last words and the end.
bool Link::usable() noexcept {
    pollfd socket{.fd = PQsocket(native()), .events = POLLIN, .revents = 0};
    while (PQstatus(native()) == CONNECTION_OK && poll(&socket, 1, 0) > 0)
        (void)PQconsumeInput(connection_.get());
    const auto status = transaction();
    return PQstatus(native()) == CONNECTION_OK && status != PQTRANS_ACTIVE &&
           status != PQTRANS_UNKNOWN;
}

}  // namespace aside::backend::postgresql
