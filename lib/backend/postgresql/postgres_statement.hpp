#pragma once
#include <cstdint>
#include <deque>
#include <exception>
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

    bool step() override;
    void reset() noexcept override;
    [[nodiscard]] bool read_only() const override;
    /// Executes the statement, which is bound, if its columns are not known yet.
    [[nodiscard]] int column_count() const override;
    [[nodiscard]] std::string_view column_name(int column) const override;
    [[nodiscard]] int parameter_count() const override { return text_.parameters; }
    void field(int, const detail::FieldInfo&) override {}
    [[nodiscard]] detail::Binder* arrays(std::span<const detail::CellType> types) override;

    [[nodiscard]] detail::Cell at(int column) const override;
    void read(std::span<const detail::ResultColumn> columns, int first, void* row) const override;
    void bind(int parameter, const detail::Cell& value, detail::Lifetime lifetime) override;

private:
    friend class PostgresConnection;

    enum class Phase : unsigned char { ready, running, done };

    // Called by the connection, while it sends and reads.

    [[nodiscard]] bool streams() const { return text_.kind == StatementText::Kind::reads; }
    /// Takes the arrays for parameters, once all their values are there.
    void settle_parameters();
    /// Whether the server knows it, with parameters of the types that are bound.
    [[nodiscard]] bool prepared() const;
    /// Sets the types of the parameters to those that are bound, for the statement to be prepared
    /// with.
    std::span<const TypeNumber> declare_types();
    void take_row(Answer answer);
    void take_end(Answer answer);
    void fail(const std::exception_ptr& error) noexcept;

    // Called by the statement itself.

    /// Has the statement executed, and waits until there is a row, or the end.
    void begin();
    /// Waits until there is a row, or until all answers to its execution have come.
    void wait();
    [[nodiscard]] bool next_row();
    void describe(const PGresult* answer);
    [[nodiscard]] detail::Cell cell(int column) const;
    [[noreturn]] void throw_undecodable(int column, const Undecodable& error) const;

    PostgresConnection& connection_;
    const std::string sql_;
    const StatementText text_;
    Parameters parameters_;
    Arrays arrays_;       ///< the values of parameters that are arrays, from the first one on
    std::string name_;    ///< by which the server knows it
    bool known_ = false;  ///< the server knows the statement by that name
    std::vector<TypeNumber> types_;  ///< the types that its parameters are declared as
    Phase phase_ = Phase::ready;
    bool sent_ = false;      ///< its answers are expected, or have come
    bool unwanted_ = false;  ///< its rows are not asked for any more
    bool outdated_ = false;  ///< it failed, but may succeed when it is prepared again
    std::exception_ptr failure_;
    std::int64_t changes_ = 0;
    void keep(Answer answer);
    void drop_rows() noexcept;

    Answer next_;               ///< rows that were read ahead
    std::deque<Answer> ahead_;  ///< the rows behind them
    Answer current_;
    int row_ = 0;    ///< the index of the current row in it
    int count_ = 0;  ///< the number of its rows
    bool described_ = false;
    std::vector<TypeNumber> column_types_;
    std::vector<std::string> column_names_;
};

}  // namespace aside::backend::postgresql
