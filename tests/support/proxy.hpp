#pragma once
// Stands between a program and a server of PostgreSQL, and does to their messages what networks do.
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <limits>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "exec/helpers.hpp"

namespace aside::testing {

/// Over sockets of the file system, for up to as many connections as a test opens.
class Proxy {
public:
    enum class From : unsigned char { program, server };
    static constexpr std::size_t never = std::numeric_limits<std::size_t>::max();
    /// What happens to messages; it is cut on the first connection only.
    struct Faults {
        From cut_from = From::server;
        std::size_t cut_behind = never;  ///< so many messages from that side
        bool cut_within = false;         ///< and half of the next one
        bool splits = false;             ///< messages come byte by byte
        std::chrono::microseconds delay{0};
        std::string cut_at{};  ///< text of the program's that does not arrive; empty: none
    };

    /// `url` is that of a server with `host=FOLDER` in it.
    explicit Proxy(std::string url) : Proxy(std::move(url), Faults()) {}
    Proxy(std::string url, std::string cut_at)
        : Proxy(std::move(url), Faults{.cut_at = std::move(cut_at)}) {}
    Proxy(std::string url, const Faults& faults) : faults_(faults), url_(std::move(url)) {
        constexpr std::string_view key = "host=";
        const auto begin = url_.find(key) + key.size();
        const auto size = url_.find('&', begin) - begin;
        server_ = url_.substr(begin, size) + socket_name;
        url_.replace(begin, size, directory_ / "");
        listener_ = socket(AF_UNIX, SOCK_STREAM, 0);
        const auto address = address_of(directory_ / (socket_name + 1));
        if (bind(listener_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
            ::listen(listener_, 100) != 0)
            throw std::runtime_error("no socket in " + directory_ / "");
        thread_ = std::thread([this] { accept_all(); });
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
    /// Nothing comes or goes any more, and nobody is told.
    void freeze() { frozen_ = true; }
    /// How many messages have come from that side of the first connection.
    [[nodiscard]] std::size_t passed(From side) const {
        return passed_[static_cast<std::size_t>(side)];
    }

private:
    static constexpr const char* socket_name = "/.s.PGSQL.5432";

    /// One direction of a connection.
    struct Stream {
        From side;
        int from;
        int to;
        bool first;  ///< of the first connection
        bool typed;  ///< the next message begins with a letter: all but a program's first do
        std::string bytes{};  ///< that have come, of a message that is not complete
    };

    static sockaddr_un address_of(const std::string& path) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        if (path.size() >= sizeof address.sun_path) throw std::runtime_error(path + " is too long");
        path.copy(static_cast<char*>(address.sun_path), path.size());
        return address;
    }

    /// Looks now and then whether the network was cut. False: it was.
    bool wait(pollfd* files, nfds_t count) const {
        constexpr int milliseconds = 5;
        while (!cut_)
            if (poll(files, count, milliseconds) > 0 && !frozen_) return true;
        return false;
    }

    void accept_all() {
        std::vector<std::thread> threads;
        pollfd accepting{.fd = listener_, .events = POLLIN, .revents = 0};
        while (wait(&accepting, 1))
            threads.emplace_back([this, program = accept(listener_, nullptr, nullptr),
                                  first = threads.empty()] { forward_all(program, first); });
        for (std::thread& thread : threads) thread.join();
    }

    void forward_all(int program, bool first) {
        const int server = socket(AF_UNIX, SOCK_STREAM, 0);
        const auto address = address_of(server_);
        std::array<Stream, 2> streams{Stream{.side = From::program,
                                             .from = program,
                                             .to = server,
                                             .first = first,
                                             .typed = false},
                                      Stream{.side = From::server,
                                             .from = server,
                                             .to = program,
                                             .first = first,
                                             .typed = true}};
        if (connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0)
            while (forward(streams)) {
            }
        close(program);
        close(server);
    }

    [[nodiscard]] bool forward(std::array<Stream, 2>& streams) {
        std::array<pollfd, 2> files{pollfd{.fd = streams[0].from, .events = POLLIN, .revents = 0},
                                    pollfd{.fd = streams[1].from, .events = POLLIN, .revents = 0}};
        if (!wait(files.data(), files.size())) return false;
        for (const std::size_t i : {0U, 1U})
            if (files[i].revents != 0 && !pass(streams[i])) return false;
        return true;
    }

    bool pass(Stream& stream) {
        std::array<char, 65536> bytes;
        const auto size = read(stream.from, bytes.data(), bytes.size());
        if (size <= 0) return false;
        stream.bytes.append(bytes.data(), static_cast<std::size_t>(size));
        while (const std::size_t length = length_of_first(stream)) {
            if (!pass_message(stream, std::string_view(stream.bytes).substr(0, length)))
                return false;
            stream.bytes.erase(0, length);
            stream.typed = true;
        }
        return true;
    }

    /// 0: it has not come completely.
    static std::size_t length_of_first(const Stream& stream) {
        const std::size_t begin = stream.typed ? 1 : 0;
        if (stream.bytes.size() < begin + 4) return 0;
        std::size_t length = 0;
        for (std::size_t i = begin; i < begin + 4; ++i)
            length = length << 8U | static_cast<unsigned char>(stream.bytes[i]);
        return stream.bytes.size() < begin + length ? 0 : begin + length;
    }

    bool pass_message(const Stream& stream, std::string_view message) {
        if (stream.first && stream.side == faults_.cut_from &&
            passed(stream.side) == faults_.cut_behind) {
            if (faults_.cut_within) write_all(stream.to, message.substr(0, message.size() / 2));
            return false;
        }
        if (!faults_.cut_at.empty() && stream.side == From::program &&
            message.find(faults_.cut_at) != message.npos)
            return false;
        if (stream.first) ++passed_[static_cast<std::size_t>(stream.side)];
        std::this_thread::sleep_for(faults_.delay);
        const std::size_t step = faults_.splits ? 1 : message.size();
        for (std::size_t at = 0; at < message.size(); at += step)
            if (!write_all(stream.to, message.substr(at, step))) return false;
        return true;
    }

    static bool write_all(int to, std::string_view bytes) {
        while (!bytes.empty()) {
            const auto written = send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (written <= 0) return false;
            bytes.remove_prefix(static_cast<std::size_t>(written));
        }
        return true;
    }

    const Faults faults_;
    ScratchDirectory directory_;
    std::string url_;
    std::string server_;
    int listener_ = -1;
    std::array<std::atomic<std::size_t>, 2> passed_{};
    std::atomic<bool> cut_{false};
    std::atomic<bool> frozen_{false};
    std::thread thread_;
};

}  // namespace aside::testing
