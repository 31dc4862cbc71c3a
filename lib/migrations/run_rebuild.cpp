#include "migrations/run_rebuild.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "aside/migrate.hpp"
#include "exec/session/read_tables.hpp"
#include "exec/session/temporary_setting.hpp"
#include "migrations/run_lock.hpp"
#include "model/ascii.hpp"
#include "model/grouped.hpp"
#include "schema/dropped.hpp"
#include "sql/migrating.hpp"

namespace aside::migrations {
namespace {

using Tell = std::function<void(const std::string&)>;

bool same_name(std::string_view a, std::string_view b) {
    return model::lower(a) == model::lower(b);
}

bool has(const std::vector<std::string>& names, std::string_view name) {
    return std::ranges::any_of(names, [&](const auto& each) { return same_name(each, name); });
}

const schema::Table* find(const std::vector<schema::Table>& tables, std::string_view name) {
    const auto found = std::ranges::find_if(
        tables, [&](const schema::Table& table) { return same_name(table.name, name); });
    return found == tables.end() ? nullptr : &*found;
}

/// What goes with a table that is dropped.
struct Belonging {
    std::string kind{};
    std::string name{};
    std::string sql{};
};

/// How many rows a table has and, of some columns, how many of them have a value.
struct Count {
    std::string table{};
    std::vector<std::string> columns{};
    std::vector<std::int64_t> numbers{};
};

/// A statement that does nothing but fail if something is gone.
struct Probe {
    std::string what{};      ///< what it is about, for people
    std::size_t number = 0;  ///< of those about that
    std::string sql{};
};

class Rebuilding {
public:
    Rebuilding(exec::Session& session, const Rebuild& step)
        : session_(session),
          migrating_(session.dialect().migrating()),
          step_(step),
          text_(migrating_.read_rebuild(step.table, step.statements)) {}

    void run(const Tell& tell) {
        look_before();
        for (std::size_t i = 0; i < step_.statements.size(); ++i) run_statement(i);
        put_back();
        look_after();
        tell(report());
    }

private:
    [[noreturn]] void fail(const std::string& what) const {
        throw MigrationError("aside: the rebuild of " + step_.table + ": " + what +
                             ". Nothing was changed");
    }

    [[noreturn]] void fail_dropped(const std::string& what) const {
        fail(
            "the table has " + what +
            ", and would not have it any more: add it to the new table, or say \"-- aside: drops " +
            what + "\" to lose it");
    }

    void look_before() {
        std::vector<schema::Table> tables = exec::read_tables(session_);
        const schema::Table* const table = find(tables, step_.table);
        if (table == nullptr) fail("there is no such table");
        if (!text_.rename) fail("no statement gives the new table its name");
        before_ = *table;
        require_copied();
        for (std::vector<SqlValue>& row :
             rows_of(session_, migrating_.asks_belongings(table->name)))
            if (!has(text_.names, *row.at(1).text()))
                belongings_.push_back({*row[0].text(), *row[1].text(), *row.at(2).text()});
        last_number_ = last_number();
        counts_.push_back({.table = table->name});
        for (const schema::Table& child : tables) add_children(child);
        for (Count& count : counts_) count.numbers = numbers_of(count);
        probes_ = probes(tables);
        std::erase_if(probes_, [&](const Probe& probe) { return !error_of(probe.sql).empty(); });
    }
    void require_copied() const {
        for (const schema::Column& column : before_.columns)
            if (!column.generated && !text_.copies_all && !has(text_.copied, column.name) &&
                !has(step_.without, column.name))
                fail("the database has the column " + column.name +
                     ", which the file does not copy: copy it, or say \"-- aside: rebuild " +
                     step_.table + " without " + column.name + "\" to lose it");
    }
    void add_children(const schema::Table& child) {
        if (same_name(child.name, step_.table)) return;
        Count count{.table = child.name};
        for (const schema::ForeignKey& key : child.foreign_keys)
            if (same_name(key.table, step_.table))
                count.columns.insert(count.columns.end(), key.columns.begin(), key.columns.end());
        if (!count.columns.empty()) counts_.push_back(std::move(count));
    }
    [[nodiscard]] std::vector<std::int64_t> numbers_of(const Count& count) const {
        std::vector<std::int64_t> numbers;
        const sql::Rows rows = rows_of(session_, migrating_.count_rows(count.table, count.columns));
        for (const SqlValue& value : rows.at(0)) numbers.push_back(*value.integer());
        return numbers;
    }
    [[nodiscard]] std::optional<std::int64_t> last_number() const {
        if (rows_of(session_, migrating_.asks_for_numbers()).empty()) return std::nullopt;
        const sql::Rows rows = rows_of(session_, migrating_.asks_last_number(before_.name));
        if (rows.empty() || rows[0].at(0).is_null()) return std::nullopt;
        return *rows[0][0].integer();
    }

