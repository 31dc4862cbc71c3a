#include "backend/sqlite/open.hpp"

#include <sqlite3.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <utility>

#include "aside/error.hpp"
#include "backend/sqlite/file.hpp"
#include "backend/sqlite/sqlite_connection.hpp"
#include "backend/sqlite/url.hpp"
#include "sql/sqlite/dialect.hpp"

namespace aside::backend::sqlite {

namespace {

[[noreturn]] void refuse(const Url& url, const std::string& reason, int code) {
    throw OperationalError(DatabaseErrorInfo{
        .message = "cannot connect to \"" + url.text + "\": " + reason, .code = code});
}

/// Whether it holds anything but zeros, which a journal that was used up may be filled with.
bool holds_changes(const std::string& journal) {
    std::FILE* const file = std::fopen(journal.c_str(), "rb");
    if (file == nullptr) return false;
    const int first = std::fgetc(file);
    std::fclose(file);
    return first != EOF && first != 0;
}

// A connection that looks at the file alone would not see the rows in a log beside it.
void check_immutable(const Url& url) {
    for (const char* end : {"-wal", "-journal"}) {
        if (!holds_changes(url.path + end)) continue;
        refuse(url,
               url.path + end +
                   " holds changes that immutable=1 would not see: open the database " +
                   "once where its folder can be written",
               SQLITE_CANTOPEN);
    }
}

// SQLite says "unable to open database file" to most of these.
void check_file(const Url& url) {
    const std::filesystem::path path(url.path);
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        refuse(url, url.path + " is a directory", SQLITE_CANTOPEN);
    if (url.immutable) check_immutable(url);
    if (std::filesystem::exists(path, ignored)) return;
    if (!std::filesystem::is_directory(path.parent_path(), ignored)) {
        refuse(url, "there is no directory " + path.parent_path().string(), SQLITE_CANTOPEN);
    }
    if (url.mode != Mode::create) refuse(url, "there is no file " + url.path, SQLITE_CANTOPEN);
}

/// The flags of the first connection; the others never make a file in place of one that is gone.
int flags_of(const Url& url, bool first) {
    const int uri = url.immutable ? SQLITE_OPEN_URI : 0;
    if (url.mode == Mode::read_only) return SQLITE_OPEN_READONLY | uri;
    if (url.mode == Mode::create && (first || url.memory))
        return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    return SQLITE_OPEN_READWRITE;
}

/// The name as SQLite takes it: a path or, for options that it has no flag for, a URI.
std::string name_of(const Url& url) {
    if (!url.immutable) return url.path;
    std::string uri = "file:";
    for (const char letter : url.path) {
        if (letter == '%' || letter == '?' || letter == '#') {
            constexpr char digits[] = "0123456789ABCDEF";
            uri += {'%', digits[letter >> 4], digits[letter & 0xf]};
        } else {
            uri += letter;
        }
    }
    return uri + "?immutable=1";
}

bool folder_can_be_written(const Url& url) {
    return access(std::filesystem::path(url.path).parent_path().c_str(), W_OK) == 0;
}

/// A hint that SQLite's errors leave out: it keeps its log beside the file.
std::string cure_of(const Url& url) {
    if (url.memory || url.immutable || folder_can_be_written(url)) return {};
    return "; its folder cannot be written, where SQLite keeps files of its own beside it: "
           "mode=ro&immutable=1 reads a file that nobody writes to";
}

/// Whether this SQLite works with a schema that is not trusted. 3.40 refuses its own JSON functions
/// there, which Django's check of each JSON column calls. Some versions refuse FTS5's tables, which
/// triggers fill.
bool does_without_trust() {
    static const bool does = [] {
        SqliteConnection memory(":memory:", SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, {},
                                nullptr);
        memory.defend(false);
        const auto runs = [&](const char* sql) {
            try {
                memory.run(sql);
                return true;
            } catch (const ProgrammingError&) {
                return false;
            }
        };
        memory.run("CREATE VIEW json AS SELECT json_valid('{}')");
        if (!runs("SELECT * FROM json")) return false;
        if (!runs("CREATE VIRTUAL TABLE words USING fts5(word)")) return true;  // built without it
        memory.run("CREATE VIEW search AS SELECT * FROM words");
        return runs("SELECT * FROM search");
    }();
    return does;
}

void set_up(SqliteConnection& connection, const Url& url, Access access) {
    connection.defend(url.trusts_schema ? *url.trusts_schema : !does_without_trust());
    if (url.mode != Mode::read_only && connection.file_is_read_only()) {
        throw OperationalError(DatabaseErrorInfo{
            .message = url.path + " cannot be written" +
                       (folder_can_be_written(url) ? "; mode=ro would read it" : ""),
            .code = SQLITE_READONLY});
    }
    if (url.mode == Mode::read_only || url.keeps_journal_mode)
        connection.run("SELECT 1 FROM sqlite_schema LIMIT 1");  // reads the file's header
    else if (!url.memory)
        connection.run_when_free("PRAGMA journal_mode = WAL");
    if (!url.memory && url.mode != Mode::read_only)
        connection.run("PRAGMA journal_size_limit = 16777216");  // of a log that begins anew
    connection.run("PRAGMA foreign_keys = ON");
    // Some builds have it on: a table that is renamed would leave what names it behind.
    connection.run("PRAGMA legacy_alter_table = OFF");
    if (url.synchronous_normal) connection.run("PRAGMA synchronous = NORMAL");
    // Read-write and then told not to, so that it may create the files that write-ahead logging
    // shares.
    if (access == Access::read && !url.memory) connection.run("PRAGMA query_only = ON");
}

std::unique_ptr<backend::Connection> open(const Url& url, std::chrono::milliseconds timeout,
                                          const std::shared_ptr<ConnectedFile>& file,
                                          Access access) {
    const bool first = file == nullptr || !file->known();
    if (first && !url.memory) check_file(url);
    if (!first && !file->is_there()) file->throw_gone();
    try {
        auto connection =
            std::make_unique<SqliteConnection>(name_of(url), flags_of(url, first), timeout, file);
        set_up(*connection, url, access);
        return connection;
    } catch (const DatabaseLocked& error) {
        throw DatabaseLocked(DatabaseErrorInfo{
            .message = "cannot connect to \"" + url.text + "\": " + error.message(),
            .code = error.code()});
    } catch (const OperationalError& error) {
        refuse(url, error.message() + cure_of(url), error.code());
    }
}

ShellCommand shell_of(const Url& url) {
    if (url.memory)
        throw NotSupportedError("aside: the database \"" + url.text +
                                "\" lies in the memory of this program alone");
    ShellCommand shell{.arguments = {"sqlite3"}};
    if (url.mode == Mode::read_only) shell.arguments.emplace_back("-readonly");
    shell.arguments.push_back(url.path);
    return shell;
}

}  // namespace

const sql::Dialect& dialect() { return sql::sqlite::dialect(); }

DataSource source_of(std::string_view text, std::chrono::milliseconds timeout) {
    auto url = parse_url(text);
    DataSource source{.url = url.text, .vendor = "sqlite", .dialect = &dialect()};
    source.single_connection = url.memory;
    source.read_only = url.mode == Mode::read_only;
    source.name = url.memory ? url.path : std::filesystem::path(url.path).filename().string();
    source.shell = [url] { return shell_of(url); };
    auto file = url.memory ? nullptr : std::make_shared<ConnectedFile>(url.path);
    source.open = [url = std::move(url), timeout, file = std::move(file)](
                      Access access, const detail::Interrupt*) {
        return open(url, timeout, file, access);
    };
    return source;
}

}  // namespace aside::backend::sqlite
