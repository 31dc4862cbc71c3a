#include "sql/spelling.hpp"

#include "sql/expr_compiler.hpp"

namespace aside::sql {

namespace {

void list(std::string& sql, const auto& range, const Dialect& dialect, auto name_of) {
    for (const auto& each : range) {
        if (&each != &range.front()) sql += ", ";
        dialect.quote(sql, name_of(each));
    }
}

}  // namespace

void columns(std::string& sql, std::span<const std::string> names, const Dialect& dialect) {
    list(sql, names, dialect, [](const std::string& name) { return std::string_view(name); });
}

void columns(std::string& sql, std::span<const detail::FieldInfo* const> fields,
             const Dialect& dialect) {
    list(sql, fields, dialect,
         [](const detail::FieldInfo* field) { return std::string_view(field->column); });
}

void numbered_columns(std::string& sql, std::size_t count, const Dialect& dialect) {
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) sql += ", ";
        dialect.quote(sql, column_name(i));
    }
}

void call(SqlWriter& writer, std::string_view name, std::span<const Operand> arguments) {
    writer.sql += name;
    writer.sql += '(';
    for (const Operand& argument : arguments) {
        if (&argument != &arguments.front()) writer.sql += ", ";
        writer.append(argument.sql);
    }
    writer.sql += ')';
}

void call_of_part(SqlWriter& writer, std::string_view name, detail::Function part,
                  const Operand& moment) {
    writer.sql += name;
    writer.sql += "('";
    writer.sql += Dialect::function_name(part);
    writer.sql += "', ";
    writer.append(moment.sql);
    writer.sql += ')';
}

void cast(SqlWriter& writer, const SqlWriter& value, std::string_view type) {
    writer.sql += "CAST(";
    writer.append(value);
    writer.sql += " AS ";
    writer.sql += type;
    writer.sql += ')';
}

void operation(SqlWriter& writer, const SqlWriter& left, char op, const SqlWriter& right) {
    writer.sql += '(';
    writer.append(left);
    writer.sql += {' ', op, ' '};
    writer.append(right);
    writer.sql += ')';
}

}  // namespace aside::sql
