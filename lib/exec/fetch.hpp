#pragma once
#include "aside/detail/driver.hpp"
#include "aside/detail/execute.hpp"
#include "aside/detail/model_info.hpp"

namespace aside::detail {

/// Assigns every field of an object from the columns of a row, which stand in the order of the
/// fields.
void read_row(const Cells& cells, const ModelInfo& model, void* object);

/// Counts the rows that pass on their way into a sink, and remembers the first. Stays where it is while rows come.
class RowCounter {
public:
    explicit RowCounter(RowSink sink) : sink_(sink) {}
    [[nodiscard]] RowSink sink() {
        return {this, [](void* counter) { return static_cast<RowCounter*>(counter)->append(); }};
    }
    [[nodiscard]] std::size_t rows() const { return rows_; }
    [[nodiscard]] void* first() const { return first_; }

private:
    void* append() {
        void* row = sink_.append(sink_.container);
        if (rows_++ == 0) first_ = row;
        return row;
    }

    RowSink sink_;
    std::size_t rows_ = 0;
    void* first_ = nullptr;
};

}  // namespace aside::detail
