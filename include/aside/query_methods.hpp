#pragma once
// Every method that asks the database, once for querysets and managers, each beside its `a` mirror.
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "aside/async_iterator.hpp"
#include "aside/detail/query_plans.hpp"
#include "aside/future.hpp"
#include "aside/iteration.hpp"

namespace aside {

/// The methods that ask the database. `Self` gives by `evaluation()` the rows that they ask for.
///
/// Each `x()` works on the caller's thread and blocks it; `ax()` returns at once and does the work
/// on the arena. An error of the database is thrown by `x()`, and by the future of `ax()`. An error
/// of the call itself is thrown at the call by both. Such are a slice that cannot be narrowed, a
/// negative index, a wrong name at run time, and an object without a key. Arguments are taken by
/// value before an `ax()` returns.
template <class Self, class M, class Row, class N>
class QueryMethods : public detail::QueryPlans<Self, M, Row, N> {
    using Plans = detail::QueryPlans<Self, M, Row, N>;

public:
    /// The only row for which all conditions hold. Throws `M::DoesNotExist` and
    /// `M::MultipleObjectsReturned`.
    template <class... C>
    Row get(C... conditions) const {
        (void)sizeof(detail::own_conditions_error<M, N, C...>);
        return Plans::plan_get(std::move(conditions)...).run();
    }
    /// `get` in the background: the future has its result, or its error.
    template <class... C>
    Future<Row> aget(C... conditions) const {
        (void)sizeof(detail::own_conditions_error<M, N, C...>);
        return Plans::plan_get(std::move(conditions)...).submit();
    }

    /// Inserts an object and gives it back with its key.
    M create(M object) const { return Plans::plan_create(std::move(object)).run(); }
    /// `create` in the background: the future has its result, or its error.
    Future<M> acreate(M object) const { return Plans::plan_create(std::move(object)).submit(); }

    /// Inserts an object made of these values; other members keep their initialisers, or their
    /// `db_default`.
    template <detail::CreateArgument... K>
    M create(K... values) const {
        (void)sizeof(detail::create_error<Self, M, N, K...>);
        return Plans::plan_create_from(std::move(values)...).run();
    }
    /// `create` in the background: the future has its result, or its error.
    template <detail::CreateArgument... K>
    Future<M> acreate(K... values) const {
        (void)sizeof(detail::create_error<Self, M, N, K...>);
        return Plans::plan_create_from(std::move(values)...).submit();
    }

    /// The row that keywords and conditions find, or a new one made of the keywords and
    /// `defaults(...)`. One row even when raced. Throws `M::MultipleObjectsReturned`.
    template <class... A>
    Created<M> get_or_create(A... arguments) const {
        (void)sizeof(detail::upsert_error<Self, M, N, A...>);
        return Plans::plan_get_or_create(std::move(arguments)...).run();
    }
    /// `get_or_create` in the background: the future has its result, or its error.
    template <class... A>
    Future<Created<M>> aget_or_create(A... arguments) const {
        (void)sizeof(detail::upsert_error<Self, M, N, A...>);
        return Plans::plan_get_or_create(std::move(arguments)...).submit();
    }

    /// Assigns `defaults(...)` to the row that keywords and conditions find, or makes a new one of
    /// both. One row even when raced. Throws `M::MultipleObjectsReturned`.
    template <class... A>
    Created<M> update_or_create(A... arguments) const {
        (void)sizeof(detail::upsert_error<Self, M, N, A...>);
        return Plans::plan_update_or_create(std::move(arguments)...).run();
    }
    /// `update_or_create` in the background: the future has its result, or its error.
    template <class... A>
    Future<Created<M>> aupdate_or_create(A... arguments) const {
        (void)sizeof(detail::upsert_error<Self, M, N, A...>);
        return Plans::plan_update_or_create(std::move(arguments)...).submit();
    }

    /// Inserts all objects or, on an error, none. Gives them back with their keys, or without if
    /// conflicts are ignored.
    std::vector<M> bulk_create(std::vector<M> objects, BulkCreateOptions<M> options = {}) const {
        return Plans::plan_bulk_create(std::move(objects), options).run();
    }
    /// `bulk_create` in the background: the future has its result, or its error.
    Future<std::vector<M>> abulk_create(std::vector<M> objects,
                                        BulkCreateOptions<M> options = {}) const {
        return Plans::plan_bulk_create(std::move(objects), options).submit();
    }

