#include "sql/spelling.hpp"

namespace aside::sql {

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
