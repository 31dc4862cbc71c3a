#pragma once
#include <compare>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace aside {
namespace detail {

[[noreturn]] void decimal_does_not_fit(int max_digits, int decimal_places);
/// `units * 10^(to_places - from_places)`. Throws `DataError` if digits would be lost, or if there
/// are more than `max_digits`.
[[nodiscard]] std::int64_t rescale_decimal(std::int64_t units, int from_places, int max_digits,
                                           int to_places);
[[nodiscard]] std::int64_t parse_decimal(std::string_view text, int max_digits, int decimal_places);
[[nodiscard]] std::string format_decimal(std::int64_t units, int decimal_places);
/// The units of the decimal of so many places that a column stores as this double; false if it has
/// more than 18 digits.
[[nodiscard]] bool decimal_units(double real, int places, std::int64_t& units);
[[nodiscard]] std::strong_ordering compare_decimals(std::int64_t units_a, int places_a,
                                                    std::int64_t units_b, int places_b);

[[nodiscard]] constexpr std::int64_t power_of_ten(int exponent) {
    std::int64_t power = 1;
    while (exponent-- > 0) power *= 10;
    return power;
}

}  // namespace detail

/// The type of `9.90_dec`: an exact decimal number, not yet of any field.
struct DecimalLiteral {
    std::int64_t units = 0;
    int places = 0;
    [[nodiscard]] constexpr DecimalLiteral operator-() const { return {-units, places}; }
};

/// An exact decimal number with at most `Digits` digits, `Places` of them behind the point; up to
/// 18 digits.
///
/// It never comes from a `double`. Arithmetic stays exact and throws `DataError` if a result has
/// too many digits.
template <int Digits, int Places>
class Decimal {
    static_assert(Digits >= 1 && Digits <= 18, "aside: a Decimal has 1 to 18 digits");
    static_assert(Places >= 0 && Places <= Digits,
                  "aside: a Decimal's places are among its digits");

public:
    static constexpr int digits = Digits;
    static constexpr int places = Places;

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
        : units_(detail::rescale_decimal(other.units(), OtherPlaces, Digits, Places)) {}

    /// Reads a text such as `-12.5`. Throws `ValidationError` if it is no number or has too many
    /// digits.
    [[nodiscard]] static Decimal parse(std::string_view text) {
        return from_units(detail::parse_decimal(text, Digits, Places));
    }
    /// Makes a decimal of its smallest units: cents, for two places. The number is not checked.
    [[nodiscard]] static constexpr Decimal from_units(std::int64_t units) {
        Decimal decimal;
        decimal.units_ = units;
        return decimal;
    }
    [[nodiscard]] constexpr std::int64_t units() const { return units_; }
    /// Always with all places: `9.90`.
    [[nodiscard]] std::string to_string() const { return detail::format_decimal(units_, Places); }

    [[nodiscard]] constexpr Decimal operator-() const { return Decimal() - *this; }
    friend constexpr Decimal operator+(Decimal a, Decimal b) {
        std::int64_t sum = 0;
        if (__builtin_add_overflow(a.units_, b.units_, &sum))
            detail::decimal_does_not_fit(Digits, Places);
        return from_units(checked(sum));
    }
    friend constexpr Decimal operator-(Decimal a, Decimal b) {
        std::int64_t difference = 0;
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
    static constexpr std::int64_t checked(std::int64_t units) {
        constexpr std::int64_t limit = detail::power_of_ten(Digits);
        if (units >= limit || units <= -limit) detail::decimal_does_not_fit(Digits, Places);
        return units;
    }
    template <class Integer>
    static constexpr std::int64_t from_integer(Integer value) {
        constexpr std::int64_t limit = detail::power_of_ten(Digits - Places);
        const bool too_large = value > Integer{0} && static_cast<std::uint64_t>(value) >=
                                                         static_cast<std::uint64_t>(limit);
        const bool too_small = value < Integer{0} && static_cast<std::int64_t>(value) <= -limit;
        if (too_large || too_small) detail::decimal_does_not_fit(Digits, Places);
        return static_cast<std::int64_t>(value) * detail::power_of_ten(Places);
    }
    static constexpr std::int64_t from_literal(DecimalLiteral literal) {
        while (literal.places > Places && literal.units % 10 == 0) {
            literal.units /= 10;
            --literal.places;
        }
        if (literal.places > Places) detail::decimal_does_not_fit(Digits, Places);
        for (; literal.places < Places; ++literal.places)
            literal.units = checked(literal.units) * 10;
        return checked(literal.units);
    }

    std::int64_t units_ = 0;
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
        if (literal.units >= power_of_ten(17) || literal.places == 18)
            throw "aside: a decimal literal has at most 18 digits";
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
