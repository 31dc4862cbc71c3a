#include "exec/database/database.hpp"

#include <utility>

#include "aside/error.hpp"
#include "exec/database/listening.hpp"
#include "exec/database/opening.hpp"
#include "sql/dialect.hpp"

namespace aside::exec {

Database::Database(backend::DataSource source, const ConnectOptions& options)
    : alias_(options.alias),
      source_(std::move(source)),
      on_connect_(options.on_connect),
      dialect_(source_.dialect),
      settled_(!source_.dialect_of) {}

Lease Database::lease_reader(const Interrupt* interrupt, const char* call) {
    if (inherited()) throw_inherited(alias_);
    return lend_reader(interrupt, call);
}

Lease Database::lease_writer(const Interrupt* interrupt, const char* call) {
    if (inherited()) throw_inherited(alias_);
    return lend_writer(interrupt, call);
}

std::shared_ptr<Listening> Database::listening() {
    if (inherited()) throw_inherited(alias_);
    if (!dialect().features().notifications || !source_.listen)
        throw NotSupportedError("aside: " + vendor() +
                                " has no notifications, so that nothing can be listened to at the "
                                "database \"" +
                                alias_ + '"');
    const Lock lock(listening_mutex_);
    if (!listening_) listening_ = std::make_shared<Listening>(alias_, source_.listen, dialect());
    return listening_;
}

void Database::stop_listening() noexcept {
    if (inherited()) return;
    std::shared_ptr<Listening> ending;
    {
        const Lock lock(listening_mutex_);
        ending = listening_;
    }
    if (ending) ending->stop();
}

std::string Database::described(std::string_view kind) const {
    std::string text(kind);
    if (source_.replica > 0) text += " of replica " + std::to_string(source_.replica);
    return text + " of the database \"" + alias_ + '"';
}

std::unique_ptr<Session> Database::open(backend::Access access, const Interrupt* interrupt) const {
    auto connection = source_.open(access, interrupt);
    if (!settled_) {
        dialect_ = &source_.dialect_of(*connection);
        settled_ = true;
    }
    auto session =
        std::make_unique<Session>(std::move(connection), alias_, dialect(), source_.replica);
    if (on_connect_) Opening::call(on_connect_, *session, interrupt);
    return session;
}

Pool::Rules Database::pool_rules(const ConnectOptions& options, Pool::Blocks blocks) const {
    return {.size = options.pool_size,
            .timeout = options.timeout,
            .blocks = blocks,
            .min_idle = options.min_idle,
            .max_age = options.max_age,
            .idle_timeout = options.idle_timeout,
            .watched = source_.on_server || options.min_idle > 0};
}

backend::ShellCommand Database::shell() const {
    if (!source_.shell)
        throw NotSupportedError("aside: no program is known for " + described("the database"));
    return source_.shell();
}

void Database::throw_read_only() const {
    throw OperationalError("the database \"" + alias_ + "\" (" + source_.url +
                           ") was connected for reading only");
}

}  // namespace aside::exec
