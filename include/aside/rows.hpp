#pragma once
// The rows that an evaluation gave.
#include <cstddef>
#include <memory>
#include <vector>

#include "aside/detail/copied_when_moved.hpp"

namespace aside {
namespace detail {

/// Rows without their type: their owner, their address and their number.
struct RowSet {
    std::shared_ptr<const void> owner{};
    const void* data = nullptr;
    std::size_t size = 0;
};
[[noreturn]] void row_out_of_range(std::size_t index, std::size_t size);

}  // namespace detail

/// An immutable, contiguous range that owns a share of its rows; cheap to copy, and safe to read
/// from any thread.
template <class Row>
class Rows : detail::CopiedWhenMoved<Rows<Row>> {
public:
    using value_type = Row;
    using const_iterator = const Row*;
    using iterator = const_iterator;

    Rows() = default;
    explicit Rows(detail::RowSet rows) : rows_(std::move(rows)) {}

    [[nodiscard]] const Row* data() const { return static_cast<const Row*>(rows_.data); }
    [[nodiscard]] const Row* begin() const { return data(); }
    [[nodiscard]] const Row* end() const { return data() + rows_.size; }
    [[nodiscard]] std::size_t size() const { return rows_.size; }
    [[nodiscard]] bool empty() const { return rows_.size == 0; }
    /// The row at that index, from 0. Throws `ObjectDoesNotExist` behind the end.
    [[nodiscard]] const Row& operator[](std::size_t index) const {
        if (index >= rows_.size) detail::row_out_of_range(index, rows_.size);
        return data()[index];
    }
    /// The first row. Throws `ObjectDoesNotExist` if there are no rows.
    [[nodiscard]] const Row& front() const { return (*this)[0]; }
    /// The last row. Throws `ObjectDoesNotExist` if there are no rows.
    [[nodiscard]] const Row& back() const { return (*this)[rows_.size - 1]; }
    /// Copies that can be changed.
    [[nodiscard]] std::vector<Row> to_vector() const { return std::vector<Row>(begin(), end()); }

    friend bool operator==(const Rows& a, const Rows& b) {
        if (a.size() != b.size()) return false;
        for (std::size_t i = 0; i < a.size(); ++i)
            if (!(a.data()[i] == b.data()[i])) return false;
        return true;
    }

private:
    detail::RowSet rows_;
};

}  // namespace aside
