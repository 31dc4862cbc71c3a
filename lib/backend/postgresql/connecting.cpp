#include "backend/postgresql/connecting.hpp"

#include <poll.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>
#include <vector>

#include "aside/error.hpp"
#include "backend/wakeup.hpp"
#include "model/ascii.hpp"

namespace aside::backend::postgresql {

namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;
using std::chrono::seconds;

/// As libpq has it.
constexpr seconds shortest(2);

/// A server that has no room for a connection now, or does not take any yet.
class NotNow final : public OperationalError {
public:
    using OperationalError::OperationalError;
    [[nodiscard]] bool retryable() const noexcept override { return true; }
};

struct FreeOptions {
    void operator()(PQconninfoOption* options) const noexcept { PQconninfoFree(options); }
};

/// What holds for a connection, whether by its URL, the environment or a service file; empty if
/// nothing says it.
std::string option_of(PGconn* connection, std::string_view keyword) {
    const std::unique_ptr<PQconninfoOption, FreeOptions> options(PQconninfo(connection));
    for (const auto* each = options.get(); each != nullptr && each->keyword != nullptr; ++each)
        if (each->keyword == keyword && each->val != nullptr) return each->val;
    return {};
}

std::vector<std::string> parts_of(std::string_view list) {
    std::vector<std::string> parts;
    for (std::size_t end = 0; end != list.npos; list.remove_prefix(end + 1)) {
        end = list.find(',');
        parts.emplace_back(list.substr(0, end));
        if (end == list.npos) break;
    }
    return parts;
}

std::string list_of(const std::vector<std::string>& parts) {
    std::string list;
    for (std::size_t i = 0; i < parts.size(); ++i) list += (i == 0 ? "" : ",") + parts[i];
    return list;
}

std::vector<const char*> pointers_to(const std::vector<std::string>& texts) {
    std::vector<const char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (const std::string& text : texts) pointers.push_back(text.c_str());
    pointers.push_back(nullptr);
    return pointers;
}

/// One go through the hosts. libpq goes from one address to the next by itself, but for a host that
/// has taken the connection and says nothing.
class Attempt {
public:
    Attempt(const Url::Settings& settings, milliseconds timeout, const detail::Interrupt* interrupt)
        : timeout_(std::max<milliseconds>(timeout, shortest)), interrupt_(interrupt) {
        const auto keywords = pointers_to(settings.keywords);
        const auto values = pointers_to(settings.values);
        connection_.reset(PQconnectStartParams(keywords.data(), values.data(), 1));
    }

    /// Whether it is connected.
    bool run(const Url& url);
    [[nodiscard]] NativeConnection take() { return std::move(connection_); }
    [[nodiscard]] const PGconn* native() const { return connection_.get(); }
    /// Takes the host that says nothing out of the settings; false if there is none, or no other.
    bool leave_out_silent(Url::Settings& settings) const;
    /// Of the addresses that have not answered in time.
    [[nodiscard]] const std::string& timed_out() const { return timed_out_; }

private:
    void read_timeout();
    void note_address();
    bool wait(PostgresPollingStatusType until, const Url& url);
    void give_up_address();

