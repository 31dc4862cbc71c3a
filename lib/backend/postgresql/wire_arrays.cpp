// Arrays on the wire. First come the number of dimensions, whether an element is NULL, and the type
// of the elements; then for each dimension its size and the index of its first element; then each
// element behind its length, which is -1 for NULL (src/backend/utils/adt/arrayfuncs.c,
// `array_send`).
#include <cstdint>
#include <utility>

#include "backend/postgresql/wire_numbers.hpp"
#include "model/unstorable.hpp"

namespace aside::backend::postgresql {

using detail::Cell;
using detail::CellType;

namespace {

/// The types of arrays, beside those of their elements.
constexpr std::pair<TypeNumber, TypeNumber> arrays[] = {
    {types::boolean, 1000},       {types::bytea, 1001},       {types::single_character, 1002},
    {types::name, 1003},          {types::int2, 1005},        {types::int4, 1007},
    {types::text, 1009},          {types::bpchar, 1014},      {types::varchar, 1015},
    {types::int8, 1016},          {types::float4, 1021},      {types::float8, 1022},
    {types::object_number, 1028}, {types::timestamp, 1115},   {types::date, 1182},
    {types::time, 1183},          {types::timestamptz, 1185}, {types::interval, 1187},
    {types::numeric, 1231},       {types::json, 199},         {types::xml, 143},
    {types::uuid, 2951},          {types::jsonb, 3807}};

/// The elements of an array, one behind the other.
class ElementReader {
public:
    ElementReader(std::string_view bytes, std::size_t at, TypeNumber type)
        : bytes_(bytes), at_(at), type_(type) {}

    Cell next() {
        const auto length = number_at<std::int32_t>(bytes_, at_);
        at_ += sizeof length;
        if (length == length_of_null) return {};
        if (length < 0 || bytes_.size() - at_ < static_cast<std::size_t>(length))
            throw Undecodable("has fewer bytes than its type");
        const auto size = static_cast<std::size_t>(length);
        at_ += size;
        return decode(type_, bytes_.substr(at_ - size, size));
    }

private:
    std::string_view bytes_;
    std::size_t at_;
    TypeNumber type_;
};

}  // namespace

TypeNumber element_of(TypeNumber array) {
    for (const auto& [element, type] : arrays)
        if (type == array) return element;
    return types::unknown;
}

TypeNumber array_of(TypeNumber element) {
    for (const auto& [each, type] : arrays)
        if (each == element) return type;
    return array_of(types::text);  // of what is NULL alone, or nothing
}

void put_array_head(std::string& bytes, TypeNumber element, std::uint32_t size, bool has_nulls) {
    put(bytes, std::int32_t{size == 0 ? 0 : 1});
    put(bytes, std::int32_t{has_nulls ? 1 : 0});
    put(bytes, element);
    if (size == 0) return;
    put(bytes, size);
    put(bytes, std::int32_t{1});
}

void encode_array(std::string& bytes, const Cell& cell) {
    const std::uint32_t size = cell.array.size;
    const CellType type =
        cell.array.element == CellType::null ? CellType::text : cell.array.element;
    bool has_nulls = false;
    for (std::size_t i = 0; i < size; ++i)
        has_nulls = has_nulls || cell.at(i).type == CellType::null;
    put_array_head(bytes, type_of(type), size, has_nulls);
    for (std::size_t i = 0; i < size; ++i) {
        const Cell element = cell.at(i);
        if (element.type == CellType::null) {
            put(bytes, length_of_null);
            continue;
        }
        if (element.type != type)
            throw model::Unstorable("an array has elements of one type, not of several");
        encode_behind_length(bytes, element);
    }
}

Cell decode_array(std::string_view bytes, std::vector<Cell>& elements) {
    constexpr std::size_t head = 12;
    constexpr std::size_t dimension = 8;
    const auto dimensions = number_at<std::int32_t>(bytes, 0);
    const auto type = number_at<TypeNumber>(bytes, 8);
    if (dimensions < 0 || dimensions > 1)
        throw Undecodable(
            "holds an array of " + std::to_string(dimensions) +
            " dimensions, and a vector has one: read its elements, or a cast to text");
    elements.clear();
    const auto size = dimensions == 0 ? 0 : number_at<std::int32_t>(bytes, head);
    const std::size_t rest = dimensions == 0 ? 0 : bytes.size() - head;
    if (size < 0 || static_cast<std::size_t>(size) > rest / sizeof(std::int32_t))
        throw Undecodable("has fewer bytes than its type");
    elements.reserve(static_cast<std::size_t>(size));
    ElementReader reader(bytes, head + dimension, type);
    CellType of = CellType::null;
    for (std::int32_t i = 0; i < size; ++i) {
        elements.push_back(reader.next());
        if (elements.back().type != CellType::null) of = elements.back().type;
    }
    const auto at = [](const void* cells, std::size_t index) {
        return static_cast<const Cell*>(cells)[index];
    };
    return {.type = CellType::array,
            .elements = elements.data(),
            .array = {.at = at, .size = static_cast<std::uint32_t>(size), .element = of}};
}

}  // namespace aside::backend::postgresql
