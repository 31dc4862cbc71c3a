#include <algorithm>

#include "aside/database.hpp"
#include "aside/detail/call.hpp"
#include "aside/transaction.hpp"
#include "exec/database/runner.hpp"
#include "exec/session/read_tables.hpp"
#include "migrations/run_file.hpp"
#include "schema/differences.hpp"
#include "sql/migrating.hpp"

namespace aside::migrations {
namespace {

/// A database in memory, connected while it lives.
class Scratch {
public:
    explicit Scratch(const std::string& url) { connect(url, {.alias = alias}); }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    ~Scratch() { disconnect(alias); }

    static constexpr const char* alias = "aside: migrate --fake-initial";
};

/// The tables that a migration makes, in a database that has none; nothing of it stays.
std::vector<schema::Table> tables_made_by(const Part& part, const std::string& alias) {
    const Transaction undone({.alias = alias});
    return detail::run_here({.alias = alias}, [&](detail::Runner& runner) {
        const exec::Lease session = runner.write("migrate()");
        for (const std::string& sql : runner.dialect().migrating().enter_scratch())
            session->execute(sql);
        for (const Step& step : part.steps)
            if (const Sql* const sql = std::get_if<Sql>(&step)) session->execute(sql->text);
        return exec::read_tables(*session);
    });
}

std::vector<schema::Table> tables_of(const std::string& alias) {
    return detail::run_here({.alias = alias}, [](detail::Runner& runner) {
        const exec::Lease session = runner.read();
        return exec::read_tables(*session);
    });
}

std::vector<schema::Table> tables_made_by(const Migration& migration, const RunOptions& options) {
    const std::string url = detail::run_here({.alias = options.alias}, [](detail::Runner& runner) {
        return runner.dialect().migrating().scratch_url();
    });
    if (url.empty()) return tables_made_by(migration.file.up, options.alias);
    const Scratch scratch(url);
    return tables_made_by(migration.file.up, Scratch::alias);
}

}  // namespace

bool has_tables_of(const Migration& first, const RunOptions& options) {
    const std::vector<schema::Table> made = tables_made_by(first, options);
    std::vector<schema::Table> there;
    for (schema::Table& table : tables_of(options.alias))
        if (std::ranges::find(made, table.name, &schema::Table::name) != made.end())
            there.push_back(std::move(table));
    if (there.empty()) return false;
    std::string text;
    for (const schema::Difference& each : schema::differences(there, made))
        text += (text.empty() ? "" : "; ") + schema::to_string(each);
    if (text.empty()) return true;
    throw MigrationError("aside: the tables that are there are not those of the migration " +
                         first.file.name + ". To be so, they would need: " + text);
}

}  // namespace aside::migrations
