#include "backend/sqlite/functions/function.hpp"

#include <sqlite3.h>

#include <memory>
#include <new>

namespace aside::backend::sqlite {

void Call::worked(std::size_t bytes) const {
    if (stop_.is_to_stop_after(bytes)) throw Stopped();
}

std::string_view Call::text(int index) const {
    sqlite3_value* const value = arguments_[index];
    // SQLite would take a blob for text in the database's encoding, which may be UTF-16.
    const void* bytes = sqlite3_value_type(value) == SQLITE_BLOB ? sqlite3_value_blob(value)
                                                                 : sqlite3_value_text(value);
    if (bytes == nullptr) return "";
    const auto size = static_cast<std::size_t>(sqlite3_value_bytes(value));
    worked(size);
    return {static_cast<const char*>(bytes), size};
}

bool Call::is_blob(int index) const { return sqlite3_value_type(arguments_[index]) == SQLITE_BLOB; }

bool Call::is_integer(int index) const {
    return sqlite3_value_numeric_type(arguments_[index]) == SQLITE_INTEGER;
}

bool Call::is_real(int index) const {
    return sqlite3_value_type(arguments_[index]) == SQLITE_FLOAT;
}

bool Call::is_text(int index) const { return sqlite3_value_type(arguments_[index]) == SQLITE_TEXT; }

std::int64_t Call::integer(int index) const {
    if (!is_integer(index)) throw FunctionError("the argument must be an integer");
    return sqlite3_value_int64(arguments_[index]);
}

double Call::real(int index) const {
    if (!is_integer(index) && sqlite3_value_numeric_type(arguments_[index]) != SQLITE_FLOAT)
        throw FunctionError("the argument must be a number");
    return sqlite3_value_double(arguments_[index]);
}

void Call::give_integer(std::int64_t value) const { sqlite3_result_int64(context_, value); }
void Call::give_real(double value) const { sqlite3_result_double(context_, value); }

void Call::give_text(std::string_view text) const {
    sqlite3_result_text64(context_, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8);
}

void Call::give_bytes(std::string_view bytes) const {
    sqlite3_result_blob64(context_, bytes.data(), bytes.size(), SQLITE_TRANSIENT);
}

void run_scalar(sqlite3_context* context, int count, sqlite3_value** arguments) noexcept {
    for (int i = 0; i < count; ++i)
        if (sqlite3_value_type(arguments[i]) == SQLITE_NULL) return;
    const auto& [scalar, stop] = *static_cast<const Registered*>(sqlite3_user_data(context));
    try {
        scalar.run(Call(context, count, arguments, stop));
    } catch (const FunctionError& error) {
        char message[200];
        sqlite3_snprintf(sizeof message, message, "%s: %s", scalar.name, error.what());
        fail(context, message);
    } catch (const Stopped&) {
        sqlite3_result_error_code(context, SQLITE_INTERRUPT);
    } catch (const std::bad_alloc&) {
        sqlite3_result_error_nomem(context);
    }
}

// SQLite aligns to 8 bytes only.
void* state_of(sqlite3_context* context, std::size_t size, std::size_t alignment) noexcept {
    std::size_t space = size + alignment;
    void* memory = sqlite3_aggregate_context(context, static_cast<int>(space));
    return memory == nullptr ? nullptr : std::align(alignment, size, memory, space);
}

void fail(sqlite3_context* context, const char* message) {
    sqlite3_result_error(context, message, -1);
    sqlite3_result_error_code(context, SQLITE_MISMATCH);
}

}  // namespace aside::backend::sqlite
