#pragma once
#include "aside/detail/driver.hpp"
#include "aside/detail/execute.hpp"
#include "aside/detail/model_info.hpp"
#include "exec/session.hpp"

namespace aside::detail {

/// Reads the rows of a statement of the query's, and then what is to be prefetched for them.
void read_rows(exec::Session& session, const Query& query, const query::Statement& statement,
               RowSink sink);

/// How a column that an expression makes is read: like the field that the expression begins with,
/// but for its type.
[[nodiscard]] FieldInfo result_field(const Query& query, const ExprNode& expression,
                                     const FieldType* type);

/// Counts the rows that pass on their way into a sink, and remembers the first. Stays where it is while rows come.
class RowCounter {
public:
    explicit RowCounter(RowSink sink) : sink_(sink) {}
    [[nodiscard]] RowSink sink() {
        return {this, [](void* counter) { return static_cast<RowCounter*>(counter)->append(); },
                [](void* counter) {
                    const RowSink& counted = static_cast<RowCounter*>(counter)->sink_;
                    return counted.all(counted.container);
                },
                sink_.columns};
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
