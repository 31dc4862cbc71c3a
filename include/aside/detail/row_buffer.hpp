#pragma once
// Rows in one block of memory, of a type that is known at run time only. A table of functions makes
// and moves them, and all else is compiled once.
#include <cstddef>
#include <new>
#include <type_traits>
#include <utility>

namespace aside::detail {

/// Tells the places of a row's columns; a struct among them that may be missing is there then.
using ColumnPlaces = void (*)(void* row, void** places);
/// The places of the columns of a row type; specialised for types whose columns have places of
/// their own. A row of another type is one value.
template <class Row>
inline constexpr ColumnPlaces columns_of = [](void* row, void** places) { *places = row; };

/// Objects or rows behind one another.
struct Objects {
    void* first = nullptr;
    std::size_t stride = 0;
    std::size_t count = 0;
    [[nodiscard]] void* operator[](std::size_t i) const {
        return static_cast<char*>(first) + i * stride;
    }
};

/// The operations that store rows of one type.
struct RowType {
    std::size_t size = 0;
    std::size_t alignment = 0;
    /// Makes a row, value-initialised.
    void (*make)(void* place) = nullptr;
    /// Turns a row that is not needed any more into a fresh one, whose strings may keep their
    /// memory; nullptr if an assignment could fail halfway.
    void (*renew)(void* row) = nullptr;
    /// Moves rows to another place that has none yet, and destroys those that it has moved; `moved`
    /// says how many these are, also if one throws.
    void (*move)(void* to, void* from, std::size_t count, std::size_t& moved) = nullptr;
    void (*destroy)(void* first, std::size_t count) = nullptr;
    ColumnPlaces columns = nullptr;
};

template <class Row>
void make_row(void* place) {
    ::new (place) Row();
}
template <class Row>
void renew_row(void* row) {
    *static_cast<Row*>(row) = Row();
}
template <class Row>
consteval auto renewal_of() -> void (*)(void* row) {
    if constexpr (std::is_nothrow_move_assignable_v<Row>)
        return renew_row<Row>;
    else
        return nullptr;
}
template <class Row>
void move_rows(void* to, void* from, std::size_t count, std::size_t& moved) {
    Row* target = static_cast<Row*>(to);
    Row* source = static_cast<Row*>(from);
    for (; moved < count; ++moved) {
        ::new (static_cast<void*>(target + moved)) Row(std::move(source[moved]));
        source[moved].~Row();
    }
}
template <class Row>
void destroy_rows(void* first, std::size_t count) {
    Row* row = static_cast<Row*>(first);
    for (std::size_t i = 0; i < count; ++i) row[i].~Row();
}
template <class Row>
inline constexpr RowType row_type{sizeof(Row),       alignof(Row),   make_row<Row>,
                                  renewal_of<Row>(), move_rows<Row>, destroy_rows<Row>,
                                  columns_of<Row>};

/// Rows of one type, growing like a vector: adding one may move the others.
class RowBuffer {
public:
    explicit RowBuffer(const RowType& type) : type_(&type) {}
    RowBuffer(RowBuffer&& other) noexcept;
    RowBuffer& operator=(RowBuffer&& other) noexcept;
    ~RowBuffer();

    /// Adds a row and gives its place.
    void* append() {
        if (size_ == capacity_) grow();
        void* place = first_ + size_ * type_->size;
        if (size_ < made_) {
            type_->renew(place);
        } else {
            type_->make(place);
            ++made_;
        }
        ++size_;
        return place;
    }
    /// Removes all rows. Their objects may be kept, and reused for rows to come.
    void clear() noexcept;
    [[nodiscard]] const RowType& type() const { return *type_; }
    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] Objects all() const { return {first_, type_->size, size_}; }
    /// The first row's place.
    [[nodiscard]] void* data() const { return first_; }

private:
    void grow();
    void release() noexcept;

    const RowType* type_;
    char* first_ = nullptr;
    std::size_t size_ = 0;
    std::size_t made_ = 0;  ///< objects: the rows, and behind them those that `clear` left
    std::size_t capacity_ = 0;
};

/// Rows of one type that is known at compile time, growing like a vector: adding one may move the
/// others.
template <class Row>
class RowVector : public RowBuffer {
public:
    RowVector() : RowBuffer(row_type<Row>) {}
    [[nodiscard]] Row& operator[](std::size_t i) const { return static_cast<Row*>(data())[i]; }
};

}  // namespace aside::detail
