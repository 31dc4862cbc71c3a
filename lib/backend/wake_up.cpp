#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>
#include <cstdint>
#include <system_error>

#include "backend/notifications.hpp"

namespace aside::backend {

WakeUp::WakeUp() : descriptor_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    if (descriptor_ < 0) throw std::system_error(errno, std::generic_category(), "eventfd");
}

WakeUp::~WakeUp() { close(descriptor_); }

void WakeUp::wake() noexcept {
    const std::uint64_t once = 1;
    (void)!write(descriptor_, &once, sizeof once);
}

void WakeUp::stop() noexcept {
    stop_.cancel();
    wake();
}

void WakeUp::clear() noexcept {
    std::uint64_t times = 0;
    (void)!read(descriptor_, &times, sizeof times);
}

void WakeUp::wait_for(std::chrono::milliseconds time) noexcept {
    pollfd woken{.fd = descriptor_, .events = POLLIN, .revents = 0};
    (void)poll(&woken, 1, static_cast<int>(time.count()));
    clear();
}

}  // namespace aside::backend
