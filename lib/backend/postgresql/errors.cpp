#include "backend/postgresql/errors.hpp"

#include <utility>

#include "sql/postgresql/refusals.hpp"

namespace aside::backend::postgresql {

namespace {

std::string_view field_of(const PGresult* answer, int field) {
    const char* const text = PQresultErrorField(answer, field);
    return text == nullptr ? std::string_view() : text;
}

/// The text without the line ends behind it, which libpq's own messages have.
std::string trimmed(std::string_view text) {
    const auto end = text.find_last_not_of(" \n");
    return std::string(text.substr(0, end == text.npos ? 0 : end + 1));
}

/// The columns in `Key (a, b)=(1, 2) already exists.`. Works for every language of the server:
/// columns stand in the first parentheses.
std::string columns_in(std::string_view detail) {
    const auto begin = detail.find('(');
    const auto end = detail.find(")=(");
    if (begin == detail.npos || end == detail.npos || end < begin) return {};
    return std::string(detail.substr(begin + 1, end - begin - 1));
}

/// A message of a data exception (class 22) without the value that it is about, which may be
/// anybody's: `invalid input syntax for type integer: "..."`.
std::string without_value(std::string message) {
    const auto begin = message.find('"');
    const auto end = message.rfind('"');
    if (begin != message.npos && begin < end) message.replace(begin + 1, end - begin - 1, "...");
    return message;
}

DatabaseErrorInfo info_of(const PGresult* answer, std::string_view sql) {
    DatabaseErrorInfo info{.message = std::string(field_of(answer, PG_DIAG_MESSAGE_PRIMARY)),
                           .sql = std::string(sql),
                           .explanation = std::string(field_of(answer, PG_DIAG_MESSAGE_HINT)),
                           .sqlstate = std::string(sqlstate_of(answer)),
                           .constraint = std::string(field_of(answer, PG_DIAG_CONSTRAINT_NAME)),
                           .schema = std::string(field_of(answer, PG_DIAG_SCHEMA_NAME)),
                           .table = std::string(field_of(answer, PG_DIAG_TABLE_NAME)),
                           .column = std::string(field_of(answer, PG_DIAG_COLUMN_NAME))};
    if (info.message.empty()) info.message = trimmed(PQresultErrorMessage(answer));
    if (info.sqlstate == "22P02")
        if (auto refusal = sql::postgresql::refusal_in(info.message)) {
            info.column = std::move(refusal->column);
            info.message = std::move(refusal->text);
            return info;
        }
    if (info.sqlstate.starts_with("22")) info.message = without_value(std::move(info.message));
    return info;
}

/// How the server's messages begin. They are English where its `lc_messages` is.
constexpr std::string_view of_removal = "update or delete on table";
constexpr std::string_view of_insertion = "insert or update on table";

[[noreturn]] void raise_foreign_key(const PGresult* answer, DatabaseErrorInfo info,
                                    const Circumstances& at) {
    const bool removal = info.message.starts_with(of_removal) ||
                         (at.has_deleted && !info.message.starts_with(of_insertion));
    if (!removal) {
        info.column = columns_in(field_of(answer, PG_DIAG_MESSAGE_DETAIL));
        throw ForeignKeyViolation(std::move(info));
    }
    // Our tables check NO ACTION at the commit, and RESTRICT at once.
    if (info.sqlstate == "23001" || (at.deletes && !at.commits))
        throw ProtectedError(std::move(info));
    info.explanation =
        "rows that stay name rows that were deleted: delete those too, or let them name others";
    throw RestrictedError(std::move(info));
}

[[noreturn]] void raise_violation(const PGresult* answer, DatabaseErrorInfo info,
                                  const Circumstances& at) {
    const std::string_view state = info.sqlstate;
    if (state == "23503" || state == "23001") raise_foreign_key(answer, std::move(info), at);
    if (state == "23505" || state == "23P01") {
        info.column = columns_in(field_of(answer, PG_DIAG_MESSAGE_DETAIL));
        if (state == "23505") throw UniqueViolation(std::move(info));
    }
    if (state == "23502") throw NotNullViolation(std::move(info));
    if (state == "23514") throw CheckViolation(std::move(info));
    throw IntegrityError(std::move(info));
}

/// Whether a function or operator is missing that the extension pg_trgm brings.
bool asks_for_trigrams(std::string_view message) {
    return message.find("similarity(") != message.npos || message.find(" % ") != message.npos;
}

/// A server that takes no writes, since another has taken over. It has written nothing of the
/// transaction, which may be run again where that one is reached.
class OnStandby final : public OperationalError {
public:
    using OperationalError::OperationalError;
    [[nodiscard]] bool retryable() const noexcept override { return true; }
};

/// Errors that are told by all five characters.
void raise_by_state(DatabaseErrorInfo& info, const Circumstances& at) {
    const std::string_view state = info.sqlstate;
    if (state == "40001" || state == "40P01") throw SerializationFailure(std::move(info));
    if (state == "40003") {
        info.outcome_unknown = true;
        throw OperationalError(std::move(info));
    }
    if (state == "25006" && at.on_standby) throw OnStandby(std::move(info));
    if (state == "55P03" || state == "55006") throw DatabaseLocked(std::move(info));
    if (state == "57014")
        throw QueryTimeout(std::move(info));  // the server's own statement_timeout
    if (state == "25P01" || state == "25P02" || state == "25P03")
        throw TransactionManagementError("aside: " + info.message + " (" + std::string(at.sql) +
                                         ')');
    if (state == "34000")
        info.explanation =
            "rows that are read within a transaction end with it, and with the rollback to a "
            "savepoint in front of them";
    if (state == "42883" && asks_for_trigrams(info.message))
        info.explanation =
            "the database has not the extension pg_trgm: CREATE EXTENSION pg_trgm, once";
    if (state == "3F000") info.explanation = "the database has no such schema: CREATE SCHEMA, once";
    if (state == "26000" || state == "42P05")
        info.explanation =
            "a pooler between the program and the server gives statements to other connections: "
            "add prepare=off to the URL";
}

/// The rest are told by their class, the first two characters
/// (https://www.postgresql.org/docs/current/errcodes-appendix.html).
[[noreturn]] void raise_by_class(DatabaseErrorInfo info) {
    const std::string_view state = info.sqlstate;
    const std::string_view of = state.substr(0, 2);
    if (of == "22" || state == "54000") throw DataError(std::move(info));
    if (of == "0A")
        throw NotSupportedError("aside: PostgreSQL: " + info.message + " (" + info.sql + ')');
    for (const std::string_view each : {"42", "21", "26", "34", "3F", "44", "54", "0L", "2B", "38"})
        if (of == each) throw ProgrammingError(std::move(info));
    for (const std::string_view each : {"08", "25", "28", "3D", "40", "53", "55", "57", "58"})
        if (of == each) throw OperationalError(std::move(info));
    throw DatabaseError(std::move(info));
}

/// Whether it is the last word of a server that was told to end the connection: it has undone what
/// was not committed. A pooler that has lost its server does not know that, nor does a server that
/// panics.
bool has_undone(const PGresult* answer) {
    const std::string_view state = sqlstate_of(answer);
    return field_of(answer, PG_DIAG_SEVERITY_NONLOCALIZED) == "FATAL" &&
           (state.starts_with("57P") || state == "25P03");
}

}  // namespace

std::string_view sqlstate_of(const PGresult* answer) { return field_of(answer, PG_DIAG_SQLSTATE); }

bool ends_connection(const PGresult* answer) {
    const std::string_view severity = field_of(answer, PG_DIAG_SEVERITY_NONLOCALIZED);
    const std::string_view state = sqlstate_of(answer);
    return state.empty() || severity == "FATAL" || severity == "PANIC" || state.starts_with("08");
}

bool asks_to_prepare_anew(const PGresult* answer) {
    const std::string_view state = sqlstate_of(answer);
    return state == "26000" || (state == "0A000" && field_of(answer, PG_DIAG_SOURCE_FUNCTION) ==
                                                        "RevalidateCachedQuery");
}

void raise(const PGresult* answer, const Circumstances& at) {
    DatabaseErrorInfo info = info_of(answer, at.sql);
    if (ends_connection(answer)) {
        info.outcome_unknown = !has_undone(answer) && at.outcome_unknown;
        throw ConnectionLost(std::move(info));
    }
    if (info.sqlstate.starts_with("23")) raise_violation(answer, std::move(info), at);
    raise_by_state(info, at);
    raise_by_class(std::move(info));
}

void raise_lost(const PGconn* connection, const Circumstances& at) {
    std::string message = trimmed(PQerrorMessage(connection));
    if (message.empty()) message = "the connection to the server was lost";
    throw ConnectionLost(DatabaseErrorInfo{.message = std::move(message),
                                           .sql = std::string(at.sql),
                                           .outcome_unknown = at.outcome_unknown});
}

}  // namespace aside::backend::postgresql
