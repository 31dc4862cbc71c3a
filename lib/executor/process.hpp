#pragma once
// A child that `fork` makes has its parent's memory, but neither its threads nor a consistent state
// of the work that these were in the middle of. Thread-safe.
#include <atomic>

#include "aside/detail/mutex.hpp"

namespace aside::executor {

namespace detail {
extern std::atomic<unsigned> forks;
}

/// How many forks lie between the program's start and this process.
[[nodiscard]] inline unsigned generation() noexcept {
    return detail::forks.load(std::memory_order_relaxed);
}

/// The base of objects that belong to the process that made them.
class OfThisProcess {
public:
    OfThisProcess() noexcept : made_in_(generation()) {}
    /// True in a child of that process.
    [[nodiscard]] bool inherited() const noexcept { return made_in_ != generation(); }

private:
    unsigned made_in_;
};

/// Each fork takes the mutex, so that the child finds it free and the data that it guards whole. It
/// lives for ever, and no thread holds two such mutexes.
void take_when_forking(aside::detail::Mutex& mutex);

namespace detail {
/// Held while an object is made.
aside::detail::Mutex& making_instances();
}  // namespace detail

/// One object a process: a child gets a fresh one, and leaves its parent's as it is. Never
/// destroyed.
template <class T>
class PerProcess {
public:
    T& operator*() { return instance().object; }
    T* operator->() { return &instance().object; }
    /// Calls `f` with those of the processes that this one was forked from.
    template <class F>
    void for_each_inherited(F f) {
        for (Instance* each = instance().inherited; each != nullptr; each = each->inherited)
            f(each->object);
    }

private:
    struct Instance {
        T object{};
        OfThisProcess process{};
        Instance* inherited = nullptr;
    };

    Instance& instance() {
        Instance* found = instance_.load(std::memory_order_acquire);
        if (found != nullptr && !found->process.inherited()) return *found;
        const aside::detail::Lock lock(detail::making_instances());
        found = instance_.load(std::memory_order_acquire);
        if (found == nullptr || found->process.inherited()) {
            auto* made = new Instance{.inherited = found};
            instance_.store(found = made, std::memory_order_release);
        }
        return *found;
    }

    std::atomic<Instance*> instance_{nullptr};
};

}  // namespace aside::executor
