#include "executor/process.hpp"

#include <pthread.h>

#include <cstddef>
#include <vector>

namespace aside::executor {

namespace {

/// `mutex` guards `all`, and is taken before those in it.
struct Taken {
    std::mutex mutex;
    std::vector<std::mutex*> all;
};

Taken& taken() {
    static Taken& instance = *new Taken;
    return instance;
}

void before_fork() {
    detail::making_instances().lock();  // objects that are made may add a mutex
    taken().mutex.lock();
    for (auto* mutex : taken().all) mutex->lock();
}

void after_fork() {
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

void take_when_forking(std::mutex& mutex) {
    const std::lock_guard lock(taken().mutex);
    taken().all.push_back(&mutex);
}

std::mutex& detail::making_instances() {
    static std::mutex& mutex = *new std::mutex;
    return mutex;
}

}  // namespace aside::executor