    /// What reads all views, and changes all tables that have triggers.
    [[nodiscard]] std::vector<Probe> probes(const std::vector<schema::Table>& tables) const {
        std::vector<Probe> all;
        for (const std::vector<SqlValue>& row : rows_of(session_, migrating_.asks_views())) {
            const std::string view = *row.at(0).text();
            all.push_back({.what = "the view " + view, .sql = migrating_.try_reading(view)});
        }
        for (const std::vector<SqlValue>& row : rows_of(session_, migrating_.asks_triggered())) {
            const std::string name = *row.at(0).text();
            const schema::Table* const table = find(tables, name);
            const schema::Table view{.name = name};
            std::size_t number = 0;
            for (std::string& sql : migrating_.try_changing(table == nullptr ? view : *table))
                all.push_back({"a trigger of " + name, number++, std::move(sql)});
        }
        return all;
    }
    /// What the engine says against a statement; nothing if it takes it.
    [[nodiscard]] std::string error_of(const std::string& sql) const {
        try {
            exec::TransactionScope attempt(session_);
            (void)rows_of(session_, sql);
            attempt.commit();
        } catch (const QueryCancelled&) {
            throw;
        } catch (const QueryTimeout&) {
            throw;
        } catch (const DatabaseError& error) {
            return error.message();
        }
        return {};
    }

    void run_statement(std::size_t i) const {
        if (i != *text_.rename) {
            session_.execute(step_.statements[i]);
            return;
        }
        const exec::TemporarySetting alone(session_, {migrating_.rename_alone(true)},
                                           {migrating_.rename_alone(false)});
        session_.execute(step_.statements[i]);
    }

    void put_back() {
        for (const Belonging& each : belongings_) {
            const std::string error = error_of(each.sql);
            if (!error.empty())
                fail("the " + each.kind + ' ' + each.name +
                     " of the database cannot be put back (" + error +
                     "): drop it in the file, or make it anew there");
        }
        if (last_number_)
            for (const std::string& sql : migrating_.keep_last_number(before_.name, *last_number_))
                session_.execute(sql);
    }

    void look_after() {
        const std::vector<schema::Table> tables = exec::read_tables(session_);
        const schema::Table* const after = find(tables, step_.table);
        if (after == nullptr) fail("there is no such table any more");
        require_same(*after);
        for (const Count& count : counts_) require_same(count);
        for (const Probe& probe : probes(tables)) {
            const bool worked = std::ranges::any_of(probes_, [&](const Probe& before) {
                return before.what == probe.what && before.number == probe.number;
            });
            const std::string error = worked ? error_of(probe.sql) : std::string();
            if (!error.empty())
                fail(probe.what + " would not work any more (" + error +
                     "): drop it before, and make it anew behind");
        }
    }
    void require_same(const schema::Table& after) const {
        if (before_.strict && !after.strict) fail("the table is STRICT, and would not be any more");
        if (before_.without_rowid && !after.without_rowid)
            fail("the table is WITHOUT ROWID, and would not be any more");
        for (const std::string& each : schema::dropped(before_, after))
            if (!has(step_.drops, each)) fail_dropped(each);
        for (const schema::Column& column : before_.columns) {
            const auto found = std::ranges::find_if(after.columns, [&](const auto& other) {
                return same_name(other.name, column.name);
            });
            if (found != after.columns.end())
                require_same(column, *found);
            else if (column.generated && !has(step_.without, column.name))
                fail("the generated column " + column.name + " would be gone");
        }
    }
    void require_same(const schema::Column& before, const schema::Column& after) const {
        if (before.collation != after.collation)
            fail("the column " + before.name + " has the collation " +
                 (before.collation.empty() ? "BINARY" : before.collation) +
                 ", and would have another");
        if (before.generated != after.generated)
            fail("the column " + before.name + " is generated, and would not be so any more");
        if (before.null_conflict != after.null_conflict)
            fail("the column " + before.name + " has ON CONFLICT " + before.null_conflict +
                 ", and would not have it any more");
    }
    void require_same(const Count& before) const {
        const std::vector<std::int64_t> after = numbers_of(before);
        for (std::size_t i = 0; i < after.size(); ++i)
            if (after[i] != before.numbers[i])
                fail(before.table + " had " + model::grouped(before.numbers[i]) + " rows" +
                     (i == 0 ? "" : " with a " + before.columns[i - 1]) + ", and would have " +
                     model::grouped(after[i]));
    }

    [[nodiscard]] std::string report() const {
        std::string text =
            before_.name + " rebuilt, " + model::grouped(counts_[0].numbers[0]) + " rows";
        for (const Belonging& each : belongings_)
            text +=
                (&each == &belongings_.front() ? "; kept " : ", ") + each.kind + ' ' + each.name;
        return text;
    }

    exec::Session& session_;
    const sql::Migrating& migrating_;
    const Rebuild& step_;
    const sql::RebuildText text_;
    schema::Table before_;
    std::vector<Belonging> belongings_;
    std::optional<std::int64_t> last_number_;
    std::vector<Count> counts_;  ///< of the table, then of its children
    std::vector<Probe> probes_;  ///< that work before
};

}  // namespace

void rebuild(exec::Session& session, const Rebuild& step, const Tell& tell) {
    if (session.dialect().migrating().rebuilds_lose()) {
        Rebuilding(session, step).run(tell);
        return;
    }
    for (const std::string& sql : step.statements) session.execute(sql);
}

}  // namespace aside::migrations
