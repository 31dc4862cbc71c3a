// The part of ExprCompiler that writes functions over windows.
#include <string>

#include "aside/error.hpp"
#include "sql/expr_compiler.hpp"

namespace aside::sql {

using detail::ExprKind;

namespace {

/// One end of a frame: the distance from the current row, NULL if there is no end.
void bound(SqlWriter& writer, const Node& value, bool start) {
    const std::int64_t* offset = value.value.integer();
    if (offset == nullptr)
        writer.sql += start ? "UNBOUNDED PRECEDING" : "UNBOUNDED FOLLOWING";
    else if (*offset == 0)
        writer.sql += "CURRENT ROW";
    else if (const std::string rows = std::to_string(*offset); *offset < 0)
        writer.sql += rows.substr(1) + " PRECEDING";  // without the sign
    else
        writer.sql += rows + " FOLLOWING";
}

void frame(SqlWriter& writer, const Node& node) {
    const Node& start = children(node).front();
    const Node& end = children(node).rest().front();
    const std::int64_t* first = start.value.integer();
    const std::int64_t* last = end.value.integer();
    if (first != nullptr && last != nullptr && *first > *last)
        throw NotSupportedError("aside: a frame from " + std::to_string(*first) + " to " +
                                std::to_string(*last) + " ends before it starts");
    writer.sql += node.op == 0 ? "ROWS BETWEEN " : "RANGE BETWEEN ";
    bound(writer, start, true);
    writer.sql += " AND ";
    bound(writer, end, false);
}

/// Whether a part is a frame of the rows up to some distance from the value of the current one.
bool has_distance(const Node& part) {
    if (part.kind != ExprKind::frame || part.op == 0) return false;
    const auto is_distance = [](const Node& bound) {
        const std::int64_t* offset = bound.value.integer();
        return offset != nullptr && *offset != 0;
    };
    return is_distance(children(part).front()) || is_distance(children(part).rest().front());
}

}  // namespace

detail::OrderTerm::Nulls nulls_of(unsigned char flags) {
    using Nulls = detail::OrderTerm::Nulls;
    if ((flags & detail::nulls_first_flag) != 0) return Nulls::first;
    return (flags & detail::nulls_last_flag) != 0 ? Nulls::last : Nulls::engine;
}

void ExprCompiler::window(SqlWriter& writer, const Node& node, DecimalForm form) const {
    const Nodes parts = children(node);
    if (parts.front().kind != ExprKind::aggregate) {
        expression(writer, parts.front(), form);
        return over(writer, parts.rest());
    }
    SqlWriter call = writer.part();
    aggregate_call(call, parts.front());
    over(call, parts.rest());
    aggregate_result(writer, parts.front(), call, form);
}

void ExprCompiler::over(SqlWriter& writer, Nodes parts) const {
    bool by_distance = false;
    for (const Node& part : parts) by_distance = by_distance || has_distance(part);
    writer.sql += " OVER (";
    bool first = true;
    for (const ExprKind kind : {ExprKind::partition, ExprKind::ordering, ExprKind::frame})
        for (const Node& part : parts) {
            if (part.kind != kind || (kind != ExprKind::frame && children(part).empty())) continue;
            if (!first) writer.sql += ' ';
            first = false;
            window_part(writer, part, by_distance);
        }
    writer.sql += ')';
}

/// `by_distance`: the frame adds to and takes from what the rows are ordered by, which is a number
/// then.
void ExprCompiler::window_part(SqlWriter& writer, const Node& part, bool by_distance) const {
    if (part.kind == ExprKind::frame) return frame(writer, part);
    writer.sql += part.kind == ExprKind::partition ? "PARTITION BY " : "ORDER BY ";
    for (const Node& child : children(part)) {
        if (&child != &children(part).front()) writer.sql += ", ";
        if (child.kind != ExprKind::order_term) {
            expression(writer, child, DecimalForm::exact);
            continue;
        }
        if (by_distance)
            writer.append(argument(writer, children(child).front(), DecimalForm::number).sql);
        else
            order_key(writer, children(child).front());
        direction(writer, (child.op & detail::descending_flag) != 0, nulls_of(child.op));
    }
}

}  // namespace aside::sql
