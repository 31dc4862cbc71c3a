#pragma once
// Migrations that a test writes, for the engine under test.
#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "aside/migrate.hpp"
#include "exec/database/databases.hpp"
#include "migrations/run.hpp"
#include "migrations/run_records.hpp"
#include "sql/migrating.hpp"
#include "support/database.hpp"

namespace aside::testing {

inline const sql::Dialect& engine() { return exec::database("default")->dialect(); }
inline bool is_sqlite() { return engine().vendor() == "sqlite"; }
/// The text for the engine under test.
inline std::string either(const std::string& sqlite, const std::string& postgresql) {
    return is_sqlite() ? sqlite : postgresql;
}

/// A list of files, each of which follows the one before.
class Files {
public:
    Files& add(const std::string& name, const std::string& up, const std::string& down = "") {
        std::string text = "-- aside migration " + name + '\n';
        if (!texts_.empty()) text += "-- after: " + last_ + '\n';
        text += up + '\n';
        if (!down.empty()) text += "-- aside: down\n" + down + '\n';
        last_ = name;
        texts_.push_back({name + '.' + std::string(engine().vendor()) + ".sql", text});
        return *this;
    }
    /// Replaces a part of the last text.
    Files& edit(const std::string& what, const std::string& by) {
        std::string& text = texts_.back().text;
        const std::size_t at = text.find(what);
        REQUIRE(at != std::string::npos);
        text.replace(at, what.size(), by);
        return *this;
    }
    [[nodiscard]] std::vector<migrations::Migration> history() const {
        return migrations::history_of(texts_, engine());
    }
    [[nodiscard]] const std::vector<migrations::NamedText>& texts() const { return texts_; }
    /// Runs them; gives what was done, and what was told with `told`.
    std::vector<std::string> run(migrations::RunOptions options = {}) {
        options.tell = [this](const std::string& line) { told.push_back(line); };
        const auto all = history();
        return migrations::run(all, options);
    }
    /// The error of running them; empty if there is none.
    std::string refusal(const migrations::RunOptions& options = {}) {
        try {
            (void)run(options);
        } catch (const Error& error) {
            return error.what();
        }
        return {};
    }

    std::vector<std::string> told;

private:
    std::vector<migrations::NamedText> texts_;
    std::string last_;
};

/// What Django's own `migrate` leaves of an app `shop`, but for the app's tables.
inline void create_django_migrations() {
    connection().execute(
        either("CREATE TABLE django_migrations (id integer NOT NULL PRIMARY KEY AUTOINCREMENT, app "
               "varchar(255) NOT NULL, name varchar(255) NOT NULL, applied datetime NOT NULL)",
               "CREATE TABLE django_migrations (id serial PRIMARY KEY, app varchar(255) NOT NULL, "
               "name varchar(255) NOT NULL, applied timestamptz NOT NULL)"));
    connection().execute(
        "INSERT INTO django_migrations (app, name, applied) VALUES ('shop', '0001_initial', "
        "'2024-05-06 07:08:09')");
}

/// The names of the migrations that the database says it has.
inline std::vector<std::string> applied(const std::string& history = "") {
    std::vector<std::string> names;
    for (const migrations::Record& record : migrations::Records("default", history).all())
        names.push_back(record.name);
    return names;
}

inline bool contains(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

inline std::int64_t count(const std::string& table) {
    return *value_of("SELECT COUNT(*) FROM " + table).integer();
}

using NameList = std::vector<std::string>;

}  // namespace aside::testing
