// How a connection copies rows to the server.
#include <utility>

#include "backend/postgresql/postgres_connection.hpp"

namespace aside::backend::postgresql {

namespace {

/// How many bytes of rows are sent at once.
constexpr std::size_t bytes_to_send = std::size_t{64} * 1024;

}  // namespace

bool PostgresConnection::copy(const NewRows& rows, std::vector<std::int64_t>& keys) {
    const auto target = find_target(*this, rows);
    if (!target) return false;
    if (rows.wants_keys) keys = take_keys(*this, target->sequence, rows.count);
    read_everything();
    if (lost_) raise_lost(link_.native(), {});
    ++trips_;
    CopiedRows copied(rows, *target);
    std::exception_ptr refused;  // a value, by the program
    Answer end;
    try {
        end = link_.begin_copy(rows.sql);
        if (PQresultStatus(end.get()) == PGRES_COPY_IN) {
            const bool all = send_rows(rows, keys, copied, refused);
            end = link_.end_copy(all);
        }
        link_.leave_copy();
    } catch (...) {
        give_up(std::current_exception());
        throw;
    }
    end_copy(rows, end.get(), refused);
    return true;
}

/// Whether all rows were sent; `refused` becomes the error of a value that cannot be.
bool PostgresConnection::send_rows(const NewRows& rows, const std::vector<std::int64_t>& keys,
                                   CopiedRows& copied, std::exception_ptr& refused) {
    for (std::size_t row = 0; row < rows.count; ++row) {
        try {
            copied.begin_row();
            rows.bind(row, rows.wants_keys ? keys[row] : 0, copied);
        } catch (...) {
            refused = std::current_exception();
            return false;
        }
        if (copied.bytes().size() < bytes_to_send) continue;
        if (!link_.put(copied.bytes())) return false;
        copied.forget_bytes();
    }
    copied.end();
    return link_.put(copied.bytes());
}

void PostgresConnection::end_copy(const NewRows& rows, PGresult* answer,
                                  const std::exception_ptr& refused) {
    if (answer == nullptr || PQstatus(link_.native()) != CONNECTION_OK) {
        const auto error = error_of(answer, {.sql = rows.sql});
        give_up(error);
        std::rethrow_exception(error);
    }
    take_state();
    if (refused) std::rethrow_exception(refused);
    if (PQresultStatus(answer) != PGRES_COMMAND_OK)
        std::rethrow_exception(error_of(answer, {.sql = rows.sql, .has_deleted = has_deleted_}));
    changes_ = changes_of(answer);
}

}  // namespace aside::backend::postgresql
