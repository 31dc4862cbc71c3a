#include "exec/database/databases.hpp"

#include <algorithm>
#include <future>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "aside/detail/mutex.hpp"
#include "aside/error.hpp"
#include "exec/async/background.hpp"
#include "exec/async/frame.hpp"
#include "exec/async/readers_aside.hpp"
#include "exec/database/block.hpp"
#include "exec/database/database_runner.hpp"
#include "exec/database/open_database.hpp"
#include "exec/database/opening.hpp"
#include "exec/session/check_tables.hpp"
#include "executor/executor.hpp"
#include "executor/process.hpp"

namespace aside::exec {

namespace {

/// A database in the registry: an owner, and a future that is ready once the last owner is gone.
struct Connected {
    std::shared_ptr<Database> database;
    std::future<void> closed;
};

/// Never destroyed: background work may look up databases until the end of the process. A child has
/// its own, and leaves its parent's databases open.
struct Registry {
    Registry() { executor::take_when_forking(mutex); }

    Mutex mutex;
    std::map<std::string, Connected, std::less<>> by_alias ASIDE_GUARDED_BY(mutex);

    void refuse_if_taken(std::string_view alias) {
        const Lock lock(mutex);
        if (by_alias.contains(alias)) throw_taken(alias);
    }
    [[noreturn]] static void throw_taken(std::string_view alias) {
        throw ImproperlyConfigured("the alias \"" + std::string(alias) +
                                   "\" is connected already; disconnect it first");
    }
    [[nodiscard]] const Connected& find(std::string_view alias) ASIDE_REQUIRES(mutex) {
        if (alias.empty()) alias = "default";
        const auto found = by_alias.find(alias);
        if (found == by_alias.end()) throw_unknown(alias);
        return found->second;
    }
    [[noreturn]] void throw_unknown(std::string_view alias) ASIDE_REQUIRES(mutex);
};

executor::PerProcess<Registry>& registries() {
    static auto& instance = *new executor::PerProcess<Registry>;
    return instance;
}

Registry& registry() { return *registries(); }

// No thread changes what is inherited.
void Registry::throw_unknown(std::string_view alias) {
    registries().for_each_inherited([&](const Registry& inherited) ASIDE_NO_THREAD_SAFETY_ANALYSIS {
        if (inherited.by_alias.contains(alias)) throw_inherited(alias);
    });
    std::string known;
    for (const auto& [name, connected] : by_alias)
        known += (known.empty() ? "\"" : ", \"") + name + "\"";
    throw ConnectionDoesNotExist("no database is connected as \"" + std::string(alias) + "\"; " +
                                 (known.empty() ? "none is" : "connected: " + known));
}

void check(const ConnectOptions& options) {
    if (options.pool_size < 1) {
        throw ImproperlyConfigured("pool_size is at least 1, not " +
                                   std::to_string(options.pool_size));
    }
    if (options.min_idle < 0 || options.min_idle > options.pool_size) {
        throw ImproperlyConfigured("min_idle is from 0 to pool_size, which is " +
                                   std::to_string(options.pool_size) + ", not " +
                                   std::to_string(options.min_idle));
    }
    const auto refuse_negative = [](const char* name, std::chrono::milliseconds time) {
        if (time.count() >= 0) return;
        throw ImproperlyConfigured(std::string(name) + " of " + std::to_string(time.count()) +
                                   " ms is negative");
    };
    refuse_negative("a timeout", options.timeout);
    refuse_negative("a max_age", options.max_age);
    refuse_negative("an idle_timeout", options.idle_timeout);
    refuse_negative("a max_lag", options.max_lag);
}

/// For how long a connection to a replica is waited for, before the call goes elsewhere.
constexpr std::chrono::milliseconds patience(2000);

void check(const backend::DataSource& source, const std::vector<backend::DataSource>& replicas,
           const ConnectOptions& options) {
    if (replicas.empty()) return;
    if (!source.dialect->features().replicas)
        throw ImproperlyConfigured("a database of " + source.vendor + " has no replicas");
    if (options.alias != "default")
        throw ImproperlyConfigured(
            "the alias \"" + std::string(options.alias) +
            "\" cannot have replicas: they are read by calls that name no alias, which go to "
            "\"default\"; connect each under an alias of its own instead");
    if (options.max_lag.count() == 0)
        throw ImproperlyConfigured("a max_lag of 0 ms leaves out all replicas");
    for (const auto& each : replicas)
        if (each.dialect != source.dialect)
            throw ImproperlyConfigured("\"" + each.url + "\" is no replica of a database of " +
                                       source.vendor);
}

void check_models(const std::shared_ptr<Database>& database, const ConnectOptions& options) {
    DatabaseRunner runner(database);
    const Lease session = runner.read();
    require_tables(*session, options.check());
}

// The latch lives in the deleter, so that it opens only once the files are closed.
Connected open(backend::DataSource source, std::vector<backend::DataSource> replicas,
               const ConnectOptions& options) {
    auto latch = std::make_shared<std::promise<void>>();
    auto closed = latch->get_future();
    auto owned = open_database(std::move(source), std::move(replicas), options);
    std::shared_ptr<Database> shared(owned.release(), [latch](Database* database) {
        if (database->inherited()) return;
        delete database;
        latch->set_value();
        executor::wake();
    });
    Connected connected{std::move(shared), std::move(closed)};
    if (options.check != nullptr) check_models(connected.database, options);
    return connected;
}

// A thread of the arena that waits must run the work that it waits for.
void wait_until_closed(const std::future<void>& closed) {
    if (!executor::on_arena_thread()) return closed.wait();
    executor::help_until(
        [&] { return closed.wait_for(std::chrono::milliseconds(0)) == std::future_status::ready; });
}

bool set_readers_aside() {
    auto& all = registry();
    const Lock lock(all.mutex);
    bool any = false;
    for (const auto& [alias, connected] : all.by_alias) any |= connected.database->set_aside();
    return any;
}

void take_readers_back() noexcept {
    auto& all = registry();
    const Lock lock(all.mutex);
    for (const auto& [alias, connected] : all.by_alias) connected.database->take_back();
}

// Drops the jobs that this thread keeps from their turn.
void abandon_held_by_this_thread() {
    for (auto block = frame().block; block; block = block->enclosing())
        if (!block->inherited()) block->turns()->abandon();
    auto& all = registry();
    const Lock lock(all.mutex);
    for (const auto& [alias, connected] : all.by_alias)
        connected.database->abandon_if_held_by_this_thread();
}

// Closes the databases that are not in use.
void forget_databases() {
    auto& all = registry();
    std::map<std::string, Connected, std::less<>> closing;  // outside of the lock
    const Lock lock(all.mutex);
    closing.swap(all.by_alias);
}

// Not under the lock of the registry, which handlers take to ask a database.
void stop_threads() {
    std::vector<std::shared_ptr<Database>> open;
    {
        auto& all = registry();
        const Lock lock(all.mutex);
        for (const auto& [alias, connected] : all.by_alias) open.push_back(connected.database);
    }
    for (const auto& database : open) {
        database->stop_listening();
        database->stop_watching();
    }
}

// Jobs that this thread keeps from their turn are dropped first: handlers may wait for them.
const AtEnd abandoning(EndStage::process_ends, [] {
    abandon_held_by_this_thread();
    stop_threads();
});
const AtEnd forgetting(EndStage::process_ended, forget_databases);

}  // namespace

void connect_with(backend::DataSource source, const ConnectOptions& options,
                  std::vector<backend::DataSource> replicas) {
    check(options);
    check(source, replicas, options);
    finish_work_at_exit();
    ReadersAside::by(set_readers_aside, take_readers_back);
    auto& all = registry();
    all.refuse_if_taken(options.alias);  // before the file is touched
    auto connected = open(std::move(source), std::move(replicas), options);
    const Lock lock(all.mutex);
    const bool inserted =
        all.by_alias.try_emplace(std::string(options.alias), std::move(connected)).second;
    if (!inserted) Registry::throw_taken(options.alias);
}

std::shared_ptr<Database> database(std::string_view alias) {
    auto& all = registry();
    const Lock lock(all.mutex);
    return all.find(alias).database;
}

// Under the lock under which `disconnect` looks for such iterators, so that it misses none.
std::shared_ptr<const void> hold_for_iterator(std::string_view alias) {
    auto& all = registry();
    const Lock lock(all.mutex);
    return all.find(alias).database->hold_for_iterator();
}

}  // namespace aside::exec

