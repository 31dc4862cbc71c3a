#include "exec/session/statement_cache.hpp"

#include <bit>
#include <cstdint>
#include <cstring>
#include <type_traits>

namespace aside::exec {

namespace {

std::uint64_t word_at(const char* bytes, std::size_t size = sizeof(std::uint64_t)) {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, size);
    return word;
}

/// The key of a prepared query's statement: the address of the prepared query, and the kind of each
/// of its values.
class PreparedQueryKey {
public:
    PreparedQueryKey(const PreparedQuery& form, std::span<const SqlValue> values) {
        static_assert(std::has_unique_object_representations_v<Words>);
        words_.form = &form;
        for (std::size_t i = 0; i < values.size(); ++i) words_.kinds[i] = values[i].kind();
    }
    [[nodiscard]] std::string_view bytes() const {
        return {reinterpret_cast<const char*>(&words_), sizeof words_};
    }

private:
    struct Words {
        const PreparedQuery* form;
        SqlValue::Kind kinds[PreparedQuery::most_terms];
    };
    Words words_{};
};

}  // namespace

/// Mixes in eight bytes at a time, as Firefox's FxHash does; the factor is FxHash's (2^64 divided
/// by pi). A stronger hash would be wasted: there are few keys, and equal hashes are followed by a
/// comparison. The map keeps the hashes of its own keys.
std::size_t StatementCache::Hash::operator()(const Key& key) const {
    constexpr std::uint64_t factor = 0x517cc1b727220a95;
    std::uint64_t hash = key.bytes.size();
    const auto mix = [&](std::uint64_t word) { hash = (std::rotl(hash, 5) ^ word) * factor; };
    const char* at = key.bytes.data();
    std::size_t left = key.bytes.size();
    for (; left >= sizeof(std::uint64_t); left -= sizeof(std::uint64_t)) {
        mix(word_at(at));
        at += sizeof(std::uint64_t);
    }
    if (left != 0) mix(word_at(at, left));
    return static_cast<std::size_t>(hash ^ (hash >> 32));
}

StatementCache::Handle& StatementCache::Handle::operator=(Handle&& other) noexcept {
    give_back();
    entry_ = std::exchange(other.entry_, nullptr);
    statement_ = std::exchange(other.statement_, nullptr);
    owned_ = std::move(other.owned_);
    return *this;
}

void StatementCache::Handle::give_back() noexcept {
    if (statement_ != nullptr && !owned_) {
        statement_->reset();
        entry_->running = false;
    }
    if (entry_ != nullptr) --entry_->users;
    entry_ = nullptr;
    statement_ = nullptr;
    owned_.reset();
}

void StatementCache::Handle::leave() noexcept {
    entry_ = nullptr;
    statement_ = nullptr;
    (void)owned_.release();
}

void StatementCache::Handle::prepare(backend::Connection& connection, std::string_view sql) {
    if (entry_ == nullptr || entry_->running || sql.size() > longest_kept) {
        owned_ = connection.prepare(sql);
        statement_ = owned_.get();
        return;
    }
    if (!entry_->statement) entry_->statement = connection.prepare(sql);
    entry_->running = true;
    statement_ = entry_->statement.get();
}

StatementCache::Handle StatementCache::take(backend::Connection& connection, std::string_view sql) {
    Handle handle;
    if (sql.size() <= longest_kept) {
        const Key key{Key::Of::text, sql};
        Entry* entry = look_up(key);
        if (entry == nullptr) {
            auto statement = connection.prepare(sql);
            entry = &add(key);
            entry->statement = std::move(statement);
        }
        handle = Handle(*entry);
    }
    handle.prepare(connection, sql);
    return handle;
}

template <class Compile>
StatementCache::Handle StatementCache::find(const Key& key, Compile compile) {
    Entry* entry = look_up(key);
    if (entry == nullptr) {
        auto common = compile();
        entry = &add(key);
        entry->common = std::move(common);
    }
    return entry->common ? Handle(*entry) : Handle();
}

StatementCache::Handle StatementCache::find(sql::Question question, const Query& query,
                                            const sql::Dialect& dialect) {
    const sql::QueryFingerprint shape(question, query);
    if (!shape) return {};
    return find({Key::Of::shape, shape.bytes()},
                [&] { return sql::StatementTemplate::of(question, query, dialect); });
}

StatementCache::Handle StatementCache::find(const PreparedQuery& form,
                                            std::span<const SqlValue> values,
                                            const sql::Dialect& dialect) {
    const PreparedQueryKey filled(form, values);
    return find({Key::Of::form, filled.bytes()},
                [&] { return sql::StatementTemplate::of(form, values, dialect); });
}

StatementCache::Entry* StatementCache::look_up(const Key& key) {
    // A loop mostly runs the statement that ran just before.
    if (!entries_.empty() && entries_.front().key == key) return &entries_.front();
    const auto found = by_key_.find(key);
    if (found == by_key_.end()) return nullptr;
    entries_.splice(entries_.begin(), entries_, found->second);
    return &entries_.front();
}

StatementCache::Entry& StatementCache::add(const Key& key) {
    make_room();
    entries_.emplace_front(key);
    by_key_.emplace(entries_.front().key, entries_.begin());
    return entries_.front();
}

void StatementCache::make_room() {
    auto entry = entries_.end();
    while (entries_.size() >= bound_ && entry != entries_.begin()) {
        --entry;
        if (entry->users != 0) continue;
        by_key_.erase(entry->key);
        entry = entries_.erase(entry);
    }
}

}  // namespace aside::exec
