#pragma once
#include <cstdint>
#include <deque>
#include <exception>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "backend/connection.hpp"
#include "backend/postgresql/arrays.hpp"
#include "backend/postgresql/errors.hpp"
#include "backend/postgresql/link.hpp"
#include "backend/postgresql/parameters.hpp"
#include "backend/postgresql/statement_text.hpp"

namespace aside::backend::postgresql {

class PostgresConnection;

/// A text of statements on one connection, and the name under which the server keeps it prepared.
/// All statements of that text share it.
struct PreparedText {
    explicit PreparedText(std::string_view of) : sql(of), content(read_statement(of)) {}

    const std::string sql;
    const StatementText content;
    std::string name{};               ///< by which the server knows it
    bool known = false;               ///< it does, or has been told in this trip
    std::uint64_t times = 0;          ///< how often it was prepared
    std::vector<TypeNumber> types{};  ///< that its parameters are declared as
};

/// One statement. The server knows it by a name once it was executed; its connection outlives it.
///
/// Rows of a statement that only reads arrive one by one. The answers to one that writes are read
/// to their end before its first row is given, when it is known that it has succeeded.
class PostgresStatement final : public Prepared {
public:
    PostgresStatement(PostgresConnection& connection, std::string_view sql);
    PostgresStatement(const PostgresStatement&) = delete;
    PostgresStatement& operator=(const PostgresStatement&) = delete;
    ~PostgresStatement() override;

    void read_in_turns(std::size_t rows) override { turn_ = rows; }
    bool step() override;
    void reset() noexcept override;
    [[nodiscard]] bool read_only() const override;
    /// Executes the statement, which is bound, if its columns are not known yet.
    [[nodiscard]] int column_count() const override;
    [[nodiscard]] std::string_view column_name(int column) const override;
    [[nodiscard]] int parameter_count() const override { return content().parameters; }
    void field(int, const detail::FieldInfo&) override {}
    [[nodiscard]] bool may_move() const override;
    void move_to(Connection& other) override;
    [[nodiscard]] detail::Binder* arrays(std::span<const detail::CellType> types) override;

    [[nodiscard]] detail::Cell at(int column) const override;
    void read(std::span<const detail::ResultColumn> columns, int first, void* row) const override;
    void bind(int parameter, const detail::Cell& value, detail::Lifetime lifetime) override;
    /// PostgreSQL cuts off blanks without a word, and refuses what else is too long.
    void require_room(std::string_view text, const detail::FieldInfo& field) override;

private:
    friend class PostgresConnection;

    enum class Phase : unsigned char { ready, running, done };

    // Called by the connection, while it sends and reads.

    [[nodiscard]] bool streams() const { return content().kind == StatementText::Kind::reads; }
    /// Whether its rows come by a cursor.
    [[nodiscard]] bool in_turns() const { return turn_ > 0 && content().takes_cursor; }
    void open_cursor(std::string name, std::uint64_t at);
    /// The text that asks for the next rows of its cursor.
    [[nodiscard]] std::string fetch();
    /// Takes the arrays for parameters, once all their values are there.
    void settle_parameters();
    /// Whether the server knows it, with parameters of the types that are bound.
    [[nodiscard]] bool prepared() const;
    /// Sets the types of the parameters to those that are bound, for the statement to be prepared
    /// with.
    std::span<const TypeNumber> declare_types();
    void take_row(Answer&& answer);
    void take_end(Answer&& answer);
    void fail(const std::exception_ptr& error) noexcept;

    // Called by the statement itself.

    /// Has the statement executed, and waits until there is a row, or the end.
    void begin();
    /// Waits until there is a row, or until all answers to its execution have come.
    void wait();
    [[nodiscard]] bool next_row();
    /// Whether its cursor has had as many rows as were asked for, and so may have more.
    [[nodiscard]] bool may_have_more() const;
    [[nodiscard]] const std::string& sql() const { return prepared_->sql; }
    [[nodiscard]] const StatementText& content() const { return prepared_->content; }
    /// Lets go of the text, which ends if no other statement has it.
    void leave_text() noexcept;
    [[nodiscard]] bool is_described() const {
        return described_ != 0 && described_ == prepared_->times;
    }
    void describe(const PGresult* answer);
    [[nodiscard]] detail::Cell cell(int column) const;
    [[nodiscard]] detail::Cell value(std::size_t column, std::string_view bytes) const;
    [[noreturn]] void throw_undecodable(int column, const Undecodable& error) const;

    PostgresConnection* connection_;
    std::shared_ptr<PreparedText> prepared_;
    Parameters parameters_;
    Arrays array_parameters_;  ///< the values of parameters that are arrays, from the first one on
    Phase phase_ = Phase::ready;
    bool sent_ = false;      ///< its answers are expected, or have come
    bool unwanted_ = false;  ///< its rows are not asked for any more
    bool outdated_ = false;  ///< it failed, but may succeed when it is prepared again
    std::exception_ptr failure_;
    std::size_t turn_ = 0;  ///< how many rows are read at a time; 0: all
    std::string cursor_;    ///< empty: none
    std::uint64_t opened_at_ =
        0;                    ///< of its connection's count of savepoints that were gone back to
    std::size_t wanted_ = 0;  ///< rows of the cursor that were asked for
    std::size_t had_ = 0;     ///< those that came
    std::int64_t changes_ = 0;
    void keep(Answer&& answer);
    void drop_rows() noexcept;

    Answer next_;               ///< rows that were read ahead
    std::deque<Answer> ahead_;  ///< the rows behind them
    Answer current_;
    int row_ = 0;                  ///< the index of the current row in it
    int count_ = 0;                ///< the number of its rows
    std::uint64_t described_ = 0;  ///< `PreparedText::times` when its columns were described
    std::vector<TypeNumber> column_types_;
    std::vector<std::string> column_names_;
    /// The elements of the current row's arrays, by column; empty if no column is one.
    mutable std::vector<std::vector<detail::Cell>> arrays_;
};

}  // namespace aside::backend::postgresql
