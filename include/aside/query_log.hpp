#pragma once
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "aside/value.hpp"

namespace aside {

/// One statement that a database ran, or refused.
struct Statement {
    std::string sql{};
    std::vector<SqlValue> params{};
    std::chrono::nanoseconds
        duration{};  ///< the time spent in the engine, without the code that used the rows
    std::string alias{};
    int replica = 0;  ///< the number of the replica that ran it, from 1 on; 0: the database itself
    std::thread::id thread{};  ///< the thread that ran it
    std::int64_t rows = 0;     ///< rows read, or changed by a statement that gives none
};

/// Keeps a hook of `on_query`, or a handler of `listen`, going; its destruction, or `end()`, ends it.
///
/// Ending waits for calls of the hook that run on other threads, so that everything that it refers
/// to may be destroyed afterwards. Called by the hook itself, it returns at once.
class [[nodiscard]] Subscription {
public:
    /// One running hook, defined in the library.
    class Listener;

    Subscription() = default;
    explicit Subscription(std::shared_ptr<Listener> listener) : listener_(std::move(listener)) {}
    Subscription(Subscription&&) noexcept = default;
    Subscription& operator=(Subscription&& other) noexcept;
    ~Subscription() { end(); }
    /// Ends the hook. Waits for calls of it that run on other threads; called by the hook itself,
    /// it returns at once.
    void end() noexcept;

private:
    std::shared_ptr<Listener> listener_;
};

namespace detail {
/// Calls `call` with the hook.
Subscription on_query(std::shared_ptr<void> hook, void (*call)(void* hook, const Statement&));
}  // namespace detail

/// Calls the hook after every statement of every thread, on the thread that ran it, while that
/// still holds its connection. The hook must be safe to call from several threads at once. An error
/// that it throws is dropped, and statements that it runs itself are not reported.
template <class Hook>
Subscription on_query(Hook hook) {
    auto owned = std::make_shared<Hook>(std::move(hook));
    return detail::on_query(std::move(owned), [](void* of, const Statement& statement) {
        (*static_cast<Hook*>(of))(statement);
    });
}

/// Collects, while it lives, every statement of every thread. Thread-safe.
class QueryLog {
public:
    /// Walks over the statements that were there when `end()` was called; gives copies.
    class Iterator {
    public:
        using iterator_category = std::input_iterator_tag;
        using value_type = Statement;
        using difference_type = std::ptrdiff_t;
        using pointer = void;
        using reference = Statement;

        Iterator() = default;
        Iterator(const QueryLog* log, std::size_t index) : log_(log), index_(index) {}
        [[nodiscard]] Statement operator*() const { return (*log_)[index_]; }
        Iterator& operator++() {
            ++index_;
            return *this;
        }
        Iterator operator++(int) {
            Iterator before = *this;
            ++index_;
            return before;
        }
        friend bool operator==(const Iterator&, const Iterator&) = default;

    private:
        const QueryLog* log_ = nullptr;
        std::size_t index_ = 0;
    };

    QueryLog();
    QueryLog(const QueryLog&) = delete;
    QueryLog& operator=(const QueryLog&) = delete;
    ~QueryLog() = default;

    /// The number of statements collected so far.
    [[nodiscard]] std::size_t size() const;
    /// Whether no statement was collected so far.
    [[nodiscard]] bool empty() const { return size() == 0; }
    /// A copy of the statement at that index. Throws `DataError` if there is none.
    [[nodiscard]] Statement operator[](std::size_t index) const;
    /// Begins a walk over the statements collected so far.
    [[nodiscard]] Iterator begin() const { return {this, 0}; }
    /// The end of a walk: behind the statements collected so far.
    [[nodiscard]] Iterator end() const { return {this, size()}; }
    /// Drops the statements collected so far.
    void clear();

private:
    struct Collected;
    std::shared_ptr<Collected> collected_;
    Subscription subscription_;
};

}  // namespace aside
