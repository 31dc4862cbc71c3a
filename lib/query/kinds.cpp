#include "query/kinds.hpp"

#include <array>

#include "aside/detail/field_type.hpp"

namespace aside::query {

using detail::FieldInfo;
using detail::FieldKind;
using detail::Function;

const FieldInfo& field_of_kind(FieldKind kind) {
    const auto field = [](const detail::FieldType& type) {
        FieldInfo info;
        info.name = "expression";
        info.type = &type;
        return info;
    };
    static const std::array fields = {field(detail::field_type<bool>),
                                      field(detail::field_type<std::int64_t>),
                                      field(detail::field_type<double>),
                                      field(detail::field_type<std::string>),
                                      field(detail::field_type<Blob>),
                                      field(detail::field_type<Date>),
                                      field(detail::field_type<DateTime>),
                                      field(detail::field_type<Time>),
                                      field(detail::field_type<Duration>),
                                      field(detail::field_type<Decimal<18, 6>>),
                                      field(detail::field_type<Uuid>),
                                      field(detail::field_type<Json>)};
    return fields[static_cast<std::size_t>(kind)];
}

std::optional<FieldKind> result_kind(Function function) {
    if (function <= Function::sha512)
        return function == Function::length || function == Function::str_index
                   ? FieldKind::integer
                   : FieldKind::text;
    if (function >= Function::year && function <= Function::quarter) return FieldKind::integer;
    switch (function) {
        case Function::power:
        case Function::sqrt:
        case Function::exp:
        case Function::ln:
        case Function::log:
        case Function::percent_rank:
        case Function::cume_dist:
            return FieldKind::real;
        case Function::sign:
        case Function::row_number:
        case Function::rank:
        case Function::dense_rank:
        case Function::ntile:
            return FieldKind::integer;
        case Function::now:
            return FieldKind::date_time;
        case Function::date:
            return FieldKind::date;
        case Function::time:
            return FieldKind::time;
        default:
            return std::nullopt;
    }
}

std::optional<FieldKind> transformed_kind(FieldKind kind, Function transform) {
    const bool dated = kind == FieldKind::date || kind == FieldKind::date_time;
    const bool timed = kind == FieldKind::time || kind == FieldKind::date_time;
    switch (transform) {
        case Function::hour:
        case Function::minute:
        case Function::second:
            return timed ? std::optional(FieldKind::integer) : std::nullopt;
        case Function::date:
            return dated ? std::optional(FieldKind::date) : std::nullopt;
        case Function::time:
            return timed ? std::optional(FieldKind::time) : std::nullopt;
        case Function::length:
            return kind == FieldKind::text ? std::optional(FieldKind::integer) : std::nullopt;
        case Function::lower:
        case Function::upper:
        case Function::trim:
            return kind == FieldKind::text ? std::optional(kind) : std::nullopt;
        case Function::abs:
            return kind == FieldKind::integer || kind == FieldKind::real ||
                           kind == FieldKind::decimal || kind == FieldKind::duration
                       ? std::optional(kind)
                       : std::nullopt;
        default:
            return dated ? std::optional(FieldKind::integer) : std::nullopt;
    }
}

Ending read_ending(const FieldInfo& column, std::string_view text, bool may_end_in_lookup) {
    Ending ending{.field = &column, .rest = text};
    while (!ending.rest.empty()) {
        const std::size_t split = ending.rest.find("__");
        const std::string_view segment = ending.rest.substr(0, split);
        const FieldKind kind = ending.field->type->kind;
        PathEnd end{.text = segment};
        if (kind == FieldKind::json) {
            const bool last = split == text.npos;
            if (may_end_in_lookup && last && detail::find_lookup(segment) >= 0) break;
        } else {
            end.transform = detail::find_transform(segment);
            if (end.transform == nullptr) break;
            const auto made = transformed_kind(kind, end.transform->function);
            if (!made) break;
            if (*made != kind || ending.field->text_choices) ending.field = &field_of_kind(*made);
        }
        ending.ends.push_back(end);
        ending.rest = split == text.npos ? std::string_view() : ending.rest.substr(split + 2);
    }
    return ending;
}

}  // namespace aside::query
