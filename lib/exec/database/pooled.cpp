#include "exec/database/pooled.hpp"

#include <utility>

namespace aside::exec {

using backend::Access;

// A database that is only read has readers, whose blocks keep nobody waiting but each other.
Pooled::Pooled(backend::DataSource from, const ConnectOptions& options)
    : Database(std::move(from), options),
      pool_(
          described(source().read_only ? "reading connections" : "connections"),
          [this](const Interrupt* interrupt) {
              return open(source().read_only ? Access::read : Access::write, interrupt);
          },
          pool_rules(options, source().read_only ? Pool::Blocks::set_aside : Pool::Blocks::count)) {
    pool_.give_back(pool_.take());
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
