#pragma once
#include <compare>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>

namespace aside {
namespace detail {

/// An integer of 128 bits, which hold the units of any decimal; 64 bits hold 18 digits.
__extension__ using Int128 = __int128;
inline constexpr int most_decimal_digits = 38;
inline constexpr int digits_in_64_bits = 18;

[[noreturn]] void decimal_does_not_fit(int max_digits, int decimal_places);
/// `units * 10^(to_places - from_places)`. Throws `DataError` if digits would be lost, or if there
/// are more than `max_digits`.
[[nodiscard]] Int128 rescale_decimal(Int128 units, int from_places, int max_digits, int to_places);
/// The units of a decimal's text. Throws `ValidationError` if it is no number or has more digits.
[[nodiscard]] Int128 parse_decimal(std::string_view text, int max_digits, int decimal_places);
/// The text, with all places.
[[nodiscard]] std::string format_decimal(Int128 units, int decimal_places);
/// The units of the decimal of so many places that a column stores as this double; false if it has
/// more than 38 digits.
[[nodiscard]] bool decimal_units(double real, int places, Int128& units);
[[nodiscard]] std::strong_ordering compare_decimals(Int128 units_a, int places_a, Int128 units_b,
                                                    int places_b);

template <class Integer = std::int64_t>
[[nodiscard]] constexpr Integer power_of_ten(int exponent) {
    Integer power = 1;
    while (exponent-- > 0) power *= 10;
    return power;
}

}  // namespace detail

/// The type of `9.90_dec`: an exact decimal number, not yet of any field.
struct DecimalLiteral {
    detail::Int128 units = 0;
    int places = 0;
    [[nodiscard]] constexpr DecimalLiteral operator-() const { return {-units, places}; }
};

/// An exact decimal number with at most `Digits` digits, `Places` of them behind the point; up to
/// 38 digits. Takes 8 bytes up to 18 digits, and 16 from there on.
///
/// It never comes from a `double`. Arithmetic stays exact and throws `DataError` if a result has
/// too many digits.
template <int Digits, int Places>
class Decimal {
    static_assert(Digits >= 1 && Digits <= detail::most_decimal_digits,
                  "aside: a Decimal has 1 to 38 digits");
    static_assert(Places >= 0 && Places <= Digits,
                  "aside: a Decimal's places are among its digits");

public:
    static constexpr int digits = Digits;
    static constexpr int places = Places;
    /// The integer that counts the smallest units: of 64 bits, or of 128 from 19 digits on.
    using Units =
        std::conditional_t<(Digits > detail::digits_in_64_bits), detail::Int128, std::int64_t>;

    constexpr Decimal() = default;
    template <std::integral Integer>
    requires(!std::same_as<Integer, bool> &&
             sizeof(Integer) <= sizeof(std::int64_t)) constexpr Decimal(Integer value)
        : units_(from_integer(value)) {}
    constexpr Decimal(DecimalLiteral literal) : units_(from_literal(literal)) {}
    /// Converts between decimals of other sizes. Throws `DataError` if digits would be lost.
    template <int OtherDigits, int OtherPlaces>
    requires(OtherDigits != Digits ||
             OtherPlaces != Places) explicit Decimal(const Decimal<OtherDigits, OtherPlaces>& other)
        : units_(static_cast<Units>(
              detail::rescale_decimal(other.units(), OtherPlaces, Digits, Places))) {}

    /// Reads a text such as `-12.5` or `1.25e3`. Throws `ValidationError` if it is no number or has
    /// too many digits.
    [[nodiscard]] static Decimal parse(std::string_view text) {
        return from_units(static_cast<Units>(detail::parse_decimal(text, Digits, Places)));
    }
    /// Makes a decimal of its smallest units: cents, for two places. The number is not checked.
    [[nodiscard]] static constexpr Decimal from_units(Units units) {
        Decimal decimal;
        decimal.units_ = units;
        return decimal;
    }
    /// How many of its smallest units it has.
    [[nodiscard]] constexpr Units units() const { return units_; }
    /// Always with all places: `9.90`.
    [[nodiscard]] std::string to_string() const { return detail::format_decimal(units_, Places); }

    [[nodiscard]] constexpr Decimal operator-() const { return Decimal() - *this; }
    friend constexpr Decimal operator+(Decimal a, Decimal b) {
        Units sum = 0;
        if (__builtin_add_overflow(a.units_, b.units_, &sum))
            detail::decimal_does_not_fit(Digits, Places);
        return from_units(checked(sum));
    }
    friend constexpr Decimal operator-(Decimal a, Decimal b) {
        Units difference = 0;
        if (__builtin_sub_overflow(a.units_, b.units_, &difference))
            detail::decimal_does_not_fit(Digits, Places);
        return from_units(checked(difference));
    }
    constexpr Decimal& operator+=(Decimal other) { return *this = *this + other; }
    constexpr Decimal& operator-=(Decimal other) { return *this = *this - other; }