    /// Inserts all objects of a range or, on an error, none; the objects are copied. Gives the
    /// copies back with their keys, or without if conflicts are ignored.
    template <detail::range_like Range>
    std::vector<M> bulk_create(const Range& objects, BulkCreateOptions<M> options = {}) const {
        return Plans::plan_bulk_create(detail::copied_objects<M>(objects), options).run();
    }
    /// `bulk_create` in the background: the future has its result, or its error.
    template <detail::range_like Range>
    Future<std::vector<M>> abulk_create(const Range& objects,
                                        BulkCreateOptions<M> options = {}) const {
        return Plans::plan_bulk_create(detail::copied_objects<M>(objects), options).submit();
    }

    /// Writes these fields of all objects, or of none on an error. Gives the number of rows that
    /// were there. Of objects with the same key the last one is written, and their row is counted
    /// once. Throws `ValidationError` for an object without a key, and `FieldError` if the key is
    /// among the fields.
    std::int64_t bulk_update(std::vector<M> objects, FieldNames<M> fields,
                             BulkUpdateOptions options = {}) const {
        return Plans::plan_bulk_update(std::move(objects), fields, options).run();
    }
    /// `bulk_update` in the background: the future has its result, or its error.
    Future<std::int64_t> abulk_update(std::vector<M> objects, FieldNames<M> fields,
                                      BulkUpdateOptions options = {}) const {
        return Plans::plan_bulk_update(std::move(objects), fields, options).submit();
    }

    /// Writes these fields of all objects of a range, or of none on an error; the objects are
    /// copied. Gives the number of rows that were there. Of objects with the same key the last one
    /// is written, and their row is counted once. Throws `ValidationError` for an object without a
    /// key, and `FieldError` if the key is among the fields.
    template <detail::range_like Range>
    std::int64_t bulk_update(const Range& objects, FieldNames<M> fields,
                             BulkUpdateOptions options = {}) const {
        return Plans::plan_bulk_update(detail::copied_objects<M>(objects), fields, options).run();
    }
    /// `bulk_update` in the background: the future has its result, or its error.
    template <detail::range_like Range>
    Future<std::int64_t> abulk_update(const Range& objects, FieldNames<M> fields,
                                      BulkUpdateOptions options = {}) const {
        return Plans::plan_bulk_update(detail::copied_objects<M>(objects), fields, options)
            .submit();
    }

    /// Fills the automatic join table of a many-to-many relation at once: from a range of pairs,
    /// each half an object or a key. Pairs that are there already stay. Gives how many are new.
    template <fixed_string Path, detail::range_like Range>
    std::int64_t bulk_add(Field<Path>, const Range& pairs) const {
        (void)sizeof(detail::join_table_error_t<M, Path>);
        return Plans::plan_bulk_add(Path.view(), detail::key_pairs(pairs)).run();
    }
    /// `bulk_add` in the background: the future has its result, or its error.
    template <fixed_string Path, detail::range_like Range>
    Future<std::int64_t> abulk_add(Field<Path>, const Range& pairs) const {
        (void)sizeof(detail::join_table_error_t<M, Path>);
        return Plans::plan_bulk_add(Path.view(), detail::key_pairs(pairs)).submit();
    }

    /// Assigns values or expressions to every row, in one statement; gives how many rows matched.
    template <KeywordArgument... K>
    std::int64_t update(K... values) const {
        (void)sizeof(detail::assignments_error<M, N, K...>);
        return Plans::plan_update(std::move(values)...).run();
    }
    /// `update` in the background: the future has its result, or its error.
    template <KeywordArgument... K>
    Future<std::int64_t> aupdate(K... values) const {
        (void)sizeof(detail::assignments_error<M, N, K...>);
        return Plans::plan_update(std::move(values)...).submit();
    }

    /// `update` in one statement that also reads: the rows as they are afterwards, in no order.
    /// Annotations and `values` may read the rows themselves; relations are read by
    /// `prefetch_related`, or when they are used. Nothing is changed where a row cannot be read.
    /// Throws `NotSupportedError` after `select_related`, `distinct`, aggregates and windows.
    template <KeywordArgument... K>
    Rows<Row> update_returning(K... values) const {
        (void)sizeof(detail::assignments_error<M, N, K...>);
        return Plans::plan_update_returning(std::move(values)...).run();
    }
    /// `update_returning` in the background: the future has its result, or its error.
    template <KeywordArgument... K>
    Future<Rows<Row>> aupdate_returning(K... values) const {
        (void)sizeof(detail::assignments_error<M, N, K...>);
        return Plans::plan_update_returning(std::move(values)...).submit();
    }

