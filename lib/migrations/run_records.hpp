#pragma once
#include <string>
#include <vector>

#include "migrations/status.hpp"

namespace aside::migrations {

/// The table in which a database says which migrations of a history it has. Calls run in the
/// transaction block around them, if there is one.
class Records {
public:
    Records(std::string alias, std::string history)
        : alias_(std::move(alias)), history_(std::move(history)) {}

    /// Those of the history, in the order in which they were applied; none if there is no table.
    [[nodiscard]] std::vector<Record> all() const;
    /// Creates the table if it is not there.
    void create_table() const;
    void add(const Migration& migration, bool started = false) const;
    /// Says that it is applied as it is now.
    void set_applied(const Migration& migration) const;
    /// Says that its undoing was begun, and may come to its end or not.
    void set_undoing(const Migration& migration) const;
    void remove(const std::string& name) const;

private:
    const std::string alias_;
    const std::string history_;
};

/// What Django's own table says: the app, the migration's name and the time.
struct DjangoRecord {
    std::string app{};
    std::string name{};
    DateTime applied{};
};
/// Django's migrations in that database, in their order; none if it has no such table.
[[nodiscard]] std::vector<DjangoRecord> django_records(const std::string& alias);

/// Whether the database has a table of that name.
[[nodiscard]] bool has_table(const std::string& alias, std::string_view table);

}  // namespace aside::migrations
