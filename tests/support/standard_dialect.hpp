#pragma once
// A dialect that spells what the SQL standard does, and has what SQLite lacks.
#include "sql/dialect.hpp"

namespace aside::testing {

class StandardDialect final : public sql::Dialect {
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
    [[nodiscard]] bool distinct_on() const override { return true; }
    [[nodiscard]] std::string column_type(const detail::FieldInfo&) const override {
        return "text";
    }
    [[nodiscard]] std::string_view automatic_key() const override { return {}; }
    [[nodiscard]] std::string explain_prefix(const ExplainOptions& options) const override {
        return options.analyze ? "EXPLAIN ANALYZE " : "EXPLAIN ";
    }
};

}  // namespace aside::testing
