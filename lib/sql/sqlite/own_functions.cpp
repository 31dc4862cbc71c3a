#include "sql/sqlite/own_functions.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "aside/error.hpp"

namespace aside::sql::sqlite {
namespace {

// Some builds of SQLite have the functions of mathematics, others do not.
constexpr std::string_view names[] = {"ACOS",
                                      "ADD_DURATION",
                                      "ASIN",
                                      "ATAN",
                                      "ATAN2",
                                      "BITXOR",
                                      "CEIL",
                                      "CHAR_LENGTH",
                                      "COS",
                                      "COT",
                                      "DATE_PART",
                                      "DATE_TRUNC",
                                      "DECIMAL_ADD",
                                      "DECIMAL_DIVIDE",
                                      "DECIMAL_KEY",
                                      "DECIMAL_MOD",
                                      "DECIMAL_MULTIPLY",
                                      "DECIMAL_ROUND",
                                      "DECIMAL_SUBTRACT",
                                      "DECIMAL_TEXT",
                                      "DEGREES",
                                      "DURATION_BETWEEN",
                                      "EXACT_ADD",
                                      "EXACT_DIVIDE",
                                      "EXACT_MOD",
                                      "EXACT_MULTIPLY",
                                      "EXACT_ROUND",
                                      "EXACT_SUBTRACT",
                                      "EXP",
                                      "FLOOR",
                                      "FOR_FIELD",
                                      "JSON_AGG",
                                      "JSON_CANONICAL",
                                      "JSON_CONTAINS",
                                      "JSON_EXTRACT_PATH",
                                      "JSON_SCALAR",
                                      "LN",
                                      "LOG",
                                      "LPAD",
                                      "MD5",
                                      "MEAN_OF_UNITS",
                                      "MOD",
                                      "NO_KEY",
                                      "PI",
                                      "POWER",
                                      "RADIANS",
                                      "REGEXP",
                                      "REPEAT",
                                      "REVERSE",
                                      "RPAD",
                                      "SHA1",
                                      "SHA224",
                                      "SHA256",
                                      "SHA384",
                                      "SHA512",
                                      "SIGN",
                                      "SIN",
                                      "SQRT",
                                      "STDDEV_POP",
                                      "STDDEV_SAMP",
                                      "STRING_AGG",
                                      "SUM_OF_UNITS",
                                      "TAN",
                                      "TEXT_END",
                                      "TEXT_PART",
                                      "TEXT_START",
                                      "TO_BOOLEAN",
                                      "TO_DATE",
                                      "TO_DATE_TIME",
                                      "TO_DECIMAL",
                                      "TO_INTEGER",
                                      "TO_REAL",
                                      "TO_TEXT",
                                      "TO_TIME",
                                      "TO_UNITS",
                                      "UNITS_TO_DECIMAL",
                                      "UNITS_TO_NUMBER",
                                      "VAR_POP",
                                      "VAR_SAMP"};
static_assert(std::ranges::is_sorted(names));

}  // namespace

std::span<const std::string_view> own_functions() { return names; }

void require_function(const SqlWriter& writer, std::string_view name) {
    if (!writer.dialect->features().own_functions && std::ranges::binary_search(names, name))
        throw NotSupportedError("aside: this needs the SQL function " + std::string(name) +
                                ", which a database that another program serves does not have");
}

void open_call(SqlWriter& writer, std::string_view name) {
    require_function(writer, name);
    writer.sql += name;
    writer.sql += '(';
}

namespace {

template <class Arguments, class SqlOf>
void write_call_of(SqlWriter& writer, std::string_view name, const Arguments& arguments,
                   std::string_view last, SqlOf sql_of) {
    open_call(writer, name);
    std::string_view between;
    for (const auto& argument : arguments) {
        writer.sql += std::exchange(between, ", ");
        writer.append(sql_of(argument));
    }
    if (!last.empty()) writer.sql += between;
    writer.sql += last;
    writer.sql += ')';
}

}  // namespace

void write_call(SqlWriter& writer, std::string_view name,
                std::initializer_list<const SqlWriter*> arguments, std::string_view last) {
    write_call_of(writer, name, arguments, last,
                  [](const SqlWriter* argument) -> const SqlWriter& { return *argument; });
}

void write_call(SqlWriter& writer, std::string_view name, std::span<const Operand> arguments,
                std::string_view last) {
    write_call_of(writer, name, arguments, last,
                  [](const Operand& argument) -> const SqlWriter& { return argument.sql; });
}

}  // namespace aside::sql::sqlite
