#pragma once
#include <memory>
#include <span>
#include <string_view>
#include <utility>

#include "backend/connection.hpp"

namespace aside::testing {

/// A connection that is another one, for tests that change one of its functions.
class ForwardingConnection : public backend::Connection {
public:
    explicit ForwardingConnection(std::unique_ptr<Connection> inner) : inner_(std::move(inner)) {}

    std::unique_ptr<backend::Prepared> prepare(std::string_view sql) override {
        return inner_->prepare(sql);
    }
    void run(std::string_view sql) override { inner_->run(sql); }
    std::int64_t changes() const override { return inner_->changes(); }
    std::int64_t all_changes() const override { return inner_->all_changes(); }
    bool numbers_rows(const backend::TableName& table, const std::string& column) const override {
        return inner_->numbers_rows(table, column);
    }
    std::int64_t last_insert_id() const override { return inner_->last_insert_id(); }
    bool counts_changes(const backend::TableName& table) const override {
        return inner_->counts_changes(table);
    }
    void watch_deletions(backend::Deletions* deletions) noexcept override {
        inner_->watch_deletions(deletions);
    }
    backend::TransactionState transaction() const override { return inner_->transaction(); }
    void require_constraints() override { inner_->require_constraints(); }
    int parameter_limit() const override { return inner_->parameter_limit(); }
    void stop_when(const detail::Interrupt* interrupt) noexcept override {
        inner_->stop_when(interrupt);
    }
    bool usable() noexcept override { return inner_->usable(); }

protected:
    Connection& inner() { return *inner_; }

private:
    std::unique_ptr<Connection> inner_;
};

/// A statement that is another one.
class ForwardingPrepared : public backend::Prepared {
public:
    explicit ForwardingPrepared(std::unique_ptr<Prepared> inner) : inner_(std::move(inner)) {}

    void read_in_turns(std::size_t rows) override { inner_->read_in_turns(rows); }
    bool step() override { return inner_->step(); }
    void reset() noexcept override { inner_->reset(); }
    bool read_only() const override { return inner_->read_only(); }
    int column_count() const override { return inner_->column_count(); }
    std::string_view column_name(int column) const override { return inner_->column_name(column); }
    int parameter_count() const override { return inner_->parameter_count(); }
    void field(int parameter, const detail::FieldInfo& field) override {
        inner_->field(parameter, field);
    }
    detail::Cell at(int column) const override { return inner_->at(column); }
    void read(std::span<const detail::ResultColumn> columns, int first, void* row) const override {
        inner_->read(columns, first, row);
    }
    void bind(int parameter, const detail::Cell& value, detail::Lifetime lifetime) override {
        inner_->bind(parameter, value, lifetime);
    }
    void integer(int parameter, std::int64_t value) override { inner_->integer(parameter, value); }
    void real(int parameter, double value) override { inner_->real(parameter, value); }
    void text(int parameter, std::string_view value, detail::Lifetime lifetime) override {
        inner_->text(parameter, value, lifetime);
    }
    void require_room(std::string_view text, const detail::FieldInfo& field) override {
        inner_->require_room(text, field);
    }

protected:
    Prepared& inner() { return *inner_; }

private:
    const std::unique_ptr<Prepared> inner_;
};

}  // namespace aside::testing
