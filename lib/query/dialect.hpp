#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "aside/detail/model_info.hpp"
#include "aside/options.hpp"
#include "query/statement.hpp"

namespace aside::query {

/// A statement while it is written.
struct SqlWriter {
    std::string sql{};
    std::vector<SqlValue> params{};
    bool inlines_values = false;  ///< writes values into the text: DDL has no parameters

    void param(const SqlValue& value) {
        if (inlines_values) {
            sql += value.to_string();
        } else {
            sql += '?';
            params.push_back(value);
        }
    }
    /// Text and parameters that were written apart.
    void append(const SqlWriter& part) {
        sql += part.sql;
        params.insert(params.end(), part.params.begin(), part.params.end());
    }
};

[[nodiscard]] inline Statement done(SqlWriter&& writer) {
    return {std::move(writer.sql), std::move(writer.params)};
}

/// One side of a lookup: its SQL and, where it is a plain value, that value.
struct Side {
    SqlWriter sql{};
    const SqlValue* value = nullptr;
};

/// How an engine spells what engines spell differently. Stateless, so any thread may use it; what
/// is written here is the SQL standard's spelling, and a dialect overrides what differs.
class Dialect {
public:
    virtual ~Dialect() = default;

    /// The engine's name.
    [[nodiscard]] virtual std::string_view vendor() const = 0;
    /// `"name"`, with quotes inside of it doubled.
    virtual void quote(std::string& sql, std::string_view identifier) const;
    /// A lookup that matches text: contains, startswith, endswith, their case-insensitive forms,
    /// and regular expressions.
    virtual void match(SqlWriter& writer, detail::Lookup lookup, const Side& left,
                       const Side& right) const = 0;
    /// The type in CREATE TABLE, such as `varchar(30)`.
    [[nodiscard]] virtual std::string column_type(const detail::FieldInfo& field) const = 0;
    /// What follows a column that is the key and given by the database.
    [[nodiscard]] virtual std::string_view automatic_key() const = 0;
    /// A constraint that goes with the column's type, or nothing.
    [[nodiscard]] virtual std::string column_check(const detail::FieldInfo& field) const;
    /// LIMIT and OFFSET of a slice.
    virtual void limit(SqlWriter& writer, std::int64_t offset,
                       std::optional<std::int64_t> limit) const;
    /// What stands before a statement to explain it. Throws `NotSupportedError` for options that
    /// the engine does not have.
    [[nodiscard]] virtual std::string explain_prefix(const ExplainOptions& options) const = 0;
    /// A value written into the statement's text, for DDL, which has no parameters.
    [[nodiscard]] virtual std::string literal(const SqlValue& value) const {
        return value.to_string();
    }
};

}  // namespace aside::query
