#pragma once
// A dialect that spells what the SQL standard does, and has what SQLite lacks.
#include "schema/table.hpp"
#include "sql/dialect.hpp"

namespace aside::testing {

class StandardDialect : public sql::Dialect {
public:
    [[nodiscard]] std::string_view vendor() const override { return "standard"; }
    void match(sql::SqlWriter& writer, detail::Lookup, const sql::Operand& left,
               const sql::Operand& right) const override {
        writer.append(left.sql);
        writer.sql += " LIKE ";
        writer.append(right.sql);
    }
    void json_path(sql::SqlWriter& writer, const sql::JsonPath& path,
                   sql::JsonForm) const override {
        writer.append(path.json);
    }
    void json_lookup(sql::SqlWriter& writer, detail::Lookup, const sql::JsonPath& left,
                     std::span<const sql::Operand>) const override {
        writer.append(left.json);
    }
    [[nodiscard]] const sql::Features& features() const override {
        static constexpr sql::Features all{.distinct_on = true,
                                           .row_locks = true,
                                           .references_ahead = true,
                                           .deferrable_constraints = true,
                                           .identity_in_keys = true};
        return all;
    }
    [[nodiscard]] const sql::Limits& limits() const override {
        static constexpr sql::Limits limits{.values_in_list = 1000};
        return limits;
    }
    [[nodiscard]] std::string begin(const sql::BeginOptions& options) const override {
        return options.read_only ? "BEGIN READ ONLY" : "BEGIN";
    }
    void literal(std::string& sql, const SqlValue& value) const override {
        sql += value.to_string();
    }
    [[nodiscard]] std::string column_type(const schema::Column&) const override { return "text"; }
    [[nodiscard]] std::string_view identity(const schema::Column&) const override { return {}; }
    /// Asks for the names of the tables, as the standard's schema of information has them.
    [[nodiscard]] std::vector<std::string> questions_about_tables(std::string_view,
                                                                  const sql::Answers& answers,
                                                                  sql::ReadTables) const override {
        if (!answers.empty()) return {};
        return {"SELECT table_name FROM information_schema.tables"};
    }
    [[nodiscard]] std::vector<schema::Table> tables_in(std::string_view,
                                                       const sql::Answers& answers,
                                                       sql::ReadTables) const override {
        std::vector<schema::Table> tables;
        for (const auto& row : answers.front()) tables.push_back({.name = *row.front().text()});
        return tables;
    }
    [[nodiscard]] std::string explain_prefix(const ExplainOptions& options) const override {
        return options.analyze ? "EXPLAIN ANALYZE " : "EXPLAIN ";
    }
};

/// The standard's dialect, but its placeholders have numbers.
class NumberingDialect final : public StandardDialect {
public:
    [[nodiscard]] const sql::Features& features() const override {
        static constexpr sql::Features numbering{.numbers_placeholders = true};
        return numbering;
    }
};

/// The standard's dialect, but names have at most 63 bytes.
class ShortNamesDialect final : public StandardDialect {
public:
    [[nodiscard]] const sql::Limits& limits() const override {
        static constexpr sql::Limits limits{.identifier_bytes = 63, .values_in_list = 1000};
        return limits;
    }
};

}  // namespace aside::testing
