#pragma once
// The driver contract: the interface that a backend implements, and the only part of a backend that
// the rest of the library knows.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aside/detail/driver.hpp"
#include "aside/detail/interrupt.hpp"

namespace aside::backend {

class Connection;

/// One prepared statement of one connection. Not thread-safe: used only by the holder of the
/// connection's lease. Order of use: bind all parameters, step until false (or stop earlier),
/// reset. Errors are thrown as `DatabaseError`s.
class Prepared : public detail::Cells, public detail::Binder {
public:
    virtual ~Prepared() = default;
    /// Says, before the first step and in a transaction, that other statements of the connection
    /// run between the rows, and that the rest of these may be left unread: the rows are taken that
    /// many at a time. Only of an engine that has not `Features::interleaves_statements`.
    virtual void read_in_turns(std::size_t) {}
    /// Moves to the next row; false at the end.
    virtual bool step() = 0;
    /// Ends the execution and lets go of the bound values; the statement may then be executed
    /// again.
    virtual void reset() noexcept = 0;
    /// True if the statement cannot change the database.
    [[nodiscard]] virtual bool read_only() const = 0;
    [[nodiscard]] virtual int column_count() const = 0;
    [[nodiscard]] virtual std::string_view column_name(int column) const = 0;
    [[nodiscard]] virtual int parameter_count() const = 0;
    /// Has the parameters from 0 on be arrays of values of these types, one parameter a type, and
    /// empties them. What is bound to a parameter of the binder goes behind what its array has. The
    /// binder is the statement's until that is reset. nullptr: the engine has no arrays.
    [[nodiscard]] virtual detail::Binder* arrays(std::span<const detail::CellType>) {
        return nullptr;
    }
    /// Binds a field to the parameter, for a function of the dialect's own that needs to know the
    /// field.
    virtual void field(int parameter, const detail::FieldInfo& field) = 0;
    /// After `ConnectionLost`: whether it only reads, and the engine has answered nothing of it, so
    /// that it may be executed on another connection.
    [[nodiscard]] virtual bool may_move() const { return false; }
    /// Belongs to another connection of the same engine from here on, where the next step executes
    /// it with the parameters that it has. Only if it may move.
    virtual void move_to(Connection&) {}
};

/// The name of a table, with that of its schema unless the engine has to look for the table.
struct TableName {
    const std::string& schema;  ///< empty: it has to
    const std::string& table;
};

/// How many rows were deleted from which table. Tables that are found without their schema's name
/// go by their own, others by `schema.table`.
using Deletions = std::map<std::string, std::int64_t>;

/// Rows of one table that are inserted together.
struct NewRows {
    std::string sql{};     ///< the statement that takes the rows, for logs and errors
    std::string schema{};  ///< empty: the engine looks for the table
    std::string table{};
    std::vector<std::string> columns{};
    std::vector<detail::CellType> types{};  ///< the type of each column's values that are not NULL
    bool wants_keys = false;  ///< the first column is a key, whose values the database gives
    std::size_t count = 0;
    /// Binds the values of the row of that number in the order of the columns, the first one to
    /// parameter 0; `key` is the one that the database gives it, if it does.
    std::function<void(std::size_t row, std::int64_t key, detail::Binder& binder)> bind{};
};

/// What becomes of the transaction of a connection. A `failed` one takes no statement but those
/// that undo it or go back to a savepoint; not every engine has that state
/// (`Features::errors_abort_transactions`).
enum class TransactionState : unsigned char { none, open, failed };

/// One open connection. Not thread-safe.
class Connection {
public:
    virtual ~Connection() = default;
    /// Compiles one statement. Throws on a syntax error, on a missing table, and if text follows
    /// the statement.
    [[nodiscard]] virtual std::unique_ptr<Prepared> prepare(std::string_view sql) = 0;
    /// Runs statements that have neither parameters nor rows, such as BEGIN.
    virtual void run(std::string_view sql) = 0;
    /// Takes a statement without parameters and rows, such as BEGIN, to send it along with the next
    /// one, in one trip; `transaction` speaks as if it had run. Its error is then thrown by the
    /// next one. False: it has to be run now.
    [[nodiscard]] virtual bool put_off(std::string_view) { return false; }
    /// Sends statements, which are bound, in one trip. Each is then stepped, in any order, the
    /// values of one read before the next is begun. One that fails throws when it is stepped, and
    /// so do all behind it, which were not run. By default each is run when it is stepped.
    virtual void send(std::span<Prepared* const>) {}
    /// Runs statements, which are bound, in one transaction, and commits it. One that fails is
    /// undone alone. None of them waits for a lock for long; one that fails with `DatabaseLocked`
    /// may be run again. Each is then stepped, in any order, and throws its own error. False:
    /// nothing was written, and each may be run again. If the connection is lost during the commit,
    /// each throws `ConnectionLost`. Only for a data source that `shares_commits`, while no
    /// transaction is open.
    [[nodiscard]] virtual bool commit_together(std::span<Prepared* const>) { return false; }
    /// Inserts many rows by what the engine has for that, in the transaction that is open; `keys`
    /// becomes those that it gives, if they are wanted. `changes` then says how many were inserted.
    /// False, and nothing is done, if the engine has nothing for that, or not for this table: one
    /// of which triggers or rules have to be run, say.
    [[nodiscard]] virtual bool copy(const NewRows&, std::vector<std::int64_t>& /*keys*/) {
        return false;
    }
    /// Rows changed by the latest statement; 0 if it was no INSERT, UPDATE or DELETE.
    [[nodiscard]] virtual std::int64_t changes() const = 0;
    /// Rows changed by the latest statement, with those that triggers and foreign keys changed
    /// along with them.
    [[nodiscard]] virtual std::int64_t all_changes() const = 0;
    /// False if `changes` leaves out that table's rows, such as those of a view that triggers
    /// change. RETURNING then tells the rows that were met.
    [[nodiscard]] virtual bool counts_changes(const TableName& table) const = 0;
    /// Whether the engine numbers new rows in that column, in ascending order without gaps. Then
    /// `last_insert_id` has the number of the last row which the latest INSERT has added itself.
    [[nodiscard]] virtual bool numbers_rows(const TableName& table,
                                            const std::string& column) const = 0;
    [[nodiscard]] virtual std::int64_t last_insert_id() const = 0;
    /// From here on adds the rows that statements delete to `deletions`, with those that the engine
    /// deletes along with them; until nullptr is passed. A statement that fails adds nothing. One
    /// that empties a table to which no other refers may add nothing either: `changes` then has all
    /// there is.
    virtual void watch_deletions(Deletions* deletions) noexcept = 0;
    [[nodiscard]] virtual TransactionState transaction() const = 0;
    /// Checks now the constraints that the engine checks only when the transaction commits, and
    /// throws the error that the commit would throw.
    virtual void require_constraints() = 0;
    /// How many parameters one statement may have.
    [[nodiscard]] virtual int parameter_limit() const = 0;
    /// From here on a statement that runs, or that waits for another process, ends soon after the
    /// interrupt is due, with its `QueryCancelled` or `QueryTimeout`. It does not end once it has
    /// begun to commit. The connection stays usable, while a transaction in which it wrote may be
    /// rolled back. Until nullptr is passed: the interrupt lives as long.
    virtual void stop_when(const detail::Interrupt* interrupt) noexcept = 0;
    /// Whether the connection can go on being used, as far as is known without asking a server.
    [[nodiscard]] virtual bool usable() noexcept { return true; }
    /// Waits until a server answers that nothing is asked. Throws `ConnectionLost`, and what an
    /// interrupt that is due throws.
    virtual void ping() {}
    /// How far what is written to the database has come on this server: on the one that is written
    /// to, up to what was committed last; on a replica, up to what it shows by now. A number that
    /// grows, by which one server's can be held against the other's. Nothing where a replica was to
    /// say it, and the server is none, or follows no other any more. Throws `NotSupportedError` if
    /// the server does not tell it. Only of an engine that has `Features::replicas`.
    [[nodiscard]] virtual std::optional<std::uint64_t> position(bool /*of_replica*/) {
        return std::nullopt;
    }
};

}  // namespace aside::backend
