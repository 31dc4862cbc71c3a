#include "exec/readers_aside.hpp"

#include <atomic>

#include "exec/databases.hpp"

namespace aside::exec {

namespace {

// Each wait asks: the databases are only looked through where there are iterators.
std::atomic<int> holders{0};

}  // namespace

HoldsBetweenCalls::HoldsBetweenCalls() noexcept { holders.fetch_add(1, std::memory_order_relaxed); }

HoldsBetweenCalls::~HoldsBetweenCalls() { holders.fetch_sub(1, std::memory_order_relaxed); }

ReadersAside::ReadersAside()
    : any_(holders.load(std::memory_order_relaxed) > 0 && set_readers_aside()) {}

ReadersAside::~ReadersAside() {
    if (any_) take_readers_back();
}

}  // namespace aside::exec
