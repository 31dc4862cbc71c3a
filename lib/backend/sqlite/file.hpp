#pragma once
#include <sys/stat.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "aside/detail/mutex.hpp"
#include "backend/sqlite/read_pause.hpp"

namespace aside::backend::sqlite {

/// The file that a database was connected to, known by its device and inode: its path may lead to
/// another file later, or to none.
///
/// Thread-safe. `first_` never changes after the first connection was opened: code that has one
/// reads it without the lock.
class ConnectedFile {
public:
    explicit ConnectedFile(std::string path) : path_(std::move(path)) {}

    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    /// Whether a connection was opened before.
    [[nodiscard]] bool known() const;
    /// Called for a connection that was just opened. The file at the path becomes the database's;
    /// if the database has one already, it must be the same file. Throws `OperationalError` if it
    /// is not.
    void settle();
    /// Whether the path still leads to it. Asks the system. Only for code that has a connection.
    [[nodiscard]] bool is_there() const noexcept ASIDE_NO_THREAD_SAFETY_ANALYSIS;
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
    mutable detail::Mutex mutex_;
    std::optional<Inode> first_ ASIDE_GUARDED_BY(mutex_);
    ReadPause pause_;
};

}  // namespace aside::backend::sqlite
