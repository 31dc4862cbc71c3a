#pragma once
#include <memory>
#include <optional>

#include "exec/database.hpp"
#include "exec/runner.hpp"

namespace aside::exec {

/// Leases from a database's pool and queue when it is asked to; or, as the runner of a job whose
/// turn has come, lends the writer for everything until `release`. Used by one thread at a time.
class DatabaseRunner final : public detail::Runner {
public:
    explicit DatabaseRunner(std::shared_ptr<Database> database,
                            std::shared_ptr<const detail::Interrupt> interrupt = nullptr)
        : Runner(std::move(interrupt)), database_(std::move(database)) {}
    DatabaseRunner(std::shared_ptr<Database> database, detail::Lease turn,
                   std::shared_ptr<const detail::Interrupt> interrupt = nullptr)
        : Runner(std::move(interrupt)), database_(std::move(database)), turn_(std::move(turn)) {}

    [[nodiscard]] detail::Lease read() override;
    [[nodiscard]] detail::Lease write() override;
    [[nodiscard]] const query::Dialect& dialect() const override { return database_->dialect(); }
    [[nodiscard]] std::string_view alias() const override { return database_->alias(); }
    [[nodiscard]] bool concurrent_readers() const override {
        return database_->concurrent_readers();
    }
    [[nodiscard]] Ground ground(bool read_only) override;
    void release() noexcept override;

private:
    /// Whether a write lease of its own, or one around it on this thread, still lives.
    [[nodiscard]] bool writes() const;

    std::shared_ptr<Database> database_;
    std::optional<detail::Lease> turn_;
    bool wrote_ = false;
};

}  // namespace aside::exec