    friend constexpr bool operator==(Decimal a, Decimal b) { return a.units_ == b.units_; }
    friend constexpr std::strong_ordering operator<=>(Decimal a, Decimal b) {
        return a.units_ <=> b.units_;
    }
    template <int OtherDigits, int OtherPlaces>
    requires(OtherDigits != Digits || OtherPlaces != Places) friend bool operator==(
        Decimal a, Decimal<OtherDigits, OtherPlaces> b) {
        return detail::compare_decimals(a.units(), Places, b.units(), OtherPlaces) == 0;
    }

private:
    static constexpr Units checked(detail::Int128 units) {
        constexpr auto limit = detail::power_of_ten<detail::Int128>(Digits);
        if (units >= limit || units <= -limit) detail::decimal_does_not_fit(Digits, Places);
        return static_cast<Units>(units);
    }
    static constexpr Units from_integer(detail::Int128 value) {
        constexpr auto limit = detail::power_of_ten<detail::Int128>(Digits - Places);
        if (value >= limit || value <= -limit) detail::decimal_does_not_fit(Digits, Places);
        return static_cast<Units>(value) * detail::power_of_ten<Units>(Places);
    }
    static constexpr Units from_literal(DecimalLiteral literal) {
        while (literal.places > Places && literal.units % 10 == 0) {
            literal.units /= 10;
            --literal.places;
        }
        if (literal.places > Places) detail::decimal_does_not_fit(Digits, Places);
        constexpr auto tenth = detail::power_of_ten<detail::Int128>(Digits - 1);
        for (; literal.places < Places && literal.units != 0; ++literal.places) {
            if (literal.units >= tenth || literal.units <= -tenth)
                detail::decimal_does_not_fit(Digits, Places);
            literal.units *= 10;
        }
        return checked(literal.units);
    }

    Units units_ = 0;
};

/// A decimal number of any size, as an `SqlValue` has it. It is so many of its smallest units, and
/// so many of its digits are behind the point.
class DecimalValue {
public:
    constexpr DecimalValue() = default;
    /// Makes one of at most 38 digits. The number is not checked.
    constexpr DecimalValue(detail::Int128 units, int places)
        : low_(static_cast<std::uint64_t>(units)),
          high_(static_cast<std::int64_t>(units >> 64)),
          places_(places) {}
    constexpr DecimalValue(DecimalLiteral literal) : DecimalValue(literal.units, literal.places) {}
    template <int Digits, int Places>
    constexpr DecimalValue(Decimal<Digits, Places> decimal)
        : DecimalValue(decimal.units(), Places) {}

    [[nodiscard]] constexpr detail::Int128 units() const {
        return detail::Int128{high_} * (detail::Int128{1} << 64) + low_;
    }
    /// How many digits are behind the point.
    [[nodiscard]] constexpr int places() const { return places_; }
    /// Always with all places: `9.90`.
    [[nodiscard]] std::string to_string() const { return detail::format_decimal(units(), places_); }

    /// Compares the numbers: 9.9 equals 9.90.
    friend bool operator==(DecimalValue a, DecimalValue b) {
        return std::is_eq(detail::compare_decimals(a.units(), a.places_, b.units(), b.places_));
    }
    friend std::strong_ordering operator<=>(DecimalValue a, DecimalValue b) {
        return detail::compare_decimals(a.units(), a.places_, b.units(), b.places_);
    }

private:
    // Two halves: a whole of 128 bits would make every SqlValue larger, since it lies at multiples
    // of 16 bytes.
    std::uint64_t low_ = 0;
    std::int64_t high_ = 0;
    int places_ = 0;
};

namespace detail {
constexpr DecimalLiteral decimal_literal(const char* text) {
    DecimalLiteral literal;
    bool behind_point = false;
    for (; *text != '\0'; ++text) {
        if (*text == '\'') continue;
        if (*text == '.') {
            behind_point = true;
            continue;
        }
        if (*text < '0' || *text > '9')
            throw "aside: a decimal literal consists of digits and a point";
        if (literal.units >= power_of_ten<Int128>(most_decimal_digits - 1) ||
            literal.places == most_decimal_digits)
            throw "aside: a decimal literal has at most 38 digits";
        literal.units = literal.units * 10 + (*text - '0');
        if (behind_point) ++literal.places;
    }
    return literal;
}
template <char... Character>
inline constexpr char characters[] = {Character..., '\0'};
}  // namespace detail

inline namespace literals {
/// `9.90_dec`, an exact decimal number. Not consteval, as `"path"_f` is not.
template <char... Character>
constexpr DecimalLiteral operator""_dec() {
    constexpr DecimalLiteral literal = detail::decimal_literal(detail::characters<Character...>);
    return literal;
}
}  // namespace literals
}  // namespace aside
