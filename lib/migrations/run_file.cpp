#include "migrations/run_file.hpp"

#include <algorithm>
#include <chrono>
#include <functional>
#include <optional>

#include "aside/detail/call.hpp"
#include "aside/transaction.hpp"
#include "exec/async/frame.hpp"
#include "exec/database/block.hpp"
#include "exec/session/paused_foreign_keys.hpp"
#include "exec/session/temporary_setting.hpp"
#include "migrations/run_lock.hpp"
#include "migrations/run_rebuild.hpp"
#include "sql/migrating.hpp"
#include "sql/words.hpp"

namespace aside::migrations {
namespace {

/// Whether a table is dropped, so that its children would lose rows while foreign keys are
/// enforced.
bool drops_tables(const Part& part, const sql::Migrating& migrating) {
    return std::ranges::any_of(part.steps, [&](const Step& step) {
        if (const Sql* const sql = std::get_if<Sql>(&step)) return migrating.drops_table(sql->text);
        return std::holds_alternative<Rebuild>(step);
    });
}

/// One migration in a transaction.
class FileRun {
public:
    FileRun(Transaction& transaction, const Planned& planned, const RunOptions& options)
        : transaction_(transaction), planned_(planned), options_(options) {}

    void begin() {
        const exec::Lease session = lease();
        const sql::Migrating& migrating = session->dialect().migrating();
        for (const std::string& sql : migrating.limit_lock_wait(options_.lock_wait))
            session->execute(sql);
    }
    void run_steps() {
        for (const Step& step : planned_.part().steps)
            std::visit([this](const auto& each) { run(each); }, step);
    }
    void require_no_dangling() {
        const exec::Lease session = lease();
        const sql::Migrating& migrating = session->dialect().migrating();
        const sql::Rows rows = rows_of(*session, migrating.asks_dangling());
        if (rows.empty()) return;
        std::string text = "aside: after the migration " + planned_.migration->file.name;
        constexpr std::size_t most = 5;
        for (std::size_t i = 0; i < std::min(rows.size(), most); ++i)
            text += (i == 0 ? " " : ", ") + migrating.dangling(rows[i]);
        if (rows.size() > most) text += " and " + std::to_string(rows.size() - most) + " more";
        throw MigrationError(text + ". Nothing was changed");
    }

private:
    // Not held while a step of the user's runs, who may use the transaction on other threads.
    [[nodiscard]] exec::Lease lease() const {
        const auto& block = transaction_.block();
        return block->lease(block->interrupt().get());
    }
    void run(const Sql& sql) { lease()->execute(sql.text); }
    void run(const Rebuild& step) {
        options_.doing(planned_.migration->file.name + ": rebuilding " + step.table);
        const exec::Lease session = lease();
        rebuild(*session, step, options_.tell);
    }
    void run(const Call& call) {
        options_.doing(planned_.migration->file.name + ": " + call.name);
        // A savepoint, so that a step which ends its transaction does not end that of the file.
        Transaction of_step({.alias = options_.alias});
        options_.steps.find(call.name)->second(of_step);
        if (exec::frame().block == of_step.block()) of_step.commit();
    }

    Transaction& transaction_;
    const Planned& planned_;
    const RunOptions& options_;
};

/// Says in the database what was done.
void record(const Planned& planned, const Records& records) {
    if (planned.forward)
        records.add(*planned.migration);
    else
        records.remove(planned.migration->file.name);
}

Outcome run_in_transaction(detail::Runner& runner, const Planned& planned,
                           const RunOptions& options, const Records& records,
                           const std::function<bool()>& is_next) {
    const exec::Lease session = runner.write("migrate()");
    std::optional<exec::PausedForeignKeys> paused;
    const sql::Migrating& migrating = runner.dialect().migrating();
    if (!options.fake && migrating.pauses_foreign_keys() && drops_tables(planned.part(), migrating))
        if (paused.emplace(*session).in_vain())
            throw MigrationError(
                "aside: the database goes on to enforce foreign keys, so that a table which is "
                "made anew would lose the rows that name its own. Nothing was changed");
    Transaction transaction({.alias = options.alias, .durable = true});
    FileRun file(transaction, planned, options);
    file.begin();
    records.create_table();
    if (!is_next()) return Outcome::outdated;
    if (!options.fake) file.run_steps();
    if (paused) file.require_no_dangling();
    record(planned, records);
    transaction.commit();
    return Outcome::done;
}

/// Runs the one statement of a migration that has no transaction.
void run_statement(detail::Runner& runner, const Planned& planned) {
    const exec::Lease session = runner.write("migrate()");
    const sql::Migrating& migrating = runner.dialect().migrating();
    const exec::TemporarySetting waits(*session, migrating.wait_without_limit(true),
                                       migrating.wait_without_limit(false));
    for (const Step& step : planned.part().steps) {
        const std::string& sql = std::get<Sql>(step).text;
        if (const auto leftover = migrating.leftover_of(sql))
            if (!rows_of(*session, leftover->question).empty()) session->execute(leftover->cleanup);
        session->execute(sql);
    }
}

/// Whether a statement without a transaction that has failed has changed nothing for certain: the
/// engine has told the error, and what it ran does not commit in parts, as procedures may.
bool is_undone(const Planned& planned, const sql::Dialect& dialect) {
    try {
        throw;
    } catch (const ConnectionLost&) {
        return false;
    } catch (...) {
        for (const Step& step : planned.part().steps) {
            const std::string word = sql::Words(std::get<Sql>(step).text, 0, dialect).next();
            if (word == "CALL" || word == "DO") return false;
        }
        return true;
    }
}

/// What has been done must be said, also while others keep the database locked.
void insist(const RunOptions& options, const std::function<void()>& say) {
    for (const auto until = std::chrono::steady_clock::now() + options.wait;;) {
        try {
            return say();
        } catch (const DatabaseLocked&) {
            if (std::chrono::steady_clock::now() >= until) throw;
        }
        sleep(std::chrono::milliseconds(100));
    }
}

/// The record says `started` or `undoing` meanwhile, so that a process that is killed leaves a trace. An error
/// takes that back where the engine has undone the statement.
Outcome run_apart(detail::Runner& runner, const Planned& planned, const RunOptions& options,
                  const Records& records, const std::function<bool()>& is_next) {
    const Migration& migration = *planned.migration;
    {
        Transaction transaction({.alias = options.alias, .durable = true});
        records.create_table();
        if (!is_next()) return Outcome::outdated;
        if (options.fake)
            record(planned, records);
        else if (planned.forward)
            records.add(migration, true);
        else
            records.set_undoing(migration);
        transaction.commit();
    }
    if (options.fake) return Outcome::done;
    const auto say = [&](bool applied) {
        if (applied)
            records.set_applied(migration);
        else
            records.remove(migration.file.name);
    };
    try {
        run_statement(runner, planned);
    } catch (...) {
        if (is_undone(planned, runner.dialect())) insist(options, [&] { say(!planned.forward); });
        throw;
    }
    insist(options, [&] { say(planned.forward); });
    return Outcome::done;
}

}  // namespace

Outcome run_file(const Planned& planned, const RunOptions& options, const Records& records,
                 const std::function<bool()>& is_next) {
    return detail::run_here({.alias = options.alias}, [&](detail::Runner& runner) {
        const auto run = planned.migration->file.in_transaction ? run_in_transaction : run_apart;
        return run(runner, planned, options, records, is_next);
    });
}

}  // namespace aside::migrations
