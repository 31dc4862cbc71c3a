#pragma once
// The methods that ask the database under their plain names, for those who only ever want futures.
#include "aside/query_methods.hpp"

namespace aside {

/// The mirrors of `QueryMethods` without the `a`: each method does what the one of its name does
/// there, on the arena, and gives a future of what that gives.
template <class Self, class M, class Row, class N>
class AsyncMethods : public detail::QueryPlans<Self, M, Row, N> {
    using Plans = detail::QueryPlans<Self, M, Row, N>;

public:
    template <class... C>
    Future<Row> get(C... conditions) const {
        (void)sizeof(detail::own_conditions_error<M, N, C...>);
        return Plans::plan_get(std::move(conditions)...).submit();
    }

    Future<M> create(M object) const { return Plans::plan_create(std::move(object)).submit(); }

    template <detail::CreateArgument... K>
    Future<M> create(K... values) const {
        (void)sizeof(detail::create_error<Self, M, N, K...>);
        return Plans::plan_create_from(std::move(values)...).submit();
    }

    template <class... A>
    Future<Created<M>> get_or_create(A... arguments) const {
        (void)sizeof(detail::upsert_error<Self, M, N, A...>);
        return Plans::plan_get_or_create(std::move(arguments)...).submit();
    }

    template <class... A>
    Future<Created<M>> update_or_create(A... arguments) const {
        (void)sizeof(detail::upsert_error<Self, M, N, A...>);
        return Plans::plan_update_or_create(std::move(arguments)...).submit();
    }

    Future<std::vector<M>> bulk_create(std::vector<M> objects,
                                       BulkCreateOptions<M> options = {}) const {
        return Plans::plan_bulk_create(std::move(objects), options).submit();
    }

    template <detail::range_like Range>
    Future<std::vector<M>> bulk_create(const Range& objects,
                                       BulkCreateOptions<M> options = {}) const {
        return Plans::plan_bulk_create(detail::copied_objects<M>(objects), options).submit();
    }

    Future<std::int64_t> bulk_update(std::vector<M> objects, FieldNames<M> fields,
                                     BulkUpdateOptions options = {}) const {
        return Plans::plan_bulk_update(std::move(objects), fields, options).submit();
    }

    template <detail::range_like Range>
    Future<std::int64_t> bulk_update(const Range& objects, FieldNames<M> fields,
                                     BulkUpdateOptions options = {}) const {
        return Plans::plan_bulk_update(detail::copied_objects<M>(objects), fields, options)
            .submit();
    }

    template <fixed_string Path, detail::range_like Range>
    Future<std::int64_t> bulk_add(Field<Path>, const Range& pairs) const {
        (void)sizeof(detail::join_table_error_t<M, Path>);
        return Plans::plan_bulk_add(Path.view(), detail::key_pairs(pairs)).submit();
    }

    template <KeywordArgument... K>
    Future<std::int64_t> update(K... values) const {
        (void)sizeof(detail::assignments_error<M, N, K...>);
        return Plans::plan_update(std::move(values)...).submit();
    }

    Future<std::int64_t> count() const { return Plans::plan_count().submit(); }
    Future<bool> exists() const { return Plans::plan_exists().submit(); }

    Future<bool> contains(M object) const {
        (void)sizeof(detail::objects_error_t<M, Row>);
        return Plans::plan_contains(object).submit();
    }

    Future<std::optional<Row>> first() const { return Plans::plan_first().submit(); }
    Future<std::optional<Row>> last() const { return Plans::plan_last().submit(); }

    template <fixed_string... Path>
    Future<Row> earliest(Field<Path>... fields) const {
        (void)sizeof(detail::paths_error<M, N, Path...>);
        return Plans::plan_earliest(false, fields...).submit();
    }

    template <fixed_string... Path>
    Future<Row> latest(Field<Path>... fields) const {
        (void)sizeof(detail::paths_error<M, N, Path...>);
        return Plans::plan_earliest(true, fields...).submit();
    }

    template <detail::range_like Range>
    auto in_bulk(const Range& keys) const {
        (void)sizeof(detail::in_bulk_error_t<M, N, Row, "pk", detail::range_value_t<Range>>);
        return Plans::plan_in_bulk(Field<"pk">{}, detail::key_values(keys)).submit();
    }

    template <class Key>
    auto in_bulk(std::initializer_list<Key> keys) const {
        (void)sizeof(detail::in_bulk_error_t<M, N, Row, "pk", Key>);
        return Plans::plan_in_bulk(Field<"pk">{}, detail::key_values(keys)).submit();
    }

    template <fixed_string Path, detail::range_like Range>
    auto in_bulk(Field<Path> field, const Range& keys) const {
        (void)sizeof(detail::in_bulk_error_t<M, N, Row, Path, detail::range_value_t<Range>>);
        return Plans::plan_in_bulk(field, detail::key_values(keys)).submit();
    }

    template <fixed_string Path, class Key>
    auto in_bulk(Field<Path> field, std::initializer_list<Key> keys) const {
        (void)sizeof(detail::in_bulk_error_t<M, N, Row, Path, Key>);
        return Plans::plan_in_bulk(field, detail::key_values(keys)).submit();
    }

    template <KeywordArgument... K>
    auto aggregate(K... aggregates) const {
        (void)sizeof(detail::aggregates_error<M, N, K...>);
        return Plans::plan_aggregate(std::move(aggregates)...).submit();
    }

    Future<Rows<Row>> list() const { return Plans::plan_list().submit(); }
    Future<Rows<Row>> eval() const { return list(); }
    Future<Rows<Row>> fetch() const { return list(); }

    /// `QueryMethods::execute`.
    template <class OnReady, class OnError = detail::Report>
    void execute(OnReady on_ready, OnError on_error = {}) const {
        (void)sizeof(detail::delivery_error<Rows<Row>, OnReady, OnError>);
        detail::deliver(list(), std::move(on_ready), std::move(on_error));
    }

    Future<Row> item(std::int64_t index) const { return Plans::plan_item(index).submit(); }

    Future<std::string> explain(ExplainOptions options = {}) const {
        return Plans::plan_explain(options).submit();
    }

    /// Rows that stream in the background; `anext()` is a future of the next one.
    [[nodiscard]] AsyncIterator<Row> iterator(IteratorOptions options = {}) const {
        return AsyncIterator<Row>(Plans::self().evaluation()->query(), options.chunk_size);
    }
    [[nodiscard]] AsyncIterator<Row> aiterator(IteratorOptions options = {}) const {
        return iterator(options);
    }
};

}  // namespace aside
