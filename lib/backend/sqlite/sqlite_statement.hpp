#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string_view>

#include "backend/connection.hpp"

struct sqlite3_stmt;

namespace aside::backend::sqlite {

class SqliteConnection;

struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const noexcept;
};
using StatementHandle = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

/// One prepared statement; its connection outlives it.
class SqliteStatement final : public Prepared {
public:
    SqliteStatement(SqliteConnection& connection, StatementHandle statement);

    bool step() override;
    void reset() noexcept override;
    [[nodiscard]] bool read_only() const override;
    [[nodiscard]] int column_count() const override;
    [[nodiscard]] std::string_view column_name(int column) const override;
    [[nodiscard]] int parameter_count() const override;
    void field(int parameter, const detail::FieldInfo& field) override;

    [[nodiscard]] detail::Cell at(int column) const override;
    void read(std::span<const detail::ResultColumn> columns, int first, void* row) const override;

    void bind(int parameter, const detail::Cell& value, detail::Lifetime lifetime) override;
    void integer(int parameter, std::int64_t value) override;
    void real(int parameter, double value) override;
    void text(int parameter, std::string_view value, detail::Lifetime lifetime) override;

private:
    enum class Phase : unsigned char { ready, running, done };

    void check(int code) const;
    void note_changes();
    /// Whether the statement has deleted rows, or the transaction that it ends.
    [[nodiscard]] bool deletes() const;
    [[nodiscard]] std::string_view sql() const;

    SqliteConnection& connection_;
    StatementHandle statement_;
    const bool read_only_;
    const bool reads_rows_;  ///< it gives rows and changes none; so it is neither BEGIN nor COMMIT
    const int parameters_;
    bool holds_bytes_ = false;       ///< text or bytes are bound
    std::int64_t total_before_ = 0;  ///< the connection's changes when the execution began
    Phase phase_ = Phase::ready;
};

}  // namespace aside::backend::sqlite
