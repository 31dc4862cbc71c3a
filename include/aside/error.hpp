#pragma once
// Containers are other types under _GLIBCXX_DEBUG, so the library has to be built with it, too; its
// pkg-config and CMake files then define both macros.
#if defined(_GLIBCXX_DEBUG) && !defined(ASIDE_GLIBCXX_DEBUG)
#error \
    "aside: the library was built without _GLIBCXX_DEBUG: install one of meson setup -Dcpp_args=-D_GLIBCXX_DEBUG"
#endif
#include <stdexcept>
#include <string>
#include <string_view>

namespace aside {

/// The root of everything that the library throws.
///
/// `what()` is short, whatever text from outside it repeats: of more than 2,000 bytes it has the
/// first ones, and says how many there were.
class Error : public std::runtime_error {
public:
    explicit Error(std::string_view message);

    /// True where the same call may succeed when it is made again: a lock, a busy file, a time-out.
    [[nodiscard]] virtual bool retryable() const noexcept { return false; }
};

/// No row matched; each model derives its own `DoesNotExist` from it.
class ObjectDoesNotExist : public Error {
public:
    using Error::Error;
};

/// More than one row matched where one was asked for; each model derives its own from it.
class MultipleObjectsReturned : public Error {
public:
    using Error::Error;
};

/// A path or a field's name that the model does not have, or that cannot be used where it stands.
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

/// What was asked for cannot be done by this queryset or this engine.
class NotSupportedError : public Error {
public:
    using Error::Error;
};

/// Where a database error came from. Parameters are never part of it.
struct DatabaseErrorInfo {
    std::string message{};      ///< what the engine said
    std::string sql{};          ///< the statement, empty where there was none
    int code = 0;               ///< the engine's own (for SQLite: extended) result code
    std::string explanation{};  ///< what the library adds: what it was about to do, what helps
};

/// Something that the database engine refused; carries the statement, the engine's code and
/// message.
class DatabaseError : public Error {
public:
    explicit DatabaseError(const std::string& message)
        : DatabaseError(DatabaseErrorInfo{.message = message}) {}
    explicit DatabaseError(DatabaseErrorInfo info);

    /// The statement that failed, without its parameters; empty where there was none.
    [[nodiscard]] const std::string& sql() const noexcept { return info_.sql; }
    /// The engine's own code, 0 where the error is not the engine's.
    [[nodiscard]] int code() const noexcept { return info_.code; }
    /// What the engine said, without the statement.
    [[nodiscard]] const std::string& message() const noexcept { return info_.message; }

private:
    DatabaseErrorInfo info_;
};

/// A constraint was violated.
class IntegrityError : public DatabaseError {
public:
    using DatabaseError::DatabaseError;
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
