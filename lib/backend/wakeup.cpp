#include "backend/wakeup.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <system_error>

#include "aside/error.hpp"

namespace aside::backend {

namespace {

/// As `poll` counts the time until then; -1: for ever.
int milliseconds_until(Wakeup::Clock::time_point time) {
    using namespace std::chrono_literals;
    if (time == Wakeup::Clock::time_point::max()) return -1;
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(time - Wakeup::Clock::now());
    return static_cast<int>(std::clamp<std::chrono::milliseconds>(left, 0ms, 24h).count());
}

}  // namespace

Wakeup::Wakeup() : descriptor_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (descriptor_ < 0)
        throw OperationalError("aside: nothing can wait for a server without a file descriptor: " +
                               std::generic_category().message(errno));
}

Wakeup::~Wakeup() { close(descriptor_); }

void Wakeup::wake() noexcept {
    constexpr std::uint64_t once = 1;
    (void)!write(descriptor_, &once, sizeof once);
}

void Wakeup::clear() noexcept {
    std::uint64_t times = 0;
    (void)!read(descriptor_, &times, sizeof times);
}

Wakeup::Seen Wakeup::wait(int file, short events, Clock::time_point until) noexcept {
    std::array<pollfd, 2> files{pollfd{.fd = file, .events = events, .revents = 0},
                                pollfd{.fd = descriptor_, .events = POLLIN, .revents = 0}};
    if (poll(files.data(), files.size(), milliseconds_until(until)) <= 0) return {};
    const bool woken = files[1].revents != 0;
    if (woken) clear();
    return {.events = files[0].revents, .woken = woken};
}

}  // namespace aside::backend
