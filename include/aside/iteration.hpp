#pragma once
// Ranges over rows: those of an evaluated queryset, and those that stream.
#include <compare>
#include <cstddef>
#include <iterator>
#include <memory>
#include <utility>
#include <vector>

#include "aside/detail/copied_when_moved.hpp"
#include "aside/detail/reading.hpp"

namespace aside {

/// An iterator over the rows of a queryset. It owns a share of the rows, so that a loop stays valid
/// when the queryset drops its cache.
///
/// It knows the end of its own rows. If the cache is dropped between `begin()` and `end()`, the two
/// belong to different evaluations; the loop then still ends behind the last row of its own one.
template <class Row>
class RowIterator : detail::CopiedWhenMoved<RowIterator<Row>> {
public:
    using iterator_category = std::random_access_iterator_tag;
    using value_type = Row;
    using difference_type = std::ptrdiff_t;
    using pointer = const Row*;
    using reference = const Row&;

    RowIterator() = default;
    RowIterator(const Row* row, const Row* end, std::shared_ptr<const void> owner)
        : row_(row), end_(end), owner_(std::move(owner)) {}

    const Row& operator*() const { return *row_; }
    const Row* operator->() const { return row_; }
    const Row& operator[](std::ptrdiff_t n) const { return row_[n]; }
    RowIterator& operator++() { return ++row_, *this; }
    RowIterator operator++(int) { return std::exchange(*this, *this + 1); }
    RowIterator& operator--() { return --row_, *this; }
    RowIterator operator--(int) { return std::exchange(*this, *this - 1); }
    RowIterator& operator+=(std::ptrdiff_t n) { return row_ += n, *this; }
    RowIterator& operator-=(std::ptrdiff_t n) { return row_ -= n, *this; }
    friend RowIterator operator+(RowIterator i, std::ptrdiff_t n) { return i += n; }
    friend RowIterator operator+(std::ptrdiff_t n, RowIterator i) { return i += n; }
    friend RowIterator operator-(RowIterator i, std::ptrdiff_t n) { return i -= n; }
    friend std::ptrdiff_t operator-(const RowIterator& a, const RowIterator& b) {
        return b.remaining() - a.remaining();
    }
    friend bool operator==(const RowIterator& a, const RowIterator& b) {
        return a.row_ == b.row_ || (a.row_ == a.end_ && b.row_ == b.end_);
    }
    friend std::strong_ordering operator<=>(const RowIterator& a, const RowIterator& b) {
        return b.remaining() <=> a.remaining();
    }

private:
    [[nodiscard]] std::ptrdiff_t remaining() const { return end_ - row_; }

    const Row* row_ = nullptr;
    const Row* end_ = nullptr;
    std::shared_ptr<const void> owner_;
};

/// Rows that stream, at most a chunk of them in memory: an input range to be gone through once, by
/// one thread at a time.
///
/// Holds a connection of the pool from the first row to the last, or until it is destroyed. The
/// rows may be moved from. An iteration that was moved from has no rows.
template <class Row>
class Iteration {
public:
    class iterator {
    public:
        using iterator_concept = std::input_iterator_tag;
        using value_type = Row;
        using difference_type = std::ptrdiff_t;

        iterator() = default;
        explicit iterator(Iteration* rows) : rows_(rows) {}
        Row& operator*() const { return rows_->chunk_[rows_->at_]; }
        Row* operator->() const { return &**this; }
        iterator& operator++() {
            ++rows_->at_;
            rows_->refill();
            return *this;
        }
        void operator++(int) { ++*this; }
        bool operator==(std::default_sentinel_t) const {
            return rows_->at_ == rows_->chunk_.size();
        }

    private:
        Iteration* rows_ = nullptr;
    };

    Iteration(detail::Query query, std::size_t chunk_size)
        : stream_(std::move(query), chunk_size) {}
    Iteration(Iteration&&) noexcept = default;
    Iteration& operator=(Iteration&&) noexcept = default;

    /// Reads the first chunk.
    [[nodiscard]] iterator begin() {
        refill();
        return iterator(this);
    }
    [[nodiscard]] std::default_sentinel_t end() const { return {}; }

private:
    void refill() {
        if (at_ < chunk_.size()) return;
        chunk_.clear();
        at_ = 0;
        if (!stream_.next(chunk_)) chunk_ = {};
    }

    detail::RowStream stream_;
    detail::RowVector<Row> chunk_;
    std::size_t at_ = 0;
};

}  // namespace aside
