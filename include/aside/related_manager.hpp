#pragma once
// Members that lead to any number of rows of another model.
#include <initializer_list>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "aside/queryset.hpp"
#include "aside/relation.hpp"

namespace aside {

/// `ManyToMany<Topping, aside::Through<Portion>>`: the join table is a model, with foreign keys to
/// both sides.
template <class M>
struct Through {};
/// `ManyToMany<Person, aside::asymmetric>`: that one person names another does not mean the
/// opposite. A relation of a model to itself is symmetric unless this or a `ReverseManyToMany` says
/// otherwise.
struct asymmetric {};

/// A row, a key of one, or a range of either was due.
template <class Model, class Given>
struct argument_names_no_row;

namespace detail {

/// The query of a related manager. For prefetched rows it is that of the queryset that read them.
/// `creates`: objects made through it become related too.
[[nodiscard]] Query related_query(const OwnedMember& member, const ModelInfo& target, bool creates);
/// Rows that were prefetched for it, or nullptr.
[[nodiscard]] std::shared_ptr<Evaluation> prefetched_rows(const OwnedMember& member);

template <class... Option>
struct through_option {
    using type = void;
};
template <class First, class... Rest>
struct through_option<First, Rest...> : through_option<Rest...> {};
template <class M, class... Rest>
struct through_option<Through<M>, Rest...> {
    using type = M;
};
/// Says which model a related manager's join rows are, once both sides are complete.
template <class M>
struct through_is {
    template <class>
    using of = M;
};
template <fixed_string Name>
struct through_of_member {
    template <class T>
    using of = typename member_type<T, find_member<T>(Name.view())>::through_model;
};

template <class T, class Given>
consteval bool names_rows() {
    if constexpr (is_through_defaults<Given>)
        return true;
    else if constexpr (model_object<Given> || !range_like<Given>)
        return names_row<T, Given>();
    else
        return names_row<T, range_value_t<Given>>();
}
template <class T, class Self, class Given>
consteval auto related_argument_error() {
    if constexpr (is_through_defaults<Given>)
        return std::type_identity<typename Given::template error<Self>>{};
    else if constexpr (names_rows<T, Given>())
        return std::type_identity<fine>{};
    else
        return std::type_identity<argument_names_no_row<T, Given>>{};
}
/// The compile error of the arguments of `add`, `remove` and `set`, or `fine`.
template <class T, class Self, class... Given>
using related_arguments_error = typename first_error<
    typename decltype(related_argument_error<T, Self, Given>())::type...>::type;

template <class Given>
void add_to_change(RelatedChange& change, const Given& given) {
    if constexpr (is_through_defaults<Given>) {
        change.through = given.assignments();
    } else if constexpr (!model_object<Given> && range_like<Given>) {
        for (const auto& each : given) change.keys.push_back(as_sql(each));
    } else {
        change.keys.push_back(as_sql(given));
    }
}
template <class... Given>
RelatedChange change_of(const Given&... given) {
    RelatedChange change;
    (add_to_change(change, given), ...);
    return change;
}

}  // namespace detail

/// Options of a related manager's `set`.
struct SetOptions {
    bool clear = false;  ///< parts all rows first, instead of only the unwanted ones
};

/// The rows of `T` that are related to one object: all methods of a manager, limited to those rows,
/// and methods that relate rows and part them.
///
/// Throws `ValidationError` if its object has not been saved. Changes use only the object's key,
/// and drop the rows that were prefetched for it and its copies. Each change is all or nothing.
template <class T, class ThroughModel>
class RelatedManager
    : public detail::OwnedMember,
      public RefiningMethods<RelatedManager<T, ThroughModel>, QuerySet, T, T, Names<>>,
      public QueryMethods<RelatedManager<T, ThroughModel>, T, T, Names<>> {
public:
    RelatedManager() = default;

    using target = T;
    static constexpr bool is_nullable = true;
    static constexpr bool is_many = true;
    static constexpr bool has_column = false;
    template <class M>
    using through_of = typename ThroughModel::template of<M>;

    /// The related rows; if they were prefetched, those, without asking the database.
    [[nodiscard]] QuerySet<T> all() const { return QuerySet<T>(evaluation()); }
    /// Begins to read the related rows on the arena and gives the queryset at once.
    [[nodiscard]] auto start_fetch() const { return all().start_fetch(); }
    /// Begins to count the related rows on the arena; `count` of the queryset takes the result.
    [[nodiscard]] auto start_count() const { return all().start_count(); }
    /// Begins to look for a related row on the arena; `exists` of the queryset takes the result.
    [[nodiscard]] auto start_exists() const { return all().start_exists(); }

    /// Relates rows: objects or keys, or ranges of them. Those that are related already stay so.
    /// Join rows take further values from `through_defaults(...)`.
    template <class... Row>
    void add(const Row&... rows) const {
        (void)sizeof(detail::related_arguments_error<T, RelatedManager, Row...>);
        return change(detail::add_related, detail::change_of(rows...)).run();
    }
    /// `add` in the background: the future has its result, or its error.
    template <class... Row>
    Future<void> aadd(const Row&... rows) const {
        (void)sizeof(detail::related_arguments_error<T, RelatedManager, Row...>);
        return change(detail::add_related, detail::change_of(rows...)).submit();
    }

    /// Parts rows from the object; the rows themselves stay. Of a foreign key, which must be
    /// nullable, throws its model's `DoesNotExist` for a row that was not related.
    template <class... Row>
    void remove(const Row&... rows) const {
        (void)sizeof(detail::related_arguments_error<T, RelatedManager, Row...>);
        return change(detail::remove_related, detail::change_of(rows...)).run();
    }
    /// `remove` in the background: the future has its result, or its error.
    template <class... Row>
    Future<void> aremove(const Row&... rows) const {
        (void)sizeof(detail::related_arguments_error<T, RelatedManager, Row...>);
        return change(detail::remove_related, detail::change_of(rows...)).submit();
    }

    /// Parts all rows from the object.
    void clear() const { return change(detail::clear_related, {}).run(); }
    /// `clear` in the background: the future has its result, or its error.
    Future<void> aclear() const { return change(detail::clear_related, {}).submit(); }

    /// Relates exactly these rows: adds those that are missing and parts the others. With `clear`
    /// it parts all of them first.
    template <detail::range_like Range>
    void set(const Range& rows, SetOptions options = {}) const {
        (void)sizeof(detail::related_arguments_error<T, RelatedManager, Range>);
        return change(detail::set_related, detail::change_of(rows), options).run();
    }
    /// `set` in the background: the future has its result, or its error.
    template <detail::range_like Range>
    Future<void> aset(const Range& rows, SetOptions options = {}) const {
        (void)sizeof(detail::related_arguments_error<T, RelatedManager, Range>);
        return change(detail::set_related, detail::change_of(rows), options).submit();
    }

    /// Relates exactly these rows, and gives new join rows these values.
    template <detail::range_like Range, KeywordArgument... K>
    void set(const Range& rows, ThroughDefaults<K...> through, SetOptions options = {}) const {
        (void)sizeof(
            detail::related_arguments_error<T, RelatedManager, Range, ThroughDefaults<K...>>);
        return change(detail::set_related, detail::change_of(rows, through), options).run();
    }
    /// `set` in the background: the future has its result, or its error.
    template <detail::range_like Range, KeywordArgument... K>
    Future<void> aset(const Range& rows, ThroughDefaults<K...> through,
                      SetOptions options = {}) const {
        (void)sizeof(
            detail::related_arguments_error<T, RelatedManager, Range, ThroughDefaults<K...>>);
        return change(detail::set_related, detail::change_of(rows, through), options).submit();
    }

    /// Relates exactly the rows in the braces: objects or keys.
    template <class Row>
    void set(std::initializer_list<Row> rows, SetOptions options = {}) const {
        set(std::vector<Row>(rows), options);
    }
    /// `set` in the background: the future has its result, or its error.
    template <class Row>
    Future<void> aset(std::initializer_list<Row> rows, SetOptions options = {}) const {
        return aset(std::vector<Row>(rows), options);
    }

    /// Relates exactly the rows in the braces, and gives new join rows these values.
    template <class Row, KeywordArgument... K>
    void set(std::initializer_list<Row> rows, ThroughDefaults<K...> through,
             SetOptions options = {}) const {
        set(std::vector<Row>(rows), std::move(through), options);
    }
    /// `set` in the background: the future has its result, or its error.
    template <class Row, KeywordArgument... K>
    Future<void> aset(std::initializer_list<Row> rows, ThroughDefaults<K...> through,
                      SetOptions options = {}) const {
        return aset(std::vector<Row>(rows), std::move(through), options);
    }

    [[nodiscard]] detail::Query query() const {
        return detail::related_query(*this, detail::model_info<T>(), false);
    }
    [[nodiscard]] std::shared_ptr<detail::Evaluation> evaluation() const {
        if (auto prefetched = detail::prefetched_rows(*this)) return prefetched;
        return detail::make_evaluation(query(), detail::row_type<T>);
    }
    [[nodiscard]] std::shared_ptr<detail::Evaluation> writing_evaluation() const {
        return detail::make_evaluation(detail::related_query(*this, detail::model_info<T>(), true),
                                       detail::row_type<T>, related_slot());
    }
    // The database knows which rows are related: this member does not tell objects apart.
    friend bool operator==(const RelatedManager&, const RelatedManager&) { return true; }

private:
    [[nodiscard]] auto change(detail::ChangeRelated make, detail::RelatedChange rows,
                              SetOptions options = {}) const {
        rows.clear = options.clear;
        return detail::change_plan(writing_evaluation(), std::move(rows), make);
    }
};

/// Rows of `T`, each of which may be related to any number of rows of this model. Options are
/// `aside::Through<M>` and `aside::asymmetric`.
template <class T, class... Option>
class ManyToMany
    : public RelatedManager<T,
                            detail::through_is<typename detail::through_option<Option...>::type>> {
public:
    static constexpr auto relation_kind = detail::RelationKind::many_to_many;
    static constexpr bool asymmetric = (std::is_same_v<Option, aside::asymmetric> || ...);
    using through_model = typename detail::through_option<Option...>::type;
};

/// The rows of `T` whose `ForeignKey` called `Name` names this object.
template <class T, fixed_string Name>
class ReverseForeignKey : public RelatedManager<T, detail::through_is<void>> {
public:
    static constexpr auto relation_kind = detail::RelationKind::reverse_foreign_key;
    static constexpr std::string_view remote = Name.view();
};

/// The rows of `T` whose `ManyToMany` called `Name` is related to this object.
template <class T, fixed_string Name>
class ReverseManyToMany : public RelatedManager<T, detail::through_of_member<Name>> {
public:
    static constexpr auto relation_kind = detail::RelationKind::reverse_many_to_many;
    static constexpr std::string_view remote = Name.view();
};

}  // namespace aside
