// Checks of operations: the operands that they must not be written with.
#include <string>

#include "aside/detail/expr.hpp"
#include "aside/error.hpp"
#include "query/nodes.hpp"

namespace aside::query {

using namespace detail;

namespace {

/// The plain number at that place among an operation's arguments, `otherwise` if there is none.
double number_at(const ExprNode& operation, std::size_t place, double otherwise) {
    std::size_t at = 0;
    for (const ExprNode& argument : children(operation)) {
        if (at++ != place || argument.kind != ExprKind::value) continue;
        if (const std::int64_t* integer = argument.value.integer())
            return static_cast<double>(*integer);
        if (const double* real = argument.value.real()) return *real;
        if (const DecimalValue* decimal = argument.value.decimal())
            return static_cast<double>(decimal->units()) /
                   static_cast<double>(power_of_ten<Int128>(decimal->places()));
    }
    return otherwise;
}

void require_at_least(const ExprNode& call, std::size_t place, int least, std::string_view what) {
    if (number_at(call, place, least) >= least) return;
    throw ValidationError(std::string(what) + " is " + std::to_string(least) + " or more, not " +
                          std::to_string(static_cast<std::int64_t>(number_at(call, place, least))));
}

void check_call(const ExprNode& call) {
    switch (static_cast<Function>(call.op)) {
        case Function::substr:
            require_at_least(call, 1, 1, "Substr: the position");
            return require_at_least(call, 2, 0, "Substr: the length");
        case Function::left:
            return require_at_least(call, 1, 0, "Left: the length");
        case Function::right:
            return require_at_least(call, 1, 0, "Right: the length");
        case Function::lpad:
            return require_at_least(call, 1, 0, "LPad: the length");
        case Function::rpad:
            return require_at_least(call, 1, 0, "RPad: the length");
        case Function::repeat:
            return require_at_least(call, 1, 0, "Repeat: how many times");
        case Function::round:
            return require_at_least(call, 1, 0, "Round: the number of places");
        default:
            return;
    }
}

}  // namespace

}  // namespace aside::query

namespace aside::detail {

void ExprWriter::end_operation(std::size_t opened) {
    end(opened);
    const ExprNode& operation = target_[opened];
    if (operation.kind == ExprKind::function) return query::check_call(operation);
    if ((operation.op == '/' || operation.op == '%') && query::number_at(operation, 1, 1) == 0)
        throw ValidationError("a division by zero");
}

}  // namespace aside::detail
