#include "exec/database/pooled.hpp"

#include <algorithm>
#include <utility>

#include "sql/dialect.hpp"

namespace aside::exec {

using backend::Access;

namespace {

/// How many calls go together at most. A server of PostgreSQL keeps 64 subtransactions of a
/// transaction at hand; more of them slow down all other transactions.
constexpr std::size_t most_together = 64;

}  // namespace

// A database that is only read has readers, whose blocks keep nobody waiting but each other.
Pooled::Pooled(backend::DataSource from, const ConnectOptions& options, Opened opened)
    : Database(std::move(from), options),
      opened_(std::move(opened)),
      pool_(
          described(source().read_only ? "reading connections" : "connections"),
          [this](const Interrupt* interrupt) { return open_one(interrupt); },
          pool_rules(options, source().read_only ? Pool::Blocks::set_aside : Pool::Blocks::count)),
      calls_(options.pool_size, std::min(most_together, dialect().limits().statements_to_send)) {
    if (opened_)
        pool_.keep_filled();
    else
        pool_.give_back(pool_.take());
}

std::unique_ptr<Session> Pooled::open_one(const Interrupt* interrupt) const {
    try {
        auto session = open(source().read_only ? Access::read : Access::write, interrupt);
        if (opened_) opened_(nullptr);
        return session;
    } catch (...) {
        if (opened_ && (interrupt == nullptr || !interrupt->due()))
            opened_(std::current_exception());
        throw;
    }
}

int Pooled::calls_under_way() const { return pool_.connections_in_use() + calls_.waiting(); }

CallQueue* Pooled::call_queue(Intent intent) noexcept {
    if (intent == Intent::read_of_row) return calls_.together() > 1 ? &calls_ : nullptr;
    const bool shares =
        source().shares_commits && !source().read_only && !dialect().features().commits_conflict;
    return intent == Intent::write_of_row && shares ? &calls_ : nullptr;
}

std::optional<Lease> Pooled::share_writer() noexcept {
    auto* const slot = pool_.writer_of_this_thread();
    if (slot == nullptr) return std::nullopt;
    return slot->share();
}

Lease Pooled::lend_reader(const Interrupt* interrupt, const char* call) {
    return pool_.take(interrupt, call).begin(self());
}

Lease Pooled::lend_writer(const Interrupt* interrupt, const char* call) {
    if (source().read_only) throw_read_only();
    if (auto shared = share_writer()) return std::move(*shared);
    return pool_.take_to_write(interrupt, call).begin(self());
}

}  // namespace aside::exec
