#include "exec/session/query_log.hpp"

#include <algorithm>
#include <deque>
#include <shared_mutex>
#include <string>
#include <utility>

#include "aside/detail/mutex.hpp"
#include "aside/error.hpp"
#include "exec/session/subscription.hpp"
#include "executor/process.hpp"

namespace aside::exec {

namespace {

class QueryHook;
thread_local const QueryHook* running_hook = nullptr;

/// `running_` is held shared by each call of the hook and alone by `end`, which so waits for the
/// calls that run. It guards no member, so that annotations would say nothing of it.
class QueryHook final : public Subscription::Listener {
public:
    QueryHook(std::shared_ptr<void> hook, void (*call)(void* hook, const Statement&))
        : hook_(std::move(hook)), call_(call) {}

    void call(const Statement& statement) noexcept {
        const std::shared_lock lock(running_);
        if (ended_) return;
        running_hook = this;
        try {
            call_(hook_.get(), statement);
        } catch (...) {  // a hook watches; it cannot fail the statement that it is told of
        }
        running_hook = nullptr;
    }

    void end() noexcept override;

private:
    std::shared_ptr<void> hook_;
    void (*call_)(void* hook, const Statement&);
    std::shared_mutex running_;
    std::atomic<bool> ended_{false};
};

/// `all` is replaced and never changed, so that hooks are called without the lock. `any_hooks` says
/// whether there are any. Never destroyed: statements may run until the very end of the process.
struct Listeners {
    Mutex mutex;
    std::shared_ptr<const std::vector<std::shared_ptr<QueryHook>>> all ASIDE_GUARDED_BY(mutex) =
        std::make_shared<const std::vector<std::shared_ptr<QueryHook>>>();

    template <class Change>
    void change(Change change) {
        const Lock lock(mutex);
        auto changed = std::make_shared<std::vector<std::shared_ptr<QueryHook>>>(*all);
        change(*changed);
        any_hooks.store(!changed->empty(), std::memory_order_relaxed);
        all = std::move(changed);
    }
};

Listeners& listeners() {
    static Listeners& instance = *new Listeners;
    [[maybe_unused]] static const bool once = (executor::take_when_forking(instance.mutex), true);
    return instance;
}

void QueryHook::end() noexcept {
    listeners().change([this](auto& all) {
        std::erase_if(all, [this](const auto& each) { return each.get() == this; });
    });
    if (running_hook == this) {
        ended_ = true;
        return;
    }
    const std::unique_lock lock(running_);
    ended_ = true;
}

}  // namespace

void report(const Statement& statement) noexcept {
    if (running_hook != nullptr) return;  // the hook's own statements would be reported without end
    std::shared_ptr<const std::vector<std::shared_ptr<QueryHook>>> all;
    {
        const Lock lock(listeners().mutex);
        all = listeners().all;
    }
    for (const auto& hook : *all) hook->call(statement);
}

}  // namespace aside::exec

namespace aside {

Subscription& Subscription::operator=(Subscription&& other) noexcept {
    end();
    listener_ = std::move(other.listener_);
    return *this;
}

void Subscription::end() noexcept {
    if (!listener_) return;
    listener_->end();
    listener_.reset();
}

Subscription detail::on_query(std::shared_ptr<void> hook,
                              void (*call)(void* hook, const Statement&)) {
    auto listener = std::make_shared<exec::QueryHook>(std::move(hook), call);
    exec::listeners().change([&](auto& all) { all.push_back(listener); });
    return Subscription(std::move(listener));
}

struct QueryLog::Collected {
    detail::Mutex mutex;
    std::deque<Statement> statements ASIDE_GUARDED_BY(mutex);
};

QueryLog::QueryLog()
    : collected_(std::make_shared<Collected>()),
      subscription_(on_query([collected = collected_](const Statement& statement) {
          const detail::Lock lock(collected->mutex);
          collected->statements.push_back(statement);
      })) {}

std::size_t QueryLog::size() const {
    const detail::Lock lock(collected_->mutex);
    return collected_->statements.size();
}

Statement QueryLog::operator[](std::size_t index) const {
    const detail::Lock lock(collected_->mutex);
    if (index >= collected_->statements.size())
        throw DataError("QueryLog: there is no statement " + std::to_string(index) + " among " +
                        std::to_string(collected_->statements.size()));
    return collected_->statements[index];
}

void QueryLog::clear() {
    const detail::Lock lock(collected_->mutex);
    collected_->statements.clear();
}

}  // namespace aside
