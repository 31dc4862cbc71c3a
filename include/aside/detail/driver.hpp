#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "aside/value.hpp"

namespace aside::detail {

struct FieldInfo;

using CellType = SqlValue::Kind;

/// A value of a row's column or of a parameter, as a view: its type tells which of the others are
/// set. Text and bytes lie elsewhere; those of a row live until the next step.
///
/// A driver gives the types that its engine has. Each type of member reads its own, and those in
/// which engines without it keep its values.
struct Cell {
    CellType type = CellType::null;
    union {
        std::int64_t integer = 0;  ///< of a decimal its places, of a boolean 0 or 1
        double real;
        Date date;
        DateTime date_time;
        Time time;
        Duration duration;
    };
    union {
        std::string_view text{};  ///< of text, bytes and JSON
        Uuid uuid;
        std::array<std::uint64_t, 2> units;  ///< of a decimal: the lower half first
    };

    [[nodiscard]] std::span<const std::byte> blob() const {
        return std::as_bytes(std::span(text.data(), text.size()));
    }
    [[nodiscard]] DecimalValue decimal() const {
        const auto high = Int128{static_cast<std::int64_t>(units[1])};
        return {high * (Int128{1} << 64) + units[0], static_cast<int>(integer)};
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
    /// The cell of a column. Asks the engine, so once a column is enough.
    [[nodiscard]] virtual Cell at(int column) const = 0;
    /// Reads columns, the first of which has that number, into an object or a row of values. A
    /// driver may override it to save a call for each cell.
    virtual void read(std::span<const ResultColumn> columns, int first, void* row) const;

protected:
    ~Cells() = default;
};

/// How long the text or bytes of a parameter live: `lasting` ones outlive the execution and are not
/// copied, `passing` ones end with the call that binds them.
enum class Lifetime : unsigned char { lasting, passing };

/// Takes the parameters of a statement, which count from 0. How the engine stores a value is the
/// binder's to know.
class Binder {
public:
    virtual void bind(int parameter, const Cell& value, Lifetime lifetime) = 0;

    // What `bind` does with a cell of that type. A driver overrides them to save the cell.
    virtual void integer(int parameter, std::int64_t value);
    virtual void real(int parameter, double value);
    virtual void text(int parameter, std::string_view value, Lifetime lifetime);

    /// Asked before text is bound that has more bytes than its field's column has room for characters:
    /// throws `Unstorable` if the engine would cut it off. By default it does not.
    virtual void require_room(std::string_view text, const FieldInfo& field);

    void null(int parameter) { bind(parameter, {}, Lifetime::lasting); }

protected:
    ~Binder() = default;
};

/// Binds a value of any type.
void bind(Binder& binder, int parameter, const SqlValue& value, Lifetime lifetime);
/// The cell that would hold a value, which outlives it.
[[nodiscard]] Cell cell_of(const SqlValue& value);
/// A decimal's cell.
[[nodiscard]] Cell cell_of(DecimalValue value);
/// The cell of bytes that outlive it.
[[nodiscard]] Cell cell_of(std::span<const std::byte> bytes);
/// A copy of one cell, of the cell's own type.
[[nodiscard]] SqlValue read_value(const Cell& cell);

}  // namespace aside::detail
