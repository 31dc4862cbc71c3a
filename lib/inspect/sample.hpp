#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "aside/value.hpp"

namespace aside::inspect {

/// What is known of the values of a column, some of which were looked at one after the other. None
/// of them is kept.
class Sample {
public:
    void add(const SqlValue& value);

    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] std::size_t nulls() const { return nulls_; }
    /// How many are not NULL.
    [[nodiscard]] std::size_t values() const { return rows_ - nulls_; }
    [[nodiscard]] bool all_integers() const { return integers_ == values(); }
    [[nodiscard]] bool all_numbers() const { return integers_ + reals_ == values(); }
    [[nodiscard]] bool any_fractions() const { return reals_ > 0; }
    [[nodiscard]] bool all_text() const { return texts_ == values(); }
    [[nodiscard]] bool all_blobs() const { return blobs_ == values(); }
    [[nodiscard]] bool any_blobs() const { return blobs_ > 0; }
    [[nodiscard]] bool all_booleans() const {
        return all_integers() && least_ >= 0 && greatest_ <= 1;
    }
    /// Whether all values are text as this library writes it for such a type.
    [[nodiscard]] bool all_dates() const { return dates_ == values(); }
    [[nodiscard]] bool all_moments() const { return moments_ == values(); }
    [[nodiscard]] bool all_times() const { return times_ == values(); }
    [[nodiscard]] bool all_uuids() const { return uuids_ == values(); }
    /// Whether all values are numbers, or text that is a plain one.
    [[nodiscard]] bool all_decimals() const { return decimals_ == values(); }
    /// The least and the greatest integer.
    [[nodiscard]] std::int64_t least() const { return least_; }
    [[nodiscard]] std::int64_t greatest() const { return greatest_; }
    /// The most digits before the point, and behind it, of any number.
    [[nodiscard]] int whole_digits() const { return whole_digits_; }
    [[nodiscard]] int places() const { return places_; }

private:
    void add_integer(std::int64_t value);
    void add_text(std::string_view text);
    bool add_number(std::string_view text);

    std::size_t rows_ = 0;
    std::size_t nulls_ = 0;
    std::size_t integers_ = 0;
    std::size_t reals_ = 0;
    std::size_t texts_ = 0;
    std::size_t blobs_ = 0;
    std::size_t dates_ = 0;
    std::size_t moments_ = 0;
    std::size_t times_ = 0;
    std::size_t uuids_ = 0;
    std::size_t decimals_ = 0;
    std::int64_t least_ = 0;
    std::int64_t greatest_ = 0;
    int whole_digits_ = 0;
    int places_ = 0;
};

}  // namespace aside::inspect
