#include "aside/error.hpp"

#include <utility>

namespace aside {

namespace {

std::string describe(const DatabaseErrorInfo& info) {
    std::string text = info.message;
    if (!info.explanation.empty()) text = info.explanation + ": " + text;
    if (!info.sql.empty()) text += " [" + info.sql + "]";
    return text;
}

}  // namespace

DatabaseError::DatabaseError(DatabaseErrorInfo info)
    : Error(describe(info)), info_(std::move(info)) {}

}  // namespace aside
