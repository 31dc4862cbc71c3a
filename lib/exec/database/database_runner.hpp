#pragma once
#include <exception>
#include <memory>
#include <optional>

#include "exec/database/database.hpp"
#include "exec/database/runner.hpp"

namespace aside::exec {

/// Whether the exception that is being handled, of a read by a replica, may be none where the
/// database itself is read.
[[nodiscard]] bool replica_is_to_blame() noexcept;

/// If that exception is that a connection was lost, has the replica asked whether it is still there.
void suspect_if_lost(Database& replica) noexcept;

/// Leases from a database's pool and queue when it is asked to. As the runner of a job whose turn
/// has come, or of one that goes together with others, it lends that connection for everything
/// until `release`. Used by one thread at a time.
class DatabaseRunner final : public Runner {
public:
    explicit DatabaseRunner(std::shared_ptr<Database> database,
                            std::shared_ptr<const Interrupt> interrupt = nullptr)
        : Runner(std::move(interrupt)), database_(std::move(database)) {}
    DatabaseRunner(std::shared_ptr<Database> database, Lease turn,
                   std::shared_ptr<const Interrupt> interrupt = nullptr)
        : Runner(std::move(interrupt)), database_(std::move(database)), turn_(std::move(turn)) {}

    [[nodiscard]] Lease read() override;
    [[nodiscard]] Lease write(const char* call) override;
    [[nodiscard]] const sql::Dialect& dialect() const override { return database_->dialect(); }
    [[nodiscard]] std::string_view alias() const override { return database_->alias(); }
    [[nodiscard]] bool concurrent_readers() const override {
        return database_->concurrent_readers();
    }
    [[nodiscard]] BlockResources block_resources(bool read_only) override;
    void release() noexcept override;
    [[nodiscard]] bool leaves_replica() noexcept override;

private:
    void leave_replica() noexcept;
    [[nodiscard]] Lease read_for(const char* call);

    std::shared_ptr<Database> database_;
    std::optional<Lease> turn_;
    bool wrote_ = false;  ///< so that reads share the write lease, as long as one lives
};

/// The runner of a call to a database that is not connected: lends nothing, and throws the error
/// that says so when it is asked for a lease. Results that need no database, such as that of a read
/// that was started while it was connected, can be had by it.
class AbsentDatabaseRunner final : public Runner {
public:
    AbsentDatabaseRunner(std::exception_ptr why, std::shared_ptr<const Interrupt> interrupt)
        : Runner(std::move(interrupt)), why_(std::move(why)) {}

    [[nodiscard]] Lease read() override { refuse(); }
    [[nodiscard]] Lease write(const char*) override { refuse(); }
    [[nodiscard]] const sql::Dialect& dialect() const override { refuse(); }
    [[nodiscard]] std::string_view alias() const override { refuse(); }
    [[nodiscard]] bool concurrent_readers() const override { return true; }
    [[nodiscard]] BlockResources block_resources(bool) override { refuse(); }

private:
    [[noreturn]] void refuse() const { std::rethrow_exception(why_); }

    const std::exception_ptr why_;
};

}  // namespace aside::exec
