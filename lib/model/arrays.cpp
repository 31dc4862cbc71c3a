// How a member that is a vector is read from a cell and bound to a parameter.
#include "aside/detail/field_type.hpp"
#include "model/captured.hpp"
#include "model/conversions.hpp"
#include "model/unreadable.hpp"

namespace aside::detail {

void read_array(void* member, const Cell& cell, const FieldInfo& field) {
    const Elements& elements = *field.type->elements;
    if (cell.type != CellType::array) model::throw_unreadable(field, cell);
    elements.clear(member);
    for (std::size_t i = 0; i < cell.array.size; ++i) {
        const Cell element = cell.at(i);
        if (element.type == CellType::null && !elements.type->nullable)
            model::throw_null_element(field, i);
        elements.append(member, element, field);
    }
}
void bind_array(const void* member, Binder& binder, int parameter, const FieldInfo& field) {
    const Elements& elements = *field.type->elements;
    SqlArray array{.element = model::kind_of_values(elements.type->kind)};
    const std::size_t size = elements.size(member);
    array.values.reserve(size);
    for (std::size_t i = 0; i < size; ++i) {
        model::Captured captured;
        elements.bind(member, i, captured, field);
        array.values.push_back(captured.take());
    }
    binder.bind(parameter, cell_of(array), Lifetime::passing);
}

}  // namespace aside::detail
