// How each type of member is read from a cell and bound to a parameter.
#include "aside/detail/field_type.hpp"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <cstring>
#include <iterator>
#include <limits>

#include "aside/error.hpp"
#include "model/conversions.hpp"
#include "model/unreadable.hpp"

namespace aside::model {

using namespace detail;

static_assert([] {
    for (std::size_t kind = 0; kind < std::size(types_by_kind); ++kind)
        if (types_by_kind[kind].kind != FieldKind(kind)) return false;
    return std::size(types_by_kind) == std::size_t(FieldKind::json) + 1;
}());

namespace {

[[noreturn]] void out_of_range(const FieldInfo& field, const std::string& value) {
    throw DataError(field.full_name() + " cannot hold " + value);
}

inline std::int64_t integer_cell(const Cell& cell, const FieldInfo& field) {
    return cell.type == CellType::integer ? cell.integer : integer_of(cell, field);
}

/// Parses text; a text that the parser refuses cannot be read.
template <class Read>
void read_or_throw(const Cell& cell, const FieldInfo& field, Read read) {
    try {
        read();
    } catch (const ValidationError&) {
        throw_unreadable(field, cell);
    }
}
/// The text of a cell that holds text.
std::string_view text_cell(const Cell& cell, const FieldInfo& field) {
    if (cell.type != CellType::text) throw_unreadable(field, cell);
    return cell.text;
}

[[noreturn, gnu::cold]] void throw_unreadable_integer(const FieldInfo& field, std::int64_t value) {
    throw_unreadable(field, Cell{.type = CellType::integer, .integer = value});
}

template <class Integer>
void store(void* member, std::int64_t value, const FieldInfo& field) {
    if (!std::in_range<Integer>(value)) throw_unreadable_integer(field, value);
    const auto narrow = static_cast<Integer>(value);
    std::memcpy(member, &narrow, sizeof narrow);
}
template <class Integer>
std::int64_t load(const void* member, const FieldInfo& field) {
    Integer value;
    std::memcpy(&value, member, sizeof value);
    if (!std::in_range<std::int64_t>(value)) out_of_range(field, std::to_string(value));
    return static_cast<std::int64_t>(value);
}

/// Reads and writes the integer of an integer member or an enumeration, of any width.
struct IntegerAccess {
    void (*store)(void*, std::int64_t, const FieldInfo&);
    std::int64_t (*load)(const void*, const FieldInfo&);
};
template <class Integer>
constexpr IntegerAccess access_as{store<Integer>, load<Integer>};

const IntegerAccess& access(const FieldType& type) {
    static constexpr IntegerAccess table[2][4] = {
        {access_as<std::uint8_t>, access_as<std::uint16_t>, access_as<std::uint32_t>,
         access_as<std::uint64_t>},
        {access_as<std::int8_t>, access_as<std::int16_t>, access_as<std::int32_t>,
         access_as<std::int64_t>}};
    return table[type.is_signed ? 1 : 0][std::countr_zero(type.bytes)];
}

void store_integer(void* member, std::int64_t value, const FieldInfo& field) {
    access(*field.type).store(member, value, field);
}

const Choice* choice_of(const FieldInfo& field, std::int64_t value) {
    for (const Choice& choice : field.choices)
        if (choice.value == value) return &choice;
    return nullptr;
}
const Choice* choice_of(const FieldInfo& field, std::string_view text) {
    for (const Choice& choice : field.choices)
        if (choice.text == text) return &choice;
    return nullptr;
}

/// A column has room for as many characters of at least a byte; that of a relation for its key's.
inline bool may_lack_room(const FieldInfo& field, std::string_view text) {
    if (field.max_length == 0) return field.relation != nullptr;
    return text.size() > static_cast<std::size_t>(field.max_length);
}

/// Binds to another binder what ends with the call.
class Passing final : public Binder {
public:
    explicit Passing(Binder& to) : to_(to) {}
    void bind(int parameter, const Cell& value, Lifetime) override {
        to_.bind(parameter, value, Lifetime::passing);
    }
    void require_room(std::string_view text, const FieldInfo& field) override {
        to_.require_room(text, field);
    }

private:
    Binder& to_;
};

/// Assigns text with just the room that it needs; append() would make more. Not inline, so that
/// `read_text` stays short.
[[gnu::noinline]] void assign_exactly(std::string& string, std::string_view text) {
    string = std::string(text);
}
[[gnu::noinline]] void assign_text_of(std::string& string, const Cell& cell,
                                      const FieldInfo& field) {
    string = text_of(cell, field);
}

}  // namespace

}  // namespace aside::model

