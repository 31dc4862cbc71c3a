#pragma once
// Rows that go to the server by COPY.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backend/connection.hpp"
#include "backend/postgresql/wire.hpp"

namespace aside::backend::postgresql {

/// The table that rows are copied into.
struct CopyTarget {
    std::vector<TypeNumber> types{};  ///< the types of the columns, in their order
    std::string sequence{};           ///< the sequence that gives the keys, if they are wanted
};
/// Asks the server about a table. Nothing if COPY would do less for these rows than INSERT, or is
/// refused.
[[nodiscard]] std::optional<CopyTarget> find_target(Connection& connection, const NewRows& rows);
/// Takes so many values of a sequence.
[[nodiscard]] std::vector<std::int64_t> take_keys(Connection& connection,
                                                  const std::string& sequence, std::size_t count);

/// Rows in the binary format of COPY, in which each value has its column's own type. Not
/// thread-safe.
class CopiedRows final : public detail::Binder {
public:
    CopiedRows(const NewRows& rows, const CopyTarget& target);

    /// Begins a row, whose values are bound next, in the order of the columns.
    void begin_row();
    void end();
    /// The bytes of all rows since `forget_bytes`.
    [[nodiscard]] std::string_view bytes() const { return bytes_; }
    void forget_bytes() { bytes_.clear(); }

    /// Throws `Unstorable`, and `DataError` for an integer that the column does not hold.
    void bind(int parameter, const detail::Cell& value, detail::Lifetime lifetime) override;
    void integer(int parameter, std::int64_t value) override;
    void real(int parameter, double value) override;
    void text(int parameter, std::string_view value, detail::Lifetime lifetime) override;
    void require_room(std::string_view text, const detail::FieldInfo& field) override;

private:
    void require_type(int parameter, detail::CellType type) const {
        const detail::CellType wanted = rows_.types[static_cast<std::size_t>(parameter)];
        if (type != wanted) throw_other_type(wanted, type);
    }
    template <class Integer>
    void put_narrow(std::size_t column, std::int64_t value);

    const NewRows& rows_;
    const CopyTarget& target_;
    std::string bytes_;
};

}  // namespace aside::backend::postgresql
