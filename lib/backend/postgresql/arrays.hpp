#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "backend/postgresql/wire.hpp"

namespace aside::backend::postgresql {

/// The type of an array of values of that type. Not for NULL.
[[nodiscard]] TypeNumber array_type_of(detail::CellType element);

/// The parameters of a statement that are arrays, in PostgreSQL's binary format. Not thread-safe.
class Arrays final : public detail::Binder {
public:
    /// Forgets all arrays, and begins an empty one of each of these types.
    void begin(std::span<const detail::CellType> types);
    void clear() noexcept { arrays_.clear(); }
    [[nodiscard]] std::size_t size() const { return arrays_.size(); }
    [[nodiscard]] TypeNumber type(std::size_t array) const;
    /// The whole array as it goes over the wire; lives until the next change.
    [[nodiscard]] std::string_view bytes(std::size_t array);

    // These functions put a value behind the last one of the parameter's array. Throws
    // `Unstorable`, and `InterfaceError` for a value of another type.
    void bind(int parameter, const detail::Cell& value, detail::Lifetime lifetime) override;
    void integer(int parameter, std::int64_t value) override;
    void real(int parameter, double value) override;
    void text(int parameter, std::string_view value, detail::Lifetime lifetime) override;
    void require_room(std::string_view text, const detail::FieldInfo& field) override;

private:
    struct Array {
        detail::CellType type{};
        std::uint32_t count = 0;
        bool has_nulls = false;
        std::string bytes{};  ///< room for the head, then each value behind its length
    };
    Array& next(int parameter, detail::CellType type);

    std::vector<Array> arrays_;
};

}  // namespace aside::backend::postgresql
