#pragma once
// `"path"_f`, and the keywords, orderings and field options that are made of it.
#include <array>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "aside/detail/field_options.hpp"
#include "aside/expression.hpp"
#include "aside/order.hpp"

namespace aside {

/// `"name"_f = value`: assigns in `create` and `update`, and in `filter` means the lookup that the
/// path ends in.
template <fixed_string Path, class V>
struct [[nodiscard]] Keyword : keyword_tag, detail::CopiedWhenMoved<Keyword<Path, V>> {
    static constexpr fixed_string path = Path;
    using value_type = V;
    V value;
    constexpr explicit Keyword(V v) : value(std::move(v)) {}

    static constexpr detail::Contents contents = detail::right_side<V>::contents;
    /// False if the path ends in a lookup, so that this can only be a condition.
    template <class M, class N>
    static constexpr bool assigns = detail::resolve_t<M, N, Path>::lookup < 0;
    template <class M, class N>
    static consteval auto check_condition() {
        using R = detail::resolve_t<M, N, Path>;
        if constexpr (!R::ok) {
            return std::type_identity<model_has_no_such_field<M, detail::spelled<Path>>>{};
        } else if constexpr (!std::is_same_v<detail::operand_error_t<M, N, V>, detail::fine>) {
            return std::type_identity<detail::operand_error_t<M, N, V>>{};
        } else {
            constexpr auto lookup = static_cast<detail::Lookup>(
                R::lookup < 0 ? static_cast<int>(detail::Lookup::exact) : R::lookup);
            if constexpr (detail::right_fits_path<lookup, M, N, Path, R::length, V>())
                return std::type_identity<detail::fine>{};
            else
                return std::type_identity<value_has_the_wrong_type<
                    M, detail::spelled<Path>, typename R::type, detail::shown_t<lookup, V>>>{};
        }
    }
    template <class M, class N>
    static consteval auto check_assignment() {
        using R = detail::resolve_t<M, N, Path>;
        if constexpr (!R::ok || R::lookup >= 0 || !R::own_column) {
            return std::type_identity<model_has_no_such_field<M, detail::spelled<Path>>>{};
        } else if constexpr (!std::is_same_v<detail::operand_error_t<M, N, V>, detail::fine>) {
            return std::type_identity<detail::operand_error_t<M, N, V>>{};
        } else {
            constexpr bool fits = [] {
                if constexpr (detail::computed<V>)
                    return detail::assignable<typename R::type, detail::operand_t<M, N, V>>();
                else
                    return detail::accepts<typename R::type, V>();
            }();
            if constexpr (fits)
                return std::type_identity<detail::fine>{};
            else
                return std::type_identity<
                    value_has_the_wrong_type<M, detail::spelled<Path>, typename R::type, V>>{};
        }
    }
    /// The compile error of the keyword as a condition, or `fine`.
    template <class M, class N>
    using error = typename decltype(check_condition<M, N>())::type;
    /// The compile error of the keyword as an assignment, or `fine`.
    template <class M, class N>
    using assignment_error = typename decltype(check_assignment<M, N>())::type;

    template <class M, class N>
    static constexpr detail::Lookup lookup =
        detail::resolve_t<M, N, Path>::lookup < 0
            ? detail::Lookup::exact
            : static_cast<detail::Lookup>(detail::resolve_t<M, N, Path>::lookup);
    template <class M, class N>
    static constexpr std::string_view left =
        path.view().substr(0, detail::resolve_t<M, N, Path>::length);
    /// Compares a column of the model itself with a value.
    template <class M, class N>
    static constexpr bool stands_alone =
        detail::resolve_t<M, N, Path>::own_column&& detail::is_plain_right<lookup<M, N>, V>();
    template <class M, class N>
    static constexpr bool is_term = detail::is_form_term<lookup<M, N>, V>();
    template <class M, class N>
    static consteval detail::PreparedTerm term() {
        return {lookup<M, N>, left<M, N>, detail::value_field_type<V>()};
    }
    [[nodiscard]] SqlValue term_value() const { return detail::as_sql(value); }

    template <class M, class N>
    void write_condition(detail::ExprWriter& writer) const {
        detail::write_lookup_of<lookup<M, N>>(writer, left<M, N>, value);
    }
    [[nodiscard]] detail::Assignment assignment() const {
        detail::Assignment result{.name = path.view()};
        detail::ExprWriter writer(result.value);
        detail::write_operand(writer, value);
        return result;
    }
};

/// One term of an ordering by a field, with a direction and a place for NULL.
template <fixed_string Path, bool Descending, detail::OrderTerm::Nulls Nulls>
struct Ordering {
    static constexpr fixed_string path = Path;
    template <class M, class N>
    using order_error = detail::path_error_t<M, N, Path>;

