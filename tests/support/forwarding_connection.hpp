#pragma once
#include <memory>
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
    bool numbers_rows(const std::string& table, const std::string& column) const override {
        return inner_->numbers_rows(table, column);
    }
    std::int64_t last_insert_id() const override { return inner_->last_insert_id(); }
    bool counts_changes(const std::string& table) const override {
        return inner_->counts_changes(table);
    }
    void watch_deletions(backend::Deletions* deletions) noexcept override {
        inner_->watch_deletions(deletions);
    }
    backend::TransactionState transaction() const override { return inner_->transaction(); }
    void require_constraints() const override { inner_->require_constraints(); }
    int parameter_limit() const override { return inner_->parameter_limit(); }
    void stop_when(const detail::Interrupt* interrupt) noexcept override {
        inner_->stop_when(interrupt);
    }

protected:
    Connection& inner() { return *inner_; }

private:
    std::unique_ptr<Connection> inner_;
};

}  // namespace aside::testing
