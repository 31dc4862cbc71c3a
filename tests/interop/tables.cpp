#include "interop/tables.hpp"

#include "interop/encode.hpp"
#include "interop/models.hpp"

namespace interop {

namespace {

template <class Member>
inline constexpr bool is_reverse = false;
template <class M, aside::fixed_string Name>
inline constexpr bool is_reverse<aside::ReverseForeignKey<M, Name>> = true;
template <class M, aside::fixed_string Name>
inline constexpr bool is_reverse<aside::ReverseOneToOne<M, Name>> = true;
template <class M, aside::fixed_string Name>
inline constexpr bool is_reverse<aside::ReverseManyToMany<M, Name>> = true;

template <class Member>
std::string encode_member(const Member& member) {
    if constexpr (requires { typename Member::key_type; })
        return member ? encode(member.pk()) : "null";
    else if constexpr (requires { member.all(); })
        return encode(member.order_by("pk"_f));
    else
        return encode(member);
}

/// Every member of a model, so that none is forgotten.
template <class M>
std::string encode_row(const M& object) {
    std::string row = "{";
    std::size_t place = 0;
    const auto append = [&]<class Member>(const Member& member) {
        const std::string_view name = aside::detail::member_names<M>[place++];
        if constexpr (!is_reverse<Member>)
            row += (row.size() == 1 ? "" : ", ") + encode(name) + ": " + encode_member(member);
    };
    aside::detail::apply_members(object, [&](const auto&... member) { (append(member), ...); });
    return row + '}';
}

template <class M>
std::string encode_table() {
    std::string rows;
    for (const M& object : M::objects.order_by("pk"_f))
        rows += (rows.empty() ? "" : ",\n") + encode_row(object);
    return encode(aside::detail::model_info<M>().table) + ": [" + rows + ']';
}

template <class M>
void copy_table(std::string_view from) {
    M::objects.bulk_create(M::objects.using_(from).list());
}

template <class M>
auto keys_of(const M& related) {
    std::vector<std::decay_t<decltype(related.begin()->pk())>> keys;
    for (const auto& object : related) keys.push_back(object.pk());
    return keys;
}

/// Calls a template with each model, in the order in which rows can be inserted.
template <class Function>
void for_each_table(Function function) {
    const auto call = [&]<class... M>(aside::detail::type_list<M...>) {
        (function.template operator()<M>(), ...);
    };
    call(aside::detail::type_list<Sample, Maybe, Country, Person, Profile, Desk, Publisher, Tag,
                                  Book, Authorship, Review>());
}

}  // namespace

void create_tables() {
    aside::create_tables<Sample, Maybe, Country, Person, Profile, Desk, Publisher, Tag, Book,
                         Authorship, Review>();
}

std::string dump() {
    std::string tables;
    for_each_table([&]<class M>() { tables += (tables.empty() ? "" : ",\n") + encode_table<M>(); });
    return '{' + tables + '}';
}

void copy_rows(std::string_view from) {
    for_each_table([&]<class M>() { copy_table<M>(from); });
    for (const Person& person : Person::objects.all()) {
        const Person original = Person::objects.using_(from).get("pk"_f = person.id);
        person.friends.add(keys_of(original.friends.all()));
        person.knows.add(keys_of(original.knows.all()));
    }
    for (const Book& book : Book::objects.all())
        book.tags.add(keys_of(Book::objects.using_(from).get("pk"_f = book.id).tags.all()));
}

}  // namespace interop
