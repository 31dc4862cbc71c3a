#pragma once
// Stands between a program and a server of PostgreSQL, and cuts the network when it is told to.
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>

#include "exec/helpers.hpp"

namespace aside::testing {

/// Passes one connection on, over sockets of the file system. `url` is that of a server with
/// `host=FOLDER` in it.
class Proxy {
public:
    explicit Proxy(std::string url) : url_(std::move(url)) {
        constexpr std::string_view key = "host=";
        const auto begin = url_.find(key) + key.size();
        const auto size = url_.find('&', begin) - begin;
        server_ = url_.substr(begin, size) + socket_name;
        url_.replace(begin, size, directory_ / "");
        listener_ = socket(AF_UNIX, SOCK_STREAM, 0);
        const auto address = address_of(directory_ / (socket_name + 1));
        if (bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
            listen(listener_, 1) != 0)
            throw std::runtime_error("no socket in " + directory_ / "");
        thread_ = std::thread([this] { forward(); });
    }
    Proxy(const Proxy&) = delete;
    Proxy& operator=(const Proxy&) = delete;
    ~Proxy() {
        cut();
        thread_.join();
        close(listener_);
    }

    [[nodiscard]] const std::string& url() const { return url_; }
    /// Nothing comes or goes any more, and both sides are told. What the server has read, it does.
    void cut() { cut_ = true; }

private:
    static constexpr const char* socket_name = "/.s.PGSQL.5432";

    static sockaddr_un address_of(const std::string& path) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        if (path.size() >= sizeof address.sun_path) throw std::runtime_error(path + " is too long");
        path.copy(static_cast<char*>(address.sun_path), path.size());
        return address;
    }

    /// Looks now and then whether the network was cut.
    bool wait(pollfd* files, nfds_t count) const {
        constexpr int milliseconds = 5;
        while (!cut_)
            if (poll(files, count, milliseconds) > 0) return true;
        return false;
    }

    void forward() const {
        pollfd accepting{.fd = listener_, .events = POLLIN, .revents = 0};
        if (!wait(&accepting, 1)) return;
        const int program = accept(listener_, nullptr, nullptr);
        const int server = socket(AF_UNIX, SOCK_STREAM, 0);
        const auto address = address_of(server_);
        if (connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
            while (forward(program, server)) {
            }
        close(program);
        close(server);
    }
    [[nodiscard]] bool forward(int program, int server) const {
        std::array<pollfd, 2> files{pollfd{.fd = program, .events = POLLIN, .revents = 0},
                                    pollfd{.fd = server, .events = POLLIN, .revents = 0}};
        if (!wait(files.data(), files.size())) return false;
        for (const std::size_t from : {0U, 1U})
            if (files[from].revents != 0 && !pass(files[from].fd, files[1 - from].fd)) return false;
        return true;
    }
    static bool pass(int from, int to) {
        std::array<char, 65536> bytes;
        const auto size = read(from, bytes.data(), bytes.size());
        for (ssize_t done = 0; done < size;) {
            const auto written =
                write(to, bytes.data() + done, static_cast<std::size_t>(size - done));
            if (written <= 0) return false;
            done += written;
        }
        return size > 0;
    }

    ScratchDirectory directory_;
    std::string url_;
    std::string server_;
    int listener_ = -1;
    std::atomic<bool> cut_{false};
    std::thread thread_;
};

}  // namespace aside::testing
