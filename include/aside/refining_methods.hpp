#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

#include "aside/dates.hpp"
#include "aside/detail/query.hpp"
#include "aside/detail/selection.hpp"
#include "aside/options.hpp"
#include "aside/prefetch.hpp"
#include "aside/q.hpp"
#include "aside/raw.hpp"
#include "aside/set_operation.hpp"

namespace aside {

class Transaction;

struct flat_t {};
/// `values_list(aside::flat, "name"_f)`
inline constexpr flat_t flat{};

/// A row of one value was due: name one column.
template <class... Column>
struct flat_takes_one_column;

/// The methods that narrow, order or slice, once for querysets and managers. `Self` gives by
/// `query()` the query to start from; `Set` is the family of querysets that they give, each made of
/// a `detail::Query`. Each method gives a fresh queryset, and touches neither this one nor the
/// database.
///
/// One class has all of them: each further base would be one more class for the compiler to make
/// for every type of queryset.
template <class Self, template <class, class, class> class Set, class M, class Row, class N>
class RefiningMethods {
    using Refined = Set<M, Row, N>;

public:
    using model_type = M;
    using row_type = Row;

    /// A fresh queryset of the same rows.
    [[nodiscard]] Refined all() const { return Refined(detail::Query(self().query())); }
    /// The rows for which all of these hold. Throws `NotSupportedError` on a slice, unless there
    /// are none.
    template <class... C>
    [[nodiscard]] Refined filter(C... conditions) const {
        (void)sizeof(detail::conditions_error<M, N, C...>);
        detail::Query narrowed = narrowable<sizeof...(C) != 0>("filter");
        if constexpr (sizeof...(C) > 0) detail::write_filter<M, N>(narrowed, conditions...);
        return Refined(std::move(narrowed));
    }
    /// The rows for which not all of these hold. Throws `NotSupportedError` on a slice, unless
    /// there are none.
    template <class... C>
    [[nodiscard]] Refined exclude(C... conditions) const {
        (void)sizeof(detail::conditions_error<M, N, C...>);
        detail::Query narrowed = narrowable<sizeof...(C) != 0>("exclude");
        if constexpr (sizeof...(C) > 0) {
            detail::Expr conjunction;
            detail::write_conditions<M, N>(narrowed, conjunction, conditions...);
            detail::append_exclusion(narrowed.where, conjunction);
        }
        return Refined(std::move(narrowed));
    }
    /// Replaces the ordering; of no terms, removes it, the model's too. Throws `NotSupportedError`
    /// on a slice.
    template <class... Term>
    [[nodiscard]] Refined order_by(Term... terms) const {
        (void)sizeof(detail::ordering_error<M, N, Term...>);
        detail::Query ordered = orderable("order_by");
        if constexpr ((OrderArgument<Term> && ...)) {
            std::vector<detail::OrderTerm> order;
            (order.push_back(terms.order_term()), ...);
            detail::replace_ordering(ordered, std::move(order));
        }
        return Refined(std::move(ordered));
    }
    /// The ordering the other way round. Throws `NotSupportedError` on a slice.
    [[nodiscard]] Refined reverse() const {
        detail::Query reversed = orderable("reverse");
        reversed.reversed = !reversed.reversed;
        return Refined(std::move(reversed));
    }
    /// No two equal rows. Throws `NotSupportedError` on a slice.
    [[nodiscard]] Refined distinct() const {
        detail::Query distinct = refinable("distinct");
        distinct.distinct = true;
        distinct.distinct_on.clear();
        return Refined(std::move(distinct));
    }
    /// No two rows that are equal in these columns: only the first of each, as the rows are
    /// ordered. On an engine without DISTINCT ON, such as SQLite, evaluating throws
    /// `NotSupportedError`.
    template <detail::computed... Column>
    requires(sizeof...(Column) > 0) [[nodiscard]] Refined distinct(Column... columns) const {
        (void)sizeof(typename detail::first_error<detail::operand_error_t<M, N, Column>...>::type);
        detail::Query distinct = refinable("distinct");
        distinct.distinct = true;
        distinct.distinct_on.clear();
        (detail::add_expression(distinct.distinct_on, columns), ...);
        return Refined(std::move(distinct));
    }
    /// Locks the rows that are read, and those that `select_related` reads with them, until the
    /// transaction ends. Evaluating throws `TransactionManagementError` where there is none,
    /// `NotSupportedError` where a relation may have no row and `of` does not leave it out, and
    /// `FieldError` where `of` names one that `select_related` does not. Throws
    /// `NotSupportedError` for `nowait` and `skip_locked` at once. An engine without row locks, such
    /// as SQLite, which lets one transaction write at a time, reads the rows as ever.
    [[nodiscard]] Refined select_for_update(LockOptions<M> options = {}) const {
        detail::Query locked = self().query();
        detail::lock_rows(locked, {.nowait = options.nowait,
                                   .skip_locked = options.skip_locked,
                                   .no_key = options.no_key,
                                   .of = {options.of.begin(), options.of.size()}});
        return Refined(std::move(locked));
    }
    /// These rows and those of the others, none twice unless `aside::all` is among the arguments.
    /// If rows are values, the others may be of another model. The result can be ordered by
    /// columns, sliced, evaluated, and its columns chosen; all else throws `NotSupportedError`, and
    /// so do querysets of different databases. No model's ordering applies.
    template <class... Other>
    requires(sizeof...(Other) > 0) [[nodiscard]] Refined union_(const Other&... others) const {
        (void)sizeof(
            typename detail::first_error<detail::part_or_tag_error_t<Row, Other>...>::type);
        constexpr bool keeps_all = (std::is_same_v<Other, all_t> || ...);
        return of_several(
            keeps_all ? detail::SetOperation::union_all : detail::SetOperation::union_distinct,
            others...);
    }
    /// The rows that the others have too, none twice. The result can be ordered by columns, sliced,
    /// evaluated, and its columns chosen; all else throws `NotSupportedError`, like `union_`.
    template <class... Other>
    requires(sizeof...(Other) > 0) [[nodiscard]] Refined
        intersection(const Other&... others) const {
        (void)sizeof(typename detail::first_error<detail::part_error_t<Row, Other>...>::type);
        return of_several(detail::SetOperation::intersection, others...);
    }
    /// The rows that none of the others has, none twice. The result can be ordered by columns,
    /// sliced, evaluated, and its columns chosen; all else throws `NotSupportedError`, like
    /// `union_`.
    template <class... Other>
    requires(sizeof...(Other) > 0) [[nodiscard]] Refined difference(const Other&... others) const {
        (void)sizeof(typename detail::first_error<detail::part_error_t<Row, Other>...>::type);
        return of_several(detail::SetOperation::difference, others...);
    }
    /// Objects of a SELECT by hand, `?` standing for each parameter. Columns go to members by their
    /// names, in any order, and each member needs one. Behind the parameters stand
    /// `translations("name"_f = "title")`, for columns of other names, and
    /// `extra<double>("score"_f)`, for columns of no member, read by `row["score"_f]`. Of earlier
    /// refinements only `using_`, `prefetch_related` and `fetch_mode` have an effect. Later ones
    /// that would change the statement throw `NotSupportedError`.
    template <class... Argument>
    [[nodiscard]] auto raw(std::string_view sql, const Argument&... arguments) const {
        (void)sizeof(typename detail::first_error<
                     typename detail::raw_argument<M, Argument>::error...>::type);
        using Rows = Set<M, detail::raw_row_t<M, Argument...>, Names<>>;
        return Rows(detail::raw_query<M>(self().query(), sql, arguments...));
    }
    /// No rows at all, and no statement.
    [[nodiscard]] Refined none() const {
        detail::Query none = self().query();
        none.none = true;
        return Refined(std::move(none));
    }
    /// Rows [start, stop) of these, counted from 0. Throws `NotSupportedError` for a negative
    /// number.
    [[nodiscard]] Refined slice(std::int64_t start, std::int64_t stop) const {
        return sliced(start, stop);
    }
    /// The first `count` rows. Throws `NotSupportedError` for a negative number.
    [[nodiscard]] Refined limit(std::int64_t count) const { return sliced(0, count); }
    /// All rows but the first `start`. Throws `NotSupportedError` for a negative number.
    [[nodiscard]] Refined offset(std::int64_t start) const { return sliced(start, std::nullopt); }
    /// Each row with further columns that are computed: `annotate("n"_f = Count("toppings"_f))`
    /// gives objects with `row["n"_f]`. Later methods may use the names as fields. An aggregate is
    /// of the rows that belong to each row or, after `values()`, to each group of equal values; a
    /// slice then is of the groups.
    template <KeywordArgument... K>
    [[nodiscard]] auto annotate(K... annotations) const {
        using Selection = detail::selection<M, N, K...>;
        (void)sizeof(typename Selection::error);
        using Further = typename detail::filtered<typename Selection::columns,
                                                  detail::is_further<M, Row>>::type;
        using Rows = detail::rows_of_columns<Further>;
        return named<typename Rows::template annotated<M, Row>, typename Selection::names, Row>(
            "annotate", annotations...);
    }
    /// Gives names to expressions that later methods may use; they are no part of a row.
    template <KeywordArgument... K>
    [[nodiscard]] auto alias(K... annotations) const {
        using Selection = detail::selection<M, N, K...>;
        (void)sizeof(typename Selection::error);
        return named<Row, typename Selection::names, void>("alias", annotations...);
    }
    /// Rows of these columns only, by name: `row["box__name"_f]`; fields, and names given to
    /// expressions. A relation's column is its key; a column is a `std::optional` if SQL can give
    /// NULL. `annotate` with an aggregate then groups by them.
    template <class... Column>
    requires(sizeof...(Column) > 0) [[nodiscard]] auto values(Column... columns) const {
        using Selection = detail::selection<M, N, Column...>;
        using Problem = typename detail::first_error<
            typename Selection::error,
            typename detail::named_twice<M, typename Selection::columns>::error>::type;
        (void)sizeof(Problem);
        using Columns = std::conditional_t<std::is_same_v<Problem, detail::fine>,
                                           typename Selection::columns, detail::type_list<>>;
        using Rows = detail::rows_of_columns<Columns>;
        return of_values<typename Rows::record, typename Selection::names>("values", columns...);
    }
    /// Rows of all columns of the model, and of the annotations that there are. A relation's is
    /// `row["box_id"_f]` and `row["box"_f]`.
    [[nodiscard]] auto values() const {
        using Columns = detail::all_columns_t<M, N, Row>;
        using Values = typename detail::rows_of_columns<Columns>::record;
        return of_columns<Values, Columns>("values");
    }
    /// Rows of all columns of the model, and of the annotations that there are, as a `std::tuple` a
    /// row.
    [[nodiscard]] auto values_list() const {
        using Columns = detail::all_columns_t<M, N, Row>;
        using Values = typename detail::rows_of_columns<Columns>::tuple;
        return of_columns<Values, Columns>("values_list");
    }
    /// Rows of these columns only, as a `std::tuple` a row in this order; expressions need no
    /// names.
    template <class... Column>
    requires(sizeof...(Column) > 0) [[nodiscard]] auto values_list(Column... columns) const {
        using Selection = detail::selection<M, N, Column...>;
        (void)sizeof(typename Selection::error);
        using Rows = detail::rows_of_columns<typename Selection::columns>;
        return of_values<typename Rows::tuple, typename Selection::names>("values_list",
                                                                          columns...);
    }
    /// The values of one column.
    template <class... Column>
    [[nodiscard]] auto values_list(flat_t, Column... columns) const {
        if constexpr (sizeof...(Column) != 1) {
            (void)sizeof(flat_takes_one_column<Column...>);
        } else {
            using Selected = detail::selected<M, N, Column...>;
            (void)sizeof(typename Selected::error);
            return of_values<decltype(Selected::column::value), typename Selected::names>(
                "values_list", columns...);
        }
    }
    /// Reads rows into structs whose members are named like fields, annotations or relations. A
    /// member that is a struct itself is read from the row of the relation of its name; it is a
    /// `std::optional` if there may be none.
    template <class Slice>
    [[nodiscard]] Set<M, Slice, N> values_into() const {
        using Problem = detail::named_slice_error_t<M, N, Slice>;
        (void)sizeof(Problem);
        detail::Query query = selectable("values_into");
        if constexpr (std::is_same_v<Problem, detail::fine>) {
            std::vector<detail::ValueTerm> values;
            detail::add_slice<Slice, "">(values);
            detail::select_values(query, std::move(values));
        }
        return Set<M, Slice, N>(std::move(query));
    }
    /// Reads rows of these columns into structs, whose members take the columns in their order.
    template <class Slice, class... Column>
    requires(sizeof...(Column) > 0) [[nodiscard]] auto values_into(Column... columns) const {
        using Selection = detail::selection<M, N, Column...>;
        using Ordered = detail::ordered_slice<Slice, typename Selection::columns>;
        using Problem =
            typename detail::first_error<typename Selection::error, typename Ordered::error>::type;
        (void)sizeof(Problem);
        detail::Query query = selectable("values_into");
        if constexpr (std::is_same_v<Problem, detail::fine>) {
            std::vector<detail::ValueTerm> values;
            detail::add_values<M, N>(query, values, columns...);
            Ordered::set_types(detail::member_types<Slice>{}, values);
            detail::select_values(query, std::move(values));
        }
        return Set<M, Slice, typename Selection::names>(std::move(query));
    }
    /// Rows of which only these columns are loaded, beside the key: `row["name"_f]`, `row.pk()`. A
    /// column that was not loaded cannot be read. Annotations stay. Replaces an earlier `only` or
    /// `defer`.
    template <fixed_string... Path>
    requires(sizeof...(Path) > 0) [[nodiscard]] auto only(Field<Path>...) const {
        using Only = detail::only_columns<M, N, Row, Path...>;
        (void)sizeof(typename Only::error);
        return partial<typename Only::type>("only");
    }
    /// Rows of which these columns are not loaded, nor those that an earlier `only` or `defer` left
    /// out; the key always is. `defer(nullptr)` loads whole objects again.
    template <fixed_string... Path>
    requires(sizeof...(Path) > 0) [[nodiscard]] auto defer(Field<Path>...) const {
        using Deferred = detail::defer_columns<M, N, Row, Path...>;
        (void)sizeof(typename Deferred::error);
        return partial<typename Deferred::type>("defer");
    }
    /// Rows as whole objects again, with their annotations: forgets earlier `only` and `defer`.
    [[nodiscard]] auto defer(std::nullptr_t) const {
        (void)sizeof(detail::objects_error_t<M, Row>);
        using Annotations = typename detail::annotation_columns<M, N, Row>::type;
        using Objects = typename detail::rows_of_columns<Annotations>::template annotated<M, M>;
        detail::Query query = selectable("defer");
        detail::select_objects(query);
        return Set<M, Objects, N>(std::move(query));
    }
    /// The years, months, ... that a date falls into, by their first days: each once, in order,
    /// without NULL. `dates("created"_f, "month", {.descending = true})`. Throws
    /// `NotSupportedError` on a slice.
    template <class E>
    [[nodiscard]] Set<M, Date, N> dates(E field, DatePart part, DatesOptions options = {}) const {
        (void)sizeof(detail::date_error_t<M, N, E, Date, DateTime, detail::run_time_type>);
        return moments<Date>("dates", field, part.truncation(), options);
    }
    /// The years, months, ..., seconds that a moment falls into, by their first moments: each once,
    /// in order, without NULL. `datetimes("created"_f, "hour")`. Throws `NotSupportedError` on a
    /// slice.
    template <class E>
    [[nodiscard]] Set<M, DateTime, N> datetimes(E field, DateTimePart part,
                                                DatesOptions options = {}) const {
        (void)sizeof(detail::date_error_t<M, N, E, DateTime, detail::run_time_type>);
        return moments<DateTime>("datetimes", field, part.truncation(), options);
    }
    /// Reads the rows that these relations lead to along with each row, by joins: foreign keys and
    /// one-to-one relations, of several levels too. `select_related(nullptr)` forgets them all.
    template <fixed_string... Path>
    requires(sizeof...(Path) > 0) [[nodiscard]] Refined select_related(Field<Path>...) const {
        (void)sizeof(
            typename detail::first_error<detail::whole_objects_error_t<M, Row>,
                                         detail::relation_error_t<M, Path, true>...>::type);
        detail::Query joined = self().query();
        detail::require_own_rows(joined, "select_related");
        (joined.related.emplace_back(Path.view()), ...);
        return Refined(std::move(joined));
    }
    /// Forgets all relations that were to be read along with each row.
    [[nodiscard]] Refined select_related(std::nullptr_t) const {
        detail::Query plain = self().query();
        plain.related.clear();
        return Refined(std::move(plain));
    }
    /// Reads the rows that these relations lead to by one more query each, after the rows:
    /// fields, or `Prefetch(field, queryset)`. `prefetch_related(nullptr)` forgets them all.
    template <class... Path>
    requires(sizeof...(Path) > 0) [[nodiscard]] Refined
        prefetch_related(const Path&... paths) const {
        (void)sizeof(typename detail::first_error<detail::whole_objects_error_t<M, Row>,
                                                  detail::prefetch_error_t<M, Path>...>::type);
        detail::Query more = self().query();
        detail::require_one_query(more, "prefetch_related");
        (more.prefetched.push_back(detail::prefetch_term(paths)), ...);
        return Refined(std::move(more));
    }
    /// Forgets all relations that were to be read after the rows.
    [[nodiscard]] Refined prefetch_related(std::nullptr_t) const {
        detail::Query plain = self().query();
        plain.prefetched.clear();
        return Refined(std::move(plain));
    }
    /// Chooses how the first access to a relation that was not loaded loads it: `fetch_one`,
    /// `fetch_peers` or `fetch_raise`.
    [[nodiscard]] Refined fetch_mode(detail::FetchMode mode) const {
        detail::Query changed = self().query();
        changed.fetch_mode = mode;
        return Refined(std::move(changed));
    }
    /// Each call that evaluates it may take that long, from the call on and waiting included, and
    /// then throws `QueryTimeout`; an iterator, each chunk. Counts in milliseconds, rounded up.
    /// Throws `NotSupportedError` unless it is positive.
    template <class Rep, class Period>
    [[nodiscard]] Refined timeout(std::chrono::duration<Rep, Period> limit) const {
        return Refined(detail::limit_time(self().query(),
                                          std::chrono::ceil<std::chrono::milliseconds>(limit)));
    }
    /// These rows of another database. The alias is copied.
    [[nodiscard]] Refined using_(std::string_view alias) const {
        detail::Query moved = self().query();
        detail::use_place(moved, {.alias = std::string(alias), .timeout = moved.place.timeout});
        return Refined(std::move(moved));
    }
    /// These rows, asked in this transaction, which may be another thread's; one call at a time.
    /// Evaluating it after the transaction has ended throws `TransactionManagementError`.
    [[nodiscard]] Refined using_(const Transaction& transaction) const {
        detail::Query moved = self().query();
        detail::use_transaction(moved, transaction);
        return Refined(std::move(moved));
    }

private:
    template <class Values, class More, class... Column>
    [[nodiscard]] Set<M, Values, More> of_values(std::string_view method,
                                                 const Column&... columns) const {
        detail::Query query = selectable(method);
        std::vector<detail::ValueTerm> values;
        detail::add_values<M, N>(query, values, columns...);
        detail::select_values(query, std::move(values));
        return Set<M, Values, More>(std::move(query));
    }
    template <class Values, class Columns>
    [[nodiscard]] Set<M, Values, N> of_columns(std::string_view method) const {
        detail::Query query = selectable(method);
        detail::select_columns(query, detail::column_list<Columns>::columns);
        return Set<M, Values, N>(std::move(query));
    }
    template <class Columns>
    [[nodiscard]] auto partial(std::string_view method) const {
        constexpr auto key = detail::member_column_name<M, detail::key_member<M>()>();
        using Values = typename detail::rows_of_columns<Columns>::template partial<key>;
        detail::Query query = selectable(method);
        detail::select_partial<M, Columns>(query);
        return Set<M, Values, N>(std::move(query));
    }
    template <class T, class E>
    [[nodiscard]] Set<M, T, N> moments(std::string_view method, const E& field,
                                       detail::Function truncation, DatesOptions options) const {
        detail::Query query = refinable(method);
        detail::Expr source;
        detail::ExprWriter writer(source);
        detail::write_operand(writer, field);
        using Source = detail::without_optional<detail::operand_t<M, N, E>>;
        detail::select_moments(
            query, std::move(source), &detail::field_type<T>,
            {truncation, std::is_same_v<T, Date> && !std::is_same_v<Source, Date>,
             options.descending});
        return Set<M, T, N>(std::move(query));
    }
    template <class Values, class More, class Had, class... K>
    [[nodiscard]] Set<M, Values, More> named(std::string_view method,
                                             const K&... annotations) const {
        detail::Query query = narrowable<false>(method);
        detail::add_annotations<M, Had, N>(query, annotations...);
        return Set<M, Values, More>(std::move(query));
    }
    [[nodiscard]] detail::Query selectable(std::string_view method) const {
        detail::Query query = self().query();
        detail::require_selectable(query, method);
        return query;
    }
    [[nodiscard]] const Self& self() const { return static_cast<const Self&>(*this); }
    /// The query to refine. Throws `NotSupportedError` that names `method` for rows of several
    /// queries, for a statement by hand and, if it `Changes` the rows, for a slice.
    template <bool Changes>
    [[nodiscard]] detail::Query narrowable(std::string_view method) const {
        detail::Query query = self().query();
        (Changes ? detail::require_unsliced : detail::require_own_rows)(query, method);
        return query;
    }
    [[nodiscard]] detail::Query refinable(std::string_view method) const {
        return narrowable<true>(method);
    }
    [[nodiscard]] detail::Query orderable(std::string_view method) const {
        detail::Query query = self().query();
        detail::require_orderable(query, method);
        return query;
    }
    template <class... Other>
    [[nodiscard]] Refined of_several(detail::SetOperation operation, const Other&... others) const {
        return Refined(
            detail::put_together(self().query(), detail::parts_of(others...), operation));
    }
    [[nodiscard]] Refined sliced(std::int64_t start, std::optional<std::int64_t> stop) const {
        detail::Query slice = self().query();
        detail::slice_query(slice, start, stop);
        return Refined(std::move(slice));
    }
};

}  // namespace aside
