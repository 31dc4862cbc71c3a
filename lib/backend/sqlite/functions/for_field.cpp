// Checks the results of statements against the members that are to read them.
#include "backend/sqlite/functions/for_field.hpp"

#include <sqlite3.h>

#include <cmath>
#include <memory>
#include <new>
#include <string>

#include "aside/decimal.hpp"
#include "aside/detail/field_type.hpp"
#include "aside/detail/model_info.hpp"
#include "aside/detail/row_buffer.hpp"
#include "aside/error.hpp"
#include "backend/sqlite/cell.hpp"
#include "backend/sqlite/errors.hpp"
#include "backend/sqlite/functions/function.hpp"

namespace aside::backend::sqlite {

using detail::FieldInfo;
using detail::FieldKind;

namespace {

constexpr int flags = SQLITE_UTF8 | SQLITE_DIRECTONLY;

/// An object whose member is read, to see whether it can be.
class Trial {
public:
    explicit Trial(const FieldInfo& field)
        : field_(field), object_(*field.model->objects.rows), member_(field.in(object_.append())) {}

    void read(const detail::Cell& cell) {
        field_.type->read(member_, cell, field_);
        if (field_.type->kind != FieldKind::decimal || cell.type == detail::CellType::null) return;
        // Reading is more lenient with files of others.
        (void)detail::member_value(field_, object_.data());
    }

private:
    const FieldInfo& field_;
    detail::RowBuffer object_;
    void* member_;
};

/// Whether a member of a type that the library knows itself holds every such cell.
bool holds_all(const FieldInfo& field, detail::CellType type) {
    const auto read = field.type->read;
    if (type == detail::CellType::integer)
        return read == detail::read_int64 || read == detail::read_real;
    return type == detail::CellType::real && read == detail::read_real;
}

/// One trial serves all rows of a statement.
void try_reading(sqlite3_context* context, const FieldInfo& field, const detail::Cell& cell) {
    if (holds_all(field, cell.type)) return;
    if (void* kept = sqlite3_get_auxdata(context, 1)) return static_cast<Trial*>(kept)->read(cell);
    auto trial = std::make_unique<Trial>(field);
    trial->read(cell);
    sqlite3_set_auxdata(context, 1, trial.release(),
                        [](void* done) { delete static_cast<Trial*>(done); });
}

bool is_stored_as_text(const FieldInfo& field) {
    switch (field.type->kind) {
        case FieldKind::boolean:
        case FieldKind::real:
        case FieldKind::duration:
        case FieldKind::decimal:
            return false;
        case FieldKind::integer:
            return field.text_choices;
        case FieldKind::text:
        case FieldKind::blob:
        case FieldKind::date:
        case FieldKind::date_time:
        case FieldKind::time:
        case FieldKind::uuid:
        case FieldKind::json:
        case FieldKind::array:
            return true;
    }
    return true;
}

/// The value as a column of the field's kind stores it.
detail::Cell stored_cell(const FieldInfo& field, sqlite3_value* value) {
    const int type = sqlite3_value_type(value);
    if (!is_stored_as_text(field)) {
        if (type == SQLITE_TEXT) (void)sqlite3_value_numeric_type(value);
        return cell_of(value);
    }
    if (type != SQLITE_INTEGER && type != SQLITE_FLOAT) return cell_of(value);
    return {.type = detail::CellType::text, .text = text_of(value)};
}

void fail(sqlite3_context* context, const std::string& message, int code) {
    sqlite3_result_error(context, message.data(), static_cast<int>(message.size()));
    sqlite3_result_error_code(context, code);
}

void refuse(sqlite3_context* context, const FieldInfo& field, bool null) noexcept {
    try {
        const std::string name =
            field.full_name() + " cannot hold what was computed for it, which is ";
        if (null)
            fail(context, name + "NULL", SQLITE_CONSTRAINT_NOTNULL);
        else
            fail(context, name + "out of its range or no value of its kind", SQLITE_MISMATCH);
    } catch (const std::bad_alloc&) {
        sqlite3_result_error_nomem(context);
    }
}

void for_field(sqlite3_context* context, int, sqlite3_value** arguments) noexcept {
    const auto* field =
        static_cast<const FieldInfo*>(sqlite3_value_pointer(arguments[1], field_pointer));
    if (field == nullptr) return sqlite3_result_error(context, "FOR_FIELD: that is no field", -1);
    const bool null = sqlite3_value_type(arguments[0]) == SQLITE_NULL;
    try {
        const detail::Cell cell = stored_cell(*field, arguments[0]);
        if (!null || !field->type->nullable) try_reading(context, *field, cell);
        if (cell.type == detail::CellType::text)
            sqlite3_result_text64(context, cell.text.data(), cell.text.size(), SQLITE_TRANSIENT,
                                  SQLITE_UTF8);
        else
            sqlite3_result_value(context, arguments[0]);
    } catch (const std::bad_alloc&) {
        sqlite3_result_error_nomem(context);
    } catch (...) {  // whose message may quote the value
        refuse(context, *field, null);
    }
}

void no_key(sqlite3_context* context, int, sqlite3_value**) noexcept {
    fail(context, "the database gives a new row there no key: set its key before it is saved",
         SQLITE_CONSTRAINT_NOTNULL);
}

}  // namespace

void register_for_field(sqlite3* database) {
    const auto add = [&](const char* name, int arguments, auto* function) {
        const int code = sqlite3_create_function_v2(database, name, arguments, flags, nullptr,
                                                    function, nullptr, nullptr, nullptr);
        if (code != SQLITE_OK) raise(database, code, {});
    };
    add("for_field", 2, for_field);
    add("no_key", 0, no_key);
}

}  // namespace aside::backend::sqlite