    /// The number of rows; if they are loaded already, without asking the database.
    std::int64_t count() const { return Plans::plan_count().run(); }
    /// `count` in the background: the future has its result, or its error.
    Future<std::int64_t> acount() const { return Plans::plan_count().submit(); }

    /// Whether there is any row.
    bool exists() const { return Plans::plan_exists().run(); }
    /// `exists` in the background: the future has its result, or its error.
    Future<bool> aexists() const { return Plans::plan_exists().submit(); }

    /// Whether the object is among the rows. Throws `ValidationError` for an unsaved one.
    bool contains(const M& object) const {
        (void)sizeof(detail::objects_error_t<M, Row>);
        return Plans::plan_contains(object).run();
    }
    /// `contains` in the background: the future has its result, or its error.
    Future<bool> acontains(M object) const {
        (void)sizeof(detail::objects_error_t<M, Row>);
        return Plans::plan_contains(object).submit();
    }

    /// The first row or none. If nothing orders them, it is the one with the least key.
    std::optional<Row> first() const { return Plans::plan_first().run(); }
    /// `first` in the background: the future has its result, or its error.
    Future<std::optional<Row>> afirst() const { return Plans::plan_first().submit(); }

    /// The last row or none. If nothing orders them, it is the one with the greatest key.
    std::optional<Row> last() const { return Plans::plan_last().run(); }
    /// `last` in the background: the future has its result, or its error.
    Future<std::optional<Row>> alast() const { return Plans::plan_last().submit(); }

    /// The first row by these fields, or by `get_latest_by` if none are given. Throws
    /// `M::DoesNotExist`.
    template <fixed_string... Path>
    Row earliest(Field<Path>... fields) const {
        (void)sizeof(detail::paths_error<M, N, Path...>);
        return Plans::plan_earliest(false, fields...).run();
    }
    /// `earliest` in the background: the future has its result, or its error.
    template <fixed_string... Path>
    Future<Row> aearliest(Field<Path>... fields) const {
        (void)sizeof(detail::paths_error<M, N, Path...>);
        return Plans::plan_earliest(false, fields...).submit();
    }

    /// The last row by these fields, or by `get_latest_by` if none are given. Throws
    /// `M::DoesNotExist`.
    template <fixed_string... Path>
    Row latest(Field<Path>... fields) const {
        (void)sizeof(detail::paths_error<M, N, Path...>);
        return Plans::plan_earliest(true, fields...).run();
    }
    /// `latest` in the background: the future has its result, or its error.
    template <fixed_string... Path>
    Future<Row> alatest(Field<Path>... fields) const {
        (void)sizeof(detail::paths_error<M, N, Path...>);
        return Plans::plan_earliest(true, fields...).submit();
    }

    /// The rows with these keys, by key; keys without a row are left out. Rows are objects, or
    /// values the key among them: `values("id"_f, "name"_f).in_bulk(keys)`.
    template <detail::range_like Range>
    auto in_bulk(const Range& keys) const {
        (void)sizeof(detail::in_bulk_error_t<M, N, Row, "pk", detail::range_value_t<Range>>);
        return Plans::plan_in_bulk(Field<"pk">{}, detail::key_values(keys)).run();
    }
    /// `in_bulk` in the background: the future has its result, or its error.
    template <detail::range_like Range>
    auto ain_bulk(const Range& keys) const {
        (void)sizeof(detail::in_bulk_error_t<M, N, Row, "pk", detail::range_value_t<Range>>);
        return Plans::plan_in_bulk(Field<"pk">{}, detail::key_values(keys)).submit();
    }

    /// The rows with the keys in the braces, by key; keys without a row are left out.
    template <class Key>
    auto in_bulk(std::initializer_list<Key> keys) const {
        (void)sizeof(detail::in_bulk_error_t<M, N, Row, "pk", Key>);
        return Plans::plan_in_bulk(Field<"pk">{}, detail::key_values(keys)).run();
    }
    /// `in_bulk` in the background: the future has its result, or its error.
    template <class Key>
    auto ain_bulk(std::initializer_list<Key> keys) const {
        (void)sizeof(detail::in_bulk_error_t<M, N, Row, "pk", Key>);
        return Plans::plan_in_bulk(Field<"pk">{}, detail::key_values(keys)).submit();
    }

