#pragma once
// A backend's reading of a URL. Part of the driver contract.
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "backend/connection.hpp"
#include "backend/notifications.hpp"

namespace aside::sql {
class Dialect;
}

namespace aside::backend {

/// The use of a connection. One for reading refuses to write.
enum class Access : unsigned char { read, write };

/// Opens one more connection to a database; called from any thread.
using ConnectionFactory = std::function<std::unique_ptr<Connection>(Access)>;

/// A database that can be connected to.
struct DataSource {
    std::string url{};     ///< for messages
    std::string vendor{};  ///< `sqlite`
    const sql::Dialect* dialect = nullptr;
    ConnectionFactory open{};
    NotificationFactory listen{};  ///< if the engine has notifications
    bool single_connection =
        false;  ///< it is its one connection and gone with it, as a database in memory
    bool read_only = false;
};

/// Finds the backend of the URL's scheme and has it read the rest; opens nothing yet. Throws
/// `ImproperlyConfigured`.
[[nodiscard]] DataSource source_of(std::string_view url, std::chrono::milliseconds timeout);

/// The dialect in which SQL is written if no database is connected yet.
[[nodiscard]] const sql::Dialect& default_dialect();

}  // namespace aside::backend
