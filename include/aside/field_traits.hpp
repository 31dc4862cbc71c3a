#pragma once

namespace aside {

/// How a type of your own is stored: specialise it, and the type may be a model's member.
///
/// ```
/// template <> struct aside::FieldTraits<Colour> {
///     using stored = std::string;  // one of the member types that the library knows
///     static stored to_stored(const Colour& colour);
///     static Colour from_stored(stored text);            // may throw ValidationError
/// };
/// ```
/// The type must be default-constructible and copyable. `std::optional` of it may be NULL.
template <class T>
struct FieldTraits;

}  // namespace aside
