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

/// The methods that ask the database. `Self` says by `evaluation()` what they ask of.
///
/// Each `x()` works on the caller's thread and blocks it; `ax()` returns at once and does the same on the arena. What the
/// database says to `x()`, the future of `ax()` throws; what is wrong with the call itself (a slice that cannot be narrowed,
/// a negative index, a name at run time, an object without a key) both throw at the call. Arguments are taken by value
/// before an `ax()` returns.
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
    template <class... C>
    Future<Row> aget(C... conditions) const {
        (void)sizeof(detail::own_conditions_error<M, N, C...>);
        return Plans::plan_get(std::move(conditions)...).submit();
    }

    /// Inserts an object and gives it back with its key.
    M create(M object) const { return Plans::plan_create(std::move(object)).run(); }
    Future<M> acreate(M object) const { return Plans::plan_create(std::move(object)).submit(); }

    /// Inserts an object made of these values; other members keep their initialisers, or their
    /// `db_default`.
    template <detail::CreateArgument... K>
    M create(K... values) const {
        (void)sizeof(detail::create_error<Self, M, N, K...>);
        return Plans::plan_create_from(std::move(values)...).run();
    }
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
    template <class... A>
    Future<Created<M>> aupdate_or_create(A... arguments) const {
        (void)sizeof(detail::upsert_error<Self, M, N, A...>);
        return Plans::plan_update_or_create(std::move(arguments)...).submit();
    }

    /// Inserts all objects or, on an error, none, and gives them back with their keys (without,
    /// where conflicts are ignored).
    std::vector<M> bulk_create(std::vector<M> objects, BulkCreateOptions<M> options = {}) const {
        return Plans::plan_bulk_create(std::move(objects), options).run();
    }
    Future<std::vector<M>> abulk_create(std::vector<M> objects,
                                        BulkCreateOptions<M> options = {}) const {
        return Plans::plan_bulk_create(std::move(objects), options).submit();
    }

    /// The same of any range of objects.
    template <detail::range_like Range>
    std::vector<M> bulk_create(const Range& objects, BulkCreateOptions<M> options = {}) const {
        return Plans::plan_bulk_create(detail::copied_objects<M>(objects), options).run();
    }
    template <detail::range_like Range>
    Future<std::vector<M>> abulk_create(const Range& objects,
                                        BulkCreateOptions<M> options = {}) const {
        return Plans::plan_bulk_create(detail::copied_objects<M>(objects), options).submit();
    }

    /// Writes these fields of all objects, or of none on an error; gives how many rows were there.
    /// Of objects with the same key the last is written, and their row counted once. Throws
    /// `ValidationError` for an object without a key and `FieldError` for the key among the fields.
    std::int64_t bulk_update(std::vector<M> objects, FieldNames<M> fields,
                             BulkUpdateOptions options = {}) const {
        return Plans::plan_bulk_update(std::move(objects), fields, options).run();
    }
    Future<std::int64_t> abulk_update(std::vector<M> objects, FieldNames<M> fields,
                                      BulkUpdateOptions options = {}) const {
        return Plans::plan_bulk_update(std::move(objects), fields, options).submit();
    }

    /// The same of any range of objects.
    template <detail::range_like Range>
    std::int64_t bulk_update(const Range& objects, FieldNames<M> fields,
                             BulkUpdateOptions options = {}) const {
        return Plans::plan_bulk_update(detail::copied_objects<M>(objects), fields, options).run();
    }
    template <detail::range_like Range>
    Future<std::int64_t> abulk_update(const Range& objects, FieldNames<M> fields,
                                      BulkUpdateOptions options = {}) const {
        return Plans::plan_bulk_update(detail::copied_objects<M>(objects), fields, options)
            .submit();
    }

    /// Fills the automatic join table of a many-to-many relation at once: from a range of pairs, each
    /// half an object or a key. Pairs that are there already stay. Gives how many are new.
    template <fixed_string Path, detail::range_like Range>
    std::int64_t bulk_add(Field<Path>, const Range& pairs) const {
        (void)sizeof(detail::join_table_error_t<M, Path>);
        return Plans::plan_bulk_add(Path.view(), detail::key_pairs(pairs)).run();
    }
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
    template <KeywordArgument... K>
    Future<std::int64_t> aupdate(K... values) const {
        (void)sizeof(detail::assignments_error<M, N, K...>);
        return Plans::plan_update(std::move(values)...).submit();
    }

    /// How many rows there are; of rows that are there already, without asking.
    std::int64_t count() const { return Plans::plan_count().run(); }
    Future<std::int64_t> acount() const { return Plans::plan_count().submit(); }

    /// Whether there is any row.
    bool exists() const { return Plans::plan_exists().run(); }
    Future<bool> aexists() const { return Plans::plan_exists().submit(); }

    /// Whether the object is among the rows. Throws `ValidationError` for an unsaved one.
    bool contains(const M& object) const {
        (void)sizeof(detail::objects_error_t<M, Row>);
        return Plans::plan_contains(object).run();
    }
    Future<bool> acontains(M object) const {
        (void)sizeof(detail::objects_error_t<M, Row>);
        return Plans::plan_contains(object).submit();
    }

    /// The first row or none; where nothing orders them, the one with the least key.
    std::optional<Row> first() const { return Plans::plan_first().run(); }
    Future<std::optional<Row>> afirst() const { return Plans::plan_first().submit(); }

    /// The last row or none; where nothing orders them, the one with the greatest key.
    std::optional<Row> last() const { return Plans::plan_last().run(); }
    Future<std::optional<Row>> alast() const { return Plans::plan_last().submit(); }

    /// The first row by these fields, by `get_latest_by` where none are given. Throws
    /// `M::DoesNotExist`.
    template <fixed_string... Path>
    Row earliest(Field<Path>... fields) const {
        (void)sizeof(detail::paths_error<M, N, Path...>);
        return Plans::plan_earliest(false, fields...).run();
    }
    template <fixed_string... Path>
    Future<Row> aearliest(Field<Path>... fields) const {
        (void)sizeof(detail::paths_error<M, N, Path...>);
        return Plans::plan_earliest(false, fields...).submit();
    }

    /// The last row by these fields, by `get_latest_by` where none are given. Throws
    /// `M::DoesNotExist`.
    template <fixed_string... Path>
    Row latest(Field<Path>... fields) const {
        (void)sizeof(detail::paths_error<M, N, Path...>);
        return Plans::plan_earliest(true, fields...).run();
    }
    template <fixed_string... Path>
    Future<Row> alatest(Field<Path>... fields) const {
        (void)sizeof(detail::paths_error<M, N, Path...>);
        return Plans::plan_earliest(true, fields...).submit();
    }

    /// The rows with these keys, by key; keys without a row are left out. Rows are objects, or values
    /// the key among them: `values("id"_f, "name"_f).in_bulk(keys)`.
    template <detail::range_like Range>
    auto in_bulk(const Range& keys) const {
        (void)sizeof(detail::in_bulk_error_t<M, N, Row, "pk", detail::range_value_t<Range>>);
        return Plans::plan_in_bulk(Field<"pk">{}, detail::key_values(keys)).run();
    }
    template <detail::range_like Range>
    auto ain_bulk(const Range& keys) const {
        (void)sizeof(detail::in_bulk_error_t<M, N, Row, "pk", detail::range_value_t<Range>>);
        return Plans::plan_in_bulk(Field<"pk">{}, detail::key_values(keys)).submit();
    }

    template <class Key>
    auto in_bulk(std::initializer_list<Key> keys) const {
        (void)sizeof(detail::in_bulk_error_t<M, N, Row, "pk", Key>);
        return Plans::plan_in_bulk(Field<"pk">{}, detail::key_values(keys)).run();
    }
    template <class Key>
    auto ain_bulk(std::initializer_list<Key> keys) const {
        (void)sizeof(detail::in_bulk_error_t<M, N, Row, "pk", Key>);
        return Plans::plan_in_bulk(Field<"pk">{}, detail::key_values(keys)).submit();
    }

    /// The same by a unique field. Throws `FieldError` for a field that is not.
    template <fixed_string Path, detail::range_like Range>
    auto in_bulk(Field<Path> field, const Range& keys) const {
        (void)sizeof(detail::in_bulk_error_t<M, N, Row, Path, detail::range_value_t<Range>>);
        return Plans::plan_in_bulk(field, detail::key_values(keys)).run();
    }
    template <fixed_string Path, detail::range_like Range>
    auto ain_bulk(Field<Path> field, const Range& keys) const {
        (void)sizeof(detail::in_bulk_error_t<M, N, Row, Path, detail::range_value_t<Range>>);
        return Plans::plan_in_bulk(field, detail::key_values(keys)).submit();
    }

    template <fixed_string Path, class Key>
    auto in_bulk(Field<Path> field, std::initializer_list<Key> keys) const {
        (void)sizeof(detail::in_bulk_error_t<M, N, Row, Path, Key>);
        return Plans::plan_in_bulk(field, detail::key_values(keys)).run();
    }
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
    template <KeywordArgument... K>
    auto aaggregate(K... aggregates) const {
        (void)sizeof(detail::aggregates_error<M, N, K...>);
        return Plans::plan_aggregate(std::move(aggregates)...).submit();
    }

    /// All rows, evaluated once for a queryset and its copies.
    Rows<Row> list() const { return Plans::plan_list().run(); }
    Future<Rows<Row>> alist() const { return Plans::plan_list().submit(); }
    Future<Rows<Row>> fetch() const { return alist(); }

    /// The same, given to `on_ready`, which runs like a continuation; the error to `on_error` or,
    /// without one, to the handler of unobserved errors, as is what either throws.
    template <class OnReady, class OnError = detail::Report>
    void execute(OnReady on_ready, OnError on_error = {}) const {
        (void)sizeof(detail::delivery_error<Rows<Row>, OnReady, OnError>);
        detail::deliver(alist(), std::move(on_ready), std::move(on_error));
    }

    /// The row at that index, of the cached rows or by a query of one row. Throws `M::DoesNotExist`
    /// behind the end.
    Row item(std::int64_t index) const { return Plans::plan_item(index).run(); }
    Future<Row> aitem(std::int64_t index) const { return Plans::plan_item(index).submit(); }

    /// How the engine would run it. Throws `NotSupportedError` for an option that the engine does
    /// not have.
    std::string explain(ExplainOptions options = {}) const {
        return Plans::plan_explain(options).run();
    }
    Future<std::string> aexplain(ExplainOptions options = {}) const {
        return Plans::plan_explain(options).submit();
    }

    /// The rows as they are read, at most a chunk of them in memory. Blocks in `begin` and wherever
    /// a chunk ends.
    [[nodiscard]] Iteration<Row> iterator(IteratorOptions options = {}) const {
        return Iteration<Row>(Plans::self().evaluation()->query(), options.chunk_size);
    }

    /// The same in the background; its `anext()` is a future of the next row.
    [[nodiscard]] AsyncIterator<Row> aiterator(IteratorOptions options = {}) const {
        return AsyncIterator<Row>(Plans::self().evaluation()->query(), options.chunk_size);
    }

    Row operator[](std::int64_t index) const { return item(index); }
};

}  // namespace aside
