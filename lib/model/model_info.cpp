#include "aside/detail/model_info.hpp"

#include <algorithm>
#include <limits>

#include "aside/decimal.hpp"
#include "aside/detail/field_type.hpp"
#include "aside/error.hpp"
#include "aside/temporal.hpp"
#include "model/ascii.hpp"
#include "model/captured.hpp"
#include "model/conversions.hpp"
#include "model/unstorable.hpp"

namespace aside::model {

using namespace detail;

namespace {

/// Splits at `::`, but not inside of template arguments or parentheses.
std::vector<std::string_view> scopes(std::string_view type_name) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    int depth = 0;
    for (std::size_t i = 0; i < type_name.size(); ++i) {
        const char c = type_name[i];
        if (c == '<' || c == '(' || c == '{') ++depth;
        if (c == '>' || c == ')' || c == '}') --depth;
        if (depth == 0 && type_name.substr(i).starts_with("::")) {
            parts.push_back(type_name.substr(begin, i - begin));
            begin = i + 2;
        }
    }
    parts.push_back(type_name.substr(begin));
    return parts;
}

bool is_identifier(std::string_view name) {
    return !name.empty() && std::ranges::all_of(name, is_of_name);
}

/// Looks at the value that is bound, without a copy of it.
class UnsetKey final : public Binder {
public:
    [[nodiscard]] bool found() const { return found_; }

    void integer(int, std::int64_t value) override { found_ = value == 0; }
    void bind(int, const Cell& value, Lifetime) override {
        switch (value.type) {
            case CellType::null:
                found_ = true;
                break;
            case CellType::boolean:
            case CellType::integer:
                found_ = value.integer == 0;
                break;
            case CellType::decimal:
                found_ = value.decimal().units() == 0;
                break;
            case CellType::duration:
                found_ = value.duration == Duration(0);
                break;
            case CellType::text:
                found_ = value.text.empty();
                break;
            case CellType::uuid:
                found_ = value.uuid == Uuid();
                break;
            case CellType::real:
            case CellType::blob:
            case CellType::date:
            case CellType::date_time:
            case CellType::time:
            case CellType::json:
            case CellType::array:
                break;
        }
    }

private:
    bool found_ = false;
};

/// Refuses digits that the field has not.
void require_decimal(const FieldInfo& field, const SqlValue& value) {
    const int places = field.type->decimal_places;
    Int128 units = 0;
    if (value.is_null()) return;
    if (!decimal_units(cell_of(value), places, units))
        throw DataError(field.full_name() + " cannot hold " + value.to_string() + ": it has " +
                        std::to_string(places) + " places");
    require_digits(field, units);
}

SqlValue midnight(const FieldInfo& field, Date date) {
    if (!date.ok()) throw DataError(field.full_name() + " cannot hold what is no date: set it");
    return DateTime(std::chrono::sys_days(date));
}

/// A value of a field, or of an element of one that is an array.
SqlValue stored_as(FieldKind kind, const FieldInfo& field, const SqlValue& value) {
    if (kind == FieldKind::decimal) return require_decimal(field, value), value;
    if (value.date() != nullptr && kind == FieldKind::date_time)
        return midnight(field, *value.date());
    const std::int64_t* integer = value.integer();
    if (integer == nullptr || kind != FieldKind::integer) return value;
    if (field.text_choices) {
        for (const Choice& choice : field.choices)
            if (choice.value == *integer) return choice.text;
        throw DataError(field.full_name() + " has no choice for enumerator " +
                        std::to_string(*integer));
    }
    const auto [least, greatest] = integer_range(*field.type);
    if (*integer < least || *integer > greatest)
        throw DataError(field.full_name() + " cannot hold " + std::to_string(*integer));
    return value;
}

}  // namespace

void throw_unstorable(const FieldInfo& field, const Unstorable& error) {
    throw DataError(field.full_name() + ": " + error.what());
}

}  // namespace aside::model

