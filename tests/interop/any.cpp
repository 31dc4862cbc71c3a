#include "interop/any.hpp"

namespace interop {

std::vector<CellKind> columns_of_rows;

namespace {

template <std::size_t... Kind>
const aside::detail::FieldType* type_of_alternative(std::size_t kind,
                                                    std::index_sequence<Kind...>) {
    const aside::detail::FieldType* const types[] = {
        &aside::detail::field_type<std::variant_alternative_t<Kind, Cell>>...};
    return types[kind];
}
template <std::size_t... Kind>
void make_cell(Cell& cell, std::size_t kind, std::index_sequence<Kind...>) {
    ((Kind == kind ? void(cell.template emplace<Kind>()) : void()), ...);
}
using Alternatives = std::make_index_sequence<std::variant_size_v<Cell>>;

}  // namespace

CellKind kind_named(const std::string& name) {
    static constexpr std::string_view names[] = {
        "int", "float", "bool", "text", "date", "datetime", "decimal:5", "decimal:6", "decimal:8"};
    for (std::size_t i = 0; i < std::size(names); ++i)
        if (names[i] == name) return static_cast<CellKind>(i);
    throw std::logic_error("no type of columns is called " + name);
}

const aside::detail::FieldType* field_type_of(CellKind kind) {
    return type_of_alternative(static_cast<std::size_t>(kind), Alternatives());
}

void AnyRow::make_cells(void** places) {
    cells.resize(columns_of_rows.size());
    for (std::size_t i = 0; i < cells.size(); ++i) {
        make_cell(cells[i], static_cast<std::size_t>(columns_of_rows[i]), Alternatives());
        places[i] = std::visit([](auto& value) -> void* { return &value; }, cells[i]);
    }
}

std::string encode_cells(const AnyRow& row, std::vector<std::string> cells) {
    for (const Cell& cell : row.cells)
        cells.push_back(std::visit([](const auto& value) { return typed(value); }, cell));
    return encode_list(cells);
}

}  // namespace interop
