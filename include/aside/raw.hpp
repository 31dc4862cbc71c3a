#pragma once
// The arguments that `raw` takes beside its statement and the parameters.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aside/detail/selection.hpp"

namespace aside {

/// The name of a column, a text, was due: `translations("name"_f = "title")`.
template <class Given>
struct argument_is_no_column_name;
/// A value of a type that SQL has was due, or a tag.
template <class Given>
struct argument_is_no_parameter;

namespace detail {

template <class Keyword>
inline constexpr bool translates_column = requires {
    Keyword::path;
    requires text_like<typename Keyword::value_type>;
};
template <class Keyword>
void add_translation(std::vector<std::pair<std::string_view, std::string>>& columns,
                     const Keyword& keyword) {
    if constexpr (translates_column<Keyword>)
        columns.emplace_back(Keyword::path.view(), std::string(std::string_view(keyword.value)));
}

}  // namespace detail

/// Members that are read from columns of other names; `translations(...)` makes it.
template <class... Keyword>
class Translations : detail::CopiedWhenMoved<Translations<Keyword...>> {
public:
    using Columns = std::vector<std::pair<std::string_view, std::string>>;
    explicit Translations(Columns columns) : columns_(std::move(columns)) {}
    [[nodiscard]] const Columns& columns() const { return columns_; }

private:
    Columns columns_;
};
/// Names the column of a statement by hand that a member is read from, if it is not the member's
/// own column: `translations("name"_f = "title")`.
template <KeywordArgument... Keyword>
[[nodiscard]] Translations<Keyword...> translations(const Keyword&... keyword) {
    (void)sizeof(typename detail::first_error<
                 std::conditional_t<detail::translates_column<Keyword>, detail::fine,
                                    argument_is_no_column_name<Keyword>>...>::type);
    typename Translations<Keyword...>::Columns columns;
    (detail::add_translation(columns, keyword), ...);
    return Translations<Keyword...>(std::move(columns));
}

/// A further column of a statement by hand; `extra` makes it.
template <fixed_string Name, class T>
struct Extra {};
/// A column of a statement by hand that no member has, and its type: `extra<double>("score"_f)` is
/// read by `row["score"_f]`.
template <class T, fixed_string Name>
[[nodiscard]] constexpr Extra<Name, T> extra(Field<Name>) {
    return {};
}

namespace detail {

/// One argument of `raw`: a parameter, or a tag.
template <class M, class Argument>
struct raw_argument {
    static constexpr bool is_value = value_field_type<Argument>() != nullptr ||
                                     is_null_constant<Argument> || model_object<Argument> ||
                                     std::is_same_v<Argument, SqlValue>;
    using error = std::conditional_t<is_value, fine, argument_is_no_parameter<Argument>>;
    template <class Columns>
    using columns = Columns;
    static void add(Query&, RawSql& raw, const Argument& parameter) {
        if constexpr (is_value) raw.params.push_back(as_sql(parameter));
    }
};
template <class M, class... Keyword>
struct raw_argument<M, Translations<Keyword...>> {
    using error = typename first_error<column_error_t<M, Keyword::path>...>::type;
    template <class Columns>
    using columns = Columns;
    static void add(Query&, RawSql& raw, const Translations<Keyword...>& translations) {
        raw.translations = translations.columns();
    }
};
template <class M, fixed_string Name, class T>
struct raw_argument<M, Extra<Name, T>> {
    static consteval auto check() {
        if constexpr (!kind_of<T>().has_value())
            return std::type_identity<argument_is_no_column<T>>{};
        else if constexpr (names_member<M, Name>)
            return std::type_identity<annotation_name_is_taken<M, spelled<Name>>>{};
        else
            return std::type_identity<fine>{};
    }
    using error = typename decltype(check())::type;
    template <class Columns>
    using columns = typename prepend<Columns, Column<Name, T>>::type;
    static void add(Query& query, RawSql&, const Extra<Name, T>&) {
        query.annotations.push_back({.name = Name.view(),
                                     .expr = {{.kind = ExprKind::raw}},
                                     .type = &field_type<T>,
                                     .selected = true});
    }
};

template <class M, class... Argument>
struct raw_columns {
    using type = type_list<>;
};
template <class M, class First, class... Rest>
struct raw_columns<M, First, Rest...> {
    using rest = typename raw_columns<M, Rest...>::type;
    using type = typename raw_argument<M, First>::template columns<rest>;
};
template <class M, class Columns>
struct raw_row {
    using type = typename rows_of_columns<Columns>::template annotated<M, M>;
};
template <class M>
struct raw_row<M, type_list<>> {
    using type = M;
};
/// A row of a statement by hand.
template <class M, class... Argument>
using raw_row_t = typename raw_row<M, typename raw_columns<M, Argument...>::type>::type;

/// All rows of a statement by hand, in place of the query's.
template <class M, class... Argument>
Query raw_query(const Query& before, std::string_view sql, const Argument&... arguments) {
    Query query = rows_of_statement(before);
    RawSql raw{.sql = std::string(sql)};
    (raw_argument<M, Argument>::add(query, raw, arguments), ...);
    query.raw = std::make_shared<const RawSql>(std::move(raw));
    return query;
}

}  // namespace detail
}  // namespace aside
