#include "query/kinds.hpp"

#include <array>
#include <map>

#include "aside/detail/arithmetic.hpp"
#include "aside/detail/mutex.hpp"
#include "model/conversions.hpp"

namespace aside::query {

using detail::FieldInfo;
using detail::FieldKind;
using detail::Function;

namespace {

FieldInfo field_of(const detail::FieldType& type) {
    FieldInfo info;
    info.name = "expression";
    info.type = &type;
    return info;
}

}  // namespace

const FieldInfo& field_of_kind(FieldKind kind) {
    static const std::array fields = {field_of(detail::field_type<bool>),
                                      field_of(detail::field_type<std::int64_t>),
                                      field_of(detail::field_type<double>),
                                      field_of(detail::field_type<std::string>),
                                      field_of(detail::field_type<Blob>),
                                      field_of(detail::field_type<Date>),
                                      field_of(detail::field_type<DateTime>),
                                      field_of(detail::field_type<Time>),
                                      field_of(detail::field_type<Duration>),
                                      field_of(detail::field_type<Decimal<18, 6>>),
                                      field_of(detail::field_type<Uuid>),
                                      field_of(detail::field_type<Json>),
                                      field_of(detail::field_type<std::vector<std::int64_t>>)};
    static_assert(fields.size() == static_cast<std::size_t>(FieldKind::array) + 1);
    return fields[static_cast<std::size_t>(kind)];
}

namespace {

constexpr int most_places = detail::most_decimal_digits;

bool is_wide(const detail::FieldType& type) { return type.max_digits > detail::digits_in_64_bits; }

/// The field of decimals of so many places. The fields of narrow ones, whose units 64 bits hold,
/// come first, then those of wide ones; both by their places.
const FieldInfo& field_of_decimal(int places, bool wide) {
    constexpr std::size_t count = most_places + 1;
    static const auto types = [] {
        std::array<detail::FieldType, 2 * count> made;
        for (std::size_t i = 0; i < made.size(); ++i) {
            made[i] =
                i < count ? detail::field_type<Decimal<18, 6>> : detail::field_type<Decimal<38, 6>>;
            made[i].decimal_places = static_cast<int>(i % count);
        }
        return made;
    }();
    static const auto fields = [] {
        std::array<FieldInfo, 2 * count> made;
        for (std::size_t i = 0; i < made.size(); ++i) made[i] = field_of(types[i]);
        return made;
    }();
    return fields[static_cast<std::size_t>(places) + (wide ? count : 0)];
}

/// A field of each type of array that is asked for.
class ArrayFields {
public:
    const FieldInfo& of(const detail::FieldType& type) {
        const detail::Lock lock(mutex_);
        return fields_.try_emplace(&type, field_of(type)).first->second;
    }

private:
    detail::Mutex mutex_;
    std::map<const detail::FieldType*, FieldInfo> fields_ ASIDE_GUARDED_BY(mutex_);
};

const FieldInfo& field_of_array(const detail::FieldType& type) {
    static ArrayFields& fields = *new ArrayFields;  // work that ends late may still ask
    return fields.of(type);
}

/// The places that one side of an operator has; -1 if it is an integer.
int places_beside(const FieldInfo& side, char op, const FieldInfo& other) {
    if (side.type->kind != FieldKind::decimal) return -1;
    const bool adapts =
        is_decimal_literal(side) && is_exact_decimal(other) && op != '*' && op != '/';
    return adapts ? other.type->decimal_places : side.type->decimal_places;
}

}  // namespace

const FieldInfo* field_of_type(const detail::FieldType* type) {
    static const FieldInfo literal = field_of(detail::decimal_literal_type);
    if (type == nullptr) return nullptr;
    if (type == &detail::decimal_literal_type) return &literal;
    if (type->kind == FieldKind::array) return &field_of_array(*type);
    return type->kind == FieldKind::decimal
               ? &field_of_decimal(type->decimal_places, is_wide(*type))
               : &field_of_kind(type->kind);
}

bool is_decimal_literal(const FieldInfo& field) {
    return field.type == &detail::decimal_literal_type;
}

bool is_exact_decimal(const FieldInfo& field) {
    return field.type->kind == FieldKind::decimal && !is_decimal_literal(field);
}

SqlValue::Kind bound_kind(const detail::FieldInfo& field) {
    return field.text_choices ? SqlKind::text : model::kind_of_values(field.type->kind);
}

bool is_number(FieldKind kind) {
    return kind == FieldKind::integer || kind == FieldKind::real || kind == FieldKind::decimal;
}

bool fits_places(const FieldInfo* field, int places) {
    if (field == nullptr) return false;
    const detail::FieldType& type = *field->type;
    return type.kind == FieldKind::integer ||
           (is_exact_decimal(*field) && type.decimal_places <= places);
}

bool is_temporal(FieldKind kind) {
    return kind == FieldKind::date || kind == FieldKind::date_time || kind == FieldKind::time;
}

const FieldInfo& arithmetic_field(char op, const FieldInfo& left, const FieldInfo& right) {
    const FieldKind a = left.type->kind;
    const FieldKind b = right.type->kind;
    if (is_temporal(a) && is_temporal(b)) return field_of_kind(FieldKind::duration);
    if (is_temporal(a) || is_temporal(b)) {
        const FieldKind moment = is_temporal(a) ? a : b;
        return field_of_kind(moment == FieldKind::date ? FieldKind::date_time : moment);
    }
    for (const FieldKind kind : {FieldKind::duration, FieldKind::real})
        if (a == kind || b == kind) return field_of_kind(kind);
    if (a == FieldKind::decimal || b == FieldKind::decimal)
        return field_of_decimal(detail::result_places(op, places_beside(left, op, right),
                                                      places_beside(right, op, left)),
                                is_wide(*left.type) || is_wide(*right.type));
    return field_of_kind(a);
}

std::optional<FieldKind> result_kind(Function function) {
    if (is_of_text(function))
        return function == Function::length || function == Function::str_index ? FieldKind::integer
                                                                               : FieldKind::text;
    if (is_part_of_moment(function)) return FieldKind::integer;
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
        case Function::array_length:
            return FieldKind::integer;
        case Function::search_rank:
        case Function::search_rank_cd:
        case Function::trigram_similarity:
        case Function::trigram_word_similarity:
            return FieldKind::real;
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

bool is_alternative(Function function) {
    return function == Function::coalesce || function == Function::greatest ||
           function == Function::least;
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
        case Function::array_length:
            return kind == FieldKind::array ? std::optional(FieldKind::integer) : std::nullopt;
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
            const int lookup = detail::find_lookup(segment);
            if (may_end_in_lookup && last && lookup >= 0 &&
                detail::is_of_json(static_cast<detail::Lookup>(lookup)))
                break;
        } else if (const auto part = detail::array_part(segment);
                   kind == FieldKind::array && part.kind != detail::ArrayPart::Kind::none) {
            end.part = part;
            if (part.kind == detail::ArrayPart::Kind::element) {
                ending.field = field_of_type(ending.field->type->elements->type);
                ending.may_be_missing = true;
            }
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
