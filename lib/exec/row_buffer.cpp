#include "aside/detail/row_buffer.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace aside::detail {
namespace {

// The usual allocation is the faster one by far.
bool is_usual(const RowType& type) { return type.alignment <= __STDCPP_DEFAULT_NEW_ALIGNMENT__; }

char* allocate(const RowType& type, std::size_t rows) {
    if (rows > std::numeric_limits<std::ptrdiff_t>::max() / type.size)
        throw std::length_error("aside: a result has too many rows");
    const std::size_t size = rows * type.size;
    return static_cast<char*>(is_usual(type)
                                  ? ::operator new(size)
                                  : ::operator new(size, std::align_val_t(type.alignment)));
}

void deallocate(const RowType& type, char* rows) noexcept {
    if (is_usual(type))
        ::operator delete(rows);
    else
        ::operator delete(rows, std::align_val_t(type.alignment));
}

}  // namespace

RowBuffer::RowBuffer(RowBuffer&& other) noexcept
    : type_(other.type_),
      first_(std::exchange(other.first_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      capacity_(std::exchange(other.capacity_, 0)) {}

RowBuffer& RowBuffer::operator=(RowBuffer&& other) noexcept {
    if (this == &other) return *this;
    release();
    type_ = other.type_;
    first_ = std::exchange(other.first_, nullptr);
    size_ = std::exchange(other.size_, 0);
    capacity_ = std::exchange(other.capacity_, 0);
    return *this;
}

RowBuffer::~RowBuffer() { release(); }

void RowBuffer::clear() noexcept {
    type_->destroy(first_, std::exchange(size_, 0));
}

void RowBuffer::release() noexcept {
    clear();
    deallocate(*type_, std::exchange(first_, nullptr));
    capacity_ = 0;
}

void RowBuffer::grow() {
    const std::size_t capacity = std::max<std::size_t>(1, capacity_ * 2);
    char* larger = allocate(*type_, capacity);
    std::size_t moved = 0;
    try {
        type_->move(larger, first_, size_, moved);
    } catch (...) {
        // Of rows in two places nobody could make use.
        type_->destroy(larger, moved);
        deallocate(*type_, larger);
        type_->destroy(first_ + moved * type_->size, std::exchange(size_, 0) - moved);
        throw;
    }
    deallocate(*type_, first_);
    first_ = larger;
    capacity_ = capacity;
}

}  // namespace aside::detail
