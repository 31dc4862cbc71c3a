#pragma once
#include <exception>
#include <functional>
#include <memory>
#include <optional>

#include "exec/database/call_queue.hpp"
#include "exec/database/database.hpp"
#include "exec/database/pool.hpp"

namespace aside::exec {

/// A database whose connections are all alike: any one reads, and writes unless the database was
/// connected for reading only. The engine settles which of several writers comes first. A call that
/// finds no free connection waits for one; calls in the background that may go together do so in a
/// queue, and not each on a thread.
///
/// A thread that writes by a connection, in the middle of a call, has it for all that it asks for
/// meanwhile. So it sees what it wrote, and does not wait for itself.
///
/// Thread-safe.
class Pooled : public Database {
public:
    /// Is told of each attempt to open a connection: nullptr, or its error; not of those that were
    /// stopped.
    using Opened = std::function<void(const std::exception_ptr& error)>;
    /// Opens the first connection, unless somebody is told of them.
    Pooled(backend::DataSource from, const ConnectOptions& options, Opened opened = {});

    [[nodiscard]] bool concurrent_readers() const override { return true; }
    [[nodiscard]] std::optional<Lease> share_writer() noexcept override;
    [[nodiscard]] SharedConnection* shared_connection(Intent) noexcept override { return nullptr; }
    [[nodiscard]] CallQueue* call_queue(Intent intent) noexcept override;
    [[nodiscard]] std::shared_ptr<TurnQueue> queue_of_blocks(bool) const noexcept override {
        return nullptr;
    }
    [[nodiscard]] bool used_by_this_thread() const override { return pool_.used_by_this_thread(); }
    bool set_aside() noexcept override { return pool_.set_aside(); }
    void take_back() noexcept override { pool_.take_back(); }
    [[nodiscard]] int pooled_connections() const override { return pool_.open_connections(); }
    void abandon_if_held_by_this_thread() noexcept override { calls_.leave_thread(self()); }

protected:
    /// How many calls have a connection, or wait for one in the queue.
    [[nodiscard]] int calls_under_way() const;

private:
    [[nodiscard]] Lease lend_reader(const Interrupt* interrupt, const char* call) override;
    [[nodiscard]] Lease lend_writer(const Interrupt* interrupt, const char* call) override;
    [[nodiscard]] std::unique_ptr<Session> open_one(const Interrupt* interrupt) const;

    const Opened opened_;
    Pool pool_;
    CallQueue calls_;
};

}  // namespace aside::exec
