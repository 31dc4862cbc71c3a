#include "migrations/run.hpp"

#include <algorithm>
#include <utility>

#include "aside/database.hpp"
#include "aside/detail/call.hpp"
#include "exec/database/block.hpp"
#include "exec/database/databases.hpp"
#include "exec/database/opening.hpp"
#include "migrations/run_file.hpp"
#include "migrations/run_lock.hpp"
#include "migrations/run_records.hpp"
#include "sql/migrating.hpp"

namespace aside::migrations {
namespace {

using Clock = std::chrono::steady_clock;

void require_no_block(const std::string& alias) {
    if (detail::Block::around(alias))
        throw TransactionManagementError(
            "migrations have transactions of their own, and this is inside of one: migrate the "
            "database \"" +
            alias + "\" outside of aside::atomic");
    if (exec::Opening::of(alias) != nullptr)
        throw TransactionManagementError("on_connect cannot migrate the database \"" + alias +
                                         "\": it is not connected yet");
}

class Run {
public:
    Run(std::span<const Migration> history, const RunOptions& options)
        : history_(history),
          options_(options),
          records_(options.alias, options.history),
          until_(Clock::now() + options.wait) {}

    std::vector<std::string> run() {
        require_no_block(options_.alias);
        const std::vector<Record> now = records_.all();
        if (!any_begun(now) && todo(now).empty()) return {};  // no lock, and nothing is written
        const RunLock lock(options_);
        const std::vector<Planned> first = todo(settled());
        if (options_.backup && !first.empty()) back_up(first.front());
        while (run_next()) {
        }
        return std::move(done_);
    }

private:
    [[nodiscard]] std::vector<Planned> todo(const std::vector<Record>& records) const {
        const auto status = status_of(history_, records, options_.alias);
        std::vector<Planned> planned = plan(history_, status, options_.target, options_.fake);
        if (!options_.fake) require_steps(planned, options_.steps);
        if (options_.safe) require_safe(planned);
        return planned;
    }

    /// Whether a migration without a transaction was begun: its process may still be at it.
    static bool any_begun(const std::vector<Record>& records) {
        return std::ranges::any_of(records, &Record::started);
    }
    [[nodiscard]] const sql::Dialect& dialect() const {
        return exec::database(options_.alias)->dialect();
    }
    /// The records. An engine without locks of keys cannot tell whether such a process is still at
    /// it: it has some time.
    [[nodiscard]] std::vector<Record> settled() const {
        constexpr std::chrono::seconds patience{10};
        std::vector<Record> records = records_.all();
        if (dialect().features().advisory_locks) return records;
        for (const auto until = Clock::now() + patience; Clock::now() < until && any_begun(records);
             records = records_.all())
            sleep(std::chrono::milliseconds(50));
        return records;
    }

    /// Does what is next; false if there is nothing.
    bool run_next() {
        while (true) {
            const std::vector<Planned> planned = todo(settled());
            if (planned.empty()) return false;
            RunOptions options = options_;
            if (options_.fake_initial && planned.front().forward &&
                planned.front().migration == &history_.front())
                options.fake = has_tables_of(history_.front(), options_);
            if (tried(planned.front(), options)) return true;
        }
    }
    bool tried(const Planned& planned, const RunOptions& options) {
        const std::string& name = planned.migration->file.name;
        options_.doing(name);
        const auto is_next = [&] {
            const std::vector<Record> now = records_.all();
            if (any_begun(now) && !options_.fake) return false;  // another has begun meanwhile
            const std::vector<Planned> left = todo(now);
            return !left.empty() && left.front().migration == planned.migration &&
                   left.front().forward == planned.forward;
        };
        try {
            if (run_file(planned, options, records_, is_next) == Outcome::outdated) return false;
        } catch (const DatabaseLocked& error) {
            if (Clock::now() >= until_ || !may_end(error, *planned.migration)) throw;
            options_.tell(name + " waits for a lock, and will be tried again: " + error.what());
            sleep(std::chrono::seconds(1));
            return false;
        }
        done_.push_back(name);
        const std::string fake = options.fake ? " (only said so)" : "";
        options_.tell(name + (planned.forward ? " applied" : " undone") + fake);
        return true;
    }

    /// Whether a lock is another's, who will end it. Where one transaction writes at a time, a file
    /// that has begun meets nobody's but those of this connection.
    [[nodiscard]] bool may_end(const DatabaseLocked& error, const Migration& migration) const {
        return !dialect().features().one_writer || !migration.file.in_transaction ||
               error.sql().empty() || error.sql() == dialect().begin({});
    }

    void back_up(const Planned& first) const {
        detail::run_here({.alias = options_.alias}, [&](detail::Runner& runner) {
            const exec::Lease session = runner.write("migrate()");
            const sql::Migrating& migrating = runner.dialect().migrating();
            const std::string asks = migrating.asks_for_file();
            const sql::Rows rows = asks.empty() ? sql::Rows() : rows_of(*session, asks);
            if (rows.empty() || rows[0].at(0).text() == nullptr || rows[0][0].text()->empty())
                throw NotSupportedError("aside: the database \"" + options_.alias +
                                        "\" is no file that could be copied: back it up by the "
                                        "tools of its engine");
            const std::string path = *rows[0][0].text() + ".before-" + first.migration->file.name;
            options_.doing("copying the database to " + path);
            session->execute(migrating.copy_into(path));
            options_.tell("copied the database to " + path);
        });
    }

    const std::span<const Migration> history_;
    const RunOptions& options_;
    const Records records_;
    const Clock::time_point until_;
    std::vector<std::string> done_;
};

}  // namespace

std::vector<std::string> run(std::span<const Migration> history, const RunOptions& options) {
    return Run(history, options).run();
}

std::vector<Entry> read_status(std::span<const Migration> history, const RunOptions& options) {
    return status_of(history, Records(options.alias, options.history).all(), options.alias);
}

void accept(std::span<const Migration> history, const RunOptions& options, std::string_view name) {
    require_no_block(options.alias);
    const Migration& migration = named(history, name);
    for (const Entry& entry : read_status(history, options)) {
        if (entry.migration != &migration) continue;
        if (!entry.record)
            throw MigrationError("aside: the migration " + migration.file.name +
                                 " is not applied: there is nothing to accept");
        const Records records(options.alias, options.history);
        if (entry.record->undoing)
            records.remove(migration.file.name);
        else
            records.set_applied(migration);
        options.tell(migration.file.name + (entry.record->undoing   ? " accepted as undone"
                                            : entry.record->started ? " accepted as applied"
                                            : entry.edited()        ? " accepted as it is now"
                                                                    : " is as it was applied"));
    }
}

}  // namespace aside::migrations
