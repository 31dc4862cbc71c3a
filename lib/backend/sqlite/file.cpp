#include "backend/sqlite/file.hpp"

#include <sqlite3.h>

#include "aside/error.hpp"

namespace aside::backend::sqlite {

bool ConnectedFile::known() const {
    const detail::Lock lock(mutex_);
    return first_.has_value();
}

void ConnectedFile::settle() {
    const detail::Lock lock(mutex_);
    if (!first_) first_ = at_path();
    if (!is_there()) throw_gone();
}

bool ConnectedFile::is_there() const noexcept { return first_ && at_path() == first_; }

void ConnectedFile::throw_gone(std::string_view sql) const {
    throw OperationalError(DatabaseErrorInfo{
        .message =
            path_ +
            " is not the file any more that was connected: it was deleted, renamed or "
            "replaced, and what is written to it would be lost; disconnect, and connect anew",
        .sql = std::string(sql),
        .code = SQLITE_READONLY_DBMOVED});
}

std::optional<ConnectedFile::Inode> ConnectedFile::at_path() const noexcept {
    struct stat found {};
    if (stat(path_.c_str(), &found) != 0) return std::nullopt;
    return Inode{found.st_dev, found.st_ino};
}

}  // namespace aside::backend::sqlite