namespace aside::detail {

std::string_view kind_name(FieldKind kind) {
    static constexpr std::string_view names[] = {
        "a boolean", "an integer", "a real number", "text",   "bytes", "a date",  "a date and time",
        "a time",    "a duration", "a decimal",     "a UUID", "JSON",  "an array"};
    static_assert(std::size(names) == static_cast<std::size_t>(FieldKind::array) + 1);
    return names[static_cast<std::size_t>(kind)];
}

std::string FieldInfo::full_name() const {
    return model == nullptr ? std::string(name)
                            : std::string(model->type_name) + '.' + std::string(name);
}

const FieldInfo* ModelInfo::find(std::string_view name) const {
    if (name == "pk") return &key();
    for (const FieldInfo& field : fields)
        if (field.name == name) return &field;
    if (!name.ends_with("_id")) return nullptr;
    name.remove_suffix(3);
    for (const FieldInfo& field : fields)
        if (field.relation != nullptr && field.name == name) return &field;
    return nullptr;
}

const RelationInfo* ModelInfo::find_relation(std::string_view name) const {
    if (name == "pk") return key().relation;
    for (const RelationInfo& relation : relations)
        if (relation.name == name) return &relation;
    return nullptr;
}

const FieldInfo& ModelInfo::at(std::string_view name) const {
    if (const FieldInfo* field = find(name)) return *field;
    std::string known;
    for (const FieldInfo& field : fields)
        known += (known.empty() ? "" : ", ") + std::string(field.name);
    throw FieldError(std::string(type_name) + " has no field \"" + std::string(name) +
                     "\"; its fields are " + known);
}

std::string own_name(std::string_view type_name) {
    const std::string_view own = model::scopes(type_name).back();
    return model::lower(own.substr(0, own.find('<')));
}

std::string table_name(std::string_view type_name) {
    std::vector<std::string_view> parts = model::scopes(type_name);
    std::erase_if(parts, [](std::string_view part) { return !model::is_identifier(part); });
    if (parts.empty()) return {};
    const std::string own = model::lower(parts.back());
    return parts.size() == 1 ? own : model::lower(parts[parts.size() - 2]) + '_' + own;
}

ModelInfo describe_model(std::string_view type_name, std::span<const MemberInfo> members) {
    ModelInfo model;
    model.type_name = type_name;
    model.table = table_name(type_name);
    model.fields.reserve(members.size());
    for (const MemberInfo& member : members) {
        if (member.relation != nullptr)
            model.relations.push_back({.name = member.name,
                                       .type = member.relation,
                                       .offset = member.offset,
                                       .field = model.fields.size()});
        if (member.type == nullptr) continue;
        FieldInfo field;
        field.name = member.name;
        field.column = member.name;
        if (member.relation != nullptr) field.column += "_id";
        field.type = member.type;
        field.offset = member.offset;
        field.index = member.relation != nullptr;
        field.unique =
            member.relation != nullptr && member.relation->kind == RelationKind::one_to_one;
        model.fields.push_back(std::move(field));
    }
    return model;
}

FieldInfo& field_named(ModelInfo& model, std::string_view name) {
    return *std::ranges::find(model.fields, name, &FieldInfo::name);
}

void complete_model(ModelInfo& model) {
    for (FieldInfo& field : model.fields) {
        field.model = &model;
        if (field.type->kind == FieldKind::array && model.array == nullptr) model.array = &field;
        model.result_columns.push_back(
            {.read = field.type->read,
             .field = &field,
             .offset = field.offset,
             .number = static_cast<std::uint32_t>(model.result_columns.size())});
    }
    for (RelationInfo& relation : model.relations) {
        relation.model = &model;
        if (relation.has_column()) model.fields[relation.field].relation = &relation;
        prepare_relation(relation);
    }
    auto key = std::ranges::find_if(model.fields, &FieldInfo::primary_key);
    if (key == model.fields.end()) key = std::ranges::find(model.fields, "id", &FieldInfo::name);
    key->primary_key = true;
    key->automatic = key->type->kind == FieldKind::integer && !key->type->enumeration &&
                     key->relation == nullptr;
    model.primary_key = static_cast<std::size_t>(key - model.fields.begin());
}

SqlValue member_value(const FieldInfo& field, const void* object) {
    model::Captured captured;
    field.type->bind(field.in(object), captured, 0, field);
    return captured.take();
}

void set_member(const FieldInfo& field, void* object, const SqlValue& value) {
    if (value.is_null() && !field.type->nullable)
        throw ValidationError(field.full_name() +
                              " cannot be NULL: its member is no std::optional");
    const SqlValue stored = stored_value(field, value);
    field.type->read(field.in(object), cell_of(stored), field);
}

bool key_unset(const ModelInfo& model, const void* object) {
    const FieldInfo& key = model.key();
    model::UnsetKey unset;
    key.type->bind(key.in(object), unset, 0, key);
    return unset.found();
}

bool stores_as_given(const FieldInfo& field) {
    return field.type->kind != FieldKind::date_time && field.type->kind != FieldKind::integer &&
           field.type->kind != FieldKind::array;
}

SqlValue stored_value(const FieldInfo& field, const SqlValue& value) {
    const SqlArray* array = value.array();
    if (array == nullptr || field.type->kind != FieldKind::array)
        return model::stored_as(field.type->kind, field, value);
    const FieldKind kind = field.type->elements->type->kind;
    SqlArray stored{.element = model::kind_of_values(kind)};
    stored.values.reserve(array->values.size());
    for (const SqlValue& element : array->values) {
        stored.values.push_back(model::stored_as(kind, field, element));
        // Each goes over the wire as the type that it has.
        if (!element.is_null()) stored.element = stored.values.back().kind();
    }
    return stored;
}

}  // namespace aside::detail
