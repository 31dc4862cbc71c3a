#pragma once
// A database whose statements take few parameters.
#include <chrono>

#include "backend/data_source.hpp"
#include "support/database.hpp"
#include "support/forwarding_connection.hpp"

namespace aside::testing {

class NarrowConnection final : public ForwardingConnection {
public:
    NarrowConnection(std::unique_ptr<Connection> inner, int parameter_limit)
        : ForwardingConnection(std::move(inner)), parameter_limit_(parameter_limit) {}
    int parameter_limit() const override { return parameter_limit_; }

private:
    int parameter_limit_;
};

/// Under the alias "default", while it lives.
template <class... Model>
class NarrowDatabase {
public:
    explicit NarrowDatabase(int parameter_limit) {
        auto source = backend::source_of(fresh_->url(), std::chrono::seconds(5));
        source.open = [open = source.open, parameter_limit](backend::Access access,
                                                            const detail::Interrupt* interrupt) {
            return std::make_unique<NarrowConnection>(open(access, interrupt), parameter_limit);
        };
        exec::connect_with(std::move(source), {});
        create_tables<Model...>();
    }
    NarrowDatabase(const NarrowDatabase&) = delete;
    NarrowDatabase& operator=(const NarrowDatabase&) = delete;
    ~NarrowDatabase() { disconnect(); }

private:
    std::unique_ptr<FreshDatabase> fresh_ = fresh_database(Sharing::no);
};

}  // namespace aside::testing
