#include "query/paths.hpp"

#include <algorithm>
#include <string>

#include "aside/error.hpp"
#include "query/kinds.hpp"

namespace aside::query {

using detail::FieldInfo;
using detail::ModelInfo;
using detail::RelationInfo;

namespace {

constexpr std::string_view separator = "__";

void enter(Path& path, const RelationInfo& relation) {
    const detail::ResolvedRelation& resolved = relation.resolved();
    for (const detail::Hop& hop : resolved.hops) {
        const bool leaves_a_join_table = &hop != &resolved.hops.front();
        path.steps.push_back({.from = hop.from,
                              .to = hop.to,
                              .many = hop.many,
                              .nullable = hop.nullable,
                              .forward = relation.has_column() || leaves_a_join_table});
    }
    path.relation = &relation;
    path.model = resolved.target;
    path.field = &path.model->key();
}

/// Follows the first segment of the rest; false if the model does not have it.
bool advance(Path& path) {
    const std::size_t split = path.rest.find(separator);
    const std::string_view segment = path.rest.substr(0, split);
    const FieldInfo* field = path.model->find(segment);
    const RelationInfo* relation =
        field != nullptr ? field->relation : path.model->find_relation(segment);
    if (field == nullptr && relation == nullptr) return false;
    path.last = segment;
    path.whole = split == path.rest.npos;
    path.rest = path.whole ? std::string_view() : path.rest.substr(split + separator.size());
    path.field = field;
    path.relation = nullptr;
    if (relation != nullptr) enter(path, *relation);
    return true;
}

std::string segments_of(const ModelInfo& model) {
    std::string names;
    const auto add = [&](std::string_view name) {
        if (!names.empty()) names += ", ";
        names += name;
    };
    for (const FieldInfo& field : model.fields) add(field.name);
    for (const RelationInfo& relation : model.relations)
        if (!relation.has_column()) add(relation.name);
    return names;
}

}  // namespace

bool Path::many() const { return std::ranges::any_of(steps, &Step::many); }

Path follow(const ModelInfo& model, std::string_view text) {
    Path path{.model = &model, .rest = text};
    do {
        if (!advance(path)) break;
    } while (!path.whole && path.relation != nullptr);
    return path;
}

Path follow(const RelationInfo& relation) {
    Path path{.model = relation.model, .last = relation.name, .whole = true};
    enter(path, relation);
    return path;
}

Path follow_all(const ModelInfo& model, std::string_view text) {
    Path path = follow(model, text);
    if (path.whole) return path;
    if (path.field == nullptr || path.relation != nullptr) throw_unknown_segment(path);
    const Ending ending = read_ending(*path.field, path.rest);
    if (ending.rest.empty() && !ending.ends.empty()) return path;
    path.rest = ending.rest;
    throw_unknown_segment(path);
}

void throw_unknown_segment(const Path& path) {
    const std::string segment(path.rest.substr(0, path.rest.find(separator)));
    if (path.field != nullptr && path.relation == nullptr)
        throw FieldError(path.field->full_name() +
                         " is no relation, and has no transform or lookup \"" + segment + "\"");
    throw FieldError(std::string(path.model->type_name) + " has no field \"" + segment +
                     "\"; its fields are " + segments_of(*path.model));
}

Reading reading(const Path& path) {
    Reading found{path.steps.size(), path.field};
    while (found.steps > 0) {
        const Step& last = path.steps[found.steps - 1];
        if (!last.forward || found.field != last.to) break;
        found.field = last.from;
        --found.steps;
    }
    return found;
}

const FieldInfo* plain_column(const ModelInfo& model, std::string_view text) {
    const FieldInfo* field = model.find(text);
    return field != nullptr && field->relation == nullptr ? field : nullptr;
}

}  // namespace aside::query
