#include "migrations/first_values.hpp"

#include <chrono>

#include "aside/detail/related.hpp"
#include "aside/error.hpp"
#include "query/kinds.hpp"

namespace aside::migrations {

using detail::FieldInfo;
using detail::FieldKind;
using schema::DeclaredColumn;

const FieldInfo* field_of(std::span<const detail::ModelInfo* const> models,
                          const std::string& table, const DeclaredColumn& column) {
    for (const detail::ModelInfo* model : models)
        if (model->table == table && model->schema.empty())
            for (const FieldInfo& field : model->fields)
                if (field.column == column.name) return &field;
    return nullptr;
}

std::optional<SqlValue> initialiser(const FieldInfo& field) {
    const auto make = field.model->objects.make_node;
    if (make == nullptr || field.relation != nullptr || field.primary_key || field.auto_now ||
        field.auto_now_add)
        return std::nullopt;
    void* object = nullptr;
    const detail::RelatedSlot node(make(object));
    SqlValue value = detail::stored_value(field, detail::member_value(field, object));
    const bool says_nothing = value.is_null() || value == SqlValue(Date()) ||
                              value == SqlValue(DateTime()) || value == SqlValue(Uuid());
    if (says_nothing) return std::nullopt;
    return value;
}

SqlValue value_from_text(const FieldInfo* field, const DeclaredColumn& column,
                         const std::string& path, const std::string& text) {
    const FieldInfo& as = field != nullptr ? *field : query::field_of_kind(*column.type.kind);
    if (text == "now") {
        const auto now =
            std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
        const auto midnight = std::chrono::floor<std::chrono::days>(now);
        if (column.type.kind == FieldKind::date_time) return DateTime(now);
        if (column.type.kind == FieldKind::date) return Date(std::chrono::year_month_day(midnight));
    }
    try {
        SqlValue value = detail::parsed_value(as, text);
        if (!value.is_null()) return value;
    } catch (const Error& error) {
        throw ImproperlyConfigured("--default " + path + '=' + text + ": " + error.what());
    }
    throw ImproperlyConfigured("--default " + path + '=' + text + " is no value");
}

namespace {

std::optional<SqlValue> zero_of(const DeclaredColumn& column) {
    if (column.references || column.automatic) return std::nullopt;
    switch (*column.type.kind) {
        case FieldKind::boolean:
            return false;
        case FieldKind::integer:
            return 0;
        case FieldKind::real:
            return 0.0;
        case FieldKind::text:
            return "";
        case FieldKind::blob:
            return Blob();
        case FieldKind::date:
            return Date(std::chrono::year(1970) / 1 / 1);
        case FieldKind::date_time:
            return DateTime();
        case FieldKind::time:
            return Time();
        case FieldKind::duration:
            return Duration();
        case FieldKind::decimal:
            return detail::parsed_value(query::field_of_kind(FieldKind::decimal), "0");
        case FieldKind::uuid:
            return Uuid();
        case FieldKind::json:
            return Json();
        case FieldKind::array:
            return SqlArray{.element =
                                query::bound_kind(query::field_of_kind(*column.type.element))};
    }
    return std::nullopt;
}

}  // namespace

Fills zero_fills(std::span<const TableChange> changes) {
    Fills fills;
    for (const TableChange& change : changes) {
        if (!change.from || !change.to) continue;
        for (const DeclaredColumn& column : change.to->columns) {
            const bool is_back = find_column(*change.renamed, column.name) == nullptr;
            if (!is_back || column.nullable || column.default_value || column.first_default)
                continue;
            if (const auto zero = zero_of(column)) fills[{change.to->name, column.name}] = *zero;
        }
    }
    return fills;
}

}  // namespace aside::migrations
