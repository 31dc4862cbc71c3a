#include "backend/sqlite/sqlite_statement.hpp"

#include <sqlite3.h>

#include <utility>

#include "aside/error.hpp"
#include "backend/read_columns.hpp"
#include "backend/sqlite/cell.hpp"
#include "backend/sqlite/errors.hpp"
#include "backend/sqlite/functions/for_field.hpp"
#include "backend/sqlite/sqlite_connection.hpp"
#include "sql/sqlite/storage.hpp"

namespace aside::backend::sqlite {

namespace {

// SQLite takes a null pointer for NULL, with any length; an empty view may have one.
const char* start_of(std::string_view view) { return view.data() == nullptr ? "" : view.data(); }

auto until(detail::Lifetime lifetime) {
    return lifetime == detail::Lifetime::lasting ? SQLITE_STATIC : SQLITE_TRANSIENT;
}

// SQLite's documentation calls this value unprotected: another thread that used the connection
// could change it meanwhile. A connection is used by one thread at a time.
inline detail::Cell cell_at(sqlite3_stmt* statement, int column) {
    return cell_of(sqlite3_column_value(statement, column));
}

}  // namespace

void FinalizeStatement::operator()(sqlite3_stmt* statement) const noexcept {
    sqlite3_finalize(statement);
}

SqliteStatement::SqliteStatement(SqliteConnection& connection, StatementHandle statement)
    : connection_(connection),
      statement_(std::move(statement)),
      read_only_(sqlite3_stmt_readonly(statement_.get()) != 0),
      reads_rows_(read_only_ && sqlite3_column_count(statement_.get()) != 0),
      parameters_(sqlite3_bind_parameter_count(statement_.get())) {}

bool SqliteStatement::step() {
    if (phase_ == Phase::done) return false;  // SQLite would begin again
    if (phase_ == Phase::ready) {
        phase_ = Phase::running;
        connection_.changes_ = 0;
        connection_.all_changes_ = 0;
        if (reads_rows_) {
            connection_.begin_read();
        } else {
            total_before_ = sqlite3_total_changes64(connection_.database_.get());
            connection_.begin_statement();
        }
    }
    connection_.commits_ = false;
    connection_.rolled_back_ = false;
    const int code = sqlite3_step(statement_.get());
    if (connection_.lost_count_) connection_.throw_lost_count();
    if (code == SQLITE_ROW) return true;
    phase_ = Phase::done;
    if (code != SQLITE_DONE && !connection_.has_committed())
        connection_.fail(code, sql(), deletes());
    if (!reads_rows_) note_changes();
    return false;
}

void SqliteStatement::note_changes() {
    connection_.end_statement();
    // SQLite counts the changes of the latest INSERT, UPDATE or DELETE, and keeps that number while
    // other statements run.
    sqlite3* const database = connection_.database_.get();
    connection_.all_changes_ = sqlite3_total_changes64(database) - total_before_;
    if (connection_.all_changes_ != 0) connection_.changes_ = sqlite3_changes64(database);
}

/// A COMMIT is read-only for SQLite. It may delete what its transaction has deleted.
bool SqliteStatement::deletes() const {
    return read_only_ ? connection_.transaction_deletes_ : connection_.statement_deletes_;
}

// Numbers stay bound: the code that executes a statement binds all of its parameters anew. Text and
// bytes are let go of, for two reasons. SQLite's copies of them would take memory until the next
// use; and text that was bound without a copy may end now, while SQLite wants it to live for as
// long as it is bound (https://sqlite.org/c3ref/bind_blob.html).
void SqliteStatement::reset() noexcept {
    sqlite3_reset(statement_.get());
    if (holds_bytes_) sqlite3_clear_bindings(statement_.get());
    holds_bytes_ = false;
    phase_ = Phase::ready;
}

bool SqliteStatement::read_only() const { return read_only_; }
int SqliteStatement::column_count() const { return sqlite3_column_count(statement_.get()); }
int SqliteStatement::parameter_count() const { return parameters_; }

std::string_view SqliteStatement::column_name(int column) const {
    const char* name = sqlite3_column_name(statement_.get(), column);
    return name == nullptr ? std::string_view() : name;
}

detail::Cell SqliteStatement::at(int column) const { return cell_at(statement_.get(), column); }

void SqliteStatement::read(std::span<const detail::ResultColumn> columns, int first,
                           void* row) const {
    read_columns(columns, first, row,
                 [statement = statement_.get()](int column) { return cell_at(statement, column); });
}

void SqliteStatement::bind(int parameter, const detail::Cell& value, detail::Lifetime lifetime) {
    using detail::CellType;
    sql::sqlite::StorageText room;
    const detail::Cell stored = sql::sqlite::stored(value, room);
    if (stored.text.data() == room.data()) lifetime = detail::Lifetime::passing;
    switch (stored.type) {
        case CellType::integer:
            return integer(parameter, stored.integer);
        case CellType::real:
            return real(parameter, stored.real);
        case CellType::text:
            return text(parameter, stored.text, lifetime);
        case CellType::blob:
            holds_bytes_ = true;
            return check(sqlite3_bind_blob64(statement_.get(), parameter + 1, start_of(stored.text),
                                             stored.text.size(), until(lifetime)));
        default:
            check(sqlite3_bind_null(statement_.get(), parameter + 1));
    }
}

void SqliteStatement::integer(int parameter, std::int64_t value) {
    check(sqlite3_bind_int64(statement_.get(), parameter + 1, value));
}

void SqliteStatement::real(int parameter, double value) {
    sql::sqlite::require_number(value);
    check(sqlite3_bind_double(statement_.get(), parameter + 1, value));
}

void SqliteStatement::text(int parameter, std::string_view value, detail::Lifetime lifetime) {
    holds_bytes_ = true;
    check(sqlite3_bind_text64(statement_.get(), parameter + 1, start_of(value), value.size(),
                              until(lifetime), SQLITE_UTF8));
}

// Replaces the field's name, which was bound as text for readers of the query log, by a pointer to
// the field. No SQL can make up such a pointer, or store it.
void SqliteStatement::field(int parameter, const detail::FieldInfo& field) {
    check(sqlite3_bind_pointer(statement_.get(), parameter + 1,
                               const_cast<detail::FieldInfo*>(&field), field_pointer, nullptr));
}

void SqliteStatement::check(int code) const {
    if (code != SQLITE_OK) raise(connection_.database_.get(), code, sql());
}

std::string_view SqliteStatement::sql() const {
    const char* text = sqlite3_sql(statement_.get());
    return text == nullptr ? std::string_view() : text;
}

}  // namespace aside::backend::sqlite
