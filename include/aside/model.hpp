#pragma once
#include <compare>
#include <span>
#include <string>
#include <utility>

#include "aside/async_queryset.hpp"
#include "aside/manager.hpp"

namespace aside {

/// The base of every model: `struct Pizza : aside::Model<Pizza> { std::int64_t id = 0; ... };`
///
/// An object is its members and nothing else. `==` compares model and key; an unsaved object equals
/// only itself.
template <class D>
struct Model {
    /// The manager of the model's rows, with methods that block and their `a` mirrors.
    static constexpr Manager<D> objects{};
    /// The manager of the model's rows whose methods that ask the database give futures under their
    /// plain names.
    static constexpr AsyncManager<D> aobjects{};

    /// No row of this model matched.
    struct DoesNotExist : ObjectDoesNotExist {
        using ObjectDoesNotExist::ObjectDoesNotExist;
    };
    /// More than one row of this model matched a call that asks for one.
    struct MultipleObjectsReturned : aside::MultipleObjectsReturned {
        using aside::MultipleObjectsReturned::MultipleObjectsReturned;
    };

    /// Inserts if the key was never set; else updates and, if no row matched, inserts. Sets the
    /// key, and fields that are `auto_now`. Throws `DatabaseError` if an update was forced and no
    /// row matched.
    void save(SaveOptions<D> options = {}) { plan_save(options).run(); }
    /// `save` in the background. It writes into this object, which must stay in its place,
    /// untouched, until the future is ready.
    Future<void> asave(SaveOptions<D> options = {}) & { return plan_save(options).submit(); }

    /// Deletes the row; the object stays as it is. Throws `ValidationError` if it has no key.
    DeleteResult delete_(InstanceOptions options = {}) const { return plan_delete(options).run(); }
    /// `delete_` in the background: the future has its result, or its error.
    Future<DeleteResult> adelete(InstanceOptions options = {}) const {
        return plan_delete(options).submit();
    }

    /// Reads these fields again, all if none are given. Throws `DoesNotExist`.
    void refresh_from_db(FieldNames<D> fields = {}, InstanceOptions options = {}) {
        plan_refresh(fields, options).run();
    }
    /// `refresh_from_db` in the background. It writes into this object, which must stay in its
    /// place, untouched, until the future is ready.
    Future<void> arefresh_from_db(FieldNames<D> fields = {}, InstanceOptions options = {}) & {
        return plan_refresh(fields, options).submit();
    }

    /// Checks lengths, choices, digits and validators, then asks the database whether all unique
    /// values are unique. Throws a `ValidationError` that lists every field that is wrong.
    void full_clean(InstanceOptions options = {}) const { plan_full_clean(options).run(); }
    /// `full_clean` in the background: the future has its result, or its error.
    Future<void> afull_clean(InstanceOptions options = {}) const {
        return plan_full_clean(options).submit();
    }

    /// The value of the primary key; of a key that is a relation, the other row's.
    [[nodiscard]] const auto& pk() const { return detail::key_of(self()); }

    template <class A, class B>
    requires(std::is_base_of_v<A, D>&& std::is_base_of_v<D, A>&& std::is_same_v<A, B>) friend bool
    operator==(const A& a, const B& b) {
        if (&a == &b) return true;
        return a.pk() == b.pk() && !detail::key_unset(detail::model_info<D>(), &a);
    }
    // For a model that defaults its own comparisons: the base has nothing to tell apart.
    friend constexpr bool operator==(const Model&, const Model&) { return true; }
    friend constexpr std::strong_ordering operator<=>(const Model&, const Model&) {
        return std::strong_ordering::equal;
    }

private:
    [[nodiscard]] const D& self() const { return static_cast<const D&>(*this); }

