#include "aside/detail/derived.hpp"

#include <utility>

#include "aside/error.hpp"
#include "exec/thrown.hpp"

namespace aside::detail {

Derived::Derived(const std::shared_ptr<FutureState>& source) : awaited_(source) {
    run_on(source->executor());
}

void Derived::run() noexcept {
    try {
        if (std::exchange(called_, true)) {
            take_inner();
        } else if (const auto inner = proceed()) {
            return await(inner);
        }
    } catch (...) {
        fail(std::current_exception());
    }
    publish();
}

void Derived::drop() noexcept {
    fail(exec::thrown_by([] { throw std::future_error(std::future_errc::broken_promise); }));
    publish();
}

// Where it is ready already, this runs again inside of `follow`.
void Derived::await(const std::shared_ptr<FutureState>& inner) {
    bool cancelled = false;
    {
        const std::lock_guard lock(mutex_);
        awaited_ = inner;
        cancelled = cancelled_;
    }
    if (cancelled) inner->cancel();
    inner->run_on(nullptr);
    inner->follow(shared_from_this());
}

void Derived::cancel() noexcept {
    std::shared_ptr<FutureState> awaited;
    {
        const std::lock_guard lock(mutex_);
        cancelled_ = true;
        awaited = awaited_.lock();
    }
    if (awaited) awaited->cancel();
}

void Derived::help() {
    std::shared_ptr<FutureState> awaited;
    {
        const std::lock_guard lock(mutex_);
        awaited = awaited_.lock();
    }
    if (awaited) awaited->help();
    FutureState::help();
}

void Derived::require_wanted() const {
    const std::lock_guard lock(mutex_);
    if (cancelled_) throw QueryCancelled("the call was cancelled before it began");
}

}  // namespace aside::detail
