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
Pooled::Pooled(backend::DataSource from, const ConnectOptions& options)
    : Database(std::move(from), options),
      pool_(
          described(source().read_only ? "reading connections" : "connections"),
          [this](const Interrupt* interrupt) {
              return open(source().read_only ? Access::read : Access::write, interrupt);
          },
          pool_rules(options, source().read_only ? Pool::Blocks::set_aside : Pool::Blocks::count)),
      calls_(options.pool_size, std::min(most_together, dialect().limits().statements_to_send)) {
    pool_.give_back(pool_.take());
}

CallQueue* Pooled::call_queue(Intent intent) noexcept {
    if (intent == Intent::read_of_row) return calls_.together() > 1 ? &calls_ : nullptr;
    const bool shares = source().shares_commits && !source().read_only;
    return intent == Intent::write_of_row && shares ? &calls_ : nullptr;
}

std::optional<Lease> Pooled::share_writer() noexcept {
    auto* const slot = pool_.writer_of_this_thread();
    if (slot == nullptr) return std::nullopt;
    return slot->share();
}

Lease Pooled::lend_reader(const Interrupt* interrupt, const char* call) {
    return pool_.take(interrupt, call).begin(shared_from_this());
}

Lease Pooled::lend_writer(const Interrupt* interrupt, const char* call) {
    if (source().read_only) throw_read_only();
    if (auto shared = share_writer()) return std::move(*shared);
    return pool_.take_to_write(interrupt, call).begin(shared_from_this());
}

}  // namespace aside::exec
