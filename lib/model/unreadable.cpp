#include "model/unreadable.hpp"

#include "aside/value.hpp"
#include "model/shown.hpp"

namespace aside::model {

using namespace detail;

namespace {

std::string described(const Cell& cell) {
    switch (cell.type) {
        case CellType::integer:
            return "the integer " + std::to_string(cell.integer);
        case CellType::real:
            return "the real number " + SqlValue(cell.real).to_string();
        case CellType::text:
            return "the text " + shown(cell.text);
        case CellType::blob:
            return std::to_string(cell.text.size()) + " bytes";
        case CellType::json:
            return "JSON";
        default:
            return read_value(cell).to_string();
    }
}

std::string kind_of(const FieldInfo& field) {
    const FieldType& type = *field.type;
    if (field.text_choices) return "one of its choices";
    const bool is_array = type.kind == FieldKind::array;
    const FieldKind each = is_array ? type.elements->type->kind : type.kind;
    std::string kind = is_array ? "an array, each element of which is " : "";
    kind += kind_name(each);
    if (each == FieldKind::decimal)
        kind += " of " + std::to_string(type.decimal_places) + " places";
    if (each == FieldKind::integer && type.bytes < 8)
        kind += " of " + std::to_string(type.bytes * 8) + " bits";
    return kind;
}

std::string place_of(const FieldInfo& field) {
    if (field.model == nullptr) return "it";
    return "column \"" + std::string(field.column) + "\" of table \"" + field.model->full_table() +
           '"';
}

}  // namespace

UnreadableCell::UnreadableCell(const FieldInfo& field, std::string what, std::string cure)
    : DataError(what + cure), model_(field.model), what_(std::move(what)), cure_(std::move(cure)) {}

UnreadableCell::UnreadableCell(const FieldInfo& field, const Cell& cell)
    : UnreadableCell(field,
                     field.full_name() + " is " + kind_of(field) + ", but " + place_of(field) +
                         " holds " + described(cell),
                     cell.type == CellType::null ? ": make the member a std::optional" : "") {}

UnreadableCell::UnreadableCell(const FieldInfo& field, std::size_t element)
    : UnreadableCell(field,
                     field.full_name() + " is " + kind_of(field) + ", but " + place_of(field) +
                         " holds NULL as element " + std::to_string(element),
                     ": make the elements std::optional") {}

UnreadableCell::UnreadableCell(const UnreadableCell& other, std::string_view row)
    : DataError(other.what_ + ' ' + std::string(row) + other.cure_),
      model_(other.model_),
      what_(other.what_),
      cure_(other.cure_) {}

void throw_null_element(const FieldInfo& field, std::size_t element) {
    throw UnreadableCell(field, element);
}

void throw_unreadable(const FieldInfo& field, const Cell& cell) {
    throw UnreadableCell(field, cell);
}

}  // namespace aside::model
