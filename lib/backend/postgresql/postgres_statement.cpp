#include "backend/postgresql/postgres_statement.hpp"

#include <algorithm>
#include <utility>

#include "backend/postgresql/postgres_connection.hpp"
#include "backend/read_columns.hpp"

namespace aside::backend::postgresql {

PostgresStatement::PostgresStatement(PostgresConnection& connection, std::string_view sql)
    : connection_(connection),
      sql_(sql),
      text_(read_statement(sql)),
      parameters_(static_cast<std::size_t>(text_.parameters)) {}

PostgresStatement::~PostgresStatement() {
    reset();
    if (known_) connection_.forget(name_);
}

bool PostgresStatement::read_only() const { return text_.kind == StatementText::Kind::reads; }

// A parameter that is NULL takes whichever type was declared. What is planned for a long list
// hashes it, or looks each of its values up; a plan for lists of any length may do neither.
bool PostgresStatement::prepared() const {
    if (!known_ || parameters_.has_long_list()) return false;
    for (std::size_t i = 0; i < types_.size(); ++i)
        if (const auto type = parameters_.type(i); type != types::unknown && type != types_[i])
            return false;
    return true;
}

std::span<const TypeNumber> PostgresStatement::declare_types() {
    types_.resize(parameters_.count(), types::unknown);
    for (std::size_t i = 0; i < types_.size(); ++i)
        if (const auto type = parameters_.type(i); type != types::unknown) types_[i] = type;
    described_ = false;
    return types_;
}

detail::Binder* PostgresStatement::arrays(std::span<const detail::CellType> types) {
    arrays_.begin(types);
    return &arrays_;
}

void PostgresStatement::settle_parameters() {
    for (std::size_t i = 0; i < arrays_.size(); ++i)
        parameters_.bind_bytes(i, arrays_.type(i), arrays_.bytes(i));
}

bool PostgresStatement::step() {
    if (phase_ == Phase::done) return false;
    begin();
    if (next_row()) return true;
    phase_ = Phase::done;
    connection_.changes_ = changes_;
    if (failure_) std::rethrow_exception(failure_);
    return false;
}

void PostgresStatement::begin() {
    if (phase_ == Phase::ready) {
        phase_ = Phase::running;
        connection_.begin(*this);
    }
    if (row_ + 1 < count_) return;
    current_.reset();  // so that the next row finds its memory
    wait();
    if (!std::exchange(outdated_, false)) return;
    failure_ = nullptr;
    sent_ = false;
    connection_.begin(*this);
    wait();
    outdated_ = false;
}

void PostgresStatement::wait() {
    while ((next_ == nullptr || !streams()) && !connection_.is_settled(*this))
        connection_.take_answer();
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

void PostgresStatement::keep(Answer answer) {
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
    if (sent_ && !connection_.is_settled(*this)) connection_.drop(*this);
    if (connection_.executed_ == this) connection_.executed_ = nullptr;
    phase_ = Phase::ready;
    sent_ = unwanted_ = outdated_ = false;
    failure_ = nullptr;
    changes_ = 0;
    drop_rows();
    current_.reset();
    row_ = count_ = 0;
    parameters_.clear();
    arrays_.clear();
}

void PostgresStatement::take_row(Answer answer) {
    if (unwanted_) return;
    if (!described_) describe(answer.get());
    keep(std::move(answer));
}

void PostgresStatement::take_end(Answer answer) {
    if (!described_) describe(answer.get());
    changes_ = changes_of(answer.get());
    if (PQntuples(answer.get()) > 0 && !unwanted_) keep(std::move(answer));
}

void PostgresStatement::fail(const std::exception_ptr& error) noexcept {
    if (!failure_) failure_ = error;
}

void PostgresStatement::describe(const PGresult* answer) {
    described_ = true;
    column_types_.clear();
    column_names_.clear();
    for (int column = 0; column < PQnfields(answer); ++column) {
        column_types_.push_back(PQftype(answer, column));
        column_names_.emplace_back(PQfname(answer, column));
    }
}

int PostgresStatement::column_count() const {
    if (!described_) {
        auto& self = const_cast<PostgresStatement&>(*this);
        self.begin();
        if (failure_) std::rethrow_exception(failure_);
    }
    return static_cast<int>(column_types_.size());
}

std::string_view PostgresStatement::column_name(int column) const {
    return column_names_[static_cast<std::size_t>(column)];
}

inline detail::Cell PostgresStatement::cell(int column) const {
    const PGresult* const row = current_.get();
    const int length = PQgetlength(row, row_, column);
    if (length == 0 && PQgetisnull(row, row_, column) != 0) return {};
    try {
        return decode(column_types_[static_cast<std::size_t>(column)],
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
        .sql = sql_,
        .column = std::string(column_name(column))});
}

void PostgresStatement::bind(int parameter, const detail::Cell& value, detail::Lifetime lifetime) {
    const auto number = static_cast<std::size_t>(parameter);
    if (value.type == detail::CellType::text &&
        std::ranges::find(text_.arrays, parameter + 1) != text_.arrays.end())
        return parameters_.bind_unread(number, value.text);
    parameters_.bind(number, value, lifetime);
}

}  // namespace aside::backend::postgresql
