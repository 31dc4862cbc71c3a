#include "exec/database/database.hpp"

#include <utility>

#include "aside/error.hpp"
#include "exec/async/background.hpp"

namespace aside::exec {

using backend::Access;

Database::Database(backend::Source source, const ConnectOptions& options)
    : alias_(options.alias),
      source_(std::move(source)),
      pool_(
          alias_, [this] { return open(Access::read); }, options.pool_size, options.timeout),
      turns_(std::make_shared<TurnQueue>(
          TurnQueue::Helpers::arena_threads,
          "its turn on the " + std::string(source_.single_connection ? "" : "writing ") +
              "connection of the database \"" + alias_ + "\"",
          options.timeout, nullptr, &plain_calls)) {
    if (source_.read_only)
        pool_.give_back(pool_.take());
    else
        writer_ = open(Access::write);
}

std::unique_ptr<Session> Database::open(Access access) const {
    return std::make_unique<Session>(source_.open(access), alias_, dialect());
}

bool Database::queues(Intent intent) const {
    if (source_.single_connection) return true;
    return intent != Intent::read && !source_.read_only;
}

Lease Database::lease_reader(const Interrupt* interrupt, const char* call) {
    if (inherited()) throw_inherited(alias_);
    if (source_.single_connection) return lease_writer(interrupt, call);
    return pool_.take(interrupt).begin(shared_from_this());
}

Lease Database::lease_writer(const Interrupt* interrupt, const char* call) {
    if (inherited()) throw_inherited(alias_);
    if (source_.read_only) {
        throw OperationalError("the database \"" + alias_ + "\" (" + source_.url +
                               ") was connected for reading only");
    }
    return turns_->acquire(interrupt, call) ? adopt_turn() : writing_.share();
}

Lease Database::adopt_turn() {
    auto lease = writing_.begin(shared_from_this());  // gives the turn back if this throws
    if (!writer_) writer_ = open(Access::write);
    writing_.lends(*writer_);
    return lease;
}

// The only connection of a database in memory is the database.
void Database::Writing::restore() noexcept {
    usable_ =
        !database_.writer_ || database_.writer_->restore() || database_.source_.single_connection;
}

void Database::Writing::give_back() noexcept {
    if (!usable_) database_.writer_.reset();  // the next turn opens another
    database_.turns_->release();
}

bool Database::used_by_this_thread() const {
    return turns_->held_by_this_thread() || pool_.used_by_this_thread();
}

}  // namespace aside::exec
