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
    bool has_deleted = false;  ///< the transaction has, before or by it
    bool commits = false;  ///< the statement ends the transaction, or checks what its end checks
    bool outcome_unknown = false;  ///< if no answer came, it may be committed all the same
};

/// Throws the error that a server's answer stands for. What `what()` says of it never has values of rows.
[[noreturn]] void raise(const PGresult* answer, const Circumstances& at);
/// Throws `ConnectionLost`, with libpq's words.
[[noreturn]] void raise_lost(const PGconn* connection, const Circumstances& at);

/// Whether the server ends the connection with this error, or it is libpq's own, of a connection that is
/// no more.
[[nodiscard]] bool ends_connection(const PGresult* answer);
/// Whether a statement that was prepared has to be prepared anew: its tables have changed, or another
/// program behind one pooler has taken it away.
[[nodiscard]] bool asks_to_prepare_anew(const PGresult* answer);
[[nodiscard]] std::string_view sqlstate_of(const PGresult* answer);

}  // namespace aside::backend::postgresql
