#pragma once
// How a connection begins. Blocks for no longer than it is told, but where the name of a host is
// looked up.
#include <libpq-fe.h>

#include <chrono>
#include <memory>
#include <string>

#include "aside/detail/interrupt.hpp"
#include "backend/postgresql/url.hpp"

namespace aside::backend::postgresql {

struct FinishConnection {
    void operator()(PGconn* connection) const noexcept { PQfinish(connection); }
};
using NativeConnection = std::unique_ptr<PGconn, FinishConnection>;

/// Connects. Each address of each host has the time that the URL says by `connect_timeout`, else
/// `timeout`, but at least two seconds, as with libpq's blocking functions. Throws
/// `OperationalError`, which never has the password and is `retryable` where a server has no room
/// for a connection or is starting; and `QueryCancelled` or `QueryTimeout` if the interrupt
/// (nullptr: none) is due.
[[nodiscard]] NativeConnection connect(const Url& url, std::chrono::milliseconds timeout,
                                       const detail::Interrupt* interrupt);
/// Throws the error of a connection that has failed to begin; nullptr: there is no memory. What
/// `more` says comes behind libpq's words.
[[noreturn]] void throw_not_connected(const Url& url, const PGconn* connection,
                                      const std::string& more = {});

/// What libpq says of connections that a server has refused, in its verbose form.
struct Refusal {
    std::string message{};  ///< in its usual form
    std::string
        sqlstate{};       ///< of the server that may take one later, if there is one; else the last
    bool passes = false;  ///< a server is only starting, or has no room now
};
[[nodiscard]] Refusal read_refusal(std::string_view verbose);

}  // namespace aside::backend::postgresql
