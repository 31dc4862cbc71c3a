#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace aside {
class SqlValue;
}

namespace aside::detail {

enum class CellType : unsigned char { null, integer, real, text, blob };

/// The current row of a result: typed cells, read without a detour through text. Columns count from
/// 0. What `text` and `blob` point to lives until the next step.
class Cells {
public:
    [[nodiscard]] virtual CellType type(int column) const = 0;
    [[nodiscard]] virtual std::int64_t integer(int column) const = 0;
    [[nodiscard]] virtual double real(int column) const = 0;
    [[nodiscard]] virtual std::string_view text(int column) const = 0;
    [[nodiscard]] virtual std::span<const std::byte> blob(int column) const = 0;

protected:
    ~Cells() = default;
};

/// Where parameters go. Parameters count from 0. Text and bytes are not copied: they must outlive
/// the execution.
class Binder {
public:
    virtual void null(int parameter) = 0;
    virtual void integer(int parameter, std::int64_t value) = 0;
    virtual void real(int parameter, double value) = 0;
    virtual void text(int parameter, std::string_view value) = 0;
    virtual void blob(int parameter, std::span<const std::byte> value) = 0;
    /// Text or bytes that are made for this call and do not outlive it: copied.
    virtual void temporary_text(int parameter, std::string_view value) = 0;
    virtual void temporary_blob(int parameter, std::span<const std::byte> value) = 0;

protected:
    ~Binder() = default;
};

/// Binds whatever the value holds; the value must outlive the execution.
void bind(Binder& binder, int parameter, const SqlValue& value);
/// A copy of one cell.
[[nodiscard]] SqlValue read_value(const Cells& cells, int column);

}  // namespace aside::detail
