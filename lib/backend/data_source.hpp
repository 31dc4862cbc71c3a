#pragma once
// A backend's reading of a URL. Part of the driver contract.
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "backend/connection.hpp"
#include "backend/notifications.hpp"

namespace aside::sql {
class Dialect;
}

namespace aside::backend {

/// What a connection is opened for. One for reading refuses to write.
enum class Access : unsigned char { read, write };

/// Opens one more connection to a database; called from any thread. An interrupt that is due ends
/// the waiting for a server, with its `QueryCancelled` or `QueryTimeout`; nullptr: none.
using ConnectionFactory =
    std::function<std::unique_ptr<Connection>(Access, const detail::Interrupt* interrupt)>;

/// The engine's own program for people, as it is started for a database.
struct ShellCommand {
    /// The program and its arguments, which every user of the machine can see: no password is
    /// among them.
    std::vector<std::string> arguments{};
    std::vector<std::pair<std::string, std::string>> environment{};  ///< names and values
};

/// A database that can be connected to.
struct DataSource {
    std::string url{};     ///< for messages
    std::string name{};    ///< the database's on its server, or its file's; empty: the URL has none
    std::string vendor{};  ///< the engine's name, such as `sqlite`
    const sql::Dialect* dialect = nullptr;
    /// Tells, by a connection that was just opened, in which dialect its server is spoken to; none:
    /// `dialect`.
    std::function<const sql::Dialect&(Connection&)> dialect_of{};
    ConnectionFactory open{};
    NotificationFactory listen{};  ///< if the engine has notifications
    /// Throws `NotSupportedError` if no other program can reach the database.
    std::function<ShellCommand()> shell{};
    /// The database lives in its one connection and ends with it, as one in memory does.
    bool single_connection = false;
    bool read_only = false;
    bool shares_commits = false;  ///< its connections have `commit_together`
    bool on_server = false;       ///< a connection that nobody uses costs the server something
    int replica = 0;              ///< its number among the replicas of a database; 0: it is none
};

/// Finds the backend of the URL's scheme, which reads the rest of the URL. Opens nothing. Throws
/// `ImproperlyConfigured`.
[[nodiscard]] DataSource source_of(std::string_view url, std::chrono::milliseconds timeout);

/// The dialect in which SQL is written while no database is connected.
[[nodiscard]] const sql::Dialect& default_dialect();
/// The dialect of the engine of that name, such as `sqlite`; nullptr if the library was built
/// without it.
[[nodiscard]] const sql::Dialect* dialect_of(std::string_view engine);
/// The names of the engines that the library was built with, for messages.
[[nodiscard]] std::string engine_names();

}  // namespace aside::backend
