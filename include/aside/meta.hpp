#pragma once
// `meta(...)`: the options of a model and of its fields.
#include <string_view>
#include <utility>

#include "aside/field.hpp"

namespace aside {
namespace detail {

/// Options side by side, each reachable by its place.
template <std::size_t I, class Option>
struct indexed_option {
    Option option;
};
template <class Indices, class... Option>
struct option_list;
template <std::size_t... I, class... Option>
struct option_list<std::index_sequence<I...>, Option...> : indexed_option<I, Option>... {
    constexpr explicit option_list(Option... option) : indexed_option<I, Option>{option}... {}
    template <class Function>
    constexpr void for_each(Function function) const {
        (function(static_cast<const indexed_option<I, Option>&>(*this).option), ...);
    }
};

template <class Option>
constexpr std::string_view key_named_by() {
    if constexpr (requires { Option::primary_key_name(); })
        return Option::primary_key_name();
    else
        return {};
}

template <class... Field>
std::vector<std::string_view> path_names(const Field&...) {
    return {Field::path.view()...};
}

template <class... Term>
struct OrderingOption {
    option_list<std::index_sequence_for<Term...>, Term...> terms;
    template <class M>
    using error = typename first_error<typename Term::template order_error<M, Names<>>...>::type;
    template <class M>
    void apply(ModelInfo& model) const {
        terms.for_each([&](const auto& term) { model.ordering.push_back(term.order_term()); });
    }
};
template <fixed_string... Path>
struct UniqueTogetherOption {
    template <class M>
    using error = typename first_error<column_error_t<M, Path>...>::type;
    template <class M>
    void apply(ModelInfo& model) const {
        model.unique_together.push_back(path_names(Field<Path>{}...));
    }
};
template <fixed_string... Path>
struct IndexOption {
    const char* method = "";

    /// Of a method of the engine, such as `gin`, instead of its usual one.
    constexpr IndexOption using_(const char* other) const { return {other}; }
    template <class M>
    using error = typename first_error<column_error_t<M, without_sign<Path>()>...>::type;
    template <class M>
    void apply(ModelInfo& model) const {
        model.indexes.push_back({path_names(Field<Path>{}...), method});
    }
};
template <fixed_string... Path>
struct GetLatestByOption {
    template <class M>
    using error = typename first_error<path_error_t<M, Names<>, without_sign<Path>()>...>::type;
    template <class M>
    void apply(ModelInfo& model) const {
        model.get_latest_by = path_names(Field<Path>{}...);
    }
};
template <fixed_string... Path>
struct NaturalKeyOption {
    template <class M>
    using error = typename first_error<column_error_t<M, Path>...>::type;
    template <class M>
    void apply(ModelInfo& model) const {
        model.natural_key = path_names(Field<Path>{}...);
    }
};
template <class C>
struct CheckOption {
    const char* name;
    C condition;
    template <class M>
    using error = typename C::template error<M, Names<>>;
    template <class M>
    void apply(ModelInfo& model) const {
        Check check{.name = name};
        ExprWriter writer(check.condition);
        condition.write(writer);
        model.checks.push_back(std::move(check));
    }
};
/// A field or an expression as a term of an ordering.
template <class Term>
constexpr auto as_order(const Term& term) {
    if constexpr (OrderArgument<Term>)
        return term;
    else
        return term.asc();
}
template <class Term>
concept IndexTerm = OrderArgument<Term> || requires(const Term& term) {
    term.asc();
};
template <class... Term>
struct NamedIndexOption {
    const char* name;
    option_list<std::index_sequence_for<Term...>, Term...> terms;
    const char* method = "";

    /// Of a method of the engine, such as `gin`, instead of its usual one.
    constexpr NamedIndexOption using_(const char* other) const { return {name, terms, other}; }
    template <class M>
    using error = typename first_error<typename Term::template order_error<M, Names<>>...>::type;
    template <class M>
    void apply(ModelInfo& model) const {
        ListedIndex index{.method = method, .name = name};
        terms.for_each([&](const auto& term) { index.terms.push_back(term.order_term()); });
        model.indexes.push_back(std::move(index));
    }
};
struct TableOption {
    const char* schema;
    const char* name;
    template <class M>
    using error = fine;
    template <class M>
    void apply(ModelInfo& model) const {
        model.schema = schema;
        model.table = name;
    }
};
template <fixed_string Path>
struct DistributedByOption {
    template <class M>
    using error = column_error_t<M, Path>;
    template <class M>
    void apply(ModelInfo& model) const {
        model.distributed_by = Field<Path>::path.view();
    }
};
struct ManagedOption {
    bool managed;
    template <class M>
    using error = fine;
    template <class M>
    void apply(ModelInfo& model) const {
        model.managed = managed;
    }
};

template <class T>
inline constexpr bool names_table = false;
template <>
inline constexpr bool names_table<TableOption> = true;

/// The result of `aside::meta(...)`.
template <class... Option>
struct Meta {
    option_list<std::index_sequence_for<Option...>, Option...> options;

