#include "backend/sqlite/read_pause.hpp"

#include <chrono>

namespace aside::backend::sqlite {

void ReadPause::begin() noexcept {
    const detail::Lock lock(mutex_);
    on_.store(true, std::memory_order_release);
}

void ReadPause::end() noexcept {
    {
        const detail::Lock lock(mutex_);
        on_.store(false, std::memory_order_release);
    }
    ended_.notify_all();
}

// An interrupt does not wake a thread that waits here, so it is asked now and then.
void ReadPause::wait(const detail::Interrupt* interrupt) {
    constexpr std::chrono::milliseconds between_checks(10);
    detail::WaitingLock lock(mutex_);
    while (is_on() && (interrupt == nullptr || !interrupt->due()))
        ended_.wait_for(lock, between_checks);
}

}  // namespace aside::backend::sqlite