    NativeConnection connection_;
    milliseconds timeout_;  ///< for each address; 0: none
    const detail::Interrupt* const interrupt_;
    Wakeup wakeup_;
    std::string address_;
    Clock::time_point limit_{};
    std::string timed_out_;
    bool silent_ = false;  ///< the host that is connected to at the moment
};

bool Attempt::run(const Url& url) {
    if (connection_ == nullptr || PQstatus(native()) == CONNECTION_BAD) return false;
    PQsetErrorVerbosity(connection_.get(), PQERRORS_VERBOSE);
    read_timeout();
    auto wanted = PGRES_POLLING_WRITING;
    while (wanted == PGRES_POLLING_WRITING || wanted == PGRES_POLLING_READING) {
        note_address();
        if (wait(wanted, url))
            wanted = PQconnectPoll(connection_.get());
        else
            give_up_address();
        if (silent_) return false;
    }
    PQsetErrorVerbosity(connection_.get(), PQERRORS_DEFAULT);
    return wanted == PGRES_POLLING_OK;
}

void Attempt::read_timeout() {
    const std::string text = option_of(connection_.get(), "connect_timeout");
    if (text.empty()) return;
    long of_url = 0;
    (void)std::from_chars(text.data(), text.data() + text.size(), of_url);
    timeout_ = of_url <= 0 ? seconds(0) : std::max(seconds(of_url), shortest);
}

void Attempt::note_address() {
    const auto text_of = [](const char* text) { return std::string(text == nullptr ? "" : text); };
    auto address = text_of(PQhost(native())) + ' ' + text_of(PQhostaddr(native())) + ':' +
                   text_of(PQport(native()));
    if (address == address_) return;
    address_ = std::move(address);
    limit_ = timeout_.count() == 0 ? Clock::time_point::max() : Clock::now() + timeout_;
}

/// False if the time of this address has passed.
bool Attempt::wait(PostgresPollingStatusType until, const Url& url) {
    const detail::Interrupt::Listener listener(interrupt_, wakeup_);
    const auto wanted = static_cast<short>(until == PGRES_POLLING_READING ? POLLIN : POLLOUT);
    const auto last = interrupt_ == nullptr ? limit_ : std::min(limit_, interrupt_->deadline());
    for (;;) {
        if (interrupt_ != nullptr && interrupt_->due())
            interrupt_->check_wait("a connection to \"" + url.text + '"');
        if (wakeup_.wait(PQsocket(native()), wanted, last).events != 0) return true;
        if (Clock::now() >= limit_) return false;
    }
}

// A socket that is not connected yet fails when it is shut down, upon which libpq takes the next
// address.
void Attempt::give_up_address() {
    timed_out_ += (timed_out_.empty() ? "no answer from " : ", from ") + address_ + " within " +
                  std::to_string(timeout_.count()) + " ms";
    if (PQstatus(native()) != CONNECTION_STARTED) {
        silent_ = true;
        return;
    }
    shutdown(PQsocket(native()), SHUT_RDWR);
    limit_ = Clock::now() + timeout_;
}

bool Attempt::leave_out_silent(Url::Settings& settings) const {
    if (!silent_) return false;
    auto hosts = parts_of(option_of(connection_.get(), "host"));
    auto addresses = parts_of(option_of(connection_.get(), "hostaddr"));
    auto ports = parts_of(option_of(connection_.get(), "port"));
    const std::size_t count = std::max(hosts.size(), addresses.size());
    if (count < 2) return false;
    const auto at = [](const auto& list, std::size_t i) { return i < list.size() ? list[i] : ""; };
    const std::string_view host = PQhost(native());
    const std::string_view port = PQport(native());
    std::size_t mine = 0;
    while (mine + 1 < count && ((at(hosts, mine) != host && at(addresses, mine) != host) ||
                                (ports.size() == count && ports[mine] != port)))
        ++mine;
    for (auto* list : {&hosts, &addresses, &ports})
        if (list->size() == count) list->erase(list->begin() + static_cast<std::ptrdiff_t>(mine));
    settings.add("host", list_of(hosts));
    settings.add("hostaddr", list_of(addresses));
    settings.add("port", list_of(ports));
    return true;
}

bool is_sqlstate(std::string_view text) {
    return text.size() == 5 && std::ranges::all_of(text, [](char c) {
               return model::is_digit(c) || model::is_capital(c);
           });
}

}  // namespace

// `FATAL:  53300: sorry, too many clients already`, and a line with a place in the server's source.
Refusal read_refusal(std::string_view verbose) {
    Refusal refusal;
    const auto take_line = [&](std::string_view line) {
        if (line.starts_with("LOCATION:  ")) return;
        constexpr std::string_view in_front = ":  ";
        const auto code = line.find(in_front);
        const auto begin = code + in_front.size();
        const bool coded = code != line.npos && is_sqlstate(line.substr(begin, 5)) &&
                           line.substr(begin + 5, 2) == ": ";
        if (!refusal.message.empty()) refusal.message += '\n';
        refusal.message += line.substr(0, coded ? begin : line.npos);
        if (!coded) return;
        const auto state = line.substr(begin, 5);
        refusal.message += line.substr(begin + 7);
        const bool passes = state == "53300" || state == "57P03";
        if (passes || !refusal.passes) refusal.sqlstate = state;
        refusal.passes = refusal.passes || passes;
    };
    while (!verbose.empty()) {
        const auto end = verbose.find('\n');
        if (end != 0) take_line(verbose.substr(0, end));
        verbose.remove_prefix(end == verbose.npos ? verbose.size() : end + 1);
    }
    return refusal;
}

void throw_not_connected(const Url& url, const PGconn* connection, const std::string& more) {
    auto refusal =
        read_refusal(connection == nullptr ? "there is no memory" : PQerrorMessage(connection));
    auto& why = refusal.message;
    if (!more.empty()) why += (why.empty() ? "" : "\n") + more;
    std::string cure;
    if (why.find("unsupported startup parameter") != why.npos)
        cure = "; a pooler that refuses options wants prepare=off in the URL";
    DatabaseErrorInfo info{
        .message = "cannot connect to \"" + url.text + "\": " + url.without_secrets(why) + cure,
        .sqlstate = refusal.sqlstate.empty() ? "08001" : refusal.sqlstate};
    if (refusal.passes) throw NotNow(std::move(info));
    throw OperationalError(std::move(info));
}

NativeConnection connect(const Url& url, milliseconds timeout, const detail::Interrupt* interrupt) {
    auto settings = url.settings(timeout);
    std::string timed_out;
    for (;;) {
        Attempt attempt(settings, timeout, interrupt);
        if (attempt.run(url)) return attempt.take();
        timed_out +=
            (timed_out.empty() || attempt.timed_out().empty() ? "" : "\n") + attempt.timed_out();
        if (!attempt.leave_out_silent(settings))
            throw_not_connected(url, attempt.native(), timed_out);
    }
}

}  // namespace aside::backend::postgresql
