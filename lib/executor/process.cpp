#include "executor/process.hpp"

#include <pthread.h>

#include <cstddef>
#include <vector>

namespace aside::executor {

using aside::detail::Lock, aside::detail::Mutex;

namespace {

/// `mutex` is taken before those in `all`.
struct Taken {
    Mutex mutex;
    std::vector<Mutex*> all ASIDE_GUARDED_BY(mutex);
};

Taken& taken() {
    static Taken& instance = *new Taken;
    return instance;
}

// What one of these takes, the other gives back: more than clang can follow.
void before_fork() ASIDE_NO_THREAD_SAFETY_ANALYSIS {
    detail::making_instances().lock();  // objects that are made may add a mutex
    taken().mutex.lock();
    for (auto* mutex : taken().all) mutex->lock();
}

void after_fork() ASIDE_NO_THREAD_SAFETY_ANALYSIS {
    for (auto* mutex : taken().all) mutex->unlock();
    taken().mutex.unlock();
    detail::making_instances().unlock();
}

void in_child() {
    after_fork();
    detail::forks.fetch_add(1, std::memory_order_relaxed);
}

// When the program is loaded, and so before any fork that matters.
[[maybe_unused]] const int registered = pthread_atfork(before_fork, after_fork, in_child);

}  // namespace

std::atomic<unsigned> detail::forks{0};

void take_when_forking(Mutex& mutex) {
    const Lock lock(taken().mutex);
    taken().all.push_back(&mutex);
}

Mutex& detail::making_instances() {
    static Mutex& mutex = *new Mutex;
    return mutex;
}

}  // namespace aside::executor
