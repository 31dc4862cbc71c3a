#pragma once
#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <memory>
#include <type_traits>
#include <utility>

namespace aside::query {

/// A vector whose first `inline_size` elements lie in the object itself. Most of the compiler's
/// lists are that short, and so need no memory of their own.
template <class T, std::size_t inline_size>
class SmallVector {
    static_assert(std::is_nothrow_move_constructible_v<T>);

public:
    using value_type = T;

    SmallVector() = default;
    SmallVector(std::initializer_list<T> elements) { copy(elements.begin(), elements.size()); }
    SmallVector(const SmallVector& other) { copy(other.data_, other.size_); }
    SmallVector(SmallVector&& other) noexcept { take(other); }
    SmallVector& operator=(const SmallVector& other) {
        if (this != &other) *this = SmallVector(other);
        return *this;
    }
    SmallVector& operator=(SmallVector&& other) noexcept {
        if (this == &other) return *this;
        release();
        take(other);
        return *this;
    }
    ~SmallVector() { release(); }

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] T* begin() { return data_; }
    [[nodiscard]] T* end() { return data_ + size_; }
    [[nodiscard]] const T* begin() const { return data_; }
    [[nodiscard]] const T* end() const { return data_ + size_; }
    [[nodiscard]] T& operator[](std::size_t index) { return data_[index]; }
    [[nodiscard]] const T& operator[](std::size_t index) const { return data_[index]; }
    [[nodiscard]] T& front() { return data_[0]; }
    [[nodiscard]] const T& front() const { return data_[0]; }
    [[nodiscard]] T& back() { return data_[size_ - 1]; }
    [[nodiscard]] const T& back() const { return data_[size_ - 1]; }

    void push_back(T element) {
        if (size_ == capacity_) grow(2 * capacity_);
        std::construct_at(data_ + size_, std::move(element));
        ++size_;
    }
    void insert(T* place, T element) {
        const std::ptrdiff_t index = place - data_;
        push_back(std::move(element));
        std::rotate(data_ + index, end() - 1, end());
    }
    void remove(const T& element) {
        T* const kept = std::remove(begin(), end(), element);
        std::destroy(kept, end());
        size_ = static_cast<std::size_t>(kept - data_);
    }

private:
    [[nodiscard]] T* own() { return reinterpret_cast<T*>(inline_); }

    void grow(std::size_t capacity) {
        T* const larger = std::allocator<T>().allocate(capacity);
        std::uninitialized_move_n(data_, size_, larger);
        const std::size_t size = size_;
        release();
        data_ = larger;
        size_ = size;
        capacity_ = capacity;
    }
    /// Copies elements into an empty vector.
    void copy(const T* elements, std::size_t count) {
        if (count > capacity_) grow(count);
        std::uninitialized_copy_n(elements, count, data_);
        size_ = count;
    }
    /// Takes over another vector's elements; the other then has none.
    void take(SmallVector& other) noexcept {
        if (other.data_ != other.own()) {
            data_ = std::exchange(other.data_, other.own());
            capacity_ = std::exchange(other.capacity_, inline_size);
        } else {
            std::uninitialized_move_n(other.data_, other.size_, data_);
            std::destroy_n(other.data_, other.size_);
        }
        size_ = std::exchange(other.size_, 0);
    }
    void release() {
        std::destroy_n(data_, size_);
        if (data_ != own()) std::allocator<T>().deallocate(data_, capacity_);
        data_ = own();
        size_ = 0;
        capacity_ = inline_size;
    }

    alignas(T) std::byte inline_[sizeof(T[inline_size])];
    T* data_ = own();
    std::size_t size_ = 0;
    std::size_t capacity_ = inline_size;
};

}  // namespace aside::query
