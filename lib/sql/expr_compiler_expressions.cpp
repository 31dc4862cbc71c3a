// The part of ExprCompiler that writes values, columns and expressions over them.
#include <algorithm>

#include "aside/error.hpp"
#include "query/kinds.hpp"
#include "query/truth.hpp"
#include "sql/expr_compiler.hpp"
#include "sql/places.hpp"
#include "sql/select.hpp"

namespace aside::sql {

using detail::ExprKind;
using detail::FieldInfo;
using detail::FieldKind;

std::string column_name(std::size_t index) { return "__col" + std::to_string(index + 1); }

Meaning ExprCompiler::meaning_of(const Node& path) const {
    if (tables_ != nullptr) return tables_->meaning(path);
    const Path followed = follow_all(model_, path.path());
    const Reading read = reading(followed);
    if (read.steps > 0)
        throw FieldError(std::string(model_.type_name) + ": \"" + std::string(path.path()) +
                         "\" reads another table, which cannot be done here");
    return {.column = {0, read.field}, .ending = followed.rest};
}

/// Whether an operation may be NULL though its operands are not: a division by zero, NULLIF.
static bool may_make_null(const Node& node) {
    if (node.kind == ExprKind::function)
        return static_cast<detail::Function>(node.op) == detail::Function::null_if;
    return node.kind == ExprKind::arithmetic && (node.op == '/' || node.op == '%') &&
           children(node).rest().front().kind != ExprKind::value;
}

/// An expression over an annotation is not guarded against NULL, as in Django.
bool ExprCompiler::nullable(const Node& node) const {
    return std::any_of(&node, &node + node.size, [&](const Node& part) {
        if (may_make_null(part)) return true;
        if (part.kind != ExprKind::path) return false;
        const Meaning meaning = meaning_of(part);
        if (meaning.annotation != nullptr) return false;
        return tables_ != nullptr ? tables_->nullable(meaning.column)
                                  : meaning.column.field->type->nullable;
    });
}

Operand ExprCompiler::argument(const SqlWriter& of, const Node& node, DecimalForm form) const {
    Operand operand{.sql = of.part(), .field = field_of(node)};
    expression(operand.sql, node, form);
    if (node.kind == ExprKind::value) operand.value = &node.value;
    return operand;
}

/// Writes an operand. A plain value takes the form in which the field on the other side is stored.
void ExprCompiler::operand(SqlWriter& writer, const Node& node, const FieldInfo* beside,
                           DecimalForm form) const {
    if (node.kind == ExprKind::choice) return choice(writer, node, beside, form);
    if (node.kind != ExprKind::value || beside == nullptr) return expression(writer, node, form);
    // A comparison may go beyond the values that the field can hold; only its form matters.
    const FieldKind kind = beside->type->kind;
    const bool has_form =
        (kind != FieldKind::integer && kind != FieldKind::decimal) || beside->text_choices;
    if (has_form)
        writer.param(detail::stored_value(*beside, node.value),
                     {.value = &node.value, .stored_as = beside});
    else
        writer.param(node.value, {.value = &node.value});
}

// Asks for the literal first: most nodes are none, and then their fields need not be found.
void ExprCompiler::require_room_as(const Node& read_as, const Node& literal) const {
    if (literal.kind == ExprKind::value) require_room(literal, field_of(read_as));
}

void ExprCompiler::new_value(SqlWriter& writer, const Node& node, const FieldInfo& column) const {
    require_room_in(column, node);
    const bool fits = fits_places(field_of(node), column.type->decimal_places);
    operand(writer, node, &column, fits ? DecimalForm::number : DecimalForm::exact);
}

void ExprCompiler::expression(SqlWriter& writer, const Node& node, DecimalForm form) const {
    switch (node.kind) {
        case ExprKind::path:
            return path(writer, node, form);
        case ExprKind::outer_path:
            return outer_path(writer, node);
        case ExprKind::value:
            return writer.param(node.value, {.value = &node.value});
        case ExprKind::star:
            writer.sql += '*';
            return;
        case ExprKind::random:
            writer.sql += "RANDOM()";
            return;
        case ExprKind::arithmetic:
            return arithmetic(writer, node, form);
        case ExprKind::function:
            return function(writer, node, form);
        case ExprKind::choice:
            return choice(writer, node, nullptr, form);
        case ExprKind::aggregate:
            return aggregate(writer, node, form);
        case ExprKind::window:
            return window(writer, node, form);
        case ExprKind::subquery:
            return statement(writer, node);
        case ExprKind::exists:
            writer.sql += "EXISTS ";
            return statement(writer, node);
        case ExprKind::raw:
            return raw(writer, node);
        default:
            return truth_value(writer, node);
    }
}

/// Writes a condition as a value: one that is selected, compared or computed with.
void ExprCompiler::truth_value(SqlWriter& writer, const Node& node) const {
    const Truth constant = truth(node);
    if (constant != Truth::depends) {
        writer.sql += constant == Truth::always ? "(1 = 1)" : "(1 = 0)";
        return;
    }
    writer.sql += '(';
    condition(writer, node, false);
    writer.sql += ')';
}

void ExprCompiler::path(SqlWriter& writer, const Node& node, DecimalForm form) const {
    const Meaning read = meaning_of(node);
    const bool computed_here = read.annotation != nullptr && inner_columns_ == nullptr;
    if (!computed_here || !read.ending.empty()) return meaning(writer, read);
    require_room_as(node, read.annotation->expr.front());
    expression(writer, read.annotation->expr.front(), form);
}

void ExprCompiler::meaning(SqlWriter& writer, const Meaning& meaning) const {
    if (meaning.annotation == nullptr && meaning.ending.empty())
        return column(writer, meaning.column);
    const JsonPath path = ended(writer, meaning);
    if (path.keys.empty()) return writer.append(path.json);
    dialect_.json_path(writer, path, JsonForm::json);
}

/// The column or expression of a path, its transforms applied; keys of JSON follow.
JsonPath ExprCompiler::ended(const SqlWriter& of, const Meaning& meaning) const {
    const detail::Annotation* annotation = meaning.annotation;
    JsonPath path{.json = of.part()};
    if (annotation == nullptr)
        column(path.json, meaning.column);
    else if (inner_columns_ != nullptr)
        inner_column(path.json, {.annotation = annotation});
    else
        expression(path.json, annotation->expr.front());
    if (meaning.ending.empty()) return path;
    const FieldInfo* field =
        annotation == nullptr ? meaning.column.field : field_of(Meaning{.annotation = annotation});
    if (field == nullptr)
        throw FieldError("\"" + std::string(meaning.ending) +
                         "\" cannot follow what has no known type");
    for (const PathEnd& end : read_ending(*field, meaning.ending).ends) {
        if (end.transform == nullptr) {
            path.keys.push_back(end.text);
            continue;
        }
        SqlWriter call = of.part();
        const Operand argument{.sql = std::move(path.json), .field = field};
        dialect_.function(call, end.transform->function, {&argument, 1}, nullptr,
                          DecimalForm::number);
        const auto kind = transformed_kind(field->type->kind, end.transform->function);
        if (kind && *kind != field->type->kind) field = &field_of_kind(*kind);
        path.json = std::move(call);
    }
    return path;
}

void ExprCompiler::outer_path(SqlWriter& writer, const Node& node) const {
    const Tables& tables = tables_->around(node.op);
    ExprCompiler(dialect_, tables).meaning(writer, tables_->meaning(node));
}

void ExprCompiler::statement(SqlWriter& writer, const Node& node) const {
    if (tables_ == nullptr)
        throw NotSupportedError("aside: a subquery cannot stand in a table's own definition");
    writer.sql += '(';
    tables_->statement(node).write(writer);
    writer.sql += ')';
}

void ExprCompiler::arithmetic(SqlWriter& writer, const Node& node, DecimalForm form) const {
    const Node& first = children(node).front();
    const Node& second = children(node).rest().front();
    const FieldInfo* field = field_of(node);
    // If nothing is known of a side, the engine's own operator is written.
    const bool exact = has_kind(field, FieldKind::decimal) && field_of(first) != nullptr &&
                       field_of(second) != nullptr;
    const DecimalForm inner = exact ? DecimalForm::exact : DecimalForm::number;
    const char op = static_cast<char>(node.op);
    // What is multiplied or divided has all its digits; only the result is rounded.
    if (op != '*' && op != '/')
        for (const Node& side : children(node)) require_room(side, field);
    const auto operand_of = [&](const Node& side) {
        // A sum is rounded to the places that the side has.
        const bool sums = (op == '+' || op == '-') && exact &&
                          field_of(side)->type->decimal_places == field->type->decimal_places;
        return exact && !sums ? decimal_operand(writer, side, inner)
                              : scalar_argument(writer, side, inner);
    };
    dialect_.arithmetic(writer, op, operand_of(first), operand_of(second), field, form);
}

namespace {

/// Whether a function's result may depend on one digit behind the others. A text has as many places
/// as its field.
bool looks_at_digits(const Node& node) {
    using detail::Function;
    const auto function = static_cast<Function>(node.op);
    if (function == Function::cast) return node.type->kind != FieldKind::text;
    return function == Function::round || function == Function::mod || function == Function::ceil ||
           function == Function::floor || function == Function::sign;
}

}  // namespace

/// The form in which a function takes a decimal: rounding it, or making text of it, takes all
/// digits.
DecimalForm ExprCompiler::form_of_argument(const Node& function, const Node& argument,
                                           DecimalForm form) const {
    const auto called = static_cast<detail::Function>(function.op);
    if (called == detail::Function::round) return DecimalForm::exact;
    if (called != detail::Function::cast) return DecimalForm::number;
    if (function.type->kind == FieldKind::text) return DecimalForm::exact;
    if (function.type->kind != FieldKind::decimal) return DecimalForm::number;
    return fits_places(field_of(argument), function.type->decimal_places) ? form
                                                                          : DecimalForm::exact;
}

/// A calculation takes a column's decimal as the column has it: rounded to its places. Where
/// another program has calculated with doubles, what is stored may have more.
Operand ExprCompiler::decimal_operand(const SqlWriter& of, const Node& node,
                                      DecimalForm form) const {
    Operand operand = scalar_argument(of, node, form);
    if (node.kind == ExprKind::value || !operand.is(FieldKind::decimal) || is_calculated(node))
        return operand;
    SqlWriter rounded = of.part();
    dialect_.stored_decimal(rounded, operand.sql, operand.field->type->decimal_places, form);
    operand.sql = std::move(rounded);
    return operand;
}

/// Writes a function. One that gives an argument gives it in the wanted form, unless it compares
/// its arguments.
void ExprCompiler::function(SqlWriter& writer, const Node& node, DecimalForm form) const {
    const auto function = static_cast<detail::Function>(node.op);
    const bool alike = is_alternative(function) || function == detail::Function::null_if;
    const bool gives_json = node.type != nullptr && node.type->kind == FieldKind::json;
    const bool passes_on = alike || gives_json || is_of_window(function);
    const bool of_window = function == detail::Function::lag || function == detail::Function::lead;
    const FieldInfo* field = alike || of_window ? field_of(node) : nullptr;
    const bool compares = alike && function != detail::Function::coalesce;
    std::vector<Operand> arguments;
    for (const Node& child : children(node)) {
        if (!passes_on) {
            if (function != detail::Function::cast) require_room_as(node, child);
            const DecimalForm wanted = form_of_argument(node, child, form);
            arguments.push_back(looks_at_digits(node) ? decimal_operand(writer, child, wanted)
                                                      : scalar_argument(writer, child, wanted));
            continue;
        }
        require_room(child, field);
        Operand operand{.sql = writer.part(), .field = field_of(child)};
        this->operand(operand.sql, child, field, compares ? DecimalForm::number : form);
        if (child.kind == ExprKind::value) operand.value = &child.value;
        arguments.push_back(std::move(operand));
    }
    dialect_.function(writer, function, arguments, node.type, form);
}

/// Writes a CASE or the like. Its plain values take the form of the first column among the values,
/// or else of the operand beside it.
void ExprCompiler::choice(SqlWriter& writer, const Node& node, const FieldInfo* beside,
                          DecimalForm form) const {
    const FieldInfo* own = field_of(node);
    const FieldInfo* field = own;
    if (beside != nullptr && (field == nullptr || field->model == nullptr)) field = beside;
    writer.sql += "CASE";
    for (const Node& child : children(node)) {
        if (child.kind == ExprKind::when) {
            require_room(children(child).rest().front(), own);
            when(writer, child, field, form);
        } else {
            writer.sql += " ELSE ";
            require_room(child, own);
            operand(writer, child, field, form);
        }
    }
    writer.sql += " END";
}

void ExprCompiler::when(SqlWriter& writer, const Node& node, const FieldInfo* field,
                        DecimalForm form) const {
    const Node& condition = children(node).front();
    const Truth constant = truth(condition);
    writer.sql += " WHEN ";
    if (constant == Truth::depends)
        conditions(writer, &condition, &condition + condition.size);
    else
        writer.sql += constant == Truth::always ? "1 = 1" : "1 = 0";
    writer.sql += " THEN ";
    operand(writer, children(node).rest().front(), field, form);
}

/// Writes SQL of the user's, whose `?` stand for the parameters.
void ExprCompiler::raw(SqlWriter& writer, const Node& node) const {
    writer.sql += '(';
    std::vector<SqlValue> parameters;
    for (const Node& parameter : children(node)) parameters.push_back(parameter.value);
    const std::string& sql = *node.value.text();
    const std::size_t places = placeholders_in(sql, dialect_).size();
    if (places != parameters.size())
        throw FieldError("aside: RawSQL has " + std::to_string(places) + " placeholders (?) and " +
                         std::to_string(parameters.size()) + " parameters: " + sql);
    writer.raw(sql, parameters);
    writer.sql += ')';
}

void ExprCompiler::column(SqlWriter& writer, Column column) const {
    if (inner_columns_ != nullptr) return inner_column(writer, {.column = column});
    if (tables_ != nullptr) return tables_->write(writer, column, dialect_);
    if (qualified_ == Qualified::yes) {
        dialect_.quote(writer.sql, model_.table);
        writer.sql += '.';
    }
    dialect_.quote(writer.sql, column.field->column);
}

/// The inner statement goes by the name of the model's table, so that its own columns are spelled
/// alike inside and outside.
void ExprCompiler::inner_column(SqlWriter& writer, const Meaning& meaning) const {
    dialect_.quote(writer.sql, model_.table);
    writer.sql += '.';
    if (inner_objects_ && meaning.annotation == nullptr && meaning.column.table == 0)
        return dialect_.quote(writer.sql, meaning.column.field->column);
    auto found = std::ranges::find_if(*inner_columns_, [&](const Meaning& other) {
        return other.annotation == meaning.annotation && other.column == meaning.column;
    });
    if (found == inner_columns_->end()) found = inner_columns_->insert(found, meaning);
    dialect_.quote(writer.sql,
                   column_name(static_cast<std::size_t>(found - inner_columns_->begin())));
}

}  // namespace aside::sql
