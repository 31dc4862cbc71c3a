#include "backend/sqlite/errors.hpp"

#include <sqlite3.h>

#include <string>

#include "aside/error.hpp"

namespace aside::backend::sqlite {

namespace {

[[noreturn]] void raise_constraint(DatabaseErrorInfo info, bool deleted) {
    // A trigger that calls RAISE has the code of ON DELETE RESTRICT, but words of its own.
    const bool restricts =
        info.code == SQLITE_CONSTRAINT_TRIGGER && info.message == "FOREIGN KEY constraint failed";
    if (restricts) throw ProtectedError(std::move(info));
    if (deleted && info.code == SQLITE_CONSTRAINT_FOREIGNKEY) {
        info.explanation =
            "rows that stay name rows that were deleted: delete those too, or let them name others";
        throw RestrictedError(std::move(info));
    }
    throw IntegrityError(std::move(info));
}

}  // namespace

void raise_foreign_key(bool deleted) {
    raise_constraint({.message = "FOREIGN KEY constraint failed",
                      .sql = "COMMIT",
                      .code = SQLITE_CONSTRAINT_FOREIGNKEY},
                     deleted);
}

void raise(sqlite3* database, int code, std::string_view sql, bool deleted) {
    // The connection's message belongs to its latest failure, which may be another one than this.
    const bool latest = database != nullptr && (sqlite3_errcode(database) & 0xff) == (code & 0xff);
    if (latest) code = sqlite3_extended_errcode(database);
    DatabaseErrorInfo info{.message = latest ? sqlite3_errmsg(database) : sqlite3_errstr(code),
                           .sql = std::string(sql),
                           .code = code};
    switch (code & 0xff) {
        case SQLITE_CONSTRAINT:
            raise_constraint(std::move(info), deleted);
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            throw DatabaseLocked(std::move(info));
        case SQLITE_INTERRUPT:
            throw QueryCancelled(std::move(info));
        case SQLITE_READONLY:
        case SQLITE_FULL:
        case SQLITE_IOERR:
        case SQLITE_CANTOPEN:
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_PERM:
        case SQLITE_AUTH:
        case SQLITE_NOMEM:
        case SQLITE_PROTOCOL:
        case SQLITE_SCHEMA:
        case SQLITE_ABORT:
            throw OperationalError(std::move(info));
        case SQLITE_ERROR:
            // What SUM and ABS say of a result beyond 64 bits has no code of its own.
            if (info.message == "integer overflow") throw DataError(std::move(info));
            if (info.message.starts_with("unsafe use of"))
                info.explanation =
                    "the schema calls what could do harm; trusted_schema=1 in the URL allows it";
            if (info.message == "parser stack overflow" ||
                info.message.starts_with("Expression tree is too large"))
                info.explanation =
                    "conditions are nested deeper than SQLite takes: join what is of one level by "
                    "one operator";
            throw ProgrammingError(std::move(info));
        case SQLITE_MISMATCH:
        case SQLITE_TOOBIG:
        case SQLITE_RANGE:
            throw DataError(std::move(info));
        case SQLITE_MISUSE:
            throw InterfaceError(std::move(info));
        default:
            throw DatabaseError(std::move(info));
    }
}

}  // namespace aside::backend::sqlite
