#pragma once
#include <cstddef>
#include <list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "backend/connection.hpp"
#include "exec/names.hpp"
#include "sql/statement_template.hpp"

namespace aside::exec {

/// The statements of one connection, each by the prepared query or the shape of the queries that it
/// answers or, if it has neither, by its text. The least recently used is dropped first. Not
/// thread-safe.
class StatementCache {
    /// The key of a look-up: bytes of one kind are never taken for those of another.
    struct Key {
        enum class Of : unsigned char { form, shape, text } of;
        std::string_view bytes;

        friend bool operator==(const Key&, const Key&) = default;
    };
    struct Hash {
        std::size_t operator()(const Key& key) const;
    };
    struct Entry {
        explicit Entry(const Key& of) : bytes(of.bytes), key{of.of, bytes} {}
        Entry(const Entry&) = delete;
        Entry& operator=(const Entry&) = delete;

        const std::string bytes;
        const Key key;
        std::unique_ptr<const sql::StatementTemplate> common{};  ///< of a prepared query or a shape
        std::unique_ptr<backend::Prepared> statement{};
        bool running = false;  ///< that statement is in use
        unsigned users = 0;    ///< of any of it: handles
    };

public:
    static constexpr std::size_t default_bound = 256;
    /// Statements longer than this are prepared anew: they are lists of values that hardly come
    /// back.
    static constexpr std::size_t longest_kept = std::size_t{16} * 1024;

    /// A statement while it is in use, and its entry; resets it and gives it back. The cache
    /// outlives it.
    class Handle {
    public:
        Handle() = default;
        Handle(Handle&& other) noexcept
            : entry_(std::exchange(other.entry_, nullptr)),
              statement_(std::exchange(other.statement_, nullptr)),
              owned_(std::move(other.owned_)) {}
        Handle& operator=(Handle&& other) noexcept;
        ~Handle() { give_back(); }
        void give_back() noexcept;
        /// Neither resets nor ends the statement: it is another process's.
        void leave() noexcept;

        /// Whether there is a statement that can be run.
        explicit operator bool() const { return statement_ != nullptr; }
        backend::Prepared& operator*() const { return *statement_; }
        backend::Prepared* operator->() const { return statement_; }

        /// The common statement of all queries of the prepared query or shape that it was found by;
        /// nullptr if it was not found by one. Lives until the statement is given back.
        [[nodiscard]] const sql::StatementTemplate* common() const {
            return entry_ != nullptr ? entry_->common.get() : nullptr;
        }
        /// Takes the statement of this text for the entry. If that is in use already, or long,
        /// prepares a statement of its own.
        void prepare(backend::Connection& connection, std::string_view sql);

    private:
        friend class StatementCache;
        explicit Handle(Entry& entry) : entry_(&entry) { ++entry.users; }

        Entry* entry_ = nullptr;
        backend::Prepared* statement_ = nullptr;
        std::unique_ptr<backend::Prepared> owned_;
    };

    explicit StatementCache(std::size_t bound = default_bound) : bound_(bound) {}
    StatementCache(const StatementCache&) = delete;
    StatementCache& operator=(const StatementCache&) = delete;

    /// The statement of that text, prepared.
    [[nodiscard]] Handle take(backend::Connection& connection, std::string_view sql);
    /// The `common` statement of all queries of this one's shape, not prepared yet; nothing if it
    /// depends on the query's values. Throws the compiler's errors.
    [[nodiscard]] Handle find(sql::Question question, const Query& query,
                              const sql::Dialect& dialect);
    /// The `common` statement of a prepared query filled with such values, not prepared yet;
    /// nothing if it depends on the values. Throws the compiler's errors.
    [[nodiscard]] Handle find(const PreparedQuery& form, std::span<const SqlValue> values,
                              const sql::Dialect& dialect);
    /// Forgets the statements that are not in use.
    void clear() noexcept;
    [[nodiscard]] std::size_t size() const { return entries_.size(); }

private:
    /// The entry of the key, which is now the latest used; nullptr if there is none.
    [[nodiscard]] Entry* look_up(const Key& key);
    Entry& add(const Key& key);
    /// The common statement of the key. If it is not known, `compile` gives it, or nullptr.
    template <class Compile>
    [[nodiscard]] Handle find(const Key& key, Compile compile);
    void make_room();

    std::size_t bound_;
    std::list<Entry> entries_;  ///< the most recently used first; its nodes do not move
    std::unordered_map<Key, std::list<Entry>::iterator, Hash> by_key_;
};

}  // namespace aside::exec
