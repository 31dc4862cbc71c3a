#include "exec/statement_cache.hpp"

#include <iterator>
#include <utility>

namespace aside::exec {

StatementCache::Handle::Handle(Handle&& other) noexcept
    : entry_(std::exchange(other.entry_, nullptr)),
      owned_(std::move(other.owned_)),
      statement_(std::exchange(other.statement_, nullptr)) {}

StatementCache::Handle& StatementCache::Handle::operator=(Handle&& other) noexcept {
    give_back();
    entry_ = std::exchange(other.entry_, nullptr);
    owned_ = std::move(other.owned_);
    statement_ = std::exchange(other.statement_, nullptr);
    return *this;
}

void StatementCache::Handle::give_back() noexcept {
    if (entry_ != nullptr) {
        statement_->reset();
        entry_->in_use = false;
    }
    entry_ = nullptr;
    owned_.reset();
    statement_ = nullptr;
}

void StatementCache::Handle::leave() noexcept {
    entry_ = nullptr;
    statement_ = nullptr;
    (void)owned_.release();
}

StatementCache::Handle StatementCache::take(backend::Connection& connection, std::string_view sql) {
    if (const auto found = by_sql_.find(sql); found != by_sql_.end()) {
        if (found->second->in_use) return Handle(connection.prepare(sql));
        entries_.splice(entries_.begin(), entries_, found->second);
        return Handle(entries_.front());
    }
    auto statement = connection.prepare(sql);
    if (sql.size() > longest_kept) return Handle(std::move(statement));
    make_room();
    entries_.push_front(Entry{.sql = std::string(sql), .statement = std::move(statement)});
    by_sql_.emplace(entries_.front().sql, entries_.begin());
    return Handle(entries_.front());
}

void StatementCache::make_room() {
    auto entry = entries_.end();
    while (entries_.size() >= bound_ && entry != entries_.begin()) {
        --entry;
        if (entry->in_use) continue;
        by_sql_.erase(entry->sql);
        entry = entries_.erase(entry);
    }
}

}  // namespace aside::exec
