#include "backend/postgresql/arrays.hpp"

#include <bit>

#include "backend/postgresql/wire_numbers.hpp"
#include "sql/postgresql/values.hpp"

namespace aside::backend::postgresql {

using detail::Cell;
using detail::CellType;

namespace {

/// The bytes of the head of an array that is not empty.
constexpr std::size_t head = 5 * sizeof(std::int32_t);

}  // namespace

TypeNumber array_type_of(CellType element) { return array_of(type_of(element)); }

void Arrays::begin(std::span<const CellType> types) {
    arrays_.resize(types.size());
    for (std::size_t i = 0; i < types.size(); ++i) {
        Array& array = arrays_[i];
        array.type = types[i];
        array.count = 0;
        array.has_nulls = false;
        array.bytes.assign(head, '\0');
    }
}

TypeNumber Arrays::type(std::size_t array) const { return array_type_of(arrays_[array].type); }

std::string_view Arrays::bytes(std::size_t array) {
    Array& of = arrays_[array];
    std::string begin;
    put_array_head(begin, type_of(of.type), of.count, of.has_nulls);
    of.bytes.replace(0, head, begin);
    return of.bytes;
}

Arrays::Array& Arrays::next(int parameter, CellType type) {
    Array& array = arrays_[static_cast<std::size_t>(parameter)];
    if (array.type != type) throw_other_type(array.type, type);
    ++array.count;
    return array;
}

void Arrays::bind(int parameter, const Cell& value, detail::Lifetime) {
    if (value.type == CellType::null) {
        Array& array = arrays_[static_cast<std::size_t>(parameter)];
        ++array.count;
        array.has_nulls = true;
        return put(array.bytes, length_of_null);
    }
    encode_behind_length(next(parameter, value.type).bytes, value);
}

void Arrays::integer(int parameter, std::int64_t value) {
    put_value(next(parameter, CellType::integer).bytes, value);
}

void Arrays::real(int parameter, double value) {
    put_value(next(parameter, CellType::real).bytes, std::bit_cast<std::uint64_t>(value));
}

void Arrays::text(int parameter, std::string_view value, detail::Lifetime) {
    put_text(next(parameter, CellType::text).bytes, value);
}

void Arrays::require_room(std::string_view text, const detail::FieldInfo& field) {
    sql::postgresql::require_room(text, field);
}

}  // namespace aside::backend::postgresql
