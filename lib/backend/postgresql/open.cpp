#include "backend/postgresql/open.hpp"

#include <memory>
#include <utility>

#include "aside/error.hpp"
#include "backend/postgresql/listener.hpp"
#include "backend/postgresql/postgres_connection.hpp"
#include "backend/postgresql/url.hpp"
#include "sql/postgresql/dialect.hpp"

namespace aside::backend::postgresql {

const sql::Dialect& dialect() { return sql::postgresql::dialect(); }

DataSource source_of(std::string_view text, std::chrono::milliseconds timeout) {
    auto url = parse_url(text);
    DataSource source{.url = url.text, .vendor = "postgresql", .dialect = &dialect()};
    source.shares_commits = url.shares_commits;
    source.on_server = true;
    source.name = database_of(url);
    source.shell = [url] { return shell_of(url); };
    source.dialect_of = [switches = url.features](Connection& connection) -> const sql::Dialect& {
        auto* const own = dynamic_cast<PostgresConnection*>(&connection);
        return sql::postgresql::dialect_of(
            own == nullptr ? sql::postgresql::Server::postgresql : own->server(), switches);
    };
    source.listen = [url, timeout](
                        Wakeup& wake,
                        const detail::Interrupt& stop) -> std::unique_ptr<NotificationConnection> {
        if (!url.prepares)
            throw NotSupportedError(
                "aside: nothing can be listened to by a pooler that gives statements to other "
                "connections (prepare=off): connect another alias to the server itself");
        return std::make_unique<Listener>(url, timeout, wake, stop);
    };
    source.open = [url = std::move(url), timeout](Access, const detail::Interrupt* interrupt) {
        return std::make_unique<PostgresConnection>(url, timeout, interrupt);
    };
    return source;
}

}  // namespace aside::backend::postgresql