    /// The rows with these values of a unique field, by value; values without a row are left out.
    /// Throws `FieldError` if the field is not unique.
    template <fixed_string Path, detail::range_like Range>
    auto in_bulk(Field<Path> field, const Range& keys) const {
        (void)sizeof(detail::in_bulk_error_t<M, N, Row, Path, detail::range_value_t<Range>>);
        return Plans::plan_in_bulk(field, detail::key_values(keys)).run();
    }
    /// `in_bulk` in the background: the future has its result, or its error.
    template <fixed_string Path, detail::range_like Range>
    auto ain_bulk(Field<Path> field, const Range& keys) const {
        (void)sizeof(detail::in_bulk_error_t<M, N, Row, Path, detail::range_value_t<Range>>);
        return Plans::plan_in_bulk(field, detail::key_values(keys)).submit();
    }

    /// The rows with the values in the braces of a unique field, by value; values without a row are
    /// left out. Throws `FieldError` if the field is not unique.
    template <fixed_string Path, class Key>
    auto in_bulk(Field<Path> field, std::initializer_list<Key> keys) const {
        (void)sizeof(detail::in_bulk_error_t<M, N, Row, Path, Key>);
        return Plans::plan_in_bulk(field, detail::key_values(keys)).run();
    }
    /// `in_bulk` in the background: the future has its result, or its error.
    template <fixed_string Path, class Key>
    auto ain_bulk(Field<Path> field, std::initializer_list<Key> keys) const {
        (void)sizeof(detail::in_bulk_error_t<M, N, Row, Path, Key>);
        return Plans::plan_in_bulk(field, detail::key_values(keys)).submit();
    }

    /// Functions over all rows: `aggregate("total"_f = Sum("amount"_f))["total"_f]`.
    template <KeywordArgument... K>
    auto aggregate(K... aggregates) const {
        (void)sizeof(detail::aggregates_error<M, N, K...>);
        return Plans::plan_aggregate(std::move(aggregates)...).run();
    }
    /// `aggregate` in the background: the future has its result, or its error.
    template <KeywordArgument... K>
    auto aaggregate(K... aggregates) const {
        (void)sizeof(detail::aggregates_error<M, N, K...>);
        return Plans::plan_aggregate(std::move(aggregates)...).submit();
    }

    /// All rows, evaluated once for a queryset and its copies.
    Rows<Row> list() const { return Plans::plan_list().run(); }
    /// `list` in the background: the future has its result, or its error.
    Future<Rows<Row>> alist() const { return Plans::plan_list().submit(); }
    Future<Rows<Row>> fetch() const { return alist(); }

    /// Gives all rows to `on_ready`, which runs like a continuation of a future. An error goes to
    /// `on_error` or, without one, to the handler of unobserved errors; so does an error that one
    /// of the two throws.
    template <class OnReady, class OnError = detail::Report>
    void execute(OnReady on_ready, OnError on_error = {}) const {
        (void)sizeof(detail::delivery_error<Rows<Row>, OnReady, OnError>);
        detail::deliver(alist(), std::move(on_ready), std::move(on_error));
    }

    /// The row at that index, of the cached rows or by a query of one row. Throws `M::DoesNotExist`
    /// behind the end.
    Row item(std::int64_t index) const { return Plans::plan_item(index).run(); }
    /// `item` in the background: the future has its result, or its error.
    Future<Row> aitem(std::int64_t index) const { return Plans::plan_item(index).submit(); }

    /// The engine's plan for the statement, a line of it a line. With `analyze` the statement is
    /// run: one by hand that writes throws `ProgrammingError` then. Throws `NotSupportedError` for an
    /// option that the engine does not have.
    std::string explain(ExplainOptions options = {}) const {
        return Plans::plan_explain(options).run();
    }
    /// `explain` in the background: the future has its result, or its error.
    Future<std::string> aexplain(ExplainOptions options = {}) const {
        return Plans::plan_explain(options).submit();
    }

    /// The rows as they are read, at most a chunk of them in memory. Blocks in `begin` and at the
    /// end of each chunk.
    [[nodiscard]] Iteration<Row> iterator(IteratorOptions options = {}) const {
        return Iteration<Row>(Plans::self().evaluation()->query(), options.chunk_size);
    }

    /// The rows as they are read in the background, at most two chunks of them in memory. Its
    /// `anext()` gives a future of the next row, and nothing blocks.
    [[nodiscard]] AsyncIterator<Row> aiterator(IteratorOptions options = {}) const {
        return AsyncIterator<Row>(Plans::self().evaluation()->query(), options.chunk_size);
    }

    /// The row at that index, like `item`.
    Row operator[](std::int64_t index) const { return item(index); }
};

}  // namespace aside
