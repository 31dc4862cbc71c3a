#pragma once
// A database of a server of PostgreSQL under the alias "default", for tests of what is about it alone.
#include <unistd.h>

#include <memory>
#include <string>

#include "aside/aside.hpp"
#include "support/postgresql.hpp"

namespace aside::testing {

/// Connected while it lives, in a fresh schema; and an observer beside it.
class ServedDatabase {
public:
    explicit ServedDatabase(const ConnectOptions& options = {}) { connect(url(), options); }
    ServedDatabase(const ServedDatabase&) = delete;
    ServedDatabase& operator=(const ServedDatabase&) = delete;
    ~ServedDatabase() {
        try {
            disconnect();
        } catch (const ConnectionDoesNotExist&) {  // the test has done so itself
        }
    }

    [[nodiscard]] std::string url() const { return server_.url() + "&application_name=" + name_; }
    [[nodiscard]] backend::Connection& observer() const { return *observer_; }
    /// How many connections it has to the server whose latest statement begins like that.
    [[nodiscard]] std::int64_t connections(const std::string& begin = {}) const {
        return *value_of(*observer_,
                         "SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = $1 AND "
                         "query LIKE $2",
                         {name_, begin + '%'})
                    .integer();
    }
    /// Has the server end those.
    void end_connections(const std::string& begin = {}) const {
        (void)value_of(*observer_,
                       "SELECT COUNT(pg_terminate_backend(pid, 5000)) FROM pg_stat_activity "
                       "WHERE application_name = $1 AND query LIKE $2",
                       {name_, begin + '%'});
    }

private:
    const PostgresServer server_;
    const std::string name_ = "served_" + std::to_string(getpid());
    const std::unique_ptr<PostgresConnection> observer_ = server_.connect();
};

}  // namespace aside::testing
