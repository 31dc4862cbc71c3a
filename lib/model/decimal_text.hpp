#pragma once
#include <string_view>

namespace aside::model {

/// A decimal number as it is written: `-12.50`, `1.7e-05`. The parts stay those of the text.
struct DecimalText {
    bool valid = false;  ///< else it is no number, and the rest means nothing
    bool negative = false;
    std::string_view whole{};     ///< the digits before the point, perhaps none
    std::string_view fraction{};  ///< those behind it
    int exponent = 0;             ///< of ten
};
[[nodiscard]] DecimalText split_decimal(std::string_view text);

}  // namespace aside::model
