#pragma once
// Containers are other types under _GLIBCXX_DEBUG, so the library has to be built with it, too; its
// pkg-config and CMake files then define both macros.
#if defined(_GLIBCXX_DEBUG) && !defined(ASIDE_GLIBCXX_DEBUG)
#error \
    "aside: the library was built without _GLIBCXX_DEBUG: install one of meson setup -Dcpp_args=-D_GLIBCXX_DEBUG"
#endif
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aside {

/// The root of all errors that the library throws.
///
/// `what()` is short even if it repeats text from outside. Of more than 2,000 bytes it has the
/// first ones, and says how many there were.
class Error : public std::runtime_error {
public:
    explicit Error(std::string_view message);

    /// True if the call may succeed when it is made again: a lock, a busy file, a time-out.
    [[nodiscard]] virtual bool retryable() const noexcept { return false; }
};

/// No row matched; each model derives its own `DoesNotExist` from it.
class ObjectDoesNotExist : public Error {
public:
    using Error::Error;
};

/// More than one row matched a call that asks for one; each model derives its own class from it.
class MultipleObjectsReturned : public Error {
public:
    using Error::Error;
};

/// A path or a field's name that the model does not have, or that cannot be used in this place.
class FieldError : public Error {
public:
    using Error::Error;
};

/// A relation was read that `fetch_mode(fetch_raise)` forbids to load.
class FieldFetchBlocked : public Error {
public:
    using Error::Error;
};

/// A value that its field cannot take: too long, not a number, not among the choices.
class ValidationError : public Error {
public:
    using Error::Error;
};

/// A blocking call was made on a thread that an `EventLoopGuard` marks.
class SynchronousOnlyOperation : public Error {
public:
    using Error::Error;
};

/// A transaction was used after it broke, or in a way that cannot be honoured.
class TransactionManagementError : public Error {
public:
    using Error::Error;
};

/// No database was connected under that alias.
class ConnectionDoesNotExist : public Error {
public:
    using Error::Error;
};

/// A URL, an option or an environment variable that makes no sense.
class ImproperlyConfigured : public Error {
public:
    using Error::Error;
};

/// The tables of a database are not as the models say.
class SchemaMismatch : public Error {
public:
    SchemaMismatch(std::string_view message, std::vector<std::string> differences)
        : Error(message),
          differences_(std::make_shared<const std::vector<std::string>>(std::move(differences))) {}

    /// All differences, one a line: `cinema_film.rating: the model has it, the table has not`.
    [[nodiscard]] const std::vector<std::string>& differences() const noexcept {
        return *differences_;
    }

private:
    std::shared_ptr<const std::vector<std::string>> differences_;
};

/// This queryset or this engine cannot do what the call asks for.
class NotSupportedError : public Error {
public:
    using Error::Error;
};

/// Details of a database error. Parameters are never part of it.
struct DatabaseErrorInfo {
    std::string message{};         ///< the engine's message
    std::string sql{};             ///< the statement, empty if there was none
    int code = 0;                  ///< the engine's own (for SQLite: extended) result code
    std::string explanation{};     ///< the library's own words: the step that failed, a remedy
    std::string sqlstate{};        ///< the SQL standard's code for it, if there is one
    std::string constraint{};      ///< the name of the constraint that was violated
    std::string schema{};          ///< that of the table, if the engine tells it
    std::string table{};           ///< the table whose rows would violate it
    std::string column{};          ///< its column; of several the names, ", " between them
    bool outcome_unknown = false;  ///< it was to be committed, and no answer came
};

/// Something that the database engine refused; carries the statement, the engine's code and
/// message.
class DatabaseError : public Error {
public:
    explicit DatabaseError(const std::string& message)
        : DatabaseError(DatabaseErrorInfo{.message = message}) {}
    explicit DatabaseError(DatabaseErrorInfo info);

    /// The statement that failed, without its parameters; empty if there was none.
    [[nodiscard]] const std::string& sql() const noexcept { return info_.sql; }
    /// The engine's own code, 0 if the error is not the engine's.
    [[nodiscard]] int code() const noexcept { return info_.code; }
    /// The engine's message, without the statement.
    [[nodiscard]] const std::string& message() const noexcept { return info_.message; }
    /// Five characters that name the error on every engine, such as "23505" for a value that exists
    /// already: the SQL standard's SQLSTATE, as PostgreSQL uses it. Empty if there is none.
    [[nodiscard]] const std::string& sqlstate() const noexcept { return info_.sqlstate; }
    /// The name of the constraint that was violated, empty if the engine does not tell it.
    [[nodiscard]] const std::string& constraint() const noexcept { return info_.constraint; }
    /// The schema of the table whose constraint was violated, empty if the engine does not tell it.
    /// PostgreSQL tells it also of a table whose model names no schema.
    [[nodiscard]] const std::string& schema() const noexcept { return info_.schema; }
    /// The table whose constraint was violated, empty if the engine does not tell it.
    [[nodiscard]] const std::string& table() const noexcept { return info_.table; }
    /// The column of the constraint that was violated, of several the names with ", " between them;
    /// empty if the engine does not tell it.
    [[nodiscard]] const std::string& column() const noexcept { return info_.column; }
    /// True if the connection was lost while a transaction was committed: whether it is committed
    /// is unknown. Look before you do it again.
    [[nodiscard]] bool outcome_unknown() const noexcept { return info_.outcome_unknown; }

private:
    DatabaseErrorInfo info_;
};

/// A constraint was violated.
class IntegrityError : public DatabaseError {
public:
    using DatabaseError::DatabaseError;
};

/// A value was to be unique, and another row has it.
class UniqueViolation : public IntegrityError {
public:
    using IntegrityError::IntegrityError;
};

/// A row would name another one that is not there.
class ForeignKeyViolation : public IntegrityError {
public:
    using IntegrityError::IntegrityError;
};

/// NULL was given to a column that takes none.
class NotNullViolation : public IntegrityError {
public:
    using IntegrityError::IntegrityError;
};

/// The values of a row do not meet one of the checks of its table.
class CheckViolation : public IntegrityError {
public:
    using IntegrityError::IntegrityError;
};

/// `delete_()` met rows that a `protect` relation protects.
class ProtectedError : public IntegrityError {
public:
    using IntegrityError::IntegrityError;
};

/// The statement or the commit was refused because of a `restrict` relation, or of another one that
/// would name a row that is gone.
class RestrictedError : public IntegrityError {
public:
    using IntegrityError::IntegrityError;
};

/// The engine could not do its work: the disk, the file, a lock.
class OperationalError : public DatabaseError {
public:
    using DatabaseError::DatabaseError;
};

/// A queryset's deadline passed.
class QueryTimeout : public OperationalError {
public:
    using OperationalError::OperationalError;
    [[nodiscard]] bool retryable() const noexcept override { return true; }
};

/// The operation was cancelled.
class QueryCancelled : public OperationalError {
public:
    using OperationalError::OperationalError;
};

/// Another process, or another writer of this one, held the database for longer than the time-out.
class DatabaseLocked : public OperationalError {
public:
    using OperationalError::OperationalError;
    [[nodiscard]] bool retryable() const noexcept override { return true; }
};

/// The transaction cannot be put in an order with others that ran at the same time, or each waits
/// for the other. Everything in it is undone. It may succeed when it is done again, as `atomic`
/// with `.retries` does.
class SerializationFailure : public OperationalError {
public:
    using OperationalError::OperationalError;
    [[nodiscard]] bool retryable() const noexcept override { return true; }
};

/// The connection to the server ended in the middle of a call.
class ConnectionLost : public OperationalError {
public:
    using OperationalError::OperationalError;
    /// False if the call may have been committed.
    [[nodiscard]] bool retryable() const noexcept override { return !outcome_unknown(); }
};

/// The statement is wrong: a missing table, a syntax error.
class ProgrammingError : public DatabaseError {
public:
    using DatabaseError::DatabaseError;
};

/// A value that the database cannot hold or that the member cannot take without loss.
class DataError : public DatabaseError {
public:
    using DatabaseError::DatabaseError;
};

/// The driver was used wrongly.
class InterfaceError : public DatabaseError {
public:
    using DatabaseError::DatabaseError;
};

}  // namespace aside