    struct Save {
        D* object;
        SaveOptions<D> options;
    };
    auto plan_save(SaveOptions<D> options) {
        const bool one_statement =
            options.force_insert || options.force_update || options.update_fields.size() > 0;
        return detail::plan(detail::object_place(options.alias),
                            detail::intent_of_save(detail::model_info<D>(), &self(), one_statement),
                            Save{static_cast<D*>(this), options},
                            [](detail::Runner& runner, Save& save) {
                                const auto& fields = save.options.update_fields;
                                detail::save_object(runner, detail::model_info<D>(), save.object,
                                                    {.force_insert = save.options.force_insert,
                                                     .force_update = save.options.force_update,
                                                     .fields = {fields.begin(), fields.end()}});
                            });
    }
    auto plan_delete(InstanceOptions options) const {
        detail::require_key(detail::model_info<D>(), &self(), "delete_");
        detail::Query query(detail::model_info<D>());
        query.place = detail::object_place(options.alias);
        detail::filter_object(query, &self());
        return detail::plan(query.place, detail::Intent::write, query,
                            [](detail::Runner& runner, detail::Query& rows) {
                                return detail::delete_rows(runner, rows);
                            });
    }
    struct Refresh {
        D* object;
        FieldNames<D> fields;
    };
    auto plan_refresh(FieldNames<D> fields, InstanceOptions options) {
        detail::require_key(detail::model_info<D>(), &self(), "refresh_from_db");
        return detail::plan(
            detail::object_place(options.alias), detail::Intent::read_of_row,
            Refresh{static_cast<D*>(this), fields}, [](detail::Runner& runner, Refresh& refresh) {
                detail::refresh_object(runner, detail::model_info<D>(), refresh.object,
                                       {refresh.fields.begin(), refresh.fields.end()});
            });
    }
    auto plan_full_clean(InstanceOptions options) const {
        return detail::plan(detail::object_place(options.alias), detail::Intent::read, self(),
                            [](detail::Runner& runner, D& object) {
                                detail::validate_object(runner, detail::model_info<D>(), &object);
                            });
    }
};

/// An unsaved object made of keywords, in any order and checked: `make<Pizza>("name"_f = "x")`.
template <class M, KeywordArgument... Keyword>
[[nodiscard]] M make(Keyword... values) {
    (void)sizeof(detail::assignments_error<M, Names<>, Keyword...>);
    M object{};
    detail::assign_members(detail::model_info<M>(), &object, detail::assignments_of<M>(values...));
    return object;
}

/// Tells an object's relation members its key, if that was set by hand. The library does so
/// whenever it reads, creates or saves an object. Throws `ValidationError` if no key is set.
template <class M>
void bind(M& object) {
    detail::require_key(detail::model_info<M>(), &object, "bind");
    detail::bind_relations(detail::model_info<M>(), &object);
}

namespace detail {
void create_tables(std::span<const ModelInfo* const> models, const TableOptions& options);
void reset_sequences(std::span<const ModelInfo* const> models, std::string_view alias);
}  // namespace detail

/// Creates the models' tables and indexes that do not exist yet, all or none. Blocks.
///
/// An index exists where the table has one over the same columns, whatever it is called. A table
/// that exists is left as it is; where it is not as its model says, `on_difference` is told so, or
/// else standard error.
template <class... M>
void create_tables(TableOptions options = {}) {
    const detail::ModelInfo* models[] = {&detail::model_info<M>()...};
    detail::create_tables(models, options);
}

/// Has the database give only keys that are larger than all in the models' tables, and in their
/// join tables: for after rows were inserted with keys that the program has set. No counter goes
/// back. SQLite does so by itself, where it does nothing. Blocks.
template <class... M>
void reset_sequences(TableOptions options = {}) {
    const detail::ModelInfo* models[] = {&detail::model_info<M>()...};
    detail::reset_sequences(models, options.alias);
}

}  // namespace aside

template <class M>
requires std::is_base_of_v<aside::Model<M>, M>
struct std::hash<M> {
    std::size_t operator()(const M& object) const {
        const auto& model = aside::detail::model_info<M>();
        if (aside::detail::key_unset(model, &object)) return std::hash<const void*>()(&object);
        return std::hash<std::string>()(
            aside::detail::member_value(model.key(), &object).to_string());
    }
};
