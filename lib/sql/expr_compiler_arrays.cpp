// The part of ExprCompiler that writes lookups of arrays.
#include <string>
#include <utility>

#include "aside/error.hpp"
#include "query/kinds.hpp"
#include "sql/expr_compiler.hpp"

namespace aside::sql {

using detail::ExprKind;
using detail::FieldInfo;
using detail::FieldKind;
using detail::Lookup;

namespace {

/// An element that an array is compared with stands for the array of it alone.
SqlValue as_array(const SqlValue& value) {
    if (value.array() != nullptr) return value;
    return SqlArray{.element = value.kind(), .values = {value}};
}

}  // namespace

/// A lookup that compares with another array, or one of text, which arrays have not. `field` is the
/// left side's, if known.
void ExprCompiler::array_operation(SqlWriter& writer, const Node& node, Lookup lookup,
                                   const FieldInfo* field) const {
    const std::string name(detail::lookup_names[static_cast<int>(lookup)]);
    if (!has_kind(field, FieldKind::array))
        throw FieldError("aside: " + name + " is a lookup of arrays");
    if (lookup != Lookup::contains && !compares_arrays(lookup))
        throw FieldError("aside: " + field->full_name() + " is an array, which has no lookup " +
                         name);
    const Node& given = children(node).rest().front();
    SqlWriter left = writer.part();
    SqlWriter right = writer.part();
    expression(left, children(node).front());
    if (given.kind == ExprKind::value) {
        SqlWriter array = writer.part();
        array.param(detail::stored_value(*field, as_array(given.value)));
        dialect_.as_array(right, array, *field);
    } else {
        operand(right, given, field);
    }
    dialect_.array_lookup(writer, lookup, left, right);
}

/// A value beside an array, as one of its type.
void ExprCompiler::array_value(SqlWriter& writer, const Node& value,
                               const FieldInfo& beside) const {
    SqlWriter array = writer.part();
    array.param(detail::stored_value(beside, value.value),
                {.value = &value.value, .stored_as = &beside});
    dialect_.as_array(writer, array, beside);
}

/// Puts a part of an array in its place; gives a field like the part.
const FieldInfo* ExprCompiler::array_part(SqlWriter& array, const detail::ArrayPart& part,
                                          const FieldInfo& field) {
    SqlWriter whole = array.part();
    std::swap(whole, array);
    array.dialect->array_part(array, whole, part);
    return part.kind == detail::ArrayPart::Kind::element ? field_of_type(field.type->elements->type)
                                                         : &field;
}

}  // namespace aside::sql
