#pragma once
// Conditions, expressions and rows of types that are known at run time only. Programs that use the
// library have no need of them; they are made of what such programs write all the same.
#include <variant>

#include "interop/typed.hpp"

namespace interop {

/// Any condition whose paths came at run time.
class AnyCondition : public aside::condition_tag {
public:
    template <class Condition>
    static AnyCondition of(const Condition& condition) {
        AnyCondition any;
        aside::detail::ExprWriter writer(any.nodes_);
        if constexpr (requires { condition.write(writer); })
            condition.write(writer);
        else
            condition.template write_condition<void, aside::Names<>>(writer);
        return any;
    }

    static constexpr aside::detail::Contents contents = aside::detail::has_run_time;
    template <class M, class N>
    using error = aside::detail::fine;
    template <class M, class N>
    using value = std::optional<bool>;
    void write(aside::detail::ExprWriter& writer) const { writer.append(nodes_); }

private:
    aside::detail::Expr nodes_;
};

/// Any expression whose paths came at run time.
class AnyExpression : public aside::Lookups<AnyExpression> {
public:
    template <class Expression>
    static AnyExpression of(const Expression& expression) {
        AnyExpression any;
        aside::detail::ExprWriter writer(any.nodes_);
        expression.write(writer);
        return any;
    }
    static AnyExpression of_value(std::int64_t value) {
        AnyExpression any;
        aside::detail::ExprWriter writer(any.nodes_);
        aside::detail::write_operand(writer, value);
        return any;
    }

    static constexpr aside::detail::Contents contents = aside::detail::has_run_time;
    using label = AnyExpression;
    template <class M, class N>
    using error = aside::detail::fine;
    template <class M, class N>
    using value = aside::detail::run_time_type;
    void write(aside::detail::ExprWriter& writer) const { writer.append(nodes_); }
    [[nodiscard]] const aside::detail::Expr& nodes() const { return nodes_; }

private:
    aside::detail::Expr nodes_;
};

/// Types of columns, in the order of the alternatives of `Cell`.
enum class CellKind : unsigned char {
    integer,
    real,
    truth,
    text,
    date,
    moment,
    decimal5,
    decimal6,
    decimal8
};
using Cell = std::variant<std::optional<std::int64_t>, std::optional<double>, std::optional<bool>,
                          std::optional<std::string>, std::optional<aside::Date>,
                          std::optional<aside::DateTime>, std::optional<aside::Decimal<5, 2>>,
                          std::optional<aside::Decimal<6, 2>>, std::optional<aside::Decimal<8, 2>>>;

[[nodiscard]] CellKind kind_named(const std::string& name);
[[nodiscard]] const aside::detail::FieldType* field_type_of(CellKind kind);

/// The columns of the rows that are about to be read.
extern std::vector<CellKind> columns_of_rows;

/// A row of any columns.
struct AnyRow {
    std::vector<Cell> cells;
    /// Makes a cell a column, and tells their places.
    void make_cells(void** places);
};
/// An object and any columns.
template <class M>
struct AnyObject : M {
    AnyRow columns;
};

std::string encode_cells(const AnyRow& row, std::vector<std::string> cells = {});
template <class Rows>
std::string encode_rows(const Rows& rows) {
    std::vector<std::string> all;
    for (const auto& row : rows) {
        if constexpr (requires { row.columns; })
            all.push_back(encode_cells(row.columns, {encode(row.pk())}));
        else
            all.push_back(encode_cells(row));
    }
    return encode_list(all);
}

}  // namespace interop

template <>
inline constexpr aside::detail::ColumnPlaces aside::detail::columns_of<interop::AnyRow> =
    [](void* row, void** places) { static_cast<interop::AnyRow*>(row)->make_cells(places); };
template <class M>
inline constexpr aside::detail::ColumnPlaces aside::detail::columns_of<interop::AnyObject<M>> =
    [](void* row, void** places) {
        static_cast<interop::AnyObject<M>*>(row)->columns.make_cells(places);
    };
