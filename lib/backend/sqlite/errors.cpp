#include "backend/sqlite/errors.hpp"

#include <sqlite3.h>

#include <string>

#include "aside/error.hpp"

namespace aside::backend::sqlite {

namespace {

/// The names in "UNIQUE constraint failed: book.title, book.year". SQLite quotes nothing, so a
/// column is what stands behind the last point.
void take_columns(DatabaseErrorInfo& info, std::string_view list) {
    while (!list.empty()) {
        const auto comma = list.find(", ");
        const auto name = list.substr(0, comma);
        list = comma == list.npos ? std::string_view() : list.substr(comma + 2);
        const auto point = name.rfind('.');
        if (point == name.npos) return;
        info.table = name.substr(0, point);
        if (!info.column.empty()) info.column += ", ";
        info.column += name.substr(point + 1);
    }
}

/// Reads the names of columns or of the constraint from the message of a violated constraint,
/// behind its colon.
void take_names(DatabaseErrorInfo& info) {
    constexpr std::string_view failed = " constraint failed: ";
    const std::string_view message = info.message;
    const auto at = message.find(failed);
    if (at == message.npos) return;
    const auto names = message.substr(at + failed.size());
    constexpr std::string_view index = "index '";
    if (message.starts_with("CHECK"))
        info.constraint = names;
    else if (names.starts_with(index) && names.ends_with('\''))
        info.constraint = names.substr(index.size(), names.size() - index.size() - 1);
    else
        take_columns(info, names);
}

template <class Violation>
[[noreturn]] void violate(DatabaseErrorInfo& info, const char* sqlstate) {
    info.sqlstate = sqlstate;
    take_names(info);
    throw Violation(std::move(info));
}

[[noreturn]] void raise_constraint(DatabaseErrorInfo info, bool deleted) {
    // A trigger that calls RAISE has the code of ON DELETE RESTRICT, but words of its own.
    const bool restricts =
        info.code == SQLITE_CONSTRAINT_TRIGGER && info.message == "FOREIGN KEY constraint failed";
    if (restricts) violate<ProtectedError>(info, "23001");
    if (deleted && info.code == SQLITE_CONSTRAINT_FOREIGNKEY) {
        info.explanation =
            "rows that stay name rows that were deleted: delete those too, or let them name others";
        violate<RestrictedError>(info, "23503");
    }
    switch (info.code) {
        case SQLITE_CONSTRAINT_UNIQUE:
        case SQLITE_CONSTRAINT_PRIMARYKEY:
        case SQLITE_CONSTRAINT_ROWID:
            violate<UniqueViolation>(info, "23505");
        case SQLITE_CONSTRAINT_FOREIGNKEY:
            violate<ForeignKeyViolation>(info, "23503");
        case SQLITE_CONSTRAINT_NOTNULL:
            violate<NotNullViolation>(info, "23502");
        case SQLITE_CONSTRAINT_CHECK:
            violate<CheckViolation>(info, "23514");
        default:  // a trigger's RAISE, the types of a STRICT table
            violate<IntegrityError>(info, "23000");
    }
}

/// The SQLSTATE by which PostgreSQL reports the same kind of error
/// (https://www.postgresql.org/docs/current/errcodes-appendix.html); empty if it has no such error.
std::string_view sqlstate_of(const DatabaseErrorInfo& info) {
    switch (info.code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return info.code == SQLITE_BUSY_SNAPSHOT ? "40001" : "55P03";
        case SQLITE_INTERRUPT:
            return "57014";
        case SQLITE_READONLY:
            return "25006";
        case SQLITE_FULL:
            return "53100";
        case SQLITE_NOMEM:
            return "53200";
        case SQLITE_IOERR:
            return "58030";
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return "XX001";
        case SQLITE_MISMATCH:
            return "22000";
        case SQLITE_TOOBIG:
            return "54000";
        default:
            break;
    }
    if (info.message.starts_with("no such table")) return "42P01";
    if (info.message.starts_with("unknown database")) return "3F000";
    if (info.message.starts_with("no such column")) return "42703";
    if (info.message.starts_with("no such function")) return "42883";
    if (info.message.ends_with("syntax error") || info.message == "incomplete input")
        return "42601";
    if (info.message == "integer overflow") return "22003";
    return {};
}

}  // namespace

void raise_foreign_key(bool deleted) {
    raise_constraint({.message = "FOREIGN KEY constraint failed",
                      .sql = "COMMIT",
                      .code = SQLITE_CONSTRAINT_FOREIGNKEY},
                     deleted);
}

void raise(sqlite3* database, int code, std::string_view sql, bool deleted) {
    // The connection keeps the message of its latest failure, which may be of another call than the
    // one that gave `code`.
    const bool latest = database != nullptr && (sqlite3_errcode(database) & 0xff) == (code & 0xff);
    if (latest) code = sqlite3_extended_errcode(database);
    DatabaseErrorInfo info{.message = latest ? sqlite3_errmsg(database) : sqlite3_errstr(code),
                           .sql = std::string(sql),
                           .code = code};
    if ((code & 0xff) == SQLITE_CONSTRAINT) raise_constraint(std::move(info), deleted);
    info.sqlstate = sqlstate_of(info);
    if (info.sqlstate == "3F000")
        info.explanation = "on_connect attaches a database to each connection, by ATTACH";
    switch (code & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            // The transaction has read rows that another one has changed since. Waiting does not
            // help: it has to begin again.
            if (code == SQLITE_BUSY_SNAPSHOT) throw SerializationFailure(std::move(info));
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
            // The error of SUM and ABS for a result beyond 64 bits has no code of its own.
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
