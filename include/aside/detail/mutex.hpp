#pragma once
// Mutexes whose rules are written as annotations, which clang checks (-Wthread-safety). They say
// what a mutex guards, which functions are called with it or without it, and which of two is taken
// first. To other compilers they are nothing.
#include <mutex>

#if defined(__clang__)
#define ASIDE_THREAD_SAFETY(...) __attribute__((__VA_ARGS__))
#else
#define ASIDE_THREAD_SAFETY(...)
#endif

#define ASIDE_CAPABILITY(name) ASIDE_THREAD_SAFETY(capability(name))
#define ASIDE_SCOPED_CAPABILITY ASIDE_THREAD_SAFETY(scoped_lockable)
/// For a member: read and written with the mutex only.
#define ASIDE_GUARDED_BY(mutex) ASIDE_THREAD_SAFETY(guarded_by(mutex))
/// For a mutex, where both are held: `&Other::mutex_` names another class's.
#define ASIDE_ACQUIRED_BEFORE(...) ASIDE_THREAD_SAFETY(acquired_before(__VA_ARGS__))
#define ASIDE_ACQUIRED_AFTER(...) ASIDE_THREAD_SAFETY(acquired_after(__VA_ARGS__))
/// For a function: called with the mutex, and ends with it.
#define ASIDE_REQUIRES(...) ASIDE_THREAD_SAFETY(requires_capability(__VA_ARGS__))
/// For a function: called without it, since it takes it.
#define ASIDE_EXCLUDES(...) ASIDE_THREAD_SAFETY(locks_excluded(__VA_ARGS__))
#define ASIDE_ACQUIRE(...) ASIDE_THREAD_SAFETY(acquire_capability(__VA_ARGS__))
#define ASIDE_RELEASE(...) ASIDE_THREAD_SAFETY(release_capability(__VA_ARGS__))
/// For a function that is right for a reason that clang does not know, which its comment says.
#define ASIDE_NO_THREAD_SAFETY_ANALYSIS ASIDE_THREAD_SAFETY(no_thread_safety_analysis)

namespace aside::detail {

class ASIDE_CAPABILITY("mutex") Mutex {
public:
    void lock() ASIDE_ACQUIRE() { mutex_.lock(); }
    void unlock() ASIDE_RELEASE() { mutex_.unlock(); }

private:
    friend class WaitingLock;
    std::mutex mutex_;
};

/// Holds a mutex while it lives.
class ASIDE_SCOPED_CAPABILITY Lock {
public:
    explicit Lock(Mutex& mutex) ASIDE_ACQUIRE(mutex) : mutex_(mutex) { mutex_.lock(); }
    Lock(const Lock&) = delete;
    Lock& operator=(const Lock&) = delete;
    ~Lock() ASIDE_RELEASE() { mutex_.unlock(); }

private:
    Mutex& mutex_;
};

/// A lock that may be let go in between, and that a `std::condition_variable` waits with. What is
/// waited for is asked in a loop: clang does not look from a function into its lambdas.
class ASIDE_SCOPED_CAPABILITY WaitingLock {
public:
    explicit WaitingLock(Mutex& mutex) ASIDE_ACQUIRE(mutex) : lock_(mutex.mutex_) {}
    WaitingLock(const WaitingLock&) = delete;
    WaitingLock& operator=(const WaitingLock&) = delete;
    ~WaitingLock() ASIDE_RELEASE() = default;
    void lock() ASIDE_ACQUIRE() { lock_.lock(); }
    void unlock() ASIDE_RELEASE() { lock_.unlock(); }
    /// For the condition only.
    operator std::unique_lock<std::mutex>&() { return lock_; }

private:
    std::unique_lock<std::mutex> lock_;
};

/// Lets go of a mutex that the caller holds, and takes it again at the end.
class ASIDE_SCOPED_CAPABILITY Unlocked {
public:
    explicit Unlocked(Mutex& mutex) ASIDE_RELEASE(mutex) : mutex_(mutex) { mutex_.unlock(); }
    Unlocked(const Unlocked&) = delete;
    Unlocked& operator=(const Unlocked&) = delete;
    ~Unlocked() ASIDE_RELEASE() { mutex_.lock(); }

private:
    Mutex& mutex_;
};

}  // namespace aside::detail