    static constexpr bool has_table = (names_table<Option> || ...);
    static consteval std::string_view primary_key() {
        std::string_view name;
        ((name = key_named_by<Option>().empty() ? name : key_named_by<Option>()), ...);
        return name;
    }
    template <class M>
    using error = typename first_error<typename Option::template error<M>...>::type;
    template <class M>
    void apply(ModelInfo& model) const {
        options.for_each([&](const auto& option) { option.template apply<M>(model); });
    }
};

}  // namespace detail

/// A model's options: fields with theirs (`"name"_f.max_length(30)`) and those of the table.
template <class... Option>
constexpr detail::Meta<Option...> meta(Option... option) {
    return {detail::option_list<std::index_sequence_for<Option...>, Option...>(option...)};
}

/// The table's name, instead of the one made of the namespace's and the type's. It is quoted, so
/// that any character may be in it, a point too.
constexpr detail::TableOption table(const char* name) { return {"", name}; }
/// The names of the table and of the schema that it stands in: `table("billing", "invoice")` is
/// `"billing"."invoice"`. Not for the schema in which the engine looks for tables by itself, such
/// as `public` or `main`. In SQLite the schema is the name of an attached database. Schemas are not
/// created by `create_tables`, nor are databases attached.
constexpr detail::TableOption table(const char* schema, const char* name) { return {schema, name}; }
/// The rows lie on several nodes, by their values in this field, which is not nullable. It becomes
/// a part of the table's primary key, of what is unique and of foreign keys to other models that
/// are distributed, and is named along with the key wherever rows are joined, saved or refreshed. Rows that are related have the same value in it. A key is unique in the whole
/// table all the same, as those are that the database gives.
template <fixed_string Path>
constexpr detail::DistributedByOption<Path> distributed_by(Field<Path>) {
    return {};
}
/// False: `create_tables` does not create the table, since it is made by other means.
constexpr detail::ManagedOption managed(bool managed) { return {managed}; }
/// The ordering of querysets that have none of their own.
template <OrderArgument... Term>
constexpr auto ordering(Term... term) {
    using List = detail::option_list<std::index_sequence_for<Term...>, Term...>;
    return detail::OrderingOption<Term...>{List(term...)};
}
/// No two rows have the same values in all of these fields.
template <fixed_string... Path>
constexpr detail::UniqueTogetherOption<Path...> unique_together(Field<Path>...) {
    return {};
}
/// An index over these fields, in this order; `-name` is descending. `.using_("gin")` names the
/// method, where Features say that engines have some.
template <fixed_string... Path>
constexpr detail::IndexOption<Path...> index(Field<Path>...) {
    return {};
}
/// An index of that name over fields and expressions, in this order: `index("film_by_title",
/// Lower("title"_f))`. A query finds rows by it that has the very expression. `-name` and `.desc()`
/// put the largest values first; `.using_("gin")` is as for other indexes.
template <detail::IndexTerm... Term>
requires(sizeof...(Term) > 0) constexpr auto index(const char* name, const Term&... term) {
    const auto all = [name](auto... terms) {
        using List = detail::option_list<std::index_sequence_for<Term...>, decltype(terms)...>;
        return detail::NamedIndexOption<decltype(terms)...>{name, List(terms...)};
    };
    return all(detail::as_order(term)...);
}
/// The fields that `latest()` and `earliest()` go by.
template <fixed_string... Path>
constexpr detail::GetLatestByOption<Path...> get_latest_by(Field<Path>...) {
    return {};
}
/// The fields that tell a row from all others without its key, for fixtures: `dumpdata` writes them
/// for a relation where it is asked to, and `loaddata` looks rows up by them. That of a relation
/// stands for those of the other model, if that has some.
template <fixed_string... Path>
constexpr detail::NaturalKeyOption<Path...> natural_key(Field<Path>...) {
    return {};
}
/// A constraint that the database enforces on every row.
template <Condition C>
constexpr auto check(const char* name, C condition) {
    return detail::CheckOption<C>{name, condition};
}

}  // namespace aside
