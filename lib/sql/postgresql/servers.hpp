#pragma once
// What the servers that speak PostgreSQL's protocol can, each by its own description.
#include <span>
#include <string>
#include <string_view>

#include "sql/dialect.hpp"

namespace aside::sql::postgresql {

/// The kinds of servers that differ from PostgreSQL. Others that are it inside, such as Neon, Aurora
/// and AlloyDB, are `postgresql`.
enum class Server : unsigned char { postgresql, citus, cockroachdb, yugabytedb };

/// The kind of a server, as far as it tells it with its version, and whether it is one whose
/// version tells no more. Then it is asked whether it has this extension.
struct ServerVersion {
    Server server = Server::postgresql;
    bool asks_for_citus = false;
};
inline constexpr const char* asks_for_citus =
    "SELECT 1 FROM pg_catalog.pg_extension WHERE extname = 'citus'";
/// `version` is the parameter `server_version`; `cockroach` the parameter `crdb_version`, which only
/// that sends.
[[nodiscard]] ServerVersion read_version(std::string_view version, std::string_view cockroach);

/// A member of Features that a URL switches on or off.
struct Switch {
    bool Features::*member = nullptr;
    bool on = false;
};
/// Reads `name` or `-name`. Throws `ImproperlyConfigured`, which names those that there are.
[[nodiscard]] Switch read_switch(std::string_view text);

/// The dialect of such a server. Lives for ever; equal ones are one.
[[nodiscard]] const Dialect& dialect_of(Server server, std::span<const Switch> switched);

}  // namespace aside::sql::postgresql
