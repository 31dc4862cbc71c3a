#pragma once
// The methods that ask the database under their plain names, for programs that only want futures.
#include "aside/query_methods.hpp"

namespace aside {

/// The `a` methods of `QueryMethods` without the `a`. Each method runs on the arena, returns at
/// once, and gives a future of the result of the method with this name in `QueryMethods`.
template <class Self, class M, class Row, class N>
class AsyncMethods : public detail::QueryPlans<Self, M, Row, N> {
    using Plans = detail::QueryPlans<Self, M, Row, N>;

public:
    /// A future of the only row for which the conditions hold, like `QueryMethods::get`.
    template <class... C>
    Future<Row> get(C... conditions) const {
        (void)sizeof(detail::own_conditions_error<M, N, C...>);
        return Plans::plan_get(std::move(conditions)...).submit();
    }

    /// Inserts the object on the arena; a future of it with its key.
    Future<M> create(M object) const { return Plans::plan_create(std::move(object)).submit(); }

    /// Makes an object of these values and inserts it on the arena, like `QueryMethods::create`.
    template <detail::CreateArgument... K>
    Future<M> create(K... values) const {
        (void)sizeof(detail::create_error<Self, M, N, K...>);
        return Plans::plan_create_from(std::move(values)...).submit();
    }

    /// Finds or inserts an object on the arena, like `QueryMethods::get_or_create`.
    template <class... A>
    Future<Created<M>> get_or_create(A... arguments) const {
        (void)sizeof(detail::upsert_error<Self, M, N, A...>);
        return Plans::plan_get_or_create(std::move(arguments)...).submit();
    }

    /// Updates or inserts an object on the arena, like `QueryMethods::update_or_create`.
    template <class... A>
    Future<Created<M>> update_or_create(A... arguments) const {
        (void)sizeof(detail::upsert_error<Self, M, N, A...>);
        return Plans::plan_update_or_create(std::move(arguments)...).submit();
    }

    /// Inserts all objects or none on the arena, like `QueryMethods::bulk_create`.
    Future<std::vector<M>> bulk_create(std::vector<M> objects,
                                       BulkCreateOptions<M> options = {}) const {
        return Plans::plan_bulk_create(std::move(objects), options).submit();
    }

    /// Inserts all objects of a range or none on the arena; the objects are copied first.
    template <detail::range_like Range>
    Future<std::vector<M>> bulk_create(const Range& objects,
                                       BulkCreateOptions<M> options = {}) const {
        return Plans::plan_bulk_create(detail::copied_objects<M>(objects), options).submit();
    }

    /// Writes these fields of all objects on the arena, like `QueryMethods::bulk_update`.
    Future<std::int64_t> bulk_update(std::vector<M> objects, FieldNames<M> fields,
                                     BulkUpdateOptions options = {}) const {
        return Plans::plan_bulk_update(std::move(objects), fields, options).submit();
    }

    /// Writes these fields of all objects of a range on the arena; the objects are copied first.
    template <detail::range_like Range>
    Future<std::int64_t> bulk_update(const Range& objects, FieldNames<M> fields,
                                     BulkUpdateOptions options = {}) const {
        return Plans::plan_bulk_update(detail::copied_objects<M>(objects), fields, options)
            .submit();
    }

    /// Adds rows to a join table on the arena, like `QueryMethods::bulk_add`.
    template <fixed_string Path, detail::range_like Range>
    Future<std::int64_t> bulk_add(Field<Path>, const Range& pairs) const {
        (void)sizeof(detail::join_table_error_t<M, Path>);
        return Plans::plan_bulk_add(Path.view(), detail::key_pairs(pairs)).submit();
    }

    /// Assigns to every row on the arena; a future of the number of rows that matched.
    template <KeywordArgument... K>
    Future<std::int64_t> update(K... values) const {
        (void)sizeof(detail::assignments_error<M, N, K...>);
        return Plans::plan_update(std::move(values)...).submit();
    }

    /// Assigns to every row on the arena; a future of the rows as they are afterwards, like
    /// `QueryMethods::update_returning`.
    template <KeywordArgument... K>
    Future<Rows<Row>> update_returning(K... values) const {
        (void)sizeof(detail::assignments_error<M, N, K...>);
        return Plans::plan_update_returning(std::move(values)...).submit();
    }

    /// A future of the number of rows.
    Future<std::int64_t> count() const { return Plans::plan_count().submit(); }
    /// A future of whether there is any row.
    Future<bool> exists() const { return Plans::plan_exists().submit(); }

