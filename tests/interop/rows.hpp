#pragma once
// Single rows, and what is told of many, for queries; django_app/queries/values.py has the same.
#include <algorithm>
#include <vector>

#include "interop/models.hpp"

namespace interop {

inline Book book(int key) { return Book::objects.get("pk"_f = key); }
inline Country country(const char* key) { return Country::objects.get("pk"_f = key); }
inline Person person(int key) { return Person::objects.get("pk"_f = key); }
inline Publisher publisher(int key) { return Publisher::objects.get("pk"_f = key); }
inline Tag tag(const char* key) { return Tag::objects.get("pk"_f = key); }

/// What a function gives for each row.
template <class Range, class Function>
auto each(const Range& rows, Function function) {
    std::vector<std::decay_t<decltype(function(*rows.begin()))>> results;
    for (const auto& row : rows) results.push_back(function(row));
    return results;
}

/// The keys of rows that come in no order.
template <class Range>
auto keys(const Range& rows) {
    auto all = each(rows, [](const auto& row) { return row.pk(); });
    std::sort(all.begin(), all.end());
    return all;
}

/// The rows, by their keys.
template <class Range>
auto sorted(const Range& rows) {
    auto all = each(rows, [](const auto& row) { return row; });
    std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.pk() < b.pk(); });
    return all;
}

template <class Relation>
std::optional<std::string> name_of(const Relation& relation) {
    return relation ? std::optional(relation->name) : std::nullopt;
}

template <class M>
auto keyed(const aside::Created<M>& result) {
    return std::tuple{result.object.pk(), static_cast<int>(result.created)};
}

/// Saves a row as a function has changed it.
template <class M, class Function>
void saved(M row, Function change, aside::SaveOptions<M> options = {}) {
    change(row);
    row.save(options);
}

}  // namespace interop
