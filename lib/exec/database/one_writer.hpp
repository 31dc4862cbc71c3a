#pragma once
#include <memory>
#include <optional>

#include "exec/database/database.hpp"
#include "exec/database/pool.hpp"
#include "exec/database/shared_connection.hpp"

namespace aside::exec {

/// A database that is its one connection, as one in memory: everything takes its turn on it.
/// Thread-safe.
class OneConnection final : public Database {
public:
    OneConnection(backend::DataSource source, const ConnectOptions& options);

    [[nodiscard]] bool concurrent_readers() const override { return false; }
    [[nodiscard]] std::optional<Lease> share_writer() noexcept override;
    [[nodiscard]] SharedConnection* shared_connection(Intent) noexcept override {
        return &connection_;
    }
    [[nodiscard]] std::shared_ptr<TurnQueue> queue_of_blocks(bool) const noexcept override {
        return connection_.turns();
    }
    [[nodiscard]] bool used_by_this_thread() const override;
    void abandon_if_held_by_this_thread() noexcept override;

private:
    [[nodiscard]] Lease lend_reader(const Interrupt* interrupt, const char* call) override;
    [[nodiscard]] Lease lend_writer(const Interrupt* interrupt, const char* call) override;

    SharedConnection connection_;
};

/// A database whose engine lets one transaction write at a time. Writes take turns on one
/// connection, since waiting in a queue is fairer, and sooner over, than waiting for a lock. Reads
/// have a pool. Thread-safe.
class OneWriter final : public Database {
public:
    OneWriter(backend::DataSource source, const ConnectOptions& options);

    [[nodiscard]] bool concurrent_readers() const override { return true; }
    [[nodiscard]] std::optional<Lease> share_writer() noexcept override;
    [[nodiscard]] SharedConnection* shared_connection(Intent intent) noexcept override {
        const bool reads = intent == Intent::read || intent == Intent::read_of_row;
        return reads ? nullptr : &writer_;
    }
    [[nodiscard]] std::shared_ptr<TurnQueue> queue_of_blocks(
        bool read_only) const noexcept override {
        return read_only ? nullptr : writer_.turns();
    }
    [[nodiscard]] bool used_by_this_thread() const override;
    bool set_aside() noexcept override { return readers_.set_aside(); }
    void take_back() noexcept override { readers_.take_back(); }
    [[nodiscard]] int pooled_connections() const override { return readers_.open_connections(); }
    void abandon_if_held_by_this_thread() noexcept override;

    [[nodiscard]] Pool& readers() { return readers_; }

private:
    [[nodiscard]] Lease lend_reader(const Interrupt* interrupt, const char* call) override;
    [[nodiscard]] Lease lend_writer(const Interrupt* interrupt, const char* call) override;

    Pool readers_;
    SharedConnection writer_;
};

}  // namespace aside::exec
