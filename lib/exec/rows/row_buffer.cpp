#include "aside/detail/row_buffer.hpp"

#include <sys/mman.h>

#include <algorithm>
#include <limits>

#include "aside/error.hpp"
#include "exec/names.hpp"

namespace aside::exec {
namespace {

// The size of the large pages that processors have beside the usual ones.
constexpr std::size_t huge_page = std::size_t{2} * 1024 * 1024;

/// The first write to each of the usual pages costs as much as a dozen rows: a large result asks
/// for huge ones.
bool wants_huge_pages(std::size_t size) { return size >= 2 * huge_page; }

void ask_for_huge_pages([[maybe_unused]] char* rows, [[maybe_unused]] std::size_t size) {
#ifdef MADV_HUGEPAGE
    (void)madvise(rows, size, MADV_HUGEPAGE);  // a system without them does as well
#endif
}

std::size_t alignment_of(const RowType& type, std::size_t size) {
    return wants_huge_pages(size) ? std::max(type.alignment, huge_page) : type.alignment;
}

// The usual allocation is the faster one by far.
bool is_usual(std::size_t alignment) { return alignment <= __STDCPP_DEFAULT_NEW_ALIGNMENT__; }

char* allocate(const RowType& type, std::size_t rows) {
    if (rows > std::numeric_limits<std::ptrdiff_t>::max() / type.size)
        throw DataError("aside: a result has too many rows");
    const std::size_t size = rows * type.size;
    const std::size_t alignment = alignment_of(type, size);
    if (is_usual(alignment)) return static_cast<char*>(::operator new(size));
    char* place = static_cast<char*>(::operator new(size, std::align_val_t(alignment)));
    if (wants_huge_pages(size)) ask_for_huge_pages(place, size);
    return place;
}

void deallocate(const RowType& type, char* first, std::size_t rows) noexcept {
    const std::size_t alignment = alignment_of(type, rows * type.size);
    if (is_usual(alignment))
        ::operator delete(first);
    else
        ::operator delete(first, std::align_val_t(alignment));
}

}  // namespace

}  // namespace aside::exec

namespace aside::detail {

RowBuffer::RowBuffer(RowBuffer&& other) noexcept
    : type_(other.type_),
      first_(std::exchange(other.first_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      made_(std::exchange(other.made_, 0)),
      capacity_(std::exchange(other.capacity_, 0)) {}

RowBuffer& RowBuffer::operator=(RowBuffer&& other) noexcept {
    if (this == &other) return *this;
    release();
    type_ = other.type_;
    first_ = std::exchange(other.first_, nullptr);
    size_ = std::exchange(other.size_, 0);
    made_ = std::exchange(other.made_, 0);
    capacity_ = std::exchange(other.capacity_, 0);
    return *this;
}

RowBuffer::~RowBuffer() { release(); }

void RowBuffer::clear() noexcept {
    size_ = 0;
    if (type_->renew == nullptr) type_->destroy(first_, std::exchange(made_, 0));
}

void RowBuffer::release() noexcept {
    size_ = 0;
    type_->destroy(first_, std::exchange(made_, 0));
    exec::deallocate(*type_, std::exchange(first_, nullptr), std::exchange(capacity_, 0));
}

// Called when every object is a row. Moving rows costs more than address space, and pages that are
// never written take no memory: so the room grows fourfold. From the size on at which a process may
// run short of address space, it only doubles.
void RowBuffer::grow() {
    constexpr std::size_t sparing_from = std::size_t{64} * 1024 * 1024;
    const std::size_t factor = capacity_ * type_->size < sparing_from ? 4 : 2;
    const std::size_t capacity = std::max<std::size_t>(1, capacity_ * factor);
    char* larger = exec::allocate(*type_, capacity);
    std::size_t moved = 0;
    try {
        type_->move(larger, first_, size_, moved);
    } catch (...) {
        // Some rows have moved and others have not: all of them are dropped.
        type_->destroy(larger, moved);
        exec::deallocate(*type_, larger, capacity);
        type_->destroy(first_ + moved * type_->size, std::exchange(made_, 0) - moved);
        size_ = 0;
        throw;
    }
    exec::deallocate(*type_, first_, capacity_);
    first_ = larger;
    capacity_ = capacity;
}

}  // namespace aside::detail