namespace aside::detail {

void require_digits(const FieldInfo& field, Int128 units) {
    const auto limit = power_of_ten<Int128>(field.type->max_digits);
    if (units >= limit || units <= -limit)
        model::out_of_range(field, format_decimal(units, field.type->decimal_places) + ": it has " +
                                       std::to_string(field.type->max_digits) + " digits");
}

void read_boolean(void* member, const Cell& cell, const FieldInfo& field) {
    *static_cast<bool*>(member) =
        cell.type == CellType::integer ? cell.integer != 0 : model::boolean_of(cell, field);
}
void bind_boolean(const void* member, Binder& binder, int parameter, const FieldInfo&) {
    const int truth = *static_cast<const bool*>(member) ? 1 : 0;
    binder.bind(parameter, {.type = CellType::boolean, .integer = truth}, Lifetime::lasting);
}

void read_integer(void* member, const Cell& cell, const FieldInfo& field) {
    if (!field.text_choices)
        return model::store_integer(member, model::integer_cell(cell, field), field);
    const Choice* choice = cell.type == CellType::text
                               ? model::choice_of(field, cell.text)
                               : model::choice_of(field, model::text_of(cell, field));
    if (choice == nullptr) model::throw_unreadable(field, cell);
    model::store_integer(member, choice->value, field);
}
void read_int64(void* member, const Cell& cell, const FieldInfo& field) {
    *static_cast<std::int64_t*>(member) = model::integer_cell(cell, field);
}
void bind_integer(const void* member, Binder& binder, int parameter, const FieldInfo& field) {
    const std::int64_t value = model::access(*field.type).load(member, field);
    if (!field.text_choices) return binder.integer(parameter, value);
    const Choice* choice = model::choice_of(field, value);
    if (choice == nullptr)
        throw DataError(field.full_name() + " has no choice for enumerator " +
                        std::to_string(value));
    binder.text(parameter, choice->text, Lifetime::lasting);
}

void bind_int64(const void* member, Binder& binder, int parameter, const FieldInfo&) {
    binder.integer(parameter, *static_cast<const std::int64_t*>(member));
}

void read_real(void* member, const Cell& cell, const FieldInfo& field) {
    *static_cast<double*>(member) =
        cell.type == CellType::real ? cell.real : model::real_of(cell, field);
}
void bind_real(const void* member, Binder& binder, int parameter, const FieldInfo& field) {
    const double value = *static_cast<const double*>(member);
    if (std::isnan(value))
        throw DataError(field.full_name() +
                        " is not a number (NaN), which a database would turn into NULL");
    binder.real(parameter, value);
}

void read_text(void* member, const Cell& cell, const FieldInfo& field) {
    auto& string = *static_cast<std::string*>(member);
    if (cell.type != CellType::text) return model::assign_text_of(string, cell, field);
    const std::string_view text = cell.text;
    string.clear();
    if (text.size() > string.capacity()) return model::assign_exactly(string, text);
    string.append(text);  // cheaper than assign()
}
void bind_text(const void* member, Binder& binder, int parameter, const FieldInfo& field) {
    const auto& text = *static_cast<const std::string*>(member);
    if (model::may_lack_room(field, text)) binder.require_room(text, field);
    binder.text(parameter, text, Lifetime::lasting);
}

void read_blob(void* member, const Cell& cell, const FieldInfo& field) {
    if (cell.type != CellType::blob && cell.type != CellType::text)
        model::throw_unreadable(field, cell);
    const auto bytes = cell.blob();
    static_cast<Blob*>(member)->assign(bytes.begin(), bytes.end());
}
void bind_blob(const void* member, Binder& binder, int parameter, const FieldInfo&) {
    binder.bind(parameter, cell_of(std::span(*static_cast<const Blob*>(member))),
                Lifetime::lasting);
}

void read_date(void* member, const Cell& cell, const FieldInfo& field) {
    const bool is_day = cell.type == CellType::text && cell.text.size() == day_length;
    model::read_or_throw(cell, field, [&] {
        *static_cast<Date*>(member) = is_day ? parse_date(cell.text) : model::date_of(cell, field);
    });
}
void bind_date(const void* member, Binder& binder, int parameter, const FieldInfo& field) {
    const Date date = *static_cast<const Date*>(member);
    if (!date.ok())
        throw DataError(field.full_name() +
                        " is no date: set it, or make the member a std::optional");
    binder.bind(parameter, {.type = CellType::date, .date = date}, Lifetime::lasting);
}

void read_date_time(void* member, const Cell& cell, const FieldInfo& field) {
    if (cell.type == CellType::date_time) {
        *static_cast<DateTime*>(member) = cell.date_time;
        return;
    }
    model::read_or_throw(cell, field, [&] {
        *static_cast<DateTime*>(member) = parse_date_time(model::text_cell(cell, field));
    });
}
void bind_date_time(const void* member, Binder& binder, int parameter, const FieldInfo&) {
    const DateTime moment = *static_cast<const DateTime*>(member);
    binder.bind(parameter, {.type = CellType::date_time, .date_time = moment}, Lifetime::lasting);
}

void read_time(void* member, const Cell& cell, const FieldInfo& field) {
    if (cell.type == CellType::time) {
        *static_cast<Time*>(member) = cell.time;
        return;
    }
    model::read_or_throw(cell, field, [&] {
        *static_cast<Time*>(member) = parse_time(model::text_cell(cell, field));
    });
}
void bind_time(const void* member, Binder& binder, int parameter, const FieldInfo&) {
    const Time time = *static_cast<const Time*>(member);
    binder.bind(parameter, {.type = CellType::time, .time = time}, Lifetime::lasting);
}

void read_duration(void* member, const Cell& cell, const FieldInfo& field) {
    *static_cast<Duration*>(member) = cell.type == CellType::duration
                                          ? cell.duration
                                          : Duration(model::integer_cell(cell, field));
}
void bind_duration(const void* member, Binder& binder, int parameter, const FieldInfo&) {
    const Duration duration = *static_cast<const Duration*>(member);
    binder.bind(parameter, {.type = CellType::duration, .duration = duration}, Lifetime::lasting);
}

bool decimal_units(const Cell& cell, int places, Int128& units) {
    try {
        switch (cell.type) {
            case CellType::integer:
                units = rescale_decimal(cell.integer, 0, most_decimal_digits, places);
                return true;
            case CellType::decimal:
                units = rescale_decimal(cell.decimal().units(), cell.decimal().places(),
                                        most_decimal_digits, places);
                return true;
            case CellType::real:
                return decimal_units(cell.real, places, units);
            case CellType::text:
                units = parse_decimal(cell.text, most_decimal_digits, places);
                return true;
            default:
                return false;
        }
    } catch (const Error&) {  // it has more digits or places
        return false;
    }
}

// A Decimal is its units, with any template arguments.
void read_decimal(void* member, const Cell& cell, const FieldInfo& field) {
    const FieldType& type = *field.type;
    Int128 units = 0;
    if (!decimal_units(cell, type.decimal_places, units)) model::throw_unreadable(field, cell);
    if (type.bytes == sizeof units) {
        std::memcpy(member, &units, sizeof units);
        return;
    }
    constexpr auto limit = power_of_ten<std::int64_t>(digits_in_64_bits);
    if (units >= limit || units <= -limit) model::throw_unreadable(field, cell);
    const auto narrow = static_cast<std::int64_t>(units);
    std::memcpy(member, &narrow, sizeof narrow);
}
void bind_decimal(const void* member, Binder& binder, int parameter, const FieldInfo& field) {
    Int128 units = 0;
    if (field.type->bytes == sizeof units) {
        std::memcpy(&units, member, sizeof units);
    } else {
        std::int64_t narrow;
        std::memcpy(&narrow, member, sizeof narrow);
        units = narrow;
    }
    require_digits(field, units);
    binder.bind(parameter, cell_of(DecimalValue(units, field.type->decimal_places)),
                Lifetime::lasting);
}

void read_uuid(void* member, const Cell& cell, const FieldInfo& field) {
    model::read_or_throw(cell, field, [&] {
        *static_cast<Uuid*>(member) =
            cell.type == CellType::text ? Uuid::parse(cell.text) : model::uuid_of(cell, field);
    });
}
void bind_uuid(const void* member, Binder& binder, int parameter, const FieldInfo&) {
    const Uuid uuid = *static_cast<const Uuid*>(member);
    binder.bind(parameter, {.type = CellType::uuid, .uuid = uuid}, Lifetime::lasting);
}

void read_json(void* member, const Cell& cell, const FieldInfo& field) {
    // A column of the type JSON makes numbers of text that looks like one.
    const bool is_text = cell.type == CellType::text || cell.type == CellType::json;
    *static_cast<Json*>(member) =
        Json::from_valid_text(is_text ? std::string(cell.text) : model::text_of(cell, field));
}
void bind_json(const void* member, Binder& binder, int parameter, const FieldInfo&) {
    const std::string& text = static_cast<const Json*>(member)->text();
    binder.bind(parameter, {.type = CellType::json, .text = text}, Lifetime::lasting);
}

void bind_passing(const FieldType& type, const void* value, Binder& binder, int parameter,
                  const FieldInfo& field) {
    model::Passing passing(binder);
    type.bind(value, passing, parameter, field);
}

SqlValue typed_value(const Cell& cell, const FieldInfo& field) {
    const auto read = [&]<class T>(T value, void (*reader)(void*, const Cell&, const FieldInfo&)) {
        reader(&value, cell, field);
        return SqlValue(std::move(value));
    };
    if (cell.type == CellType::null) return nullptr;
    switch (field.type->kind) {
        case FieldKind::boolean:
            return read(false, read_boolean);
        case FieldKind::integer:
            return field.text_choices ? read(std::string(), read_text)
                                      : read(std::int64_t{}, read_int64);
        case FieldKind::real:
            return read(0.0, read_real);
        case FieldKind::text:
            return read(std::string(), read_text);
        case FieldKind::blob:
            return read(Blob(), read_blob);
        case FieldKind::date:
            return read(Date(), read_date);
        case FieldKind::date_time:
            return read(DateTime(), read_date_time);
        case FieldKind::time:
            return read(Time(), read_time);
        case FieldKind::duration:
            return read(Duration(), read_duration);
        case FieldKind::decimal: {
            Int128 units = 0;
            if (!decimal_units(cell, field.type->decimal_places, units))
                model::throw_unreadable(field, cell);
            return DecimalValue(units, field.type->decimal_places);
        }
        case FieldKind::uuid:
            return read(Uuid(), read_uuid);
        case FieldKind::json:
            return read(Json(), read_json);
    }
    return {};
}

SqlValue value_in_rows(const FieldInfo& field, const SqlValue& value) {
    return typed_value(cell_of(stored_value(field, value)), field);
}

}  // namespace aside::detail
