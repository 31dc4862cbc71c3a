#pragma once
// Servers of PostgreSQL that a test starts, stops and copies, by the script that ASIDE_SERVERS
// names: `tools/postgres`.
#include <doctest/doctest.h>
#include <sys/wait.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>

namespace aside::testing {

/// Empty where there is none.
inline std::string servers_script() {
    const char* const script = std::getenv("ASIDE_SERVERS");
    return script == nullptr ? std::string() : script;
}

/// The last line that the script prints. Throws where it fails.
inline std::string run_servers_script(const std::string& arguments) {
    const std::string command = servers_script() + ' ' + arguments + " 2>&1";
    FILE* const output = popen(command.c_str(), "r");
    if (output == nullptr) throw std::runtime_error("cannot run " + command);
    std::string text;
    std::array<char, 4096> part;
    while (const std::size_t size = fread(part.data(), 1, part.size(), output))
        text.append(part.data(), size);
    if (pclose(output) != 0) throw std::runtime_error(command + ": " + text);
    while (!text.empty() && text.back() == '\n') text.pop_back();
    return text.substr(text.rfind('\n') + 1);
}

/// A server or a pooler of its own, which ends with this.
class NamedServer {
public:
    /// `making` is `start`, or what makes another kind in front of a server, or behind one.
    explicit NamedServer(std::string name, const std::string& making = "start")
        : name_(std::move(name)), url_(run(making)) {}
    NamedServer(const NamedServer&) = delete;
    NamedServer& operator=(const NamedServer&) = delete;
    ~NamedServer() {
        try {
            (void)run("stop");
        } catch (const std::exception& error) {
            WARN_MESSAGE(false, error.what());
        }
    }

    [[nodiscard]] const std::string& url() const { return url_; }
    /// The folder of its socket.
    [[nodiscard]] std::string folder() const { return url_.substr(url_.find("host=") + 5); }
    /// `mode` is `fast`, where it ends all connections and says so, or `immediate`, where it does
    /// nothing more.
    void halt(const std::string& mode) const { (void)run("halt " + mode); }
    void resume() const { (void)run("resume"); }
    void promote() const { (void)run("promote"); }

private:
    [[nodiscard]] std::string run(const std::string& arguments) const {
        return run_servers_script("--server " + name_ + ' ' + arguments);
    }

    const std::string name_;
    const std::string url_;
};

}  // namespace aside::testing

/// Goes on in this test case only where servers can be started.
#define REQUIRES_SERVERS()                                                           \
    if (aside::testing::servers_script().empty()) {                                  \
        MESSAGE("skipped, since ASIDE_SERVERS names no script that starts servers: " \
                << std::string(doctest::getContextOptions()->currentTest->m_name));  \
        return;                                                                      \
    }                                                                                \
    static_assert(true, "ends with a semicolon")
