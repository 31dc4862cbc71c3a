#include "schema/types.hpp"

#include <algorithm>

#include "model/character_count.hpp"

namespace aside::schema {

using detail::FieldInfo;
using detail::FieldKind;

namespace {

int longest_choice(const FieldInfo& field) {
    if (field.max_length > 0) return field.max_length;
    int longest = 1;
    for (const detail::Choice& choice : field.choices)
        longest = std::max(longest, static_cast<int>(model::character_count(choice.text)));
    return longest;
}

Type integer_type(const FieldInfo& field) {
    if (field.text_choices) return {.kind = FieldKind::text, .max_length = longest_choice(field)};
    if (field.type->enumeration) return {.kind = FieldKind::integer, .bytes = 4};
    return {
        .kind = FieldKind::integer, .bytes = field.type->bytes, .is_signed = field.type->is_signed};
}

}  // namespace

Type type_of(const FieldInfo& field) {
    const FieldInfo* typed = &field;
    while (typed->relation != nullptr) typed = typed->relation->resolved().hops.front().to;
    switch (typed->type->kind) {
        case FieldKind::integer:
            return integer_type(*typed);
        case FieldKind::text:
            return {.kind = FieldKind::text, .max_length = typed->max_length};
        case FieldKind::decimal:
            return {.kind = FieldKind::decimal,
                    .max_digits = typed->type->max_digits,
                    .decimal_places = typed->type->decimal_places};
        default:
            return {.kind = typed->type->kind};
    }
}

}  // namespace aside::schema
