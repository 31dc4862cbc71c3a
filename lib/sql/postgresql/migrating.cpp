#include "sql/postgresql/migrating.hpp"

#include <algorithm>
#include <limits>

#include "sql/postgresql/dialect.hpp"
#include "sql/words.hpp"

namespace aside::sql::postgresql {
namespace {

/// The name, as it is spelled, of the index that a statement makes while others write; empty if it
/// makes none. It may have the name of a schema before it.
std::string made_concurrently(const std::string& sql, const Dialect& dialect) {
    Words words(sql, 0, dialect);
    if (words.next() != "CREATE") return {};
    std::string word = words.next();
    if (word == "UNIQUE") word = words.next();
    if (word != "INDEX" || words.next() != "CONCURRENTLY") return {};
    std::size_t begin = words.place();
    word = words.next();
    if (word == "IF") {
        (void)words.next();
        (void)words.next();
        begin = words.place();
        word = words.next();
    }
    if (word == "ON") return {};
    std::size_t end = words.place();
    while (words.next() == ".") {
        (void)words.next();
        end = words.place();
    }
    const std::size_t name = sql.find_first_not_of(" \t\r\n", begin);
    return sql.substr(name, end - name);
}

class PostgresqlMigrating final : public Migrating {
public:
    using Migrating::Migrating;

    [[nodiscard]] std::string asks_for_table(std::string_view table) const override {
        return "SELECT 1 WHERE to_regclass(" + literal(dialect().quoted(table)) + ") IS NOT NULL";
    }
    [[nodiscard]] std::vector<std::string> limit_lock_wait(
        std::chrono::milliseconds time) const override {
        constexpr std::chrono::milliseconds most(std::numeric_limits<std::int32_t>::max());
        const auto limit = std::clamp(time, std::chrono::milliseconds(1), most);
        return {"SET LOCAL lock_timeout = " + std::to_string(limit.count())};
    }
    [[nodiscard]] std::vector<std::string> stay_idle() const override {
        return {"SET LOCAL idle_in_transaction_session_timeout = 0"};
    }
    [[nodiscard]] std::vector<std::string> wait_without_limit(bool begins) const override {
        return {begins ? "SET lock_timeout = 0" : "RESET lock_timeout"};
    }
    [[nodiscard]] std::vector<std::string> enter_scratch() const override {
        return {"CREATE SCHEMA aside_scratch", "SET LOCAL search_path TO aside_scratch"};
    }
    [[nodiscard]] std::optional<Leftover> leftover_of(const std::string& sql) const override {
        const std::string index = made_concurrently(sql, dialect());
        if (index.empty()) return std::nullopt;
        return Leftover{.question =
                            "SELECT 1 FROM pg_index WHERE NOT indisvalid AND "
                            "indexrelid = to_regclass(" +
                            literal(index) + ")",
                        .cleanup = "DROP INDEX CONCURRENTLY " + index};
    }
};

}  // namespace

const Migrating& migrating() {
    static const Migrating& instance = *new PostgresqlMigrating(dialect());
    return instance;
}

}  // namespace aside::sql::postgresql
