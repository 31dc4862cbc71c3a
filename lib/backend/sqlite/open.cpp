#include "backend/sqlite/open.hpp"

#include <sqlite3.h>

#include <filesystem>
#include <system_error>

#include "aside/error.hpp"
#include "backend/sqlite/connection.hpp"
#include "backend/sqlite/dialect.hpp"
#include "backend/sqlite/url.hpp"

namespace aside::backend::sqlite {

namespace {

[[noreturn]] void refuse(const Url& url, const std::string& reason, int code) {
    throw OperationalError(DatabaseErrorInfo{
        .message = "cannot connect to \"" + url.text + "\": " + reason, .code = code});
}

// SQLite says "unable to open database file" to most of these.
void check_file(const Url& url) {
    const std::filesystem::path path(url.path);
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        refuse(url, url.path + " is a directory", SQLITE_CANTOPEN);
    if (std::filesystem::exists(path, ignored)) return;
    if (!std::filesystem::is_directory(path.parent_path(), ignored)) {
        refuse(url, "there is no directory " + path.parent_path().string(), SQLITE_CANTOPEN);
    }
    if (url.mode != Mode::create) refuse(url, "there is no file " + url.path, SQLITE_CANTOPEN);
}

int flags_of(const Url& url) {
    switch (url.mode) {
        case Mode::read_only:
            return SQLITE_OPEN_READONLY;
        case Mode::read_write:
            return SQLITE_OPEN_READWRITE;
        case Mode::create:
            break;
    }
    return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
}

void set_up(Connection& connection, const Url& url, Access access) {
    if (url.mode == Mode::read_only) {
        connection.run("SELECT 1 FROM sqlite_schema LIMIT 1");  // reads the file's header
    } else if (connection.file_is_read_only()) {
        throw OperationalError(
            DatabaseErrorInfo{.message = url.path + " cannot be written; mode=ro would read it",
                              .code = SQLITE_READONLY});
    } else if (!url.memory) {
        connection.run("PRAGMA journal_mode = WAL");
    }
    connection.run("PRAGMA foreign_keys = ON");
    if (url.synchronous_normal) connection.run("PRAGMA synchronous = NORMAL");
    // Read-write and then told not to, so that it may create the files that write-ahead logging
    // shares.
    if (access == Access::read && !url.memory) connection.run("PRAGMA query_only = ON");
}

std::unique_ptr<backend::Connection> open(const Url& url, std::chrono::milliseconds timeout,
                                          Access access) {
    if (!url.memory) check_file(url);
    try {
        auto connection = std::make_unique<Connection>(url.path, flags_of(url), timeout);
        set_up(*connection, url, access);
        return connection;
    } catch (const DatabaseLocked& error) {
        throw DatabaseLocked(DatabaseErrorInfo{
            .message = "cannot connect to \"" + url.text + "\": " + error.message(),
            .code = error.code()});
    } catch (const OperationalError& error) {
        refuse(url, error.message(), error.code());
    }
}

}  // namespace

Source source_of(std::string_view text, std::chrono::milliseconds timeout) {
    auto url = parse_url(text);
    Source source{.url = url.text, .vendor = "sqlite", .dialect = &dialect()};
    source.single_connection = url.memory;
    source.read_only = url.mode == Mode::read_only;
    source.open = [url = std::move(url), timeout](Access access) {
        return open(url, timeout, access);
    };
    return source;
}

}  // namespace aside::backend::sqlite
