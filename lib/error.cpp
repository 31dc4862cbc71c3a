#include "aside/error.hpp"

#include <utility>

namespace aside {

namespace {

std::string describe(const DatabaseErrorInfo& info) {
    if (info.sql.empty()) return info.message;
    return info.message + " [" + info.sql + "]";
}

}  // namespace

DatabaseError::DatabaseError(DatabaseErrorInfo info)
    : Error(describe(info)), info_(std::move(info)) {}

}  // namespace aside
