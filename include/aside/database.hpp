#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aside/connect_options.hpp"
#include "aside/detail/as_sql.hpp"
#include "aside/features.hpp"
#include "aside/future.hpp"
#include "aside/value.hpp"

namespace aside {

/// Opens a database and gives it an alias.
///
/// `sqlite:path` is a file, relative to the current directory at the call; `%3F` stands for a
/// question mark in it, `%25` for a percent sign. `sqlite::memory:` is one database that every
/// thread shares. Options follow a `?`, joined by `&`: `mode=ro` reads only, `mode=rw` does not
/// create the file, `mode=rwc` (the default) does; `synchronous=full` (the default) waits for the
/// disk at each commit, `synchronous=normal` only at checkpoints. `journal_mode=keep` does not put
/// the file into WAL mode; `mode=ro&immutable=1` reads a file that no process writes to, without
/// locks; `trusted_schema=0` refuses triggers, views and checks that could do harm, and `1` allows
/// them. The default is 0 if SQLite counts its own JSON functions as harmless, which 3.40 does not.
///
/// The database stays with the file: once that is deleted, renamed or replaced, writes throw
/// `OperationalError`, and so do reads that begin 50 ms later or more.
///
/// `postgresql://user@host/name`, `postgres:` and `postgresql:key=value ...` are databases of
/// PostgreSQL, with all that libpq understands: several hosts, sockets, service files, its
/// environment. `prepare=off` is ours: it uses no named statements, for a pooler that gives
/// statements to other connections. So is `share_commits=off`: writes in the background that wait
/// together commit one by one. So is `features=-name,...`: what the server lacks, or has without
/// the minus, by names of members of `Features` (docs/guide/scaling.md has them), where the first
/// connection does not tell.
///
/// Waits for other processes that connect to the file or read it, no longer than `timeout`; for
/// each address of a server as long as the URL's `connect_timeout` says, else `timeout`, but at
/// least two seconds. Throws `ImproperlyConfigured` for a URL or options that make no sense and for
/// an alias that is taken. Throws `OperationalError` if the file or the server cannot be opened.
/// Both name the reason and the URL, without a password. Throws `SchemaMismatch` if the tables are
/// not as the models of `check` say. What `on_connect` throws is thrown.
void connect(std::string_view url, const ConnectOptions& options = {});

/// Waits until all calls that run on the database or are queued for it have ended, then closes it.
/// Throws `ConnectionDoesNotExist` if the alias is not connected, and `InterfaceError` if this
/// thread is itself in the middle of using it.
void disconnect(std::string_view alias = "default");

/// One row of a raw query: values by position or by column name.
class SqlRow {
public:
    SqlRow(std::shared_ptr<const std::vector<std::string>> columns, std::vector<SqlValue> values)
        : columns_(std::move(columns)), values_(std::move(values)) {}

    /// The number of columns.
    [[nodiscard]] std::size_t size() const noexcept { return values_.size(); }
    /// The value of that column, from 0. Throws `DataError` if there is no such column.
    [[nodiscard]] const SqlValue& operator[](std::size_t column) const;
    /// The value of that column, from 0. Throws `DataError` if there is no such column.
    [[nodiscard]] const SqlValue& operator[](int column) const {
        return (*this)[static_cast<std::size_t>(column)];
    }
    /// The value of the first column of that name. Throws `DataError` if there is none.
    [[nodiscard]] const SqlValue& operator[](std::string_view column) const;
    /// The value of the first column of that name. Throws `DataError` if there is none.
    [[nodiscard]] const SqlValue& operator[](const char* column) const {
        return (*this)[std::string_view(column)];
    }

private:
    std::shared_ptr<const std::vector<std::string>> columns_;
    std::vector<SqlValue> values_;
};

/// The rows of a raw query.
class SqlRows {
public:
    SqlRows(std::shared_ptr<const std::vector<std::string>> columns, std::vector<SqlRow> rows)
        : columns_(std::move(columns)), rows_(std::move(rows)) {}

