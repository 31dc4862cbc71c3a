#pragma once
#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "aside/detail/driver.hpp"
#include "aside/query_log.hpp"
#include "exec/names.hpp"

namespace aside::exec {

/// Whether there are hooks. Changed when one is added or removed.
inline constinit std::atomic<bool> any_hooks{false};
/// Whether there are hooks to tell of statements. One relaxed load; a hook that begins at this
/// moment may miss a statement.
[[nodiscard]] inline bool listening() noexcept { return any_hooks.load(std::memory_order_relaxed); }
/// Tells every hook. Never throws; an error of a hook is dropped.
void report(const Statement& statement) noexcept;

/// The record of one execution while there are hooks: binds as the statement's own binder does, and
/// keeps a copy of each value. Not thread-safe.
class LogEntry final : public Binder {
public:
    /// Begins a record; nullptr if there are no hooks.
    [[nodiscard]] static std::unique_ptr<LogEntry> begin(std::string_view sql,
                                                         std::string_view alias, int replica) {
        return listening() ? std::make_unique<LogEntry>(sql, alias, replica) : nullptr;
    }
    LogEntry(std::string_view sql, std::string_view alias, int replica);

    /// Adds the time until the object returned dies.
    [[nodiscard]] static auto time(LogEntry* entry) noexcept { return Timer(entry); }
    Binder& binding_to(Binder& target) {
        target_ = &target;
        return *this;
    }
    void complete(std::int64_t rows) noexcept;

    void bind(int parameter, const Cell& value, Lifetime lifetime) override;
    void require_room(std::string_view text, const FieldInfo& field) override {
        target_->require_room(text, field);
    }

private:
    class Timer {
    public:
        explicit Timer(LogEntry* entry) noexcept : entry_(entry) {
            if (entry_ != nullptr) start();
        }
        Timer(const Timer&) = delete;
        Timer& operator=(const Timer&) = delete;
        ~Timer() {
            if (entry_ != nullptr) stop();
        }

    private:
        void start() noexcept;
        void stop() noexcept;

        LogEntry* entry_;
        std::chrono::steady_clock::time_point start_;
    };

    Statement statement_;
    Binder* target_ = nullptr;
};

}  // namespace aside::exec
