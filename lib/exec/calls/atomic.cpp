#include <chrono>
#include <condition_variable>
#include <string>
#include <utility>

#include "aside/detail/changing.hpp"
#include "aside/detail/mutex.hpp"
#include "aside/error.hpp"
#include "aside/transaction.hpp"
#include "exec/async/back_off.hpp"
#include "exec/async/frame.hpp"
#include "exec/calls/submit.hpp"
#include "exec/database/block.hpp"
#include "exec/session/interrupt_watch.hpp"

namespace aside::exec {

namespace {

std::shared_ptr<Block> begin(const AtomicOptions& options) {
    std::shared_ptr<Block> block;
    auto body = [&](Runner& runner) { block = Block::begin(runner, options); };
    run_here({.alias = std::string(options.alias)}, Intent::write, body);
    return block;
}

const AtomicOptions& without_retries(const AtomicOptions& options) {
    if (options.retries == 0) return options;
    throw ImproperlyConfigured(
        "a Transaction has no function that could be called again: use atomic for retries");
}

/// The first range is a few times as long as a small transaction.
constexpr BackOff back_off{.first = std::chrono::milliseconds(10),
                           .longest = std::chrono::milliseconds(500)};

/// Sleeps; throws if the interrupt (nullptr: none) is due before.
void sleep(std::chrono::microseconds time, const Interrupt* interrupt) {
    const auto until = Interrupt::Clock::now() + time;
    Mutex mutex;
    std::condition_variable never;
    Interrupt::Watch watch(interrupt, mutex, never);
    WaitingLock lock(mutex);
    while (Interrupt::Clock::now() < until && !watch.due()) watch.wait(lock, until);
    if (watch.due()) interrupt->check_wait("its transaction to be tried again");
}

}  // namespace

}  // namespace aside::exec

namespace aside::detail {

AtomicBlock::AtomicBlock(const AtomicOptions& options) : block_(exec::begin(options)) {}
AtomicBlock::AtomicBlock(Retries& retries) : block_(retries.begin()) {}
AtomicBlock::~AtomicBlock() { block_->roll_back(); }

void AtomicBlock::leave() { block_->commit(); }

Retries::Retries(Runner* runner, const AtomicOptions& options)
    : options_(options),
      runner_(runner),
      outermost_(!(runner != nullptr ? runner->block() : Block::around(options.alias))),
      interrupt_(runner != nullptr ? runner->interrupt() : exec::interrupt_around(nullptr)) {
    if (options.retries < 0)
        throw ImproperlyConfigured("retries are 0 or more, not " + std::to_string(options.retries));
}

Retries::~Retries() = default;

std::shared_ptr<Block> Retries::begin() {
    if (auto* first = std::exchange(runner_, nullptr)) return Block::begin(*first, options_);
    if (made_ == 0) return exec::begin(options_);
    const exec::InterruptScope scope(interrupt_);
    return exec::begin(options_);
}

void Retries::wait_or_rethrow() {
    try {
        throw;
    } catch (const Error& error) {
        if (!outermost_ || made_ == options_.retries || !error.retryable()) throw;
    }
    exec::sleep(exec::back_off.pause_after(made_++), interrupt_.get());
}

void add_commit_hook(std::string_view alias, std::unique_ptr<Callback> hook) {
    const auto block = alias.empty() ? exec::frame().block : Block::around(alias);
    if (block)
        block->on_commit(std::move(hook));
    else
        hook->call();
}

void use_transaction(Query& query, const Transaction& transaction) {
    use_place(query, {.alias = transaction.block()->alias(),
                      .block = transaction.block(),
                      .timeout = query.place.timeout});
}

Place object_place(std::string_view alias) {
    if (!alias.empty()) return {.alias = std::string(alias)};
    const auto& block = exec::frame().block;
    return {.alias = block ? block->alias() : std::string()};
}

}  // namespace aside::detail

namespace aside {

Transaction::Transaction(const AtomicOptions& options)
    : block_(exec::begin(exec::without_retries(options))) {}
Transaction::~Transaction() { block_->roll_back(); }
void Transaction::commit() { block_->commit(); }

}  // namespace aside
