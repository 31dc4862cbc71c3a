#pragma once
#include <sys/stat.h>

#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "backend/sqlite/read_pause.hpp"

namespace aside::backend::sqlite {

/// The file that a database was connected to, known by its device and inode: its path may lead to
/// another file later, or to none.
///
/// Thread-safe: `mutex_` guards `first_` while connections are opened. Code that has a connection
/// reads it without the lock, since it never changes after the first connection was opened.
class ConnectedFile {
public:
    explicit ConnectedFile(std::string path) : path_(std::move(path)) {}

    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    /// Whether a connection was opened before.
    [[nodiscard]] bool known() const;
    /// For a connection that was just opened: the file at the path becomes the database's or, if it
    /// has one already, must be the same one. Throws `OperationalError` if it is not.
    void settle();
    /// Whether the path still leads to it. Asks the system. Only for code that has a connection.
    [[nodiscard]] bool is_there() const noexcept;
    /// The pause of the reads on all of its connections.
    [[nodiscard]] ReadPause& pause() noexcept { return pause_; }
    /// Throws the `OperationalError` of a file that is not there any more.
    [[noreturn]] void throw_gone(std::string_view sql = {}) const;

private:
    struct Inode {
        dev_t device;
        ino_t number;
        bool operator==(const Inode&) const = default;
    };
    [[nodiscard]] std::optional<Inode> at_path() const noexcept;

    const std::string path_;
    mutable std::mutex mutex_;
    std::optional<Inode> first_;
    ReadPause pause_;
};

}  // namespace aside::backend::sqlite
