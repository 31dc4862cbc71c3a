#include "backend/postgresql/postgres_statement.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "backend/postgresql/postgres_connection.hpp"
#include "backend/postgresql/wire_numbers.hpp"
#include "backend/read_columns.hpp"
#include "sql/postgresql/values.hpp"

namespace aside::backend::postgresql {

PostgresStatement::PostgresStatement(PostgresConnection& connection, std::string_view sql)
    : connection_(&connection),
      prepared_(connection.text_of(sql)),
      parameters_(static_cast<std::size_t>(content().parameters)) {}

PostgresStatement::~PostgresStatement() {
    reset();
    leave_text();
}

void PostgresStatement::leave_text() noexcept {
    if (prepared_.use_count() == 1) connection_->drop_text(*prepared_);
}

bool PostgresStatement::read_only() const { return content().kind == StatementText::Kind::reads; }

bool PostgresStatement::may_move() const {
    return streams() && connection_->lost_ && connection_->alone_ && !connection_->heard_;
}

void PostgresStatement::move_to(Connection& other) {
    auto& moved_to = static_cast<PostgresConnection&>(other);
    auto text = moved_to.text_of(sql());
    leave_text();
    connection_ = &moved_to;
    prepared_ = std::move(text);
    phase_ = Phase::ready;
    sent_ = unwanted_ = outdated_ = false;
    described_ = 0;
    failure_ = nullptr;
}

// A parameter that is NULL takes whichever type was declared. What is planned for a long list
// hashes it, or looks each of its values up; a plan for lists of any length may do neither.
bool PostgresStatement::prepared() const {
    if (!prepared_->known || parameters_.has_long_list()) return false;
    for (std::size_t i = 0; i < prepared_->types.size(); ++i)
        if (const auto type = parameters_.type(i);
            type != types::unknown && type != prepared_->types[i])
            return false;
    return true;
}

std::span<const TypeNumber> PostgresStatement::declare_types() {
    auto& declared = prepared_->types;
    declared.resize(parameters_.count(), types::unknown);
    for (std::size_t i = 0; i < declared.size(); ++i)
        if (const auto type = parameters_.type(i); type != types::unknown) declared[i] = type;
    ++prepared_->times;
    return declared;
}

detail::Binder* PostgresStatement::arrays(std::span<const detail::CellType> types) {
    array_parameters_.begin(types);
    return &array_parameters_;
}

void PostgresStatement::settle_parameters() {
    for (std::size_t i = 0; i < array_parameters_.size(); ++i)
        parameters_.bind_bytes(i, array_parameters_.type(i), array_parameters_.bytes(i));
}

bool PostgresStatement::step() {
    if (phase_ == Phase::done) return false;
    begin();
    if (next_row()) return true;
    phase_ = Phase::done;
    connection_->changes_ = changes_;
    if (failure_) std::rethrow_exception(failure_);
    return false;
}

void PostgresStatement::begin() {
    if (phase_ == Phase::ready) {
        phase_ = Phase::running;
        connection_->begin(*this);
    }
    if (row_ + 1 < count_) return;
    current_.reset();  // so that the next row finds its memory
    wait();
    if (next_ == nullptr && may_have_more()) {
        connection_->fetch(*this);
        wait();
    }
    if (!std::exchange(outdated_, false)) return;
    failure_ = nullptr;
    sent_ = false;
    connection_->begin(*this);
    wait();
    outdated_ = false;
}

void PostgresStatement::wait() {
    while ((next_ == nullptr || !streams()) && !connection_->is_settled(*this))
        connection_->take_answer();
}

void PostgresStatement::open_cursor(std::string name, std::uint64_t at) {
    cursor_ = std::move(name);
    opened_at_ = at;
    wanted_ = had_ = 0;
    ++prepared_->times;  // so that its columns are described
}

// The first time one more: whoever reads a number of rows asks for one behind them, too, to see
// whether there are more.
std::string PostgresStatement::fetch() {
    constexpr std::size_t most = std::numeric_limits<std::int32_t>::max();
    const std::size_t rows = std::min(turn_, most - 1) + (wanted_ == 0 ? 1 : 0);
    wanted_ += rows;
    return "FETCH " + std::to_string(rows) + " FROM " + cursor_;
}

bool PostgresStatement::may_have_more() const {
    return !cursor_.empty() && !failure_ && had_ == wanted_;
}

bool PostgresStatement::next_row() {
    if (++row_ < count_) return true;
    count_ = 0;
    if (next_ == nullptr || (failure_ && !streams())) return false;
    row_ = 0;
    count_ = PQntuples(next_.get());
    current_ = std::move(next_);
    if (ahead_.empty()) return true;
    next_ = std::move(ahead_.front());
    ahead_.pop_front();
    return true;
}

void PostgresStatement::keep(Answer&& answer) {
    if (next_ == nullptr)
        next_ = std::move(answer);
    else
        ahead_.push_back(std::move(answer));
}

void PostgresStatement::drop_rows() noexcept {
    next_.reset();
    ahead_.clear();
}

void PostgresStatement::reset() noexcept {
    if (sent_ && !connection_->is_settled(*this)) connection_->drop(*this);
    if (connection_->executed_ == this) connection_->executed_ = nullptr;
    if (!cursor_.empty()) connection_->close_cursor(*this);
    cursor_.clear();
    turn_ = 0;
    phase_ = Phase::ready;
    sent_ = unwanted_ = outdated_ = false;
    failure_ = nullptr;
    changes_ = 0;
    drop_rows();
    current_.reset();
    row_ = count_ = 0;
    parameters_.clear();
    array_parameters_.clear();
}

void PostgresStatement::take_row(Answer&& answer) {
    if (unwanted_) return;
    if (!is_described()) describe(answer.get());
    ++had_;
    keep(std::move(answer));
}

void PostgresStatement::take_end(Answer&& answer) {
    if (!is_described()) describe(answer.get());
    changes_ = changes_of(answer.get());
    had_ += static_cast<std::size_t>(PQntuples(answer.get()));
    if (PQntuples(answer.get()) > 0 && !unwanted_) keep(std::move(answer));
}

void PostgresStatement::fail(const std::exception_ptr& error) noexcept {
    if (!failure_) failure_ = error;
}

void PostgresStatement::describe(const PGresult* answer) {
    described_ = prepared_->times;
    column_types_.clear();
    column_names_.clear();
    for (int column = 0; column < PQnfields(answer); ++column) {
        column_types_.push_back(PQftype(answer, column));
        column_names_.emplace_back(PQfname(answer, column));
    }
    const auto is_array = [](TypeNumber type) { return element_of(type) != types::unknown; };
    arrays_.resize(std::ranges::any_of(column_types_, is_array) ? column_types_.size() : 0);
}

int PostgresStatement::column_count() const {
    if (!is_described()) {
        auto& self = const_cast<PostgresStatement&>(*this);
        self.begin();
        if (failure_) std::rethrow_exception(failure_);
    }
    return static_cast<int>(column_types_.size());
}

std::string_view PostgresStatement::column_name(int column) const {
    return column_names_[static_cast<std::size_t>(column)];
}

[[gnu::always_inline]] inline detail::Cell PostgresStatement::value(std::size_t column,
                                                                    std::string_view bytes) const {
    const TypeNumber type = column_types_[column];
    if (!arrays_.empty() && element_of(type) != types::unknown)
        return decode_array(bytes, arrays_[column]);
    return decode_here(type, bytes);
}

// In place, since `read` loops over it.
[[gnu::always_inline]] inline detail::Cell PostgresStatement::cell(int column) const {
    const PGresult* const row = current_.get();
    const int length = PQgetlength(row, row_, column);
    if (length == 0 && PQgetisnull(row, row_, column) != 0) return {};
    try {
        return value(static_cast<std::size_t>(column),
                     {PQgetvalue(row, row_, column), static_cast<std::size_t>(length)});
    } catch (const Undecodable& error) {
        throw_undecodable(column, error);
    }
}

detail::Cell PostgresStatement::at(int column) const { return cell(column); }

void PostgresStatement::read(std::span<const detail::ResultColumn> columns, int first,
                             void* row) const {
    read_columns(columns, first, row, [this](int column) { return cell(column); });
}

void PostgresStatement::throw_undecodable(int column, const Undecodable& error) const {
    throw DataError(DatabaseErrorInfo{
        .message = "the column \"" + std::string(column_name(column)) + "\" " + error.message(),
        .sql = sql(),
        .column = std::string(column_name(column))});
}

void PostgresStatement::bind(int parameter, const detail::Cell& value, detail::Lifetime lifetime) {
    const auto number = static_cast<std::size_t>(parameter);
    if (value.type == detail::CellType::text &&
        std::ranges::find(content().arrays, parameter + 1) != content().arrays.end())
        return parameters_.bind_unread(number, value.text);
    parameters_.bind(number, value, lifetime);
}

void PostgresStatement::require_room(std::string_view text, const detail::FieldInfo& field) {
    sql::postgresql::require_room(text, field);
}

}  // namespace aside::backend::postgresql
