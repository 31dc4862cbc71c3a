#pragma once
#include <array>
#include <compare>
#include <cstddef>
#include <string>
#include <string_view>

namespace aside {

/// A universally unique identifier of 16 bytes. The default-constructed one is all zero.
class Uuid {
public:
    constexpr Uuid() = default;
    constexpr explicit Uuid(const std::array<std::byte, 16>& bytes) : bytes_(bytes) {}

    /// A random one (version 4), from the system's source of randomness.
    [[nodiscard]] static Uuid random();
    /// Reads 32 hexadecimal digits, with or without the usual hyphens. Throws `ValidationError`.
    [[nodiscard]] static Uuid parse(std::string_view text);

    /// The 16 bytes, the first digits first.
    [[nodiscard]] constexpr const std::array<std::byte, 16>& bytes() const { return bytes_; }
    /// `6fa459ea-ee8a-3ca4-894e-db77e160355e`
    [[nodiscard]] std::string to_string() const;
    /// The 32 digits without hyphens: Django's form in engines that have no type for it.
    [[nodiscard]] std::string hex() const;

    friend constexpr auto operator<=>(const Uuid&, const Uuid&) = default;

private:
    std::array<std::byte, 16> bytes_{};
};

}  // namespace aside

template <>
struct std::hash<aside::Uuid> {
    std::size_t operator()(const aside::Uuid& uuid) const noexcept {
        return std::hash<std::string_view>()(
            {reinterpret_cast<const char*>(uuid.bytes().data()), 16});
    }
};
