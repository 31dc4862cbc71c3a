// How a connection begins: how long it takes, what stops it, and what is said of one that fails.
#include <arpa/inet.h>
#include <netinet/in.h>

#include <future>

#include "support/postgresql.hpp"

using namespace aside::testing;
using namespace std::chrono_literals;
using aside::backend::postgresql::parse_url;
using aside::backend::postgresql::read_refusal;
using aside::detail::Interrupt;

namespace {

using Clock = std::chrono::steady_clock;

/// A port of this machine that takes connections and says nothing; or, once it is full, not even
/// that.
class SilentPort {
public:
    SilentPort() : listener_(socket(AF_INET, SOCK_STREAM, 0)) {
        address_.sin_family = AF_INET;
        address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address_;
        auto* const address = reinterpret_cast<sockaddr*>(&address_);
        REQUIRE(bind(listener_, address, size) == 0);
        REQUIRE(listen(listener_, 0) == 0);
        REQUIRE(getsockname(listener_, address, &size) == 0);
    }
    SilentPort(const SilentPort&) = delete;
    SilentPort& operator=(const SilentPort&) = delete;
    ~SilentPort() {
        for (const int each : waiting_) close(each);
        close(listener_);
    }
    [[nodiscard]] std::string number() const { return std::to_string(ntohs(address_.sin_port)); }
    [[nodiscard]] std::string url(const std::string& options = {}) const {
        return "postgresql://127.0.0.1:" + number() + "/shop?sslmode=disable&gssencmode=disable" +
               options;
    }
    /// The system drops what comes from here on, as where there is no machine.
    void fill() {
        for (int i = 0; i < 3; ++i) {
            waiting_.push_back(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0));
            (void)connect(waiting_.back(), reinterpret_cast<const sockaddr*>(&address_),
                          sizeof address_);
        }
    }

private:
    const int listener_;
    sockaddr_in address_{};
    std::vector<int> waiting_;
};

/// How long it takes until it throws the error, whose text is kept.
template <class Error>
Clock::duration time_until(std::string& message, const std::function<void()>& function) {
    const auto begin = Clock::now();
    try {
        function();
        FAIL("it was connected");
    } catch (const Error& error) {
        message = error.what();
    }
    return Clock::now() - begin;
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != text.npos; }

/// The server's URL with another host in front of its own.
std::string behind(const SilentPort& silent, std::string url) {
    constexpr std::string_view key = "host=";
    url.insert(url.find(key) + key.size(), "127.0.0.1,");
    return url + "&port=" + silent.number() + ",5432";
}

}  // namespace

TEST_CASE("a deadline ends the waiting for a server that does not answer") {
    SilentPort silent;
    SUBCASE("the machine has taken the connection") {}
    SUBCASE("the network answers nothing") { silent.fill(); }
    const Interrupt deadline(150ms);
    std::string message;
    const auto time = time_until<aside::QueryTimeout>(
        message, [&] { PostgresConnection(parse_url(silent.url()), 60s, &deadline); });
    CHECK(time >= 150ms);
    CHECK(time < 1s);
    CHECK(has(message, "while it waited for a connection to \"postgresql://127.0.0.1:"));
}

TEST_CASE("so does a cancellation") {
    const SilentPort silent;
    Interrupt interrupt;
    auto canceller = std::async(std::launch::async, [&] {
        std::this_thread::sleep_for(100ms);
        interrupt.cancel();
    });
    std::string message;
    const auto time = time_until<aside::QueryCancelled>(
        message, [&] { PostgresConnection(parse_url(silent.url()), 60s, &interrupt); });
    CHECK(time < 1s);
}

