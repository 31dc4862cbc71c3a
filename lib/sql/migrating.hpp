#pragma once
// What an engine needs while the tables of a database change.
#include <chrono>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "schema/table.hpp"

namespace aside::sql {

class Dialect;

/// What the statements of a rebuild say, which make a table anew under its own name.
struct RebuildText {
    /// The names of indexes, triggers and views that they make or drop.
    std::vector<std::string> names{};
    std::vector<std::string> copied{};    ///< the columns that INSERT ... SELECT reads
    bool copies_all = false;              ///< it reads `*`
    std::optional<std::size_t> rename{};  ///< the statement that gives the new table the old name
};

/// A statement that an earlier run may have left something of.
struct Leftover {
    std::string question{};  ///< gives a row if there is something
    std::string cleanup{};   ///< the statement that removes it
};

/// How an engine takes changes of its tables. The base class is an engine whose ALTER TABLE can do
/// everything. Stateless, so any thread may use it.
class Migrating {
public:
    explicit Migrating(const Dialect& dialect) : dialect_(dialect) {}
    Migrating(const Migrating&) = delete;
    Migrating& operator=(const Migrating&) = delete;
    virtual ~Migrating() = default;

    /// The question for a row that is there if there is a table of that name.
    [[nodiscard]] virtual std::string asks_for_table(std::string_view table) const = 0;

    /// The statements that let this transaction wait for a lock for so long; none if the engine
    /// has nothing of the kind.
    [[nodiscard]] virtual std::vector<std::string> limit_lock_wait(
        std::chrono::milliseconds time) const;
    /// The statements that let a transaction stay open for long without doing anything.
    [[nodiscard]] virtual std::vector<std::string> stay_idle() const;
    /// The statements before and behind one that runs outside of a transaction, so that it may wait
    /// for as long as it has to.
    [[nodiscard]] virtual std::vector<std::string> wait_without_limit(bool begins) const;
    /// What a statement outside of a transaction leaves behind if it fails; nothing for most.
    [[nodiscard]] virtual std::optional<Leftover> leftover_of(const std::string& sql) const;

    /// Whether a table cannot be dropped without its children's rows while foreign keys are
    /// enforced. Then `asks_enforcement` gives 0 or 1, and `enforce` sets it, outside of
    /// transactions only.
    [[nodiscard]] virtual bool pauses_foreign_keys() const { return false; }
    [[nodiscard]] virtual std::string asks_enforcement() const { return {}; }
    [[nodiscard]] virtual std::string enforce(bool) const { return {}; }
    /// The question for the rows that name a missing one.
    [[nodiscard]] virtual std::string asks_dangling() const { return {}; }
    /// A row of that answer in words.
    [[nodiscard]] virtual std::string dangling(const std::vector<SqlValue>&) const { return {}; }
    /// Whether the statement drops a table.
    [[nodiscard]] virtual bool drops_table(const std::string&) const { return false; }

    /// The statement that copies the database into a file that is not there; empty if the engine
    /// cannot.
    [[nodiscard]] virtual std::string copy_into(const std::string&) const { return {}; }
    /// The question for the path of the database's file; empty if it is none.
    [[nodiscard]] virtual std::string asks_for_file() const { return {}; }

    /// The URL of a database that ends with its connection, or else the statements by which a
    /// transaction that is rolled back sees a database without tables.
    [[nodiscard]] virtual std::string scratch_url() const { return {}; }
    [[nodiscard]] virtual std::vector<std::string> enter_scratch() const { return {}; }

    /// Whether a table that is made anew loses what belongs to it. The following is for such
    /// engines.
    [[nodiscard]] virtual bool rebuilds_lose() const { return false; }
    [[nodiscard]] virtual RebuildText read_rebuild(std::string_view,
                                                   std::span<const std::string>) const {
        return {};
    }
    /// The question for what goes with the table: rows of a kind, a name, and the statement that
    /// makes it.
    [[nodiscard]] virtual std::string asks_belongings(std::string_view) const { return {}; }
    /// The question for the table that has the numbers that keys were given, for the last number
    /// of a table, and the statements that make a last number at least that.
    [[nodiscard]] virtual std::string asks_for_numbers() const { return {}; }
    [[nodiscard]] virtual std::string asks_last_number(std::string_view) const { return {}; }
    [[nodiscard]] virtual std::vector<std::string> keep_last_number(std::string_view,
                                                                    std::int64_t) const {
        return {};
    }
    /// The question for the names of all views, and of all tables and views with triggers.
    [[nodiscard]] virtual std::string asks_views() const { return {}; }
    [[nodiscard]] virtual std::string asks_triggered() const { return {}; }
    /// The statement that stands around the one that renames, so that it leaves all that names the
    /// table as it is.
    [[nodiscard]] virtual std::string rename_alone(bool) const { return {}; }

    /// How many rows a table has, and how many of them have a value in each of those columns.
    [[nodiscard]] std::string count_rows(const std::string& table,
                                         std::span<const std::string> columns) const;
    /// Statements that do nothing, and fail where rows of that view cannot be read, or rows of that
    /// table not changed, since a trigger or the view itself speaks of something that is gone.
    [[nodiscard]] std::string try_reading(const std::string& view) const;
    [[nodiscard]] std::vector<std::string> try_changing(const schema::Table& table) const;

protected:
    [[nodiscard]] const Dialect& dialect() const { return dialect_; }
    [[nodiscard]] std::string literal(std::string_view text) const;

private:
    const Dialect& dialect_;
};

}  // namespace aside::sql
