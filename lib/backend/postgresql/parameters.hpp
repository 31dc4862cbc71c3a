#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "aside/detail/driver.hpp"
#include "backend/postgresql/wire.hpp"

namespace aside::backend::postgresql {

/// The values that a statement is executed with, as they go over the wire. Not thread-safe.
class Parameters {
public:
    explicit Parameters(std::size_t count) : values_(count) {}

    [[nodiscard]] std::size_t count() const { return values_.size(); }
    /// Throws `Unstorable`.
    void bind(std::size_t parameter, const detail::Cell& value, detail::Lifetime lifetime);
    /// Forgets the values.
    void clear() noexcept;

    /// The type of each, `unknown` of NULL.
    [[nodiscard]] TypeNumber type(std::size_t parameter) const { return values_[parameter].type; }

    [[nodiscard]] std::vector<TypeNumber> types() const;

    /// The arrays that libpq takes; they live until the next `bind` or `clear`.
    struct Arrays {
        std::vector<const char*> values;
        std::vector<int> lengths;
        std::vector<int> formats;
    };
    void fill(Arrays& arrays) const;

private:
    struct Value {
        TypeNumber type = types::unknown;
        bool is_null = true;
        const char* outside = nullptr;  ///< where the bytes lie that are not copied
        std::size_t begin = 0;          ///< where they begin in `bytes_` otherwise
        std::size_t size = 0;
    };

    std::vector<Value> values_;
    std::string bytes_;
};

}  // namespace aside::backend::postgresql
