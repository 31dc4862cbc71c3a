#include "backend/sqlite/json.hpp"

#include <algorithm>
#include <string>

namespace aside::backend::sqlite {
namespace {

bool is_index(std::string_view key) {
    return !key.empty() && std::ranges::all_of(key, [](char c) { return c >= '0' && c <= '9'; });
}

std::string path_of(std::span<const std::string_view> keys) {
    std::string path = "$";
    for (const std::string_view key : keys) {
        if (is_index(key))
            path += '[' + std::string(key) + ']';
        else
            path += ".\"" + std::string(key) + '"';
    }
    return path;
}

}  // namespace

void json_path(query::SqlWriter& writer, const query::SqlWriter& json,
               std::span<const std::string_view> keys) {
    writer.sql += '(';
    writer.append(json);
    writer.sql += " -> ";
    writer.param(path_of(keys));
    writer.sql += ')';
}

}  // namespace aside::backend::sqlite
