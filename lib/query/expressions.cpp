// The part of ExprCompiler that writes values, columns and what is computed of them.
#include <algorithm>

#include "aside/error.hpp"
#include "query/conditions.hpp"
#include "query/truth.hpp"

namespace aside::query {

using detail::ExprKind;
using detail::FieldInfo;

std::string column_name(std::size_t index) { return "__col" + std::to_string(index + 1); }

Column ExprCompiler::column_of(const Node& path) const {
    if (tables_ != nullptr) return tables_->column(path);
    const Path followed = follow_all(model_, path.path());
    const Reading read = reading(followed);
    if (read.steps > 0)
        throw FieldError(std::string(model_.type_name) + ": \"" + std::string(path.path()) +
                         "\" reads another table, which cannot be done here");
    return {0, read.field};
}

const FieldInfo* ExprCompiler::field_of(const Node& node) const {
    return node.kind == ExprKind::path ? column_of(node).field : nullptr;
}

bool ExprCompiler::nullable(const Node& node) const {
    return std::any_of(&node, &node + node.size, [&](const Node& part) {
        if (part.kind != ExprKind::path) return false;
        const Column column = column_of(part);
        return tables_ != nullptr ? tables_->nullable(column) : column.field->type->nullable;
    });
}

/// An expression; a plain value takes the form in which the field on the other side is stored.
void ExprCompiler::operand(SqlWriter& writer, const Node& node, const FieldInfo* beside) const {
    if (node.kind != ExprKind::value || beside == nullptr) return expression(writer, node);
    // A comparison may go beyond what the field can hold; only its form matters.
    const bool in_range = beside->type->kind != detail::FieldKind::integer || beside->text_choices;
    writer.param(in_range ? detail::stored_value(*beside, node.value) : node.value);
}

void ExprCompiler::expression(SqlWriter& writer, const Node& node) const {
    switch (node.kind) {
        case ExprKind::path:
            column(writer, column_of(node));
            break;
        case ExprKind::value:
            writer.param(node.value);
            break;
        case ExprKind::star:
            writer.sql += '*';
            break;
        case ExprKind::random:
            writer.sql += "RANDOM()";
            break;
        case ExprKind::arithmetic:
            arithmetic(writer, node);
            break;
        case ExprKind::aggregate:
            aggregate(writer, node);
            break;
        default:
            condition(writer, node, false);
    }
}

void ExprCompiler::arithmetic(SqlWriter& writer, const Node& node) const {
    const Nodes sides = children(node);
    writer.sql += '(';
    expression(writer, sides.front());
    writer.sql += ' ';
    writer.sql += static_cast<char>(node.op);
    writer.sql += ' ';
    expression(writer, sides.rest().front());
    writer.sql += ')';
}

void ExprCompiler::aggregate(SqlWriter& writer, const Node& node) const {
    const Node& argument = children(node).front();
    const Nodes filter = children(node).rest();
    const FieldInfo* field = field_of(argument);
    // The mean of whole microseconds is to be whole microseconds again.
    const bool rounded =
        node.name == "AVG" && field != nullptr && field->type->kind == detail::FieldKind::duration;
    if (rounded) writer.sql += "CAST(ROUND(";
    writer.sql += node.name;
    writer.sql += node.op != 0 ? "(DISTINCT " : "(";
    expression(writer, argument);
    writer.sql += ')';
    if (!filter.empty()) {
        const Truth constant = truth(filter);
        writer.sql += " FILTER (WHERE ";
        if (constant == Truth::depends)
            conjunction(writer, filter, false);
        else
            writer.sql += constant == Truth::always ? "1" : "0";
        writer.sql += ')';
    }
    if (rounded) writer.sql += ") AS bigint)";
}

void ExprCompiler::column(SqlWriter& writer, Column column) const {
    if (inner_columns_ != nullptr) return inner_column(writer, column);
    if (tables_ != nullptr) return tables_->write(writer, column, dialect_);
    if (qualified_ == Qualified::yes) {
        dialect_.quote(writer.sql, model_.table);
        writer.sql += '.';
    }
    dialect_.quote(writer.sql, column.field->column);
}

/// The inner statement goes by the name of the model's table, so that its own columns are spelled
/// the same inside and outside.
void ExprCompiler::inner_column(SqlWriter& writer, Column column) const {
    dialect_.quote(writer.sql, model_.table);
    writer.sql += '.';
    if (column.table == 0) return dialect_.quote(writer.sql, column.field->column);
    auto found = std::ranges::find(*inner_columns_, column);
    if (found == inner_columns_->end()) found = inner_columns_->insert(found, column);
    dialect_.quote(writer.sql,
                   column_name(static_cast<std::size_t>(found - inner_columns_->begin())));
}

}  // namespace aside::query