namespace aside {

void connect(std::string_view url, const ConnectOptions& options) {
    auto source = backend::source_of(url, options.timeout);
    std::vector<backend::DataSource> replicas;
    for (const std::string& each : options.replicas)
        replicas.push_back(backend::source_of(each, std::min(options.timeout, exec::patience)));
    exec::connect_with(std::move(source), options, std::move(replicas));
}

void disconnect(std::string_view alias) {
    auto& all = exec::registry();
    exec::Connected leaving;
    {
        const auto require_unused = [&](bool used) {
            if (!used) return;
            throw InterfaceError("\"" + std::string(alias) +
                                 "\" cannot be disconnected by a thread that is using it");
        };
        require_unused(exec::Opening::of(alias) != nullptr);  // it may not be connected yet
        const detail::Lock lock(all.mutex);
        const auto found = all.by_alias.find(alias);
        if (found == all.by_alias.end()) all.throw_unknown(alias);
        require_unused(found->second.database->used_by_this_thread() ||
                       detail::Block::around(alias));
        if (found->second.database->used_by_iterators()) {
            throw InterfaceError(
                "\"" + std::string(alias) +
                "\" cannot be disconnected while an asynchronous iterator is in the "
                "middle of its rows: destroy it first");
        }
        leaving = std::move(found->second);
        all.by_alias.erase(found);
    }
    leaving.database->stop_listening();
    leaving.database.reset();
    exec::wait_until_closed(leaving.closed);
}

}  // namespace aside
