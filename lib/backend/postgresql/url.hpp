#pragma once
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "backend/data_source.hpp"
#include "sql/postgresql/servers.hpp"

namespace aside::backend::postgresql {

/// The content of a `postgresql:` URL. All but the library's own options is libpq's: several hosts,
/// sockets, service files, the environment.
struct Url {
    std::string text{};          ///< for messages: without passwords
    std::string for_libpq{};     ///< without options of ours
    std::string options{};       ///< settings of the server that it asks for
    bool prepares = true;        ///< statements have names, by which they are executed again
    bool shares_commits = true;  ///< background calls that wait together are committed together
    std::vector<sql::postgresql::Switch> features{};  ///< that its server has, or has not
    std::vector<std::string> secrets{};

    /// What `PQconnectdbParams` takes.
    struct Settings {
        std::vector<std::string> keywords{};
        std::vector<std::string> values{};

        void add(std::string keyword, std::string value) {
            keywords.push_back(std::move(keyword));
            values.push_back(std::move(value));
        }
    };
    /// The time-out is that of a wait for a lock.
    [[nodiscard]] Settings settings(std::chrono::milliseconds timeout) const;
    /// The message without the passwords of the URL.
    [[nodiscard]] std::string without_secrets(std::string message) const;
};

/// The database that the URL names; empty if it names none.
[[nodiscard]] std::string database_of(const Url& url);
/// How `psql` is started for it: with the password in its environment.
[[nodiscard]] ShellCommand shell_of(const Url& url);

/// Reads `postgresql://...`, `postgres://...` or `postgresql:key=value ...`. Throws
/// `ImproperlyConfigured`, which never has a password.
[[nodiscard]] Url parse_url(std::string_view text);

}  // namespace aside::backend::postgresql