    /// The names of the columns; none if the rows were moved from.
    [[nodiscard]] const std::vector<std::string>& columns() const noexcept {
        static const std::vector<std::string> none;
        return columns_ ? *columns_ : none;
    }
    /// The number of rows.
    [[nodiscard]] std::size_t size() const noexcept { return rows_.size(); }
    /// Whether there are no rows.
    [[nodiscard]] bool empty() const noexcept { return rows_.empty(); }
    [[nodiscard]] auto begin() const noexcept { return rows_.begin(); }
    [[nodiscard]] auto end() const noexcept { return rows_.end(); }
    /// The row at that index, from 0. Throws `DataError` if there is no such row.
    [[nodiscard]] const SqlRow& operator[](std::size_t row) const;
    /// The first row. Throws `DataError` if there are no rows.
    [[nodiscard]] const SqlRow& front() const { return (*this)[0]; }

private:
    std::shared_ptr<const std::vector<std::string>> columns_;
    std::vector<SqlRow> rows_;
};

/// The handle of a connected database, for SQL by hand. It names the database by its alias and
/// keeps nothing open; any number of threads may use it.
class Connection {
public:
    /// Names a connected database. Throws `ConnectionDoesNotExist` if the alias is not connected.
    explicit Connection(std::string_view alias);

    /// The name of the engine: `sqlite`, `postgresql`. Throws `ConnectionDoesNotExist` after a
    /// disconnect, as the methods that run statements do.
    [[nodiscard]] std::string vendor() const;
    /// What the engine can. Throws `ConnectionDoesNotExist` after a disconnect.
    [[nodiscard]] Features features() const;
    /// What is known of the database's replicas, in the order of `ConnectOptions::replicas`; asks
    /// nobody. Throws `ConnectionDoesNotExist` after a disconnect.
    [[nodiscard]] std::vector<ReplicaStatus> replicas() const;
    /// The alias of the database.
    [[nodiscard]] const std::string& alias() const noexcept { return alias_; }

    /// Runs one statement, `?` standing for each parameter, and gives the number of rows that it
    /// changed.
    template <class... Params>
    std::int64_t execute(std::string_view sql, Params&&... params) const {
        return execute(sql, values(params...));
    }
    /// Runs one statement on the arena, `?` standing for each parameter; a future of the number of
    /// rows that it changed.
    template <class... Params>
    Future<std::int64_t> aexecute(std::string_view sql, Params&&... params) const {
        return aexecute(sql, values(params...));
    }
    /// Runs one statement with these parameters, and gives the number of rows that it changed.
    std::int64_t execute(std::string_view sql, std::vector<SqlValue> params) const;
    /// Runs one statement with these parameters on the arena; a future of the number of rows that
    /// it changed.
    Future<std::int64_t> aexecute(std::string_view sql, std::vector<SqlValue> params) const;

    /// Runs one statement and gives its rows. One that also writes (`RETURNING`) is run as a write.
    template <class... Params>
    [[nodiscard]] SqlRows query(std::string_view sql, Params&&... params) const {
        return query(sql, values(params...));
    }
    /// Runs one statement on the arena, `?` standing for each parameter; a future of its rows.
    template <class... Params>
    [[nodiscard]] Future<SqlRows> aquery(std::string_view sql, Params&&... params) const {
        return aquery(sql, values(params...));
    }
    /// Runs one statement with these parameters and gives its rows.
    [[nodiscard]] SqlRows query(std::string_view sql, std::vector<SqlValue> params) const;
    /// Runs one statement with these parameters on the arena; a future of its rows.
    [[nodiscard]] Future<SqlRows> aquery(std::string_view sql, std::vector<SqlValue> params) const;

private:
    template <class... Params>
    static std::vector<SqlValue> values(const Params&... params) {
        std::vector<SqlValue> list;
        list.reserve(sizeof...(params));
        (list.push_back(detail::as_sql(params)), ...);
        return list;
    }
    std::string alias_;
};

/// The handle of the database under that alias; throws `ConnectionDoesNotExist`.
[[nodiscard]] Connection connection(std::string_view alias = "default");

}  // namespace aside
