#include "backend/sqlite/functions/statistics.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cmath>

namespace aside::backend::sqlite {

namespace {

/// How far values lie apart, by Welford's method: no large sums whose difference would be noise.
/// It also undoes the values that a window leaves behind, for which the digits of `long double`
/// beyond a double's are a reserve. Begins as zeroed memory.
class Spread {
public:
    void enter(long double value) {
        if (std::isinf(value)) {
            ++infinities_;
            return;
        }
        ++count_;
        const long double distance = value - mean_;
        mean_ += distance / count_;
        squares_ += distance * (value - mean_);
    }
    void leave(long double value) {
        if (std::isinf(value)) {
            --infinities_;
            return;
        }
        if (--count_ == 0) {
            mean_ = squares_ = 0;
            return;
        }
        const long double distance = value - mean_;
        mean_ -= distance / count_;
        squares_ -= distance * (value - mean_);
        squares_ = count_ == 1 ? 0 : std::max(squares_, 0.0L);
    }
    /// Whether the values have a variance: none is infinite, and there are enough of them.
    [[nodiscard]] bool has_variance(bool of_sample) const {
        return infinities_ == 0 && count_ > (of_sample ? 1 : 0);
    }
    /// The squared distances from the mean, divided by the count or, of a sample, by one less.
    [[nodiscard]] long double variance(bool of_sample) const {
        return squares_ / (count_ - (of_sample ? 1 : 0));
    }

private:
    std::int64_t count_;
    std::int64_t infinities_;
    long double mean_;
    long double squares_;
};

Spread* spread_of(sqlite3_context* context) {
    return static_cast<Spread*>(state_of(context, sizeof(Spread), alignof(Spread)));
}

template <void (Spread::*change)(long double)>
void take(sqlite3_context* context, int, sqlite3_value** arguments) {
    const int type = sqlite3_value_numeric_type(arguments[0]);
    if (type == SQLITE_NULL) return;
    if (type != SQLITE_INTEGER && type != SQLITE_FLOAT)
        return fail(context, "variance and standard deviation are of numbers only");
    Spread* const spread = spread_of(context);
    if (spread == nullptr) return sqlite3_result_error_nomem(context);
    // An integer may have more digits than a double.
    if (type == SQLITE_INTEGER)
        (spread->*change)(static_cast<long double>(sqlite3_value_int64(arguments[0])));
    else
        (spread->*change)(sqlite3_value_double(arguments[0]));
}

template <bool of_sample>
void variance(sqlite3_context* context) {
    const Spread* const spread = spread_of(context);
    if (spread == nullptr) return sqlite3_result_error_nomem(context);
    if (spread->has_variance(of_sample))
        sqlite3_result_double(context, static_cast<double>(spread->variance(of_sample)));
}

template <bool of_sample>
void deviation(sqlite3_context* context) {
    const Spread* const spread = spread_of(context);
    if (spread == nullptr) return sqlite3_result_error_nomem(context);
    if (spread->has_variance(of_sample))
        sqlite3_result_double(context, static_cast<double>(std::sqrt(spread->variance(of_sample))));
}

constexpr auto enter = take<&Spread::enter>;
constexpr auto leave = take<&Spread::leave>;

constexpr Aggregate aggregates[] = {
    {"var_pop", 1, enter, leave, variance<false>},
    {"var_samp", 1, enter, leave, variance<true>},
    {"stddev_pop", 1, enter, leave, deviation<false>},
    {"stddev_samp", 1, enter, leave, deviation<true>},
};

}  // namespace

std::span<const Aggregate> statistics() { return aggregates; }

}  // namespace aside::backend::sqlite
