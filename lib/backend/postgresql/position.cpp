// How far what is written has come on a server: in its write-ahead log, where it is written, or in what
// it has replayed of another's.
#include "aside/error.hpp"
#include "backend/postgresql/postgres_connection.hpp"

namespace aside::backend::postgresql {

namespace {

// The end of all that was written, not of what has reached the disk: with synchronous_commit=off a
// commit comes back before it has. It is told as the place of the next record: where that will begin
// a page, behind the page's header, 24 bytes, or 40 in the first page of a file. No replica gets
// there before there is such a record.
constexpr const char* of_primary =
    "SELECT at - CASE WHEN at % file = 40 THEN 40 WHEN at % page = 24 THEN 24 ELSE 0 END FROM "
    "(SELECT pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_current_wal_insert_lsn(), '0/0')::bigint AS "
    "at, pg_catalog.current_setting('wal_block_size')::bigint AS page, "
    "pg_catalog.pg_size_bytes(pg_catalog.current_setting('wal_segment_size')) AS file) AS log";
// Its number stays, once it was promoted.
constexpr const char* of_copy =
    "SELECT CASE WHEN pg_catalog.pg_is_in_recovery() THEN "
    "pg_catalog.pg_wal_lsn_diff(pg_catalog.pg_last_wal_replay_lsn(), '0/0')::bigint END";

/// Whether the server has no such function, or none for this role.
bool is_refusal(const DatabaseError& error) {
    return error.sqlstate() == "42883" || error.sqlstate() == "42501";
}

}  // namespace

std::optional<std::uint64_t> PostgresConnection::position(bool of_replica) {
    try {
        if (!position_) position_ = prepare(of_replica ? of_copy : of_primary);
        std::optional<std::uint64_t> position;
        while (position_->step()) {
            const detail::Cell cell = position_->at(0);
            if (cell.type != detail::CellType::null)
                position = static_cast<std::uint64_t>(cell.integer);
        }
        position_->reset();
        return position;
    } catch (const ProgrammingError& error) {
        position_.reset();
        if (!is_refusal(error)) throw;
        throw NotSupportedError(
            std::string("aside: the server does not tell how far it has come: ") + error.what());
    }
}

}  // namespace aside::backend::postgresql
