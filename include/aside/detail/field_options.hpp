#pragma once
// The options that follow a field in `meta(...)`: constants that describe themselves to the model's
// description at run time.
#include <array>
#include <concepts>
#include <string_view>
#include <type_traits>
#include <utility>

#include "aside/detail/as_sql.hpp"
#include "aside/error.hpp"

namespace aside::detail {

struct MaxLength {
    int characters;
    template <class T>
    void apply(FieldInfo& field) const {
        field.max_length = characters;
    }
};
struct Unique {
    template <class T>
    void apply(FieldInfo& field) const {
        field.unique = true;
    }
};
struct Index {
    template <class T>
    void apply(FieldInfo& field) const {
        field.index = true;
    }
};
struct PrimaryKey {
    template <class T>
    void apply(FieldInfo& field) const {
        field.primary_key = true;
    }
};
struct DbColumn {
    const char* column;
    template <class T>
    void apply(FieldInfo& field) const {
        field.column = column;
    }
};
struct AutoNow {
    template <class T>
    void apply(FieldInfo& field) const {
        static_assert(std::is_same_v<without_optional<T>, DateTime> ||
                          std::is_same_v<without_optional<T>, Date> ||
                          std::is_same_v<without_optional<T>, Time>,
                      "aside: auto_now is for dates and times");
        field.auto_now = true;
    }
};
struct AutoNowAdd {
    template <class T>
    void apply(FieldInfo& field) const {
        AutoNow{}.apply<T>(field);
        field.auto_now = false;
        field.auto_now_add = true;
    }
};
template <class V>
struct DbDefault {
    V value;
    template <class T>
    void apply(FieldInfo& field) const {
        static_assert(accepts<T, V>(), "aside: db_default's value does not fit its field");
        field.has_db_default = true;
        field.db_default = as_sql(value);
    }
};

/// An enumerator's name, empty if the value has none.
template <auto Value>
consteval std::string_view enumerator_name() {
    std::string_view spelled = __PRETTY_FUNCTION__;
    const auto begin = spelled.find("Value = ") + 8;
    spelled = spelled.substr(begin, spelled.find_first_of(";]", begin) - begin);
    // A cast, `(Color)3`, is no enumerator; clang's `(anonymous namespace)::Color::red` is one.
    const auto closed = spelled.rfind(')');
    if (closed != std::string_view::npos && spelled.substr(closed + 1, 2) != "::") return {};
    const auto colon = spelled.rfind(':');
    spelled = colon == std::string_view::npos ? spelled : spelled.substr(colon + 1);
    return spelled[0] >= '0' && spelled[0] <= '9' ? std::string_view() : spelled;
}
/// The enumerators from 0 to 127, by their names.
template <class Enum, std::size_t... Value>
void add_named_choices(FieldInfo& field, std::index_sequence<Value...>) {
    static constexpr std::string_view names[] = {enumerator_name<static_cast<Enum>(Value)>()...};
    for (std::size_t i = 0; i < sizeof...(Value); ++i)
        if (!names[i].empty())
            field.choices.push_back({static_cast<std::int64_t>(i), std::string(names[i])});
}
template <class V>
struct ChoiceOption {
    V value;
    const char* text;
};
template <class V, std::size_t Count>
struct Choices {
    std::array<ChoiceOption<V>, Count> options;
    template <class T>
    void apply(FieldInfo& field) const {
        using Member = without_optional<T>;
        static_assert(std::is_enum_v<Member> && std::is_same_v<V, Member>,
                      "aside: choices(value, text, ...) takes enumerators of the member's type, "
                      "each with its text");
        field.text_choices = true;
        for (const auto& option : options)
            field.choices.push_back({static_cast<std::int64_t>(option.value), option.text});
    }
};
struct NamedChoices {
    template <class T>
    void apply(FieldInfo& field) const {
        using Member = without_optional<T>;
        static_assert(std::is_enum_v<Member>, "aside: choices() is for an enum class");
        field.text_choices = true;
        add_named_choices<Member>(field, std::make_index_sequence<128>{});
    }
};

template <class F>
struct ValidatorOption {
    F function;
    template <class T>
    void apply(FieldInfo& field) const {
        field.validators.push_back({.callable = &function, .call = call<T>});
    }
    template <class T>
    static void call(const void* callable, const void* member, const FieldInfo&) {
        const F& function = *static_cast<const F*>(callable);
        const T& value = *static_cast<const T*>(member);
        const auto check = [&](const auto& plain) {
            if constexpr (std::is_convertible_v<decltype(function(plain)), bool>) {
                if (!function(plain)) throw ValidationError("refused by its validator");
            } else {
                function(plain);
            }
        };
        if constexpr (is_optional<T>)
            check(*value);
        else
            check(value);
    }
};

template <fixed_string Path, class... Option>
struct FieldOptions : Option... {
    static constexpr fixed_string path = Path;

    template <class Added>
    constexpr auto with(Added added) const {
        return FieldOptions<Path, Option..., Added>{static_cast<const Option&>(*this)..., added};
    }
    constexpr auto max_length(int characters) const { return with(MaxLength{characters}); }
    constexpr auto unique() const { return with(Unique{}); }
    constexpr auto index() const { return with(Index{}); }
    constexpr auto primary_key() const { return with(PrimaryKey{}); }
    constexpr auto db_column(const char* column) const { return with(DbColumn{column}); }
    constexpr auto auto_now() const { return with(AutoNow{}); }
    constexpr auto auto_now_add() const { return with(AutoNowAdd{}); }
    template <class V>
    constexpr auto db_default(V value) const {
        return with(DbDefault<V>{value});
    }
    template <class F>
    constexpr auto validator(F function) const {
        return with(ValidatorOption<F>{function});
    }
    constexpr auto choices() const { return with(NamedChoices{}); }
    template <class V, class... More>
    constexpr auto choices(V value, const char* text, More... more) const {
        return with(choice_list<V>(std::make_index_sequence<1 + sizeof...(More) / 2>{}, value, text,
                                   more...));
    }

    static constexpr std::string_view primary_key_name() {
        return (std::is_same_v<Option, PrimaryKey> || ...) ? path.view() : std::string_view();
    }
    template <class M>
    using error = column_error_t<M, Path>;
    template <class M>
    void apply(ModelInfo& model) const {
        using T = typename resolve_t<M, Names<>, Path>::type;
        FieldInfo& field = field_named(model, path.view());
        (static_cast<const Option&>(*this).template apply<T>(field), ...);
    }

private:
    template <class V, std::size_t... I, class... Argument>
    static constexpr auto choice_list(std::index_sequence<I...>, Argument... arguments) {
        const auto pick = [&]<std::size_t Wanted>(std::integral_constant<std::size_t, Wanted>) {
            return pick_argument<Wanted>(arguments...);
        };
        return Choices<V, sizeof...(I)>{
            {{ChoiceOption<V>{pick(std::integral_constant<std::size_t, 2 * I>{}),
                              pick(std::integral_constant<std::size_t, 2 * I + 1>{})}...}}};
    }
    template <std::size_t Wanted, class First, class... Rest>
    static constexpr auto pick_argument(First first, Rest... rest) {
        if constexpr (Wanted == 0)
            return first;
        else
            return pick_argument<Wanted - 1>(rest...);
    }
};

}  // namespace aside::detail
