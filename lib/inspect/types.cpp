// What is chosen for each type of column. Where the engine takes any value in any column, the
// values that are there decide, and what was decided by them is said.
#include "inspect/types.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "inspect/identifiers.hpp"
#include "model/ascii.hpp"

namespace aside::inspect {
namespace {

using detail::FieldKind;
using schema::Column;

constexpr int most_digits = 38;         // of a Decimal
constexpr int digits_of_a_double = 15;  // that SQLite keeps of a number with a fraction

MemberType bytes() { return {.name = "std::vector<std::byte>"}; }
MemberType text() { return {.name = "std::string"}; }
MemberType real() { return {.name = "double", .initialiser = " = 0"}; }
MemberType integer(int bits) {
    return {.name = "std::int" + std::to_string(bits) + "_t", .initialiser = " = 0"};
}
MemberType plain(std::string name) { return {.name = std::move(name), .initialiser = "{}"}; }
MemberType with_note(MemberType type, std::string note) {
    type.notes.push_back(std::move(note));
    return type;
}
MemberType unreadable(std::string why) { return {.unreadable = std::move(why)}; }

std::string decimal_name(int digits, int places) {
    return "aside::Decimal<" + std::to_string(digits) + ", " + std::to_string(places) + '>';
}

std::string declared_words(const Column& column, const Engine& engine) {
    const std::string words = engine.dialect->column_type(column);
    return words.empty() ? "no type" : words;
}

/// What the values that were looked at are, whatever the column was declared.
MemberType by_values(const Sample& sample) {
    if (sample.all_integers()) return integer(64);
    if (sample.all_numbers()) return real();
    if (sample.all_text() && sample.all_moments()) return plain("aside::DateTime");
    if (sample.all_text() && sample.all_dates()) return plain("aside::Date");
    if (sample.all_text()) return text();
    if (sample.all_blobs()) return bytes();
    return sample.any_blobs() ? bytes() : text();  // text reads numbers, too, as their digits
}

/// The kind of values that a column without a known type was made for.
MemberType by_affinity(const Column& column, const Engine& engine) {
    switch (engine.dialect->kept_kind(column).value_or(FieldKind::blob)) {
        case FieldKind::integer:
            return integer(64);
        case FieldKind::real:
            return real();
        case FieldKind::text:
            return text();
        default:
            return bytes();
    }
}

MemberType guessed(const Column& column, const Sample& sample, const Engine& engine) {
    if (sample.values() == 0) {
        MemberType type = by_affinity(column, engine);
        return with_note(std::move(type),
                         "a guess: " + declared_words(column, engine) + ", without values");
    }
    MemberType type = by_values(sample);
    return with_note(std::move(type),
                     "a guess by the values that are there: " + declared_words(column, engine));
}

MemberType differing(const Column& column, const Sample& sample, const Engine& engine) {
    MemberType type = by_values(sample);
    const std::string name = type.name;
    return with_note(std::move(type), "declared " + declared_words(column, engine) +
                                          ", but there are values that only a " + name + " holds");
}

bool is_loose(const Engine& engine) { return engine.dialect->features().loose_types; }

MemberType integer_for(const Column& column, const Sample& sample, const Engine& engine) {
    const int bytes = column.type.bytes == 1 ? 2 : column.type.bytes;
    const bool is_key = column.identity != schema::Identity::none;
    if (!is_loose(engine)) return integer(8 * bytes);
    if (!sample.all_numbers()) return differing(column, sample, engine);
    if (sample.any_fractions())
        return with_note(real(), "declared " + declared_words(column, engine) +
                                     ", but there are values with a fraction");
    const auto fits = [&]<class Integer>(Integer) {
        return sample.least() >= std::numeric_limits<Integer>::min() &&
               sample.greatest() <= std::numeric_limits<Integer>::max();
    };
    const bool is_large = !column.type.is_signed && bytes == 8;
    if (is_large) return with_note(integer(64), "numbers from 2^63 on do not fit");
    if (bytes == 2 && !is_key && fits(std::int16_t())) return integer(16);
    if (bytes == 4 && !is_key && engine.of_django && fits(std::int32_t())) return integer(32);
    return integer(64);
}

MemberType text_for(const Column& column) {
    MemberType type = text();
    if (column.type.max_length > 0)
        type.options.push_back(".max_length(" + std::to_string(column.type.max_length) + ')');
    return type;
}

/// A date, a moment or a time, as the values have it.
MemberType moment_for(const Column& column, const Sample& sample, const Engine& engine) {
    const std::string name = column.type.kind == FieldKind::date        ? "aside::Date"
                             : column.type.kind == FieldKind::date_time ? "aside::DateTime"
                                                                        : "aside::Time";
    if (!is_loose(engine) || sample.values() == 0) return plain(name);
    const std::pair<bool, std::string_view> found[] = {{sample.all_moments(), "aside::DateTime"},
                                                       {sample.all_dates(), "aside::Date"},
                                                       {sample.all_times(), "aside::Time"}};
    for (const auto& [is_so, type] : found)
        if (is_so && sample.all_text())
            return type == name ? plain(name)
                                : with_note(plain(std::string(type)),
                                            "declared " + declared_words(column, engine));
    const std::string declared = "declared " + declared_words(column, engine);
    if (sample.all_integers())
        return with_note(integer(64), declared + ", but holds numbers, such as seconds since 1970");
    if (sample.all_numbers())
        return with_note(real(), declared + ", but holds numbers, such as Julian days");
    return with_note(text(), declared + ", but holds other text than this library writes for that");
}

/// A decimal whose digits the database does not say, or which holds others than it says.
MemberType decimal_by_values(const Column& column, const Sample& sample, const Engine& engine) {
    if (sample.values() > 0 && !sample.all_decimals()) return differing(column, sample, engine);
    const bool is_real = is_loose(engine) && sample.places() > 0 &&
                         sample.places() + sample.whole_digits() > digits_of_a_double;
    if (is_real)
        return with_note(real(), "declared " + declared_words(column, engine) +
                                     ", but holds real numbers, not decimals");
    const int places = std::max(sample.places(), 2);
    const int digits = std::max(digits_of_a_double, sample.whole_digits() + places);
    if (digits > most_digits) return unreadable("it has more digits than a Decimal");
    return with_note({.name = decimal_name(digits, places)},
                     "a guess: the database does not say how many places its numbers have");
}

MemberType decimal_for(const Column& column, const Sample& sample, const Engine& engine) {
    const int digits = column.type.max_digits;
    const int places = column.type.decimal_places;
    if (digits == 0) return decimal_by_values(column, sample, engine);
    if (digits > most_digits || places > digits || places < 0)
        return is_loose(engine) ? decimal_by_values(column, sample, engine)
                                : unreadable("a Decimal has at most 38 digits");
    const bool fits = sample.all_decimals() && sample.places() <= places &&
                      sample.whole_digits() <= digits - places;
    if (sample.values() > 0 && !fits) return decimal_by_values(column, sample, engine);
    return {.name = decimal_name(digits, places)};
}

MemberType uuid_for(const Column& column, const Sample& sample, const Engine& engine) {
    if (!is_loose(engine) || (sample.all_text() && sample.all_uuids()))
        return {.name = "aside::Uuid"};
    MemberType type = sample.all_blobs() ? bytes() : text();
    if (sample.all_text() && column.type.kind == FieldKind::uuid)
        type.options.emplace_back(".max_length(32)");  // `char(32)` that holds others
    else
        type.notes.push_back("declared " + declared_words(column, engine) +
                             ", but holds other values than this library writes for a UUID");
    return type;
}

MemberType array_for(const Column& column, const Engine& engine) {
    Column element = column;
    element.type.kind = std::exchange(element.type.element, std::nullopt);
    MemberType type = type_of(element, Sample(), engine);
    if (!type.unreadable.empty()) return type;
    type.name = "std::vector<" + type.name + '>';
    type.initialiser.clear();
    return type;
}

MemberType type_of_unknown(const Column& column, const Sample& sample, const Engine& engine) {
    const std::string words = model::lower(engine.dialect->column_type(column));
    if (!is_loose(engine))
        return unreadable("this library does not read values of the type " + words);
    if (words == "uuid" || words == "guid" || words == "uniqueidentifier")
        return uuid_for(column, sample, engine);
    if (words == "json" || words == "jsonb") return {.name = "aside::Json"};
    MemberType type = guessed(column, sample, engine);
    type.unmanaged = words == "any";
    return type;
}

MemberType boolean_for(const Column& column, const Sample& sample, const Engine& engine) {
    const bool is_one = sample.values() == 0 || sample.all_booleans() || !is_loose(engine);
    return is_one ? MemberType{.name = "bool", .initialiser = " = false"}
                  : differing(column, sample, engine);
}

}  // namespace

bool wants_sample(const Column& column, const Engine& engine) {
    const auto& kind = column.type.kind;
    if (!is_loose(engine)) return kind == FieldKind::decimal && column.type.max_digits == 0;
    return kind != FieldKind::text && kind != FieldKind::blob && kind != FieldKind::real &&
           kind != FieldKind::json;
}

MemberType type_of(const Column& column, const Sample& sample, const Engine& engine) {
    if (!column.type.kind) return type_of_unknown(column, sample, engine);
    switch (*column.type.kind) {
        case FieldKind::boolean:
            return boolean_for(column, sample, engine);
        case FieldKind::integer:
            return integer_for(column, sample, engine);
        case FieldKind::real:
            return real();
        case FieldKind::text:
            return text_for(column);
        case FieldKind::blob:
            return bytes();
        case FieldKind::date:
        case FieldKind::date_time:
        case FieldKind::time:
            return moment_for(column, sample, engine);
        case FieldKind::duration:
            return plain("aside::Duration");
        case FieldKind::decimal:
            return decimal_for(column, sample, engine);
        case FieldKind::uuid:
            return uuid_for(column, sample, engine);
        case FieldKind::json:
            return {.name = "aside::Json"};
        case FieldKind::array:
            return array_for(column, engine);
    }
    return unreadable("its type is not known");
}

}  // namespace aside::inspect
