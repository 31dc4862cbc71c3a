#include "exec/database/one_writer.hpp"

#include <utility>

namespace aside::exec {

using backend::Access;

OneConnection::OneConnection(backend::DataSource source, const ConnectOptions& options)
    : Database(std::move(source), options),
      connection_(
          described("connection"), [this] { return open(Access::write); }, options.timeout,
          SharedConnection::Unusable::kept) {}

std::optional<Lease> OneConnection::share_writer() noexcept { return connection_.share_if_held(); }

bool OneConnection::used_by_this_thread() const {
    return connection_.turns()->held_by_this_thread();
}

void OneConnection::abandon_if_held_by_this_thread() noexcept {
    connection_.turns()->abandon_if_held_by_this_thread();
}

Lease OneConnection::lend_reader(const Interrupt* interrupt, const char* call) {
    return lend_writer(interrupt, call);
}

Lease OneConnection::lend_writer(const Interrupt* interrupt, const char* call) {
    return connection_.lease(shared_from_this(), interrupt, call);
}

OneWriter::OneWriter(backend::DataSource source, const ConnectOptions& options)
    : Database(std::move(source), options),
      readers_(
          described("reading connections"),
          [this](const Interrupt* interrupt) { return open(Access::read, interrupt); },
          pool_rules(options, Pool::Blocks::set_aside)),
      writer_(
          described("writing connection"), [this] { return open(Access::write); }, options.timeout,
          SharedConnection::Unusable::replaced) {
    readers_.keep_filled();
}

std::optional<Lease> OneWriter::share_writer() noexcept { return writer_.share_if_held(); }

bool OneWriter::used_by_this_thread() const {
    return writer_.turns()->held_by_this_thread() || readers_.used_by_this_thread();
}

void OneWriter::abandon_if_held_by_this_thread() noexcept {
    writer_.turns()->abandon_if_held_by_this_thread();
}

Lease OneWriter::lend_reader(const Interrupt* interrupt, const char* call) {
    return readers_.take(interrupt, call).begin(shared_from_this());
}

Lease OneWriter::lend_writer(const Interrupt* interrupt, const char* call) {
    return writer_.lease(shared_from_this(), interrupt, call);
}

}  // namespace aside::exec