    [[nodiscard]] detail::OrderTerm order_term() const {
        return detail::order_by_path(path.view(), Descending, Nulls);
    }
};

/// A path such as `"name"_f`, `"pk"_f` or `"id__gt"_f`; its model is that of the query that takes
/// it.
///
/// Only its type carries the path, so it is a constant and costs nothing.
template <fixed_string Path>
struct Field : Lookups<Field<Path>> {
    static constexpr fixed_string path = Path;
    static constexpr detail::Contents contents = detail::plain_contents;
    using label = detail::spelled<Path>;

    constexpr explicit Field() = default;
    constexpr Field(const Field&) = default;

    template <class M, class N>
    using error = detail::path_error_t<M, N, Path>;
    template <class M, class N>
    using value = typename detail::resolve_t<M, N, Path>::type;
    template <class M, class N>
    static constexpr bool guarded = detail::is_optional<value<M, N>> &&
                                    !std::is_same_v<detail::without_optional<value<M, N>>, Json> &&
                                    !detail::begins_with_annotation<N, Path>();
    static constexpr bool is_path = Path.view() != "*";
    template <class M, class N>
    static constexpr bool own_column = detail::resolve_t<M, N, Path>::own_column;
    void write(detail::ExprWriter& writer) const {
        if constexpr (!is_path)
            writer.leaf(detail::ExprKind::star);
        else
            writer.path(path.view());
    }

    // Every assignment makes a keyword, the copy assignment included.
    constexpr auto operator=(const Field& other) const { return Keyword<Path, Field>(other); }
    /// A keyword of this path and that value: an assignment or a condition.
    template <class V>
    constexpr auto operator=(V&& operand) const {
        return Keyword<Path, detail::owned_t<V>>(
            detail::own_beside(Path.view(), std::forward<V>(operand)));
    }
    /// A keyword of this path and a list in braces: `"id__in"_f = {1, 2, 3}`.
    template <class V>
    auto operator=(std::initializer_list<V> values) const {
        return Keyword<Path, std::vector<V>>(std::vector<V>(values));
    }

    // As a term of an ordering.
    template <class M, class N>
    static consteval auto check_order() {
        if constexpr (Path.view() == "?")
            return std::type_identity<detail::fine>{};
        else
            return std::type_identity<detail::path_error_t<M, N, detail::without_sign<Path>()>>{};
    }
    template <class M, class N>
    using order_error = typename decltype(check_order<M, N>())::type;
    [[nodiscard]] detail::OrderTerm order_term() const {
        return detail::order_by_name(path.view());
    }
    /// An ordering by this field, the least value first; NULL goes to the engine's usual end.
    constexpr auto asc() const { return Ordering<Path, false, detail::OrderTerm::Nulls::engine>{}; }
    /// An ordering by this field, the least value first and NULL before all values.
    constexpr auto asc(nulls_first_t) const {
        return Ordering<Path, false, detail::OrderTerm::Nulls::first>{};
    }
    /// An ordering by this field, the least value first and NULL behind all values.
    constexpr auto asc(nulls_last_t) const {
        return Ordering<Path, false, detail::OrderTerm::Nulls::last>{};
    }
    /// An ordering by this field, the greatest value first; NULL goes to the engine's usual end.
    constexpr auto desc() const { return Ordering<Path, true, detail::OrderTerm::Nulls::engine>{}; }
    /// An ordering by this field, the greatest value first and NULL before all values.
    constexpr auto desc(nulls_first_t) const {
        return Ordering<Path, true, detail::OrderTerm::Nulls::first>{};
    }
    /// An ordering by this field, the greatest value first and NULL behind all values.
    constexpr auto desc(nulls_last_t) const {
        return Ordering<Path, true, detail::OrderTerm::Nulls::last>{};
    }

