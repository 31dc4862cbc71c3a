#pragma once
// Values that users write beside a field: the fields that take them, and their form in SQL.
#include <chrono>
#include <string>
#include <string_view>
#include <type_traits>

#include "aside/detail/copied_when_moved.hpp"
#include "aside/detail/resolve.hpp"

namespace aside {

struct expression_tag {};
struct condition_tag {};
struct keyword_tag {};
template <class T>
concept Expression = std::is_base_of_v<expression_tag, T>;
template <class T>
concept Condition = std::is_base_of_v<condition_tag, T>;
template <class T>
concept KeywordArgument = std::is_base_of_v<keyword_tag, T>;

namespace detail {

/// An expression or condition over a row, which can be compared, selected or assigned.
template <class T>
concept computed = Expression<T> || Condition<T>;
/// An expression that may be a truth value and then stands for a condition: functions, CASE, SQL by
/// hand. Not a field, which is compared.
template <class T>
concept maybe_condition = Expression<T> && requires {
    requires T::may_be_condition;
};
/// A queryset, a manager or a related manager.
template <class T>
concept queryset_like = requires(const T& rows) {
    typename T::model_type;
    typename T::row_type;
    rows.query();
};

/// A string literal, kept as a pointer so that conditions can be constants.
struct string_literal {
    const char* text;
    constexpr operator std::string_view() const { return text; }
};

/// The type in which a condition keeps a value: text by value, except a literal, whose text lives
/// for ever.
template <class Given>
struct owned {
    using type = std::decay_t<Given>;
};
template <std::size_t Size>
struct owned<const char (&)[Size]> {
    using type = string_literal;
};
template <std::size_t Size>
struct owned<char (&)[Size]> {
    using type = std::string;
};
template <class Text>
requires(std::is_same_v<std::decay_t<Text>, std::string_view> ||
         std::is_same_v<std::remove_cvref_t<Text>, const char*> ||
         std::is_same_v<std::remove_cvref_t<Text>, char*>) struct owned<Text> {
    using type = std::string;
};
/// Text that several values, or none, only refer to.
template <class Given>
requires(std::is_same_v<std::decay_t<Given>, std::optional<std::string_view>> ||
         std::is_same_v<std::decay_t<Given>, std::optional<const char*>>) struct owned<Given> {
    using type = std::optional<std::string>;
};
struct owned_texts : std::vector<std::string> {
    template <class Range>
    explicit owned_texts(const Range& range)
        : std::vector<std::string>(range.begin(), range.end()) {}
};
template <class Given>
requires(std::is_same_v<std::decay_t<Given>, std::vector<std::string_view>> ||
         std::is_same_v<std::decay_t<Given>, std::vector<const char*>>) struct owned<Given> {
    using type = owned_texts;
};

/// The key of an object that is compared or assigned. Throws `ValidationError` if it has no key
/// yet, and names the path that it stands beside, if that is known.
[[nodiscard]] SqlValue required_key(const ModelInfo& model, const void* object,
                                    std::string_view path);
/// The key of an object, kept instead of it. Throws like `required_key`.
template <class M>
class ObjectKey {
public:
    explicit ObjectKey(const M& object, std::string_view path = {})
        : key_(required_key(model_info<M>(), &object, path)) {}
    [[nodiscard]] const SqlValue& key() const { return key_; }

private:
    SqlValue key_;
};
template <class T>
inline constexpr bool is_object_key = false;
template <class M>
inline constexpr bool is_object_key<ObjectKey<M>> = true;
template <class Given>
requires model_object<std::decay_t<Given>>
struct owned<Given> {
    using type = ObjectKey<model_t<std::decay_t<Given>>>;
};

/// The type that a row of a queryset is compared as: an object as itself, a row of one column as
/// that column.
template <class M, class Row>
struct row_value {
    using type = std::conditional_t<std::is_base_of_v<M, Row>, related<M>, Row>;
};
/// A queryset that a value is compared to: its query.
template <class M, class Row>
class QueryOperand {
public:
    using value_type = typename row_value<M, Row>::type;
    template <class Rows>
    explicit QueryOperand(const Rows& rows) : query_(shared_query(rows.query())) {}
    void write(ExprWriter& writer) const { writer.query(ExprKind::subquery, query_); }
    [[nodiscard]] const std::shared_ptr<const Query>& query() const { return query_; }

private:
    std::shared_ptr<const Query> query_;
};
template <class T>
inline constexpr bool is_query_operand = false;
template <class M, class Row>
inline constexpr bool is_query_operand<QueryOperand<M, Row>> = true;
template <class Given>
requires queryset_like<std::decay_t<Given>>
struct owned<Given> {
    using Rows = std::decay_t<Given>;
    using type = QueryOperand<typename Rows::model_type, typename Rows::row_type>;
};
template <class Given>
using owned_t = typename owned<Given>::type;

template <class T>
concept text_like = requires(const T& value, void (*take)(std::string_view)) {
    take(value);
};
template <class T>
inline constexpr bool is_null_constant =
    std::is_same_v<T, std::nullptr_t> || std::is_same_v<T, std::nullopt_t>;
template <class T>
inline constexpr bool is_duration = false;
template <class Rep, class Period>
inline constexpr bool is_duration<std::chrono::duration<Rep, Period>> = true;
template <class T>
inline constexpr bool is_sys_time = false;
template <class D>
inline constexpr bool is_sys_time<std::chrono::sys_time<D>> = true;
template <class T>
concept range_like =
    !text_like<T> && !Expression<T> && !std::is_same_v<T, Blob> && requires(const T& range) {
    range.begin() != range.end();
    *range.begin();
};

template <class T>
consteval auto calculated_value() {
    if constexpr (is_optional<T>)
        return std::type_identity<
            std::optional<typename decltype(calculated_value<without_optional<T>>())::type>>{};
    else if constexpr (is_related<T> || is_object_key<T>)
        return std::type_identity<T>{};
    else if constexpr (std::is_integral_v<T> && !std::is_same_v<T, bool>)
        return std::type_identity<std::int64_t>{};
    else if constexpr (std::is_floating_point_v<T>)
        return std::type_identity<double>{};
    else if constexpr (is_duration<T>)
        return std::type_identity<Duration>{};
    else if constexpr (is_sys_time<T> && !std::is_same_v<T, std::chrono::sys_days>)
        return std::type_identity<DateTime>{};
    else if constexpr (text_like<T>)
        return std::type_identity<std::string>{};
    else
        return std::type_identity<T>{};
}
/// The type as which a value is calculated with: every integer is one type, and so are texts,
/// durations and moments. A `sys_days` is still a date or a moment.
template <class T>
using calculated_t = typename decltype(calculated_value<T>())::type;

/// The type of a range's elements.
template <range_like Range>
using element_t = std::decay_t<decltype(*std::declval<const Range&>().begin())>;

template <class T>
consteval auto plain_type();
/// The vector that holds such a range's elements.
template <range_like Range>
consteval auto plain_vector() {
    using Element = typename decltype(plain_type<element_t<Range>>())::type;
    if constexpr (array_member<std::vector<Element>>)
        return std::type_identity<std::vector<Element>>{};
    else
        return std::type_identity<unknown_type>{};
}
template <class T>
consteval auto plain_type() {
    using Value = calculated_t<T>;
    if constexpr (is_optional<T>)
        return std::type_identity<
            std::optional<typename decltype(plain_type<without_optional<T>>())::type>>{};
    else if constexpr (std::is_same_v<Value, std::chrono::sys_days>)
        return std::type_identity<Date>{};
    else if constexpr (std::is_same_v<Value, DecimalLiteral>)
        return std::type_identity<Decimal<18, 6>>{};
    else if constexpr (kind_of<Value>().has_value())
        return std::type_identity<Value>{};
    else if constexpr (range_like<Value>)
        return plain_vector<Value>();
    else
        return std::type_identity<unknown_type>{};
}
/// The type that a value has as an expression, and that a field of such values has: `std::int64_t`
/// for any integer, `std::string` for any text, a vector for a range, `unknown_type` if it is no
/// value of SQL.
template <class T>
using plain_type_t = typename decltype(plain_type<T>())::type;

/// Whether a value is a range that is an array as a whole.
template <class T>
inline constexpr bool is_array_value = range_like<T>&& array_member<plain_type_t<T>>;

template <class T>
concept numeric = std::is_arithmetic_v<T> && !std::is_same_v<T, bool>;
template <class T>
inline constexpr bool is_number_field = (numeric<T> || is_decimal<T>);

/// Whether an expression of type `Given` may be compared with or assigned to a field of type
/// `Field`.
template <class Field, class Given>
consteval bool agrees() {
    using F = without_optional<column_value_t<Field>>;
    using G = without_optional<column_value_t<Given>>;
    if constexpr (is_related<without_optional<Field>> && is_related<without_optional<Given>>)
        return std::is_same_v<without_optional<Field>, without_optional<Given>>;
    else if constexpr (std::is_same_v<F, run_time_type> || std::is_same_v<G, run_time_type> ||
                       std::is_same_v<F, unknown_type> || std::is_same_v<G, unknown_type>)
        return true;
    else
        return std::is_same_v<F, G> || (is_number_field<F> && is_number_field<G>);
}

/// Whether an expression of type `Given` may be assigned to a field of type `Field`. A value with a
/// fraction never fits a field that has no room for one.
template <class Field, class Given>
consteval bool assignable() {
    using F = without_optional<column_value_t<Field>>;
    using G = without_optional<column_value_t<Given>>;
    if constexpr (std::is_floating_point_v<G>)
        return std::is_floating_point_v<F> || std::is_same_v<F, run_time_type>;
    else if constexpr (is_decimal<G>)
        return !std::is_integral_v<F> && agrees<Field, Given>();
    else
        return agrees<Field, Given>();
}

template <class Field, class Given>
consteval bool accepts();
/// Whether a value names a row of `T`: an object of it, or a key.
template <class T, class Given>
consteval bool names_row() {
    if constexpr (model_object<Given>)
        return std::is_same_v<model_t<Given>, T>;
    else if constexpr (is_object_key<Given>)
        return std::is_same_v<Given, ObjectKey<T>>;
    else
        return accepts<key_type<T>, Given>();
}

/// Whether a value of type `Given` fits into a field of type `Field` without loss.
template <class Field, class Given>
consteval bool accepts() {
    using F = without_optional<Field>;
    if constexpr (std::is_same_v<F, run_time_type> || std::is_same_v<F, unknown_type>)
        return true;
    else if constexpr (is_null_constant<Given>)
        return is_optional<Field>;
    else if constexpr (is_optional<Given>)
        return accepts<Field, without_optional<Given>>();
    else if constexpr (is_related<F>)
        return names_row<typename F::model, Given>();
    else if constexpr (std::is_same_v<F, Given>)
        return true;
    else if constexpr (array_member<F> && range_like<Given>)
        return accepts<typename F::value_type, element_t<Given>>() &&
               (is_optional<typename F::value_type> || !is_optional<element_t<Given>>);
    else if constexpr (std::is_same_v<F, bool> || std::is_same_v<Given, bool>)
        return false;
    else if constexpr (std::is_same_v<F, double>)
        return std::is_integral_v<Given> || std::is_same_v<Given, float>;
    else if constexpr (numeric<F>)
        return std::is_integral_v<Given>;
    else if constexpr (is_decimal<F>)
        return std::is_integral_v<Given> || std::is_same_v<Given, DecimalLiteral> ||
               is_decimal<Given>;
    else if constexpr (std::is_same_v<F, DateTime>)
        return is_sys_time<Given>;
    else
        return std::is_same_v<F, plain_type_t<Given>>;
}

/// A decimal that takes the places of the other side; known by its address.
inline constexpr FieldType decimal_literal_type = make_field_type<plain_type_t<DecimalLiteral>>();
/// The type that a value would have as a field; nullptr if no field can hold it.
template <class T>
consteval const FieldType* value_field_type() {
    using Plain = without_optional<plain_type_t<T>>;
    if constexpr (std::is_same_v<without_optional<T>, DecimalLiteral>)
        return &decimal_literal_type;
    else if constexpr (std::is_same_v<Plain, unknown_type>)
        return nullptr;
    else
        return &field_type<Plain>;
}

// compiled
[[nodiscard]] SqlValue unsigned_as_sql(std::uint64_t value);
[[nodiscard]] SqlValue double_as_sql(double value);

template <class T>
SqlValue as_sql(const T& value);
/// The values of a range, as an array's.
template <range_like Range>
SqlArray array_as_sql(const Range& range) {
    using Element = element_t<Range>;
    constexpr auto kind = kind_of<without_optional<plain_type_t<Element>>>();
    static_assert(kind.has_value(), "aside: a range of such values cannot be stored");
    SqlArray array;
    array.element = static_cast<SqlKind>(static_cast<int>(*kind) + 1);
    for (const auto& value : range)
        array.values.push_back(as_sql(static_cast<const Element&>(value)));
    return array;
}

/// A value as SQL knows it, before its field has had a say: an enumerator is its integer, a day no
/// moment yet.
template <class T>
SqlValue as_sql(const T& value) {
    if constexpr (std::is_same_v<T, SqlValue>)
        return value;
    else if constexpr (model_object<T>)
        return ObjectKey<model_t<T>>(value).key();
    else if constexpr (is_object_key<T>)
        return value.key();
    else if constexpr (is_null_constant<T>)
        return nullptr;
    else if constexpr (is_optional<T>)
        return value ? as_sql(*value) : SqlValue();
    else if constexpr (std::is_unsigned_v<T> && !std::is_same_v<T, bool>)
        return unsigned_as_sql(value);
    else if constexpr (std::is_floating_point_v<T>)
        return double_as_sql(value);
    else if constexpr (text_like<T>)
        return std::string_view(value);
    else if constexpr (is_sys_time<T> && !std::is_same_v<T, std::chrono::sys_days>)
        return DateTime(to_microseconds(value.time_since_epoch()));
    else if constexpr (is_duration<T>)
        return to_microseconds(value);
    else if constexpr (user_field<T>)
        return as_sql(FieldTraits<T>::to_stored(value));
    else if constexpr (std::is_enum_v<T>)
        return static_cast<std::int64_t>(value);
    else if constexpr (std::is_constructible_v<SqlValue, const T&>)
        return value;
    else if constexpr (range_like<T>)
        return array_as_sql(value);
    else
        static_assert(std::is_void_v<T>, "aside: a value of this type cannot be stored");
}

}  // namespace detail
}  // namespace aside