TEST_CASE("a server has as long as connect_timeout says, else the time-out, but at least 2 s") {
    SilentPort silent;
    std::string message;
    const auto time_with = [&](const std::string& options, std::chrono::milliseconds timeout) {
        return time_until<aside::OperationalError>(
            message, [&] { PostgresConnection(parse_url(silent.url(options)), timeout); });
    };
    SUBCASE("connect_timeout") {
        const auto time = time_with("&connect_timeout=3", 60s);
        CHECK(time >= 3s);
        CHECK(time < 5s);
        CHECK(has(message,
                  "no answer from 127.0.0.1 127.0.0.1:" + silent.number() + " within 3000 ms"));
    }
    SUBCASE("the time-out") {
        const auto time = time_with("", 2200ms);
        CHECK(time >= 2200ms);
        CHECK(time < 4s);
    }
    SUBCASE("two seconds") {
        const auto time = time_with("", 10ms);
        CHECK(time >= 2s);
        CHECK(time < 4s);
    }
    SUBCASE("where the network answers nothing, too") {
        silent.fill();
        const auto time = time_with("", 10ms);
        CHECK(time >= 2s);
        CHECK(time < 4s);
        CHECK(has(message, "no answer from 127.0.0.1"));
    }
}

TEST_CASE("of several hosts the next one is asked when one does not answer in its time") {
    REQUIRES_SERVER();
    const PostgresServer server;
    SilentPort silent;
    SUBCASE("it has taken the connection") {}
    SUBCASE("the network answers nothing") { silent.fill(); }
    const auto begin = Clock::now();
    PostgresConnection connection(parse_url(behind(silent, server.url())), 10ms);
    CHECK(Clock::now() - begin >= 2s);
    CHECK(*value_of(connection, "SELECT 1").integer() == 1);
}

TEST_CASE("each of several hosts that do not answer is named in the error") {
    const SilentPort first;
    const SilentPort second;
    const std::string url = "postgresql://127.0.0.1:" + first.number() +
                            ",127.0.0.1:" + second.number() +
                            "/shop?sslmode=disable&gssencmode=disable";
    std::string message;
    const auto time = time_until<aside::OperationalError>(
        message, [&] { PostgresConnection(parse_url(url), 10ms); });
    CHECK(time >= 4s);
    CHECK(has(message, ":" + first.number() + " within 2000 ms"));
    CHECK(has(message, ":" + second.number() + " within 2000 ms"));
}

TEST_CASE("a server that has no room for a connection says so, and may be asked again") {
    REQUIRES_SERVER();
    const PostgresServer server;
    const auto admin = server.connect();
    const auto role = "narrow_" + std::to_string(getpid());
    admin->run("CREATE ROLE " + role + " LOGIN CONNECTION LIMIT 1");
    {
        const auto only = server.connect("&user=" + role);
        try {
            (void)server.connect("&user=" + role);
            FAIL("it was connected");
        } catch (const aside::OperationalError& error) {
            CHECK(error.sqlstate() == "53300");
            CHECK(error.retryable());
            CHECK(has(error.what(), "FATAL:  too many connections for role"));
            CHECK_FALSE(has(error.what(), "LOCATION"));
        }
    }
    admin->run("DROP ROLE " + role);
}

TEST_CASE("a refusal that will not pass has its code, and is not to be tried again") {
    REQUIRES_SERVER();
    const PostgresServer server;
    try {
        (void)server.connect("&user=nobody_of_that_name");
        FAIL("it was connected");
    } catch (const aside::OperationalError& error) {
        CHECK(error.sqlstate() == "28000");
        CHECK_FALSE(error.retryable());
    }
}

TEST_CASE("what libpq says of several hosts is read for the one that may take a connection later") {
    const auto refusal = read_refusal(
        "connection to server at \"a\" (::1), port 5432 failed: FATAL:  57P03: the database system "
        "is starting up\nLOCATION:  ProcessStartupPacket, postmaster.c:2407\n"
        "connection to server at \"b\", port 5432 failed: FATAL:  28000: no entry for host: b\n"
        "LOCATION:  ClientAuthentication, auth.c:543\n");
    CHECK(refusal.passes);
    CHECK(refusal.sqlstate == "57P03");
    CHECK(refusal.message ==
          "connection to server at \"a\" (::1), port 5432 failed: FATAL:  the database system is "
          "starting up\n"
          "connection to server at \"b\", port 5432 failed: FATAL:  no entry for host: b");
    const auto refused = read_refusal(
        "connection to server at \"c\", port 1 failed: Connection refused\n\tIs the server running "
        "on that host and accepting TCP/IP connections?\n");
    CHECK_FALSE(refused.passes);
    CHECK(refused.sqlstate.empty());
    CHECK(has(refused.message, "refused\n\tIs the server running"));
}
