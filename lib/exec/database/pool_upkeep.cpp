#include "exec/database/pool_upkeep.hpp"

#include <exception>
#include <utility>

#include "aside/detail/mutex.hpp"
#include "exec/async/background.hpp"
#include "exec/async/deadlines.hpp"
#include "executor/process.hpp"

namespace aside::exec {

namespace {

/// Stops what is being opened when background work ends, which would wait for it.
class Stopping {
public:
    std::shared_ptr<const Interrupt> interrupt() {
        const Lock lock(mutex_);
        return interrupt_;
    }
    void stop() noexcept {
        std::shared_ptr<Interrupt> stopped;
        try {
            stopped = std::make_shared<Interrupt>();  // of what begins afterwards
        } catch (const std::bad_alloc&) {
            return;
        }
        {
            const Lock lock(mutex_);
            stopped.swap(interrupt_);
        }
        stopped->cancel();
    }

private:
    Mutex mutex_;
    std::shared_ptr<Interrupt> interrupt_ ASIDE_GUARDED_BY(mutex_) = std::make_shared<Interrupt>();
};

Stopping& stopping() {
    static auto& instance = *new executor::PerProcess<Stopping>;
    return *instance;
}

const AtEnd stopping_at_end(EndStage::before_work, [] { stopping().stop(); });

}  // namespace

/// What outlives the pool for as long as something may still call it.
///
/// `calling_` is held during a call of `keep_up`, `filling_` during one of `fill`, which may last.
class PoolUpkeep::Shared {
public:
    explicit Shared(Work& work) : closes_(&work), fills_(&work) {}

    void keep_up(const std::shared_ptr<Shared>& self) noexcept {
        const Lock lock(calling_);
        if (closes_ == nullptr || !closes_->keep_up()) return;
        try {
            post([self] { self->fill(); });
        } catch (...) {  // the process ends, or the system has no thread: the next time
        }
    }
    void fill() noexcept {
        const Lock lock(filling_);
        try {
            const auto interrupt = std::make_shared<Interrupt>();
            interrupt->lie_within(stopping().interrupt());
            if (announce(interrupt)) fills_->fill(*interrupt);
            announce(nullptr);
        } catch (const std::bad_alloc&) {
        }
    }
    void end() noexcept {
        {
            const Lock lock(calling_);
            closes_ = nullptr;
            if (filled_by_) filled_by_->cancel();
        }
        const Lock lock(filling_);
        fills_ = nullptr;
    }

private:
    /// Makes known what stops `fill`; false if the pool is gone.
    bool announce(const std::shared_ptr<Interrupt>& interrupt) noexcept ASIDE_REQUIRES(filling_) {
        const Lock lock(calling_);
        filled_by_ = interrupt;
        return closes_ != nullptr;
    }

    Mutex filling_ ASIDE_ACQUIRED_BEFORE(calling_);
    Mutex calling_;
    Work* closes_ ASIDE_GUARDED_BY(calling_);
    std::shared_ptr<Interrupt> filled_by_ ASIDE_GUARDED_BY(calling_);
    Work* fills_ ASIDE_GUARDED_BY(filling_);
};

PoolUpkeep::PoolUpkeep(Work& work) : shared_(std::make_shared<Shared>(work)) {}

PoolUpkeep::~PoolUpkeep() { shared_->end(); }

bool PoolUpkeep::call_at(std::chrono::steady_clock::time_point time) noexcept {
    try {
        exec::call_at(time, shared_, [](const std::shared_ptr<void>& subject) {
            const auto shared = std::static_pointer_cast<Shared>(subject);
            shared->keep_up(shared);
        });
        return true;
    } catch (...) {
        return false;
    }
}

}  // namespace aside::exec
