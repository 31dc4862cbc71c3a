#include "exec/async/readers_aside.hpp"

#include <atomic>

namespace aside::exec {

namespace {

// How many `HoldsBetweenCalls` live. Each wait reads this: it looks through the databases only if
// there are any.
std::atomic<int> holders{0};
std::atomic<bool (*)()> set_aside{nullptr};
std::atomic<void (*)() noexcept> take_back{nullptr};

// An iterator may live before any database is connected, and so before `ReadersAside::by` is
// called: then there are no connections to set aside.
bool any_set_aside() {
    auto* const set = set_aside.load();
    return set != nullptr && set();
}

}  // namespace

HoldsBetweenCalls::HoldsBetweenCalls() noexcept { holders.fetch_add(1, std::memory_order_relaxed); }

HoldsBetweenCalls::~HoldsBetweenCalls() { holders.fetch_sub(1, std::memory_order_relaxed); }

void ReadersAside::by(bool (*set)(), void (*take)() noexcept) noexcept {
    take_back = take;
    set_aside = set;
}

ReadersAside::ReadersAside()
    : any_(holders.load(std::memory_order_relaxed) > 0 && any_set_aside()) {}

ReadersAside::~ReadersAside() {
    if (any_) take_back.load()();
}

}  // namespace aside::exec
