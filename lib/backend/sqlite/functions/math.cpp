#include "backend/sqlite/functions/math.hpp"

#include <cmath>
#include <numbers>

namespace aside::backend::sqlite {

namespace {

constexpr double degrees_per_radian = 180 / std::numbers::pi;

/// SQLite would make NULL of a result that is not a number, and an infinity would go on to other
/// rows.
void give_finite(const Call& call, double result) {
    bool finite = true;
    for (int i = 0; i < call.count(); ++i) finite = finite && std::isfinite(call.real(i));
    if (std::isnan(result)) throw FunctionError("not defined for this argument");
    if (std::isinf(result) && finite)
        throw FunctionError("not defined for this argument, or the result is too large");
    call.give_real(result);
}

template <double (*function)(double)>
void real_function(const Call& call) {
    give_finite(call, function(call.real(0)));
}

template <double (*function)(double)>
void round_to(const Call& call) {
    if (call.is_integer(0)) return call.give_integer(call.integer(0));
    call.give_real(function(call.real(0)));
}

void sign(const Call& call) {
    const double number = call.real(0);
    call.give_integer((number > 0) - (number < 0));
}

/// The result has the sign of the dividend.
void mod(const Call& call) {
    if (call.is_integer(0) && call.is_integer(1)) {
        const std::int64_t divisor = call.integer(1);
        if (divisor == 0) return;
        // The smallest integer has no quotient by -1.
        return call.give_integer(divisor == -1 ? 0 : call.integer(0) % divisor);
    }
    const double dividend = call.real(0);
    const double divisor = call.real(1);
    if (divisor != 0) give_finite(call, std::fmod(dividend, divisor));
}

/// Exact for powers of the bases that people use.
double logarithm(double base, double number) {
    if (base == 2) return std::log2(number);
    if (base == 10) return std::log10(number);
    return base > 0 ? std::log(number) / std::log(base) : std::nan("");
}

constexpr Scalar functions[] = {
    {"ceil", 1, round_to<std::ceil>},
    {"floor", 1, round_to<std::floor>},
    {"sign", 1, sign},
    {"mod", 2, mod},
    {"bitxor", 2, [](const Call& call) { call.give_integer(call.integer(0) ^ call.integer(1)); }},
    {"power", 2, [](const Call& call) { give_finite(call, std::pow(call.real(0), call.real(1))); }},
    {"sqrt", 1, real_function<std::sqrt>},
    {"exp", 1, real_function<std::exp>},
    {"ln", 1, real_function<std::log>},
    {"log", 2, [](const Call& call) { give_finite(call, logarithm(call.real(0), call.real(1))); }},
    {"degrees", 1, [](const Call& call) { give_finite(call, call.real(0) * degrees_per_radian); }},
    {"radians", 1, [](const Call& call) { give_finite(call, call.real(0) / degrees_per_radian); }},
    {"sin", 1, real_function<std::sin>},
    {"cos", 1, real_function<std::cos>},
    {"tan", 1, real_function<std::tan>},
    {"cot", 1, [](const Call& call) { give_finite(call, 1 / std::tan(call.real(0))); }},
    {"asin", 1, real_function<std::asin>},
    {"acos", 1, real_function<std::acos>},
    {"atan", 1, real_function<std::atan>},
    {"atan2", 2,
     [](const Call& call) { give_finite(call, std::atan2(call.real(0), call.real(1))); }},
    {"pi", 0, [](const Call& call) { call.give_real(std::numbers::pi); }},
};

}  // namespace

std::span<const Scalar> math_functions() { return functions; }

}  // namespace aside::backend::sqlite
