#include "sql/migrating.hpp"

#include "aside/options.hpp"
#include "sql/dialect.hpp"

namespace aside::sql {

std::vector<std::string> Migrating::limit_lock_wait(std::chrono::milliseconds) const { return {}; }
std::vector<std::string> Migrating::stay_idle() const { return {}; }
std::vector<std::string> Migrating::wait_without_limit(bool) const { return {}; }
std::optional<Leftover> Migrating::leftover_of(const std::string&) const { return std::nullopt; }

std::string Migrating::count_rows(const std::string& table,
                                  std::span<const std::string> columns) const {
    std::string sql = "SELECT COUNT(*)";
    for (const std::string& column : columns) sql += ", COUNT(" + dialect_.quoted(column) + ')';
    return sql + " FROM " + dialect_.quoted(table);
}

std::string Migrating::try_reading(const std::string& view) const {
    return dialect_.explain_prefix({}) + "SELECT * FROM " + dialect_.quoted(view);
}

std::vector<std::string> Migrating::try_changing(const schema::Table& table) const {
    const std::string explain = dialect_.explain_prefix({});
    const std::string name = dialect_.quoted(table.name);
    std::string update = explain + "UPDATE " + name + " SET ";
    bool is_first = true;
    for (const schema::Column& column : table.columns) {
        if (column.generated) continue;
        if (!is_first) update += ", ";
        is_first = false;
        update += dialect_.quoted(column.name) + " = " + dialect_.quoted(column.name);
    }
    std::vector<std::string> all{explain + "INSERT INTO " + name + " DEFAULT VALUES",
                                 explain + "DELETE FROM " + name};
    if (!is_first) all.push_back(std::move(update));
    return all;
}

std::string Migrating::literal(std::string_view text) const {
    std::string sql;
    dialect_.literal(sql, SqlValue(text));
    return sql;
}

}  // namespace aside::sql
