#pragma once
// How connections of libpq's are made.
#include <libpq-fe.h>

#include <chrono>
#include <memory>

#include "backend/postgresql/url.hpp"

namespace aside::backend::postgresql {

struct Finish {
    void operator()(PGconn* connection) const noexcept { PQfinish(connection); }
};
using NativeConnection = std::unique_ptr<PGconn, Finish>;

/// Connects, and waits for it. The connection may have failed, as its status says.
[[nodiscard]] NativeConnection connect(const Url& url, std::chrono::milliseconds timeout);
/// Begins to connect; `PQconnectPoll` goes on with it.
[[nodiscard]] NativeConnection begin_to_connect(const Url& url, std::chrono::milliseconds timeout);
/// Throws the `OperationalError` of a connection that has failed, which never has the password.
[[noreturn]] void throw_not_connected(const Url& url, const PGconn* connection);

}  // namespace aside::backend::postgresql
