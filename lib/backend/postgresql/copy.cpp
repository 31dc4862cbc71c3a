#include "backend/postgresql/copy.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "aside/error.hpp"
#include "sql/postgresql/copied_tables.hpp"
#include "sql/postgresql/dialect.hpp"
#include "sql/postgresql/values.hpp"

namespace aside::backend::postgresql {

using detail::Cell;
using detail::CellType;
using detail::Lifetime;

namespace {

struct Column {
    std::string name{};
    TypeNumber type = types::unknown;
    bool takes_keys_from_no_insert = false;  ///< GENERATED ALWAYS AS IDENTITY
    std::string sequence{};
};

/// Whether a cell of that type has the bytes that a column of this one wants.
bool takes(TypeNumber column, CellType cell) {
    if (column == type_of(cell)) return true;
    if (cell == CellType::integer) return column == types::int2 || column == types::int4;
    return cell == CellType::text && (column == types::varchar || column == types::bpchar);
}

std::vector<Column> columns_of(Connection& connection, const NewRows& rows) {
    std::string quoted;
    sql::postgresql::dialect().quote_table(quoted, rows.schema, rows.table);
    const auto question = connection.prepare(sql::postgresql::columns_to_copy);
    question->text(0, quoted, Lifetime::passing);
    std::vector<Column> columns;
    while (question->step())
        columns.push_back({.name = std::string(question->at(0).text),
                           .type = static_cast<TypeNumber>(question->at(1).integer),
                           .takes_keys_from_no_insert = question->at(2).integer != 0,
                           .sequence = std::string(question->at(3).text)});
    return columns;
}

}  // namespace

std::optional<CopyTarget> find_target(Connection& connection, const NewRows& rows) {
    const std::vector<Column> columns = columns_of(connection, rows);
    CopyTarget target;
    for (std::size_t i = 0; i < rows.columns.size(); ++i) {
        const auto column = std::ranges::find(columns, rows.columns[i], &Column::name);
        if (column == columns.end() || !takes(column->type, rows.types[i])) return std::nullopt;
        const bool given_here = rows.wants_keys && i == 0;
        if (given_here) target.sequence = column->sequence;
        if (given_here ? column->sequence.empty() : column->takes_keys_from_no_insert)
            return std::nullopt;
        target.types.push_back(column->type);
    }
    return target;
}

std::vector<std::int64_t> take_keys(Connection& connection, const std::string& sequence,
                                    std::size_t count) {
    const auto question = connection.prepare(sql::postgresql::next_keys);
    question->text(0, sequence, Lifetime::lasting);
    question->integer(1, static_cast<std::int64_t>(count));
    std::vector<std::int64_t> keys;
    keys.reserve(count);
    while (question->step()) {
        const std::string_view bytes = question->at(0).text;
        for (std::size_t at = 0; at < bytes.size(); at += sizeof(std::int64_t))
            keys.push_back(decode(types::int8, bytes.substr(at, sizeof(std::int64_t))).integer);
    }
    return keys;
}

CopiedRows::CopiedRows(const NewRows& rows, const CopyTarget& target)
    : rows_(rows), target_(target) {
    constexpr std::string_view signature("PGCOPY\n\377\r\n\0", 11);
    bytes_ = signature;
    put(bytes_, std::int32_t{0});  // flags
    put(bytes_, std::int32_t{0});  // bytes of more to say
}

void CopiedRows::begin_row() { put(bytes_, static_cast<std::int16_t>(target_.types.size())); }

void CopiedRows::end() { put(bytes_, std::int16_t{-1}); }

void CopiedRows::bind(int parameter, const Cell& value, Lifetime) {
    if (value.type == CellType::null) return put(bytes_, length_of_null);
    if (value.type == CellType::integer) return integer(parameter, value.integer);
    require_type(parameter, value.type);
    encode_behind_length(bytes_, value);
}

void CopiedRows::integer(int parameter, std::int64_t value) {
    require_type(parameter, CellType::integer);
    const auto column = static_cast<std::size_t>(parameter);
    switch (target_.types[column]) {
        case types::int2:
            return put_narrow<std::int16_t>(column, value);
        case types::int4:
            return put_narrow<std::int32_t>(column, value);
        default:
            return put_value(bytes_, value);
    }
}

// INSERT is refused such a number by the server.
template <class Integer>
void CopiedRows::put_narrow(std::size_t column, std::int64_t value) {
    if (!std::in_range<Integer>(value))
        throw DataError(DatabaseErrorInfo{.message = "the column \"" + rows_.columns[column] +
                                                     "\" cannot hold " + std::to_string(value),
                                          .sql = rows_.sql,
                                          .sqlstate = "22003",
                                          .schema = rows_.schema,
                                          .table = rows_.table,
                                          .column = rows_.columns[column]});
    put_value(bytes_, static_cast<Integer>(value));
}

void CopiedRows::real(int parameter, double value) {
    require_type(parameter, CellType::real);
    put_value(bytes_, std::bit_cast<std::uint64_t>(value));
}

void CopiedRows::text(int parameter, std::string_view value, Lifetime) {
    require_type(parameter, CellType::text);
    put_text(bytes_, value);
}

void CopiedRows::require_room(std::string_view text, const detail::FieldInfo& field) {
    sql::postgresql::require_room(text, field);
}

}  // namespace aside::backend::postgresql
