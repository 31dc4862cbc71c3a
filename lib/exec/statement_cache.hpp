#pragma once
#include <cstddef>
#include <list>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "backend/connection.hpp"

namespace aside::exec {

/// The prepared statements of one connection, the least recently used dropped first. Not
/// thread-safe.
class StatementCache {
    struct Entry {
        std::string sql;
        std::unique_ptr<backend::Prepared> statement;
        bool in_use = false;
    };

public:
    static constexpr std::size_t default_bound = 128;
    /// Statements longer than this are compiled anew: they are lists of values that hardly come
    /// back.
    static constexpr std::size_t longest_kept = std::size_t{16} * 1024;

    /// A statement while it is in use; resets it and gives it back.
    class Handle {
    public:
        Handle() = default;
        explicit Handle(std::unique_ptr<backend::Prepared> owned)
            : owned_(std::move(owned)), statement_(owned_.get()) {}
        explicit Handle(Entry& entry) : entry_(&entry), statement_(entry.statement.get()) {
            entry.in_use = true;
        }
        Handle(Handle&& other) noexcept;
        Handle& operator=(Handle&& other) noexcept;
        ~Handle() { give_back(); }
        void give_back() noexcept;
        /// Neither resets nor ends the statement: it is another process's.
        void leave() noexcept;

        explicit operator bool() const { return statement_ != nullptr; }
        backend::Prepared& operator*() const { return *statement_; }
        backend::Prepared* operator->() const { return statement_; }

    private:
        Entry* entry_ = nullptr;
        std::unique_ptr<backend::Prepared> owned_;
        backend::Prepared* statement_ = nullptr;
    };

    explicit StatementCache(std::size_t bound = default_bound) : bound_(bound) {}
    StatementCache(const StatementCache&) = delete;
    StatementCache& operator=(const StatementCache&) = delete;

    [[nodiscard]] Handle take(backend::Connection& connection, std::string_view sql);
    [[nodiscard]] std::size_t size() const { return entries_.size(); }

private:
    void make_room();

    std::size_t bound_;
    std::list<Entry> entries_;  ///< the most recently used first; its nodes do not move
    std::unordered_map<std::string_view, std::list<Entry>::iterator> by_sql_;
};

}  // namespace aside::exec
