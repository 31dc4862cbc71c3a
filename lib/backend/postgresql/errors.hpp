#pragma once
#include <libpq-fe.h>

#include <string>
#include <string_view>

#include "aside/error.hpp"

namespace aside::backend::postgresql {

/// What was going on when an error came.
struct Circumstances {
    std::string_view sql{};
    bool deletes = false;      ///< the statement deletes rows
    bool has_deleted = false;  ///< the transaction has deleted rows, by this statement or before it
    bool commits = false;      ///< the statement commits, or checks what a commit would check
    bool on_standby = false;   ///< the server takes no writes at all, so that none were done
    /// Without an answer it is unknown whether the transaction was committed.
    bool outcome_unknown = false;
};

/// Throws the error that a server's answer stands for. Its `what()` never has values of rows.
[[noreturn]] void raise(const PGresult* answer, const Circumstances& at);
/// Throws `ConnectionLost`, with libpq's words.
[[noreturn]] void raise_lost(const PGconn* connection, const Circumstances& at);

/// Whether the connection is gone after this error: the server has ended it, or libpq says that it
/// is lost.
[[nodiscard]] bool ends_connection(const PGresult* answer);
/// Whether a prepared statement has to be prepared again: its tables have changed, or another
/// program behind the same pooler has taken it away.
[[nodiscard]] bool asks_to_prepare_anew(const PGresult* answer);
[[nodiscard]] std::string_view sqlstate_of(const PGresult* answer);

}  // namespace aside::backend::postgresql
