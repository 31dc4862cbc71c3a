#pragma once
#include <memory>
#include <string_view>

#include "aside/connect_options.hpp"
#include "exec/database/runner.hpp"

namespace aside::exec {

/// A connection that `on_connect` is called with, before anything else uses it. Calls that this
/// thread makes to its database meanwhile run on it, but for those in a transaction block that was
/// begun on it, which has it then. Used by that thread alone.
class Opening final : private Loan {
public:
    /// Calls the hook. Throws its error, and `TransactionManagementError` if it leaves a
    /// transaction open. The interrupt (nullptr: none) stops its statements.
    static void call(const ConnectHook& hook, Session& session, const Interrupt* interrupt);
    /// The one that this thread is in the middle of for the database of that alias, or nullptr.
    [[nodiscard]] static Opening* of(std::string_view alias) noexcept;

    [[nodiscard]] const std::string& alias() const { return session().alias(); }
    [[nodiscard]] const sql::Dialect& dialect() const { return session().dialect(); }
    [[nodiscard]] Lease lease();
    [[nodiscard]] std::shared_ptr<const Interrupt> interrupt() const;

private:
    Opening(Session& session, const Interrupt* interrupt)
        : Loan(&session), interrupt_(interrupt), lease_(begin(nullptr)) {}
    void give_back() noexcept override {}
    void leave_thread(Keeper) noexcept override {}

    const Interrupt* const interrupt_;
    const Lease lease_;  ///< so that no other one ends the loan
};

/// Lends it.
class OpeningRunner final : public Runner {
public:
    explicit OpeningRunner(Opening& opening, std::shared_ptr<const Interrupt> interrupt)
        : Runner(std::move(interrupt)), opening_(opening) {}

    [[nodiscard]] Lease read() override { return stopping(opening_.lease()); }
    [[nodiscard]] Lease write(const char*) override { return stopping(opening_.lease()); }
    [[nodiscard]] const sql::Dialect& dialect() const override { return opening_.dialect(); }
    [[nodiscard]] std::string_view alias() const override { return opening_.alias(); }
    [[nodiscard]] bool concurrent_readers() const override { return false; }
    [[nodiscard]] BlockResources block_resources(bool) override {
        return {stopping(opening_.lease()), nullptr};
    }

private:
    Opening& opening_;
};

}  // namespace aside::exec