    /// A future of whether the object is among the rows. Throws `ValidationError` for an unsaved
    /// object.
    Future<bool> contains(M object) const {
        (void)sizeof(detail::objects_error_t<M, Row>);
        return Plans::plan_contains(object).submit();
    }

    /// A future of the first row or of nothing, like `QueryMethods::first`.
    Future<std::optional<Row>> first() const { return Plans::plan_first().submit(); }
    /// A future of the last row or of nothing, like `QueryMethods::last`.
    Future<std::optional<Row>> last() const { return Plans::plan_last().submit(); }

    /// A future of the first row by these fields; the future throws `M::DoesNotExist`.
    template <fixed_string... Path>
    Future<Row> earliest(Field<Path>... fields) const {
        (void)sizeof(detail::paths_error<M, N, Path...>);
        return Plans::plan_earliest(false, fields...).submit();
    }

    /// A future of the last row by these fields; the future throws `M::DoesNotExist`.
    template <fixed_string... Path>
    Future<Row> latest(Field<Path>... fields) const {
        (void)sizeof(detail::paths_error<M, N, Path...>);
        return Plans::plan_earliest(true, fields...).submit();
    }

    /// A future of the rows with these keys, by key, like `QueryMethods::in_bulk`.
    template <detail::range_like Range>
    auto in_bulk(const Range& keys) const {
        (void)sizeof(detail::in_bulk_error_t<M, N, Row, "pk", detail::range_value_t<Range>>);
        return Plans::plan_in_bulk(Field<"pk">{}, detail::key_values(keys)).submit();
    }

    /// A future of the rows with these keys, by key; the keys are a list in braces.
    template <class Key>
    auto in_bulk(std::initializer_list<Key> keys) const {
        (void)sizeof(detail::in_bulk_error_t<M, N, Row, "pk", Key>);
        return Plans::plan_in_bulk(Field<"pk">{}, detail::key_values(keys)).submit();
    }

    /// A future of the rows with these values of a unique field, by value.
    template <fixed_string Path, detail::range_like Range>
    auto in_bulk(Field<Path> field, const Range& keys) const {
        (void)sizeof(detail::in_bulk_error_t<M, N, Row, Path, detail::range_value_t<Range>>);
        return Plans::plan_in_bulk(field, detail::key_values(keys)).submit();
    }

    /// A future of the rows with these values of a unique field, by value; a list in braces.
    template <fixed_string Path, class Key>
    auto in_bulk(Field<Path> field, std::initializer_list<Key> keys) const {
        (void)sizeof(detail::in_bulk_error_t<M, N, Row, Path, Key>);
        return Plans::plan_in_bulk(field, detail::key_values(keys)).submit();
    }

    /// A future of functions over all rows, like `QueryMethods::aggregate`.
    template <KeywordArgument... K>
    auto aggregate(K... aggregates) const {
        (void)sizeof(detail::aggregates_error<M, N, K...>);
        return Plans::plan_aggregate(std::move(aggregates)...).submit();
    }

    /// A future of all rows, evaluated once for a queryset and its copies.
    Future<Rows<Row>> list() const { return Plans::plan_list().submit(); }
    /// A future of all rows; another name of `list`.
    Future<Rows<Row>> eval() const { return list(); }
    /// A future of all rows; another name of `list`.
    Future<Rows<Row>> fetch() const { return list(); }

    /// `QueryMethods::execute`.
    template <class OnReady, class OnError = detail::Report>
    void execute(OnReady on_ready, OnError on_error = {}) const {
        (void)sizeof(detail::delivery_error<Rows<Row>, OnReady, OnError>);
        detail::deliver(list(), std::move(on_ready), std::move(on_error));
    }

    /// A future of the row at that index; the future throws `M::DoesNotExist` behind the end.
    Future<Row> item(std::int64_t index) const { return Plans::plan_item(index).submit(); }

    /// A future of how the engine would run the statement, like `QueryMethods::explain`.
    Future<std::string> explain(ExplainOptions options = {}) const {
        return Plans::plan_explain(options).submit();
    }

    /// Rows that stream in the background; `anext()` is a future of the next one.
    [[nodiscard]] AsyncIterator<Row> iterator(IteratorOptions options = {}) const {
        return AsyncIterator<Row>(Plans::self().evaluation()->query(), options.chunk_size);
    }
    /// Streams the rows in the background; another name of `iterator`.
    [[nodiscard]] AsyncIterator<Row> aiterator(IteratorOptions options = {}) const {
        return iterator(options);
    }
};

}  // namespace aside
