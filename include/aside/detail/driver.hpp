#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace aside {
class SqlValue;
}

namespace aside::detail {

struct FieldInfo;

enum class CellType : unsigned char { null, integer, real, text, blob };

/// The value of one column of a row, without a detour through text: its type tells which of the
/// others is set. `text` points to memory that lives until the next step.
struct Cell {
    CellType type = CellType::null;
    union {
        std::int64_t integer = 0;
        double real;
    };
    std::string_view text{};  ///< of text and of bytes

    [[nodiscard]] std::span<const std::byte> blob() const {
        return std::as_bytes(std::span(text.data(), text.size()));
    }
};

/// The column of a result that goes to a member of an object or a row. A loop over rows looks at
/// these, so they are small.
struct ResultColumn {
    void (*read)(void* member, const Cell& cell, const FieldInfo& field) = nullptr;
    const FieldInfo* field = nullptr;
    std::size_t offset = 0;
    std::uint32_t number = 0;  ///< from the first column of the object on
    /// Of a key: the number of columns behind it that belong to the object that has this key. If
    /// the key is NULL, it alone is read.
    std::uint32_t guarded = 0;
};

/// The current row of a result. Columns count from 0.
class Cells {
public:
    /// Asks the engine: once a column is enough.
    [[nodiscard]] virtual Cell at(int column) const = 0;
    /// Reads columns, the first of which has that number, into an object or a row of values. A
    /// driver may override it to save a call for each cell.
    virtual void read(std::span<const ResultColumn> columns, int first, void* row) const;

protected:
    ~Cells() = default;
};

/// Takes the parameters of a statement, which count from 0. Text and bytes are not copied: they
/// must outlive the execution.
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

/// Binds a value of any type; the value must outlive the execution.
void bind(Binder& binder, int parameter, const SqlValue& value);
/// A copy of one cell.
[[nodiscard]] SqlValue read_value(const Cell& cell);

}  // namespace aside::detail