    /// For `meta(...)`: the greatest number of characters of the text.
    constexpr auto max_length(int characters) const { return options().max_length(characters); }
    /// For `meta(...)`: no two rows have the same value.
    constexpr auto unique() const { return options().unique(); }
    /// For `meta(...)`: the table has an index over the field.
    constexpr auto index() const { return options().index(); }
    /// For `meta(...)`: the field is the model's key.
    constexpr auto primary_key() const { return options().primary_key(); }
    /// For `meta(...)`: the column's name, instead of the field's.
    constexpr auto db_column(const char* column) const { return options().db_column(column); }
    /// For `meta(...)`: each save sets the field to the current moment.
    constexpr auto auto_now() const { return options().auto_now(); }
    /// For `meta(...)`: the insert of an object sets the field to the current moment.
    constexpr auto auto_now_add() const { return options().auto_now_add(); }
    /// For `meta(...)`: the only values that are allowed, with their texts if they are given.
    template <class... C>
    constexpr auto choices(C... values_and_texts) const {
        return options().choices(values_and_texts...);
    }
    /// For `meta(...)`: the database's default of the column, a literal.
    template <class V>
    constexpr auto db_default(V literal) const {
        return options().db_default(literal);
    }
    /// For `meta(...)`: a function that `full_clean` calls with the value, to check it.
    template <class F>
    constexpr auto validator(F function) const {
        return options().validator(function);
    }

private:
    static constexpr auto options() { return detail::FieldOptions<Path>{}; }
};

inline namespace literals {
/// A path of the model of the query that takes it: `"name"_f`. Not consteval: inside a template
/// clang 14 would leave a call of it, and no function to call.
template <fixed_string Path>
constexpr Field<Path> operator""_f() {
    return Field<Path>{};
}
}  // namespace literals

namespace detail {
template <auto... Pointer>
consteval auto joined_members() {
    constexpr std::size_t size = ((pointed_member<Pointer>().size() + 2) + ...) - 2;
    struct Buffer {
        char text[size];
    } buffer{};
    std::size_t at = 0;
    const auto append = [&](std::string_view name) {
        if (at != 0) buffer.text[at++] = '_', buffer.text[at++] = '_';
        for (const char c : name) buffer.text[at++] = c;
    };
    (append(pointed_member<Pointer>()), ...);
    return fixed_string<size + 1>(std::string_view(buffer.text, size));
}
}  // namespace detail

/// A field by member pointers: `aside::path<&Pizza::name>` is `"name"_f`; several pointers are
/// joined by `__`.
template <auto... Member>
inline constexpr Field<detail::joined_members<Member...>()> path{};

/// `aside::field("id__gt") = text`, a keyword whose path is known at run time only.
template <class V>
struct [[nodiscard]] RunTimeKeyword : keyword_tag, detail::CopiedWhenMoved<RunTimeKeyword<V>> {
    std::string path;
    V value;
    RunTimeKeyword(std::string p, V v) : path(std::move(p)), value(std::move(v)) {}

    static constexpr detail::Contents contents = detail::has_run_time;
    template <class M, class N>
    static constexpr bool assigns = !detail::range_like<V>;
    template <class M, class N>
    using error = detail::fine;
    template <class M, class N>
    using assignment_error = detail::fine;
    template <class M, class N>
    void write_condition(detail::ExprWriter& writer) const {
        const std::size_t node = writer.begin(detail::ExprKind::lookup,
                                              static_cast<unsigned char>(detail::Lookup::exact));
        writer.run_time_path(path);
        if constexpr (detail::is_array_value<V>)
            detail::takes_several(path) ? detail::write_right<detail::Lookup::in>(writer, value)
                                        : detail::write_operand(writer, value);
        else if constexpr (detail::range_like<V>)
            detail::write_right<detail::Lookup::in>(writer, value);
        else
            detail::write_operand(writer, value);
        writer.end(node);
    }
    [[nodiscard]] detail::Assignment assignment() const {
        detail::Assignment result{.run_time_name = path};
        detail::ExprWriter writer(result.value);
        detail::write_operand(writer, value);
        return result;
    }
};

/// A path that is looked up when a method takes it; the result of `aside::field(text)`. Owns its
/// text.
class RunTimeField : public Lookups<RunTimeField> {
public:
    static constexpr detail::Contents contents = detail::has_run_time;
    using label = RunTimeField;
    explicit RunTimeField(std::string_view path) : path_(path) {}
    RunTimeField(const RunTimeField&) = default;

    template <class M, class N>
    using error = detail::fine;
    template <class M, class N>
    using value = detail::run_time_type;
    template <class M, class N>
    using order_error = detail::fine;
    void write(detail::ExprWriter& writer) const { writer.run_time_path(path_); }
    [[nodiscard]] std::string_view text() const { return path_; }
    [[nodiscard]] detail::OrderTerm order_term() const {
        return detail::order_by_run_time_name(path_);
    }

    template <class V>
    auto operator=(V&& operand) const {
        return RunTimeKeyword<detail::owned_t<V>>(path_, detail::own(std::forward<V>(operand)));
    }
    auto operator=(const RunTimeField& other) const {
        return RunTimeKeyword<RunTimeField>(path_, other);
    }

private:
    std::string path_;
};

/// A path from a request or a configuration, usable in every place that takes a literal.
///
/// The call that takes it throws `FieldError` if the model has no such name. It throws
/// `ValidationError` if text is compared to a number or a date and cannot be read as one.
[[nodiscard]] inline RunTimeField field(std::string_view path) { return RunTimeField(path); }

}  // namespace aside
