#pragma once
// A database whose statements take few parameters.
#include <chrono>

#include "backend/source.hpp"
#include "support/database.hpp"

namespace aside::testing {

class NarrowConnection final : public backend::Connection {
public:
    NarrowConnection(std::unique_ptr<Connection> inner, int parameter_limit)
        : inner_(std::move(inner)), parameter_limit_(parameter_limit) {}
    std::unique_ptr<backend::Prepared> prepare(std::string_view sql) override {
        return inner_->prepare(sql);
    }
    void run(std::string_view sql) override { inner_->run(sql); }
    std::int64_t changes() const override { return inner_->changes(); }
    std::int64_t last_insert_id() const override { return inner_->last_insert_id(); }
    void watch_deletions(backend::Deletions* deletions) noexcept override {
        inner_->watch_deletions(deletions);
    }
    bool in_transaction() const override { return inner_->in_transaction(); }
    int parameter_limit() const override { return parameter_limit_; }

private:
    std::unique_ptr<Connection> inner_;
    int parameter_limit_;
};

/// In memory, under the alias "default", while it lives.
template <class... Model>
class NarrowDatabase {
public:
    explicit NarrowDatabase(int parameter_limit) {
        auto source = backend::source_of("sqlite::memory:", std::chrono::seconds(5));
        source.open = [open = source.open, parameter_limit](backend::Access access) {
            return std::make_unique<NarrowConnection>(open(access), parameter_limit);
        };
        exec::connect_with(std::move(source), {});
        create_tables<Model...>();
    }
    NarrowDatabase(const NarrowDatabase&) = delete;
    NarrowDatabase& operator=(const NarrowDatabase&) = delete;
    ~NarrowDatabase() { disconnect(); }
};

}  // namespace aside::testing
